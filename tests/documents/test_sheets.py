"""Pages on sheets: booklets, bundles, and the contents of a long report."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from app.documents import Options, Words, render
from app.progress import Cancelled, Progress
from tests.documents import papers, reader
from ui.desk.pdfium import opened

BOOKLET = Options(papers.DAY, booklet=True)


@pytest.mark.parametrize(
    ("chapters", "sheets"),
    [
        (1, ["1"]),
        (2, ["1", "2"]),
        (3, ["1", "2 3"]),
        (4, ["4 1", "2 3"]),
        (5, ["1", "2", "3", "4 5"]),
    ],
)
def test_a_booklet_is_in_order_once_its_sheets_are_folded_into_each_other(chapters, sheets):
    rendered = render(papers.long_report(chapters), BOOKLET)
    found = []
    for text in reader.page_texts(rendered.pdf):
        words = text.split()
        found.append(" ".join(words[at + 1] for at, word in enumerate(words) if word == "Hoofdstuk"))
    assert found == sheets
    assert rendered.pages == len(sheets)


def test_a_booklet_is_two_pages_of_a5_beside_each_other_on_a4():
    assert reader.sheet_size(render(papers.report(), BOOKLET).pdf) == pytest.approx((841.89, 595.28), abs=0.1)


def test_a_booklet_is_heard_in_the_order_of_reading_and_tells_what_the_report_tells():
    booklet = render(papers.long_report(4), BOOKLET).pdf
    assert [title for _level, title in reader.bookmarks(booklet)][:3] == ["Klas 1A", "Hoofdstuk 1", "Wat nu"]
    plain = render(papers.long_report(4), papers.COLOUR).pdf
    assert sorted(reader.structure(booklet)) == sorted(reader.structure(plain))


def test_a_long_report_says_where_everything_stands():
    pdf = render(papers.long_report(), papers.COLOUR).pdf
    heard = reader.structure(pdf)
    entries = [line for line in heard if line.startswith("Link")]
    assert entries == [f"Link Hoofdstuk {number} {number + 1}" for number in range(1, 9)]
    assert heard.index("H2 Inhoud") < heard.index(entries[0]) < heard.index("H2 Hoofdstuk 1")
    texts = reader.page_texts(pdf)
    for number in range(1, 9):
        assert f"Hoofdstuk {number}" in texts[number]
        assert f"bladzijde {number + 1} van 9" in texts[number]


def test_an_entry_of_the_contents_leads_to_its_chapter():
    pdf = render(papers.long_report(), papers.COLOUR).pdf
    raw = pypdfium2.raw
    with opened(pdf) as document:
        first = document[0]
        places = []
        for top in range(int(first.get_height()) - 1, 0, -6):
            link = raw.FPDFLink_GetLinkAtPoint(first.raw, 100, top)
            if link:
                target = raw.FPDFLink_GetDest(document.raw, link)
                places.append(raw.FPDFDest_GetDestPageIndex(document.raw, target))
        first.close()
    assert sorted(set(places)) == list(range(1, 9))


def test_contents_that_take_pages_themselves_still_tell_the_right_page():
    chapters = 70
    pdf = render(papers.long_report(chapters), papers.COLOUR).pdf
    texts = reader.page_texts(pdf)
    entries = [line for line in reader.structure(pdf) if line.startswith("Link")]
    assert len(entries) == chapters
    for entry in entries:
        _link, _word, chapter, page = entry.split()
        assert f"Hoofdstuk {chapter}\r" in texts[int(page) - 1].replace("\n", "\r") + "\r"


def test_a_short_report_has_no_contents():
    assert "Inhoud" not in reader.page_text(render(papers.report(), papers.COLOUR).pdf)


def test_a_report_of_one_long_piece_lists_all_its_headings():
    parts = tuple(Words(f"Kop {number}", ("Regel.\n" * 40,)) for number in range(8))
    heard = reader.structure(render(replace(papers.report(), parts=parts), papers.COLOUR).pdf)
    assert len([line for line in heard if line.startswith("Link Kop")]) == 8


def test_papers_in_one_file_keep_their_own_pages_titles_and_structure():
    rendered = render(papers.bundle(), papers.COLOUR)
    texts = reader.page_texts(rendered.pdf)
    alone = render(papers.report(), papers.COLOUR).pages
    assert f"bladzijde 1 van {alone}" in texts[0]
    assert [title for level, title in reader.bookmarks(rendered.pdf) if level == 0] == [
        "Klas 1A",
        "Een eerlijke start",
        "Oneerlijk behandeld bij je stage?",
    ]
    assert rendered.pages == alone + 4


def test_a_bundle_says_where_it_is_and_stops_when_asked():
    steps = []
    render(papers.bundle(), papers.COLOUR, Progress(lambda done, total: steps.append((done, total))))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        render(papers.bundle(), papers.COLOUR, stopped)


def _listed(rows: int) -> list[str]:
    """The pages of a table of so many rows with a total."""
    listed = tuple((f"Student {number}", "x", "1") for number in range(rows))
    table = replace(papers.report().parts[6], rows=listed)
    return reader.page_texts(render(papers.report(parts=(table,)), papers.COLOUR).pdf)


def test_a_total_is_never_alone_on_a_page():
    fitting = _listed(80)[0].count("Leerbedrijf x") or _listed(80)[0].count("Student ")
    for rows in (fitting - 1, fitting):
        last = _listed(rows)[-1]
        assert "Samen" in last
        assert f"Student {rows - 1}" in last


def test_a_text_that_is_longer_than_a_page_goes_on_on_the_next():
    words = " ".join(f"woord{number}" for number in range(1500))
    rendered = render(papers.report(parts=(Words("Verhaal", (words,)),)), papers.COLOUR)
    assert rendered.warnings == ()
    assert rendered.pages > 1
    (told,) = {line for line in reader.structure(rendered.pdf) if line.startswith("P woord0")} or {""}
    assert told.startswith("P woord0 woord1 ")
    body = " ".join(reader.page_texts(rendered.pdf)).split()
    assert [word for word in body if word.startswith("woord")] == words.split()


def test_a_heading_is_heard_before_what_stands_under_it():
    heard = reader.structure(render(papers.report(), papers.COLOUR).pdf)
    for heading, below in (
        ("H2 Wie", "Lbl Mentor"),
        ("H2 Gesprekken", next(line for line in heard if line.startswith("Figure Tijdlijn"))),
        ("H2 Waar staat iedereen?", next(line for line in heard if line.startswith("Figure Staafdiagram. 1A"))),
    ):
        assert heard.index(heading) == heard.index(below) - 1
