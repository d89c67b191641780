"""What does not fit is said in lines, and never cut."""

from __future__ import annotations

from bisect import bisect_left

import pytest

from app.documents import WarningKind, read_texts, render
from tests.documents import papers, reader

LONG = "Dit is een zin die een school er zelf bij heeft geschreven en die maar doorgaat. "


def too_long(kind: str, block: str, key: str, times: int):
    return read_texts(kind, override=f'[{block}]\n{key} = "{LONG * times}"\n')


def test_a_text_that_is_a_little_longer_is_set_a_little_smaller():
    rendered = render(papers.tipkaart(texts=too_long("tipkaart", "back", "text", 3)), papers.COLOUR)
    assert rendered.warnings == ()


@pytest.mark.parametrize(
    ("make", "kind", "block", "key", "where"),
    [
        (papers.tipkaart, "tipkaart", "back", "text", "Achterkant"),
        (papers.tipkaart, "tipkaart", "cover", "subtitle", "Voorkant"),
        (papers.meldwijzer, "meldwijzer", "what", "text", "Voorkant"),
    ],
)
def test_too_much_text_is_said_with_its_place_and_its_lines(make, kind, block, key, where):
    rendered = render(make(texts=too_long(kind, block, key, 40)), papers.COLOUR)
    (warning,) = rendered.warnings
    assert (warning.kind, warning.where, warning.page) == (WarningKind.OVERFLOW, where, 1)
    assert warning.lines > 1
    assert warning.text == f"{where}: deze tekst is {warning.lines} regels te lang."
    left, bottom, right, top = warning.box
    assert 0 <= left < right
    assert 0 <= bottom < top


def test_one_line_is_one_line():
    words = (LONG * 10).split()

    def warnings(count: int) -> list[str]:
        texts = read_texts("tipkaart", override=f'[cover]\nsubtitle = "{" ".join(words[:count])}"\n')
        return [warning.text for warning in render(papers.tipkaart(texts=texts), papers.COLOUR).warnings]

    first = bisect_left(range(len(words)), 1, key=lambda count: len(warnings(count + 1))) + 1
    assert warnings(first - 1) == []
    assert warnings(first) == ["Voorkant: deze tekst is 1 regel te lang."]


def test_nothing_of_an_overlong_text_is_cut():
    rendered = render(papers.tipkaart(texts=too_long("tipkaart", "back", "text", 12)), papers.COLOUR)
    assert reader.page_text(rendered.pdf).count("maar doorgaat.") == 12


def test_no_tip_is_set_under_nine_points_however_long_it_is():
    tip = f'{{ title = "Tip", text = "{LONG * 4}" }}'
    texts = read_texts("tipkaart", override=f"[before]\ntip = [{', '.join([tip] * 6)}]\n")
    rendered = render(papers.tipkaart(texts=texts), papers.COLOUR)
    assert rendered.warnings[0].where == "Voordat de stage begint"
    assert min(word.size for word in reader.painted(rendered.pdf) if word.tagged) >= 9
