"""Reports: parts that flow over pages, charts that say their numbers, forms to fill in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents import Bars, Column, Facts, Options, Table, Tile, Tiles, Words, render
from tests.documents import papers, reader

LARGE = Options(papers.DAY, large=True)


def told(*parts: object, options: Options = papers.COLOUR) -> list[str]:
    return reader.structure(render(papers.report(parts=parts), options).pdf)


def test_a_chart_tells_its_numbers_to_who_cannot_see_it_and_repeats_them_in_a_table():
    heard = told(Bars("Stand", "Klas", ("loopt", "zoekt"), (("1A", (6, 7)), ("1B", (3, 0)))))
    assert "Figure Staafdiagram. 1A: 6 loopt, 7 zoekt; 1B: 3 loopt, 0 zoekt." in heard
    table = heard[heard.index("TH Klas") :]
    assert table == [
        *("TH Klas", "TH loopt", "TH zoekt", "TH Totaal"),
        *("TH 1A", "TD 6", "TD 7", "TD 13"),
        *("TH 1B", "TD 3", "TD 0", "TD 3"),
        *("TH Samen", "TD 9", "TD 7", "TD 16"),
    ]


def test_a_timeline_tells_which_moments_were_held():
    heard = "\n".join(reader.structure(render(papers.report(), papers.COLOUR).pdf))
    assert "12 feb. 2027 start, bezoek (gehouden); 20 apr. 2027 tussen (nog niet gehouden)" in heard
    assert "TH 20 apr. 2027\nTD tussen\nTD nog niet gehouden" in heard


def test_without_colour_bars_differ_by_their_hatching():
    bars = Bars("Stand", "Klas", ("een", "twee", "drie", "vier", "vijf"), (("1A", (9, 9, 9, 9, 9)),))
    hatched = render(papers.report(parts=(bars,)), papers.MONO).pdf
    plain = render(papers.report(parts=(bars,)), papers.COLOUR).pdf
    assert all(red == green == blue for red, green, blue in reader.inks_of_picture(hatched))
    assert reader.strokes(hatched) > reader.strokes(plain) + 50


@pytest.mark.parametrize("rows", range(24, 34))
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(rows):
    first = Table("Eerste", (Column("Student"),), tuple((f"rij {n}",) for n in range(rows)))
    second = Table("Tweede", (Column("Student"),), (("een",), ("twee",)))
    pdf = render(papers.report(parts=(first, second)), papers.COLOUR).pdf
    page = next(text for text in reader.page_texts(pdf) if "Tweede" in text)
    assert "een" in page.split("Tweede")[1]


def test_what_begins_on_a_new_page_does_so():
    assert "Invullen" not in " ".join(reader.page_texts(render(papers.report(), papers.COLOUR).pdf)[:-1])


def test_large_print_has_text_of_eighteen_points_and_loses_nothing():
    normal, large = (render(papers.report(), options) for options in (papers.COLOUR, LARGE))
    body = [word.size for word in reader.painted(large.pdf) if "ligt voor" in word.text]
    assert body == [18.0]
    assert sorted(reader.structure(large.pdf)) == sorted(reader.structure(normal.pdf))


def test_an_empty_fact_leaves_no_trace():
    assert not [line for line in told(*papers.report().parts) if "Kamer" in line]


def test_a_number_is_heard_with_what_it_counts():
    assert "LBody 42 studenten" in told(Tiles((Tile("42", "studenten"),)))


def test_a_report_on_its_side_and_without_names_says_so():
    document = papers.report(lying=True, confidential=False, parts=(Words("", ("Zomaar iets.",)),))
    rendered = render(document, papers.COLOUR)
    width, height = reader.sheet_size(rendered.pdf)
    assert width > height
    assert "vertrouwelijk" not in reader.page_text(rendered.pdf)


def test_the_name_on_the_paper_is_not_in_what_the_file_says_about_itself():
    known = reader.metadata(render(papers.report(heading=papers.NAMES[0]), papers.COLOUR).pdf)
    assert papers.NAMES[0] not in " ".join(known.values())
    assert known["Title"] == "Voortgang per klas"


def test_a_long_name_of_a_school_is_whole_on_the_first_page_and_short_after_it():
    name = "Regionaal Opleidingencentrum voor Zorg, Welzijn, Techniek en Horeca in het Rijk van Nijmegen en Arnhem"
    lines = tuple(f"Alinea {n} van dit verslag." for n in range(80))
    data = replace(papers.report(parts=(Words("", lines),)), school=name)
    first, *others = (" ".join(text.split()) for text in reader.page_texts(render(data, papers.COLOUR).pdf))
    assert "in het Rijk van Nijmegen en" in first
    assert len(others) > 0
    assert all("Regionaal Opleidingencentrum voor Zorg," in text and "Nijmegen" not in text for text in others)


def test_facts_that_are_higher_than_the_room_left_begin_on_the_same_page():
    facts = tuple((f"Vraag {n}", f"Antwoord {n}") for n in range(16))
    pages = reader.page_texts(render(papers.report(parts=(Facts("De stage", facts),)), LARGE).pdf)
    assert "Antwoord 0" in pages[0]
    assert len(pages) > 1
