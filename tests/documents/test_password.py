"""A paper with a password opens with it in the reader that everybody has, and gives nothing away without it."""

from __future__ import annotations

from datetime import date

import pytest

from app.documents import Options, ReportData, Words, render
from ui.desk.pdfium import opened

STORY = "Zwaluwstaart vertelde dit in de kantine"
CODE = "7K2QX-8PN4R-0JH3T-5WE6Y"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    paper = ReportData("ROC Waalhaven", "Dossier", "Dossier 7K2QX", (Words("Wat is verteld", (STORY,)),))
    return render(paper, Options(date(2027, 3, 1), password=CODE)).pdf


def test_it_opens_with_its_password_and_reads_as_it_was_written(pdf):
    with opened(pdf, CODE) as document:
        text = " ".join(document[0].get_textpage().get_text_bounded().split())
        assert STORY in text
        assert document.get_metadata_value("Title") == "Dossier"


@pytest.mark.parametrize("password", [None, "", CODE.lower(), f"{CODE}X"], ids=["none", "empty", "small", "longer"])
def test_another_password_opens_nothing(pdf, password):
    with pytest.raises(RuntimeError, match="assword"), opened(pdf, password):
        pass


def test_without_the_password_it_gives_nothing_away_and_claims_no_archive(pdf):
    assert b"/V 5" in pdf
    assert b"/R 6" in pdf
    for word in (STORY, "Waalhaven", "7K2QX", "pdfaid"):
        assert word.encode() not in pdf
        assert word.encode("utf-16-be") not in pdf
