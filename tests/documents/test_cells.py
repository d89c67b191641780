"""Cells of a table with bold and italic words and with links, for the eye, the ear and the hand."""

from __future__ import annotations

import page
import pytest

from app.documents import Column, ListData, render
from app.documents.addresses import mail, phone, ways_to_reach, web
from app.documents.clean import Run
from tests.documents import papers, reader
from tests.documents.test_hostile import HOSTILE

COLUMNS = (Column("Wie", 2), Column("Hoe", 2))


def told(*rows):
    return render(ListData(papers.SCHOOL, "Bereikbaar", "", COLUMNS, rows), papers.COLOUR)


def test_bold_and_italic_words_stand_in_their_face_and_are_heard_in_the_cell():
    cell = (Run("eerst "), Run("te laat", bold=True), Run(" en "), Run("misschien", italic=True))
    pdf = told(("Yasmina", cell)).pdf
    assert "TD eerst te laat en misschien" in reader.structure(pdf)
    fonts = {word.text.strip(): word.font for word in reader.painted(pdf)}
    assert "Bold" in fonts["laat"]
    assert "Italic" in fonts["misschien"]


def test_a_link_in_a_cell_is_a_link_to_a_reader_and_leads_where_it_says():
    pdf = told(("Sam", ways_to_reach("Sam", phone("024 000 00 01"), mail("sam@zorg.example")))).pdf
    heard = reader.structure(pdf)
    assert heard[-3:] == ["TD Sam", "Link 024 000 00 01", "Link sam@zorg.example"]
    assert reader.links(pdf) == ["mailto:sam@zorg.example", "tel:0240000001"]
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant


def test_a_link_that_runs_over_lines_and_pages_stays_one_that_can_be_followed():
    address = web("https://school.example/" + "stage-en-werk-" * 15)
    rows = [("Sam", ways_to_reach("Zie", address)) for _ in range(60)]
    pdf = told(*rows).pdf
    assert set(reader.links(pdf)) == {address.url}
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    assert page.validate_pdf_bytes(pdf, profile="2a").is_compliant


def test_an_address_that_cannot_be_a_link_is_only_text():
    pdf = told(("Sam", ways_to_reach(web("javascript://alert(1)"), mail("geen adres")))).pdf
    assert reader.links(pdf) == []
    assert "geen adres" in reader.page_text(pdf)


def test_a_name_is_never_read_for_markup():
    pdf = told(("**Sam** [klik](https://elders.example)", (Run("*Noor* <b>x</b>", bold=True),))).pdf
    assert "TH **Sam** [klik](https://elders.example)" in reader.structure(pdf)
    assert "TD *Noor* <b>x</b>" in reader.structure(pdf)
    assert reader.links(pdf) == []


@pytest.mark.parametrize("case", HOSTILE)
def test_whatever_stands_in_a_marked_cell_comes_out_whole_and_accessible(case):
    text = HOSTILE[case]
    pdf = told((text, (Run(text, bold=True), Run(" "), Run(text[:300], italic=True, url="tel:1")))).pdf
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant


def test_arabic_words_in_a_link_are_read_in_the_order_of_speech():
    name = "ياسمين الإدريسي"
    pdf = told(("Sam", (Run(name, url="tel:1"),))).pdf
    assert f"/ActualText <FEFF{name.encode('utf-16-be').hex().upper()}>".encode() in pdf
    assert reader.links(pdf) == ["tel:1"]


def test_many_marked_rows_are_as_light_as_plain_ones():
    rows = [(f"Student {n}", ways_to_reach(f"Noor {n}", phone(f"024 000 {n:04d}"))) for n in range(400)]
    pdf = told(*rows).pdf
    assert len(reader.links(pdf)) == 400
    assert told(*rows).pdf == pdf
