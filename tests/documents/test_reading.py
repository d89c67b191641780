"""What a screen reader hears, a telephone scans and an eye sees."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from app.documents import ContactLine, Options, read_texts, render
from app.documents.clean import marked, spoken
from app.documents.texts import languages_of
from app.resources import resource
from app.tokens import contrast
from tests.documents import papers, reader

GOLDEN = Path(__file__).parent / "golden"
ALL = sorted(papers.papers())
KINDS = sorted({*ALL} - {"bundle", "long report"})  # which look as the report and the cards do
CARDS = {"tipkaart": papers.tipkaart, "meldwijzer": papers.meldwijzer, "recovery_sheet": papers.recovery_sheet}
HEARD = {**CARDS, "report": papers.report, "long_report": papers.long_report}
ENOUGH = 4.5  # WCAG 2.1, 1.4.3


@pytest.mark.parametrize("kind", sorted(HEARD))
def test_a_paper_is_heard_in_the_order_of_its_golden_text(kind):
    heard = reader.structure(render(HEARD[kind](), papers.COLOUR).pdf)
    assert heard == (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("kind", sorted(CARDS))
def test_mono_is_heard_as_colour_is(kind):
    colour, mono = (reader.structure(render(CARDS[kind](), options).pdf) for options in (papers.COLOUR, papers.MONO))
    assert colour == mono


def test_the_front_is_heard_before_the_back_that_lies_beside_it():
    heard = reader.structure(render(papers.tipkaart(), papers.COLOUR).pdf)
    assert heard.index("H1 Een eerlijke start") < heard.index("H2 Waarom deze kaart?")


@pytest.mark.parametrize("kind", ALL)
def test_headings_go_down_one_level_at_a_time_and_are_all_bookmarks(kind):
    pdf = render(papers.papers()[kind], papers.COLOUR).pdf
    headings = [line for line in reader.structure(pdf) if line[0] == "H" and line[1].isdigit()]
    levels = [int(line[1]) for line in headings]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert sorted(title for _level, title in reader.bookmarks(pdf)) == sorted(line[3:] for line in headings)


@pytest.mark.parametrize("kind", sorted(CARDS))
def test_every_text_of_the_file_stands_on_the_paper(kind):
    texts = read_texts(kind)
    told = "".join(reader.page_text(render(CARDS[kind](), papers.COLOUR).pdf).split())
    fields = {**texts.words, "school": papers.SCHOOL}
    with resource("texts", "nl", f"{kind}.toml").open("rb") as file:
        blocks = {name: value for name, value in tomllib.load(file).items() if isinstance(value, dict)}
    blocks.pop("words")
    blocks.get("choices", {}).pop("step", None)  # which step the choices belong to
    for text in _texts(blocks):
        assert "".join(spoken(marked(text, **fields)).split()) in told


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from () if key == "icon" else _texts(part)
    else:
        for part in value:
            yield from _texts(part)


@pytest.mark.parametrize("options", [papers.COLOUR, papers.MONO], ids=["colour", "mono"])
def test_every_code_can_be_scanned_and_has_its_address_as_text(options: Options):
    for document, expected in (
        (papers.tipkaart(), ["https://www.voorbeeldcollege.example/eerlijke-stage"]),
        (
            papers.meldwijzer(),
            sorted(line.web for line in (papers.SUPERVISOR, papers.CONFIDANT, papers.REPORTING, papers.ADVICE)),
        ),
    ):
        pdf = render(document, options).pdf
        assert reader.codes(pdf) == expected
        told = "".join(reader.page_text(pdf).split())
        assert all(url.removeprefix("https://") in told for url in expected)


@pytest.mark.parametrize("options", [papers.COLOUR, papers.MONO], ids=["colour", "mono"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_word_stands_out_against_what_is_behind_it(kind, options):
    pale = [
        (word.text, word.ink, ground)
        for word, ground in reader.grounds(render(papers.papers()[kind], options).pdf)
        if contrast(word.ink, ground) < ENOUGH
    ]
    assert pale == []


@pytest.mark.parametrize("kind", KINDS)
def test_mono_has_no_colour_at_all(kind):
    inks = {word.ink for word in reader.painted(render(papers.papers()[kind], papers.MONO).pdf)}
    assert all(ink[1:3] == ink[3:5] == ink[5:7] for ink in inks)


@pytest.mark.parametrize("kind", sorted(HEARD))
def test_nothing_looks_like_a_heading_without_being_one(kind):
    pdf = render(HEARD[kind](), papers.COLOUR).pdf
    large = {word.text.strip() for word in reader.painted(pdf) if word.size >= 13 and "Bold" in word.font}
    paragraphs = [line[2:] for line in reader.structure(pdf) if line.startswith("P ")]
    headings = {line[3:] for line in reader.structure(pdf) if line[0] == "H" and line[1].isdigit()}
    large -= headings
    fake = [text for text in paragraphs if any(text.startswith(piece) for piece in large) and not text.isupper()]
    assert fake == []


@pytest.mark.heavy
@pytest.mark.parametrize("language", languages_of("meldwijzer")[1:])
@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
def test_every_code_beneath_the_word_for_a_draft_can_be_scanned(language, large):
    draft = papers.meldwijzer(texts=read_texts("meldwijzer", language))
    rendered = render(draft, Options(papers.DAY, large=large))
    assert "CONCEPT" in reader.page_text(rendered.pdf)
    lines = (papers.SUPERVISOR, papers.CONFIDANT, papers.REPORTING, papers.ADVICE)
    assert reader.codes(rendered.pdf) == sorted(line.web for line in lines)


def test_an_entry_of_the_contents_says_which_chapter_and_page():
    heard = reader.structure(render(papers.long_report(), papers.COLOUR).pdf)
    links = [line.removeprefix("Link ") for line in heard if line.startswith("Link")]
    assert links
    assert len(set(links)) == len(links)


@pytest.mark.parametrize("make", [papers.meldwijzer, papers.tipkaart])
def test_a_link_says_where_it_goes(make):
    heard = reader.structure(render(make(), papers.COLOUR).pdf)
    links = [line.removeprefix("Link ") for line in heard if line.startswith("Link")]
    assert links
    assert all("." in text or "@" in text or text.replace(" ", "").isdigit() for text in links)


def test_a_contact_without_telephone_or_address_leaves_no_empty_lines():
    bare = ContactLine("Vertrouwenspersoon", "Luistert.")
    heard = reader.structure(render(papers.meldwijzer(in_school=(bare,), outside=()), papers.COLOUR).pdf)
    assert heard[heard.index("H4 Vertrouwenspersoon") :][:3] == [
        "H4 Vertrouwenspersoon",
        "P Luistert.",
        "H2 Jouw aantekeningen",
    ]


@pytest.mark.parametrize("count", range(1, 7))
def test_up_to_six_helpers_fit_on_the_two_sides(count):
    helpers = [
        papers.SUPERVISOR,
        papers.REPORTING,
        papers.CONFIDANT,
        papers.ADVICE,
        papers.SUPERVISOR,
        papers.REPORTING,
    ]
    rendered = render(
        papers.meldwijzer(in_school=tuple(helpers[:count:2]), outside=tuple(helpers[1:count:2])), papers.COLOUR
    )
    assert (rendered.pages, rendered.warnings) == (2, ())
    assert len(reader.codes(rendered.pdf)) == count


def test_more_helpers_get_more_pages():
    rendered = render(papers.meldwijzer(in_school=(papers.CONFIDANT,) * 9, outside=(papers.ADVICE,) * 8), papers.COLOUR)
    assert rendered.pages > 2
    assert rendered.warnings == ()
    assert len(reader.codes(rendered.pdf)) == 17
    assert f"{rendered.pages} van {rendered.pages}" in reader.page_text(rendered.pdf)


def test_without_anybody_to_turn_to_there_is_no_empty_heading():
    heard = reader.structure(render(papers.meldwijzer(in_school=(), outside=()), papers.COLOUR).pdf)
    assert "H2 Wie helpt je?" not in heard


def test_a_school_names_its_people_as_it_likes():
    renamed = papers.tipkaart(words={"mentor": "werkmeester"})
    told = reader.page_text(render(renamed, papers.COLOUR).pdf)
    assert "Stel de werkmeester voor" in told
    assert "praktijkopleider" not in told
    assert "stagebegeleider" in told


def test_a_tipkaart_without_a_web_address_has_no_code():
    rendered = render(replace(papers.tipkaart(), web="", phone=""), papers.COLOUR)
    assert reader.codes(rendered.pdf) == []
    assert "stagebureau@voorbeeldcollege.example" in reader.page_text(rendered.pdf)


def test_the_recovery_code_is_heard_as_one_text_in_its_order():
    heard = reader.structure(render(papers.recovery_sheet(), papers.COLOUR).pdf)
    assert f"P {papers.CODE.replace('-', ' ')}" in heard
