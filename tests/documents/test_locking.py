"""A paper behind a password opens with it and with nothing else, and is still read aloud."""

from __future__ import annotations

import ctypes

import pypdfium2
import pytest

from app.documents import render
from app.documents.locking import locked
from tests.documents import papers, reader
from ui.desk.pdfium import opened

raw = pypdfium2.raw
PASSWORD = "Gehéime zin 7"
READ_ALOUD, CHANGE = 1 << 9, 1 << 3


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render(papers.long_report(), papers.COLOUR).pdf


@pytest.fixture(scope="module")
def closed(plain) -> bytes:
    return locked(plain, PASSWORD)


@pytest.mark.parametrize("password", [None, "", "gehéime zin 7", PASSWORD + " "])
def test_without_the_password_nothing_opens(closed, password):
    with pytest.raises(pypdfium2.PdfiumError), opened(closed, password):
        pass


def test_nothing_that_stands_on_the_paper_is_in_the_file(closed):
    for text in (b"Hoofdstuk", b"Voorbeeld College", "Klas 1A".encode("utf-16-be"), b"pdfaid"):
        assert text not in closed
        assert text.hex().encode() not in closed.lower()


def test_with_the_password_it_is_the_same_paper(plain, closed):
    with opened(closed, PASSWORD) as document:
        assert [page.get_textpage().get_text_range() for page in document] == reader.page_texts(plain)
        assert document.get_metadata_dict(skip_empty=True) == reader.metadata(plain)
        assert [entry.get_title() for entry in document.get_toc()] == [title for _, title in reader.bookmarks(plain)]
        assert raw.FPDFCatalog_IsTagged(document.raw)


def test_it_may_be_read_aloud_and_not_be_changed(closed):
    with opened(closed, PASSWORD) as document:
        allowed = raw.FPDF_GetDocPermissions(document.raw)
        assert allowed & READ_ALOUD
        assert not allowed & CHANGE
        assert raw.FPDF_GetSecurityHandlerRevision(document.raw) == 6


def test_the_same_paper_is_locked_another_way_each_time(plain, closed):
    assert locked(plain, PASSWORD) != closed


def test_a_link_and_its_alternative_text_survive(closed):
    with opened(closed, PASSWORD) as document:
        page = document[0]
        link = raw.FPDFPage_GetAnnot(page.raw, 0)
        length = raw.FPDFAnnot_GetStringValue(link, b"Contents", None, 0)
        buffer = (ctypes.c_ushort * (length // 2))()
        raw.FPDFAnnot_GetStringValue(link, b"Contents", buffer, length)
        raw.FPDFPage_CloseAnnot(link)
        page.close()
    assert bytes(buffer).decode("utf-16-le").rstrip("\0") == "Hoofdstuk 1, bladzijde 2"


@pytest.mark.parametrize("kind", ["tipkaart", "meldwijzer", "recovery sheet"])
def test_a_card_can_be_locked_too(kind):
    pdf = render(papers.papers()[kind], papers.MONO).pdf
    with opened(locked(pdf, PASSWORD), PASSWORD) as document:
        assert [page.get_textpage().get_text_range() for page in document] == reader.page_texts(pdf)


def test_another_file_is_not_taken():
    with pytest.raises(ValueError, match="not a file of our own press"):
        locked(b"%PDF-1.7 something else", PASSWORD)
