"""Every paper follows PDF/UA-1 and PDF/A-2a, says what it is, and comes out the same everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import page
import pytest

from app.documents import ListData, Options, render
from app.documents.archive import Meta
from app.documents.press import Press
from app.documents.sheets import UntaggedText
from tests.documents import papers, reader
from tests.documents.vera import has_java, verdict

ROOT = Path(__file__).resolve().parents[2]
KINDS = sorted(papers.papers())


@pytest.mark.parametrize("edition", sorted(papers.editions()))
def test_a_paper_follows_both_standards(edition):
    rendered = render(*papers.editions()[edition])
    assert rendered.warnings == ()
    for profile in ("ua1", "pdfa-2a"):
        report = page.validate_pdf_bytes(rendered.pdf, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]


@pytest.mark.heavy
def test_verapdf_agrees(tmp_path):
    if not has_java():
        pytest.skip("there is no Java development kit on this machine")
    files = []
    for name, (document, options) in papers.editions().items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(render(document, options).pdf)
    for profile in ("PDFUA-1", "PDFA-2A"):
        agrees, told = verdict(profile, files)
        assert agrees, told


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_says_what_it_is_and_whose(kind):
    known = reader.metadata(render(papers.papers()[kind], papers.COLOUR).pdf)
    assert known["Title"].strip()
    assert known["Author"] == papers.SCHOOL
    assert known["CreationDate"] == known["ModDate"] == "D:20270301000000+00'00'"


def test_no_person_and_no_secret_stands_in_what_a_file_says_about_itself():
    for document in (papers.students(3), papers.recovery_sheet()):
        known = " ".join(reader.metadata(render(document, papers.COLOUR).pdf).values())
        for secret in (*papers.NAMES, papers.CODE, *papers.CODE.split("-")):
            assert secret not in known


def test_the_same_values_give_the_same_bytes_on_any_machine():
    program = (
        "import hashlib; from app.documents import render; from tests.documents import papers;"
        "[print(hashlib.sha256(render(one, papers.COLOUR).pdf).hexdigest()) for one in papers.papers().values()]"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    command = [sys.executable, "-c", program]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=elsewhere)
    here = [hashlib.sha256(render(one, papers.COLOUR).pdf).hexdigest() for one in papers.papers().values()]
    assert answer.stdout.split() == here


def test_another_date_is_another_paper():
    later = render(papers.meldwijzer(), Options(date(2028, 3, 1)))
    assert "1 maart 2028" in reader.page_text(later.pdf)
    assert later.pdf != render(papers.meldwijzer(), papers.COLOUR).pdf


def test_text_outside_the_structure_is_an_error():
    press = Press((300, 300), papers.COLOUR, Meta("Proef", "Proef", papers.SCHOOL, "nl"))
    press.canvas.drawString(20, 20, "Dit hoort niemand")
    with pytest.raises(UntaggedText, match="outside the structure"):
        press.finish()


def test_no_text_is_smaller_than_nine_points_but_the_foot_of_the_page():
    for document in papers.papers().values():
        small = {word.text for word in reader.painted(render(document, papers.COLOUR).pdf) if word.size < 9}
        tagged = {word.text for word in reader.painted(render(document, papers.COLOUR).pdf) if word.tagged}
        assert not small & tagged


def test_a_file_of_a_list_of_hundreds_stays_small():
    rendered = render(papers.students(900), papers.COLOUR)
    assert len(rendered.pdf) < 2_000_000
    assert rendered.pages == len(reader.page_texts(rendered.pdf))


def test_importing_the_papers_costs_no_reportlab():
    program = "import sys, app.documents; print([name for name in sys.modules if name.split('.')[0] == 'reportlab'])"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert answer.stdout.strip() == "[]"


def test_an_unknown_name_in_the_title_is_cleaned():
    document = replace(papers.students(1), title="Klas\u202e <b>1A</b>\x00")
    assert isinstance(document, ListData)
    assert reader.metadata(render(document, papers.COLOUR).pdf)["Title"] == "Klas <b>1A</b>"
