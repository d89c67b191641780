"""Lists of any length on paper."""

from __future__ import annotations

import page
import pytest

from app.documents import Column, ListData, render
from tests.documents import papers, reader


def test_a_list_without_rows_says_so():
    heard = reader.structure(render(papers.a_list(), papers.COLOUR).pdf)
    assert "TH Geen gegevens" in heard


def test_each_row_is_heard_once_with_its_first_cell_as_its_name():
    heard = reader.structure(render(papers.students(90), papers.COLOUR).pdf)
    assert sum(line in {f"TH {name}" for name in papers.NAMES} for line in heard) == 90
    assert [line for line in heard if line.startswith("TD Leerbedrijf")] == [f"TD Leerbedrijf {n}" for n in range(90)]


def test_the_head_is_seen_on_every_page_and_heard_once():
    rendered = render(papers.students(90), papers.COLOUR)
    pages = reader.page_texts(rendered.pdf)
    assert len(pages) == rendered.pages > 1
    assert all("Opmerking" in text for text in pages)
    assert reader.structure(rendered.pdf).count("TH Opmerking") == 1


def test_pages_are_counted():
    rendered = render(papers.students(90), papers.COLOUR)
    assert f"bladzijde 2 van {rendered.pages}" in reader.page_text(rendered.pdf)


def test_an_empty_cell_keeps_its_place():
    rendered = render(papers.a_list(("Yasmina el Idrissi", "", "", "Zoekt nog")), papers.COLOUR)
    heard = reader.structure(rendered.pdf)
    assert heard[-2:] == ["TH Yasmina el Idrissi", "TD Zoekt nog"]
    assert page.validate_pdf_bytes(rendered.pdf, profile="ua1").is_compliant


@pytest.mark.parametrize("words", [13 * 8, 900, 3000])
def test_a_row_higher_than_its_page_goes_on_on_the_next(words):
    text = " ".join(f"woord{n}" for n in range(words))
    rows = [("Eerste", "A", "1", "kort"), ("Lange", "B", "2", text), ("Laatste", "C", "3", "kort")]
    rendered = render(papers.a_list(*rows), papers.COLOUR)
    assert rendered.warnings == ()
    assert page.validate_pdf_bytes(rendered.pdf, profile="ua1").is_compliant
    told = reader.page_text(rendered.pdf)
    assert all(f"woord{n} " in told for n in range(words))
    assert "Laatste" in told


def test_a_word_wider_than_its_cell_is_broken_and_not_cut():
    name = "Wolfeschlegelsteinhausenbergerdorff" * 12
    told = "".join(reader.page_text(render(papers.a_list((name, "", "", "")), papers.COLOUR).pdf).split())
    assert name in told


def test_a_wide_list_lies_down():
    columns = tuple(Column(f"Kolom {n}") for n in range(8))
    document = ListData(papers.SCHOOL, "Breed", "", columns, (("x",) * 8,), confidential=False)
    rendered = render(document, papers.COLOUR)
    width, height = reader.sheet_size(rendered.pdf)
    assert width > height
    assert "vertrouwelijk" not in reader.page_text(rendered.pdf)


def test_a_list_says_that_it_is_confidential():
    assert "vertrouwelijk" in reader.page_text(render(papers.students(2), papers.COLOUR).pdf)
