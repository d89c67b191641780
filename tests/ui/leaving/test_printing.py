"""Papers go to the printer a page at a time, and stop when the user wants so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from app.documents import render
from app.progress import Cancelled, Progress
from tests.documents import papers, reader
from ui.leaving.printing import pictures, printer_for, put_on


@pytest.fixture
def printer(qapp, tmp_path):
    """A printer that writes a file, coarse enough to be quick; ``file`` is where."""

    def made(pdf: bytes) -> QPrinter:
        printer = printer_for(pdf)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "papier.pdf"))
        printer.setResolution(72)
        return printer

    return made


def pages_of(path: str) -> int:
    return len(reader.page_texts(Path(path).read_bytes()))


def test_every_page_of_a_list_reaches_the_printer_and_each_is_told(printer):
    rendered = render(papers.students(90), papers.COLOUR)
    out, told = printer(rendered.pdf), []
    assert put_on(out, rendered.pdf, progress=Progress(lambda *step: told.append(step)))
    assert pages_of(out.outputFileName()) == rendered.pages
    assert told == [(n, rendered.pages) for n in range(rendered.pages + 1)]


def test_only_the_pages_that_were_asked_for_are_printed(printer):
    rendered = render(papers.students(90), papers.COLOUR)
    assert rendered.pages > 2
    out = printer(rendered.pdf)
    out.setPrintRange(QPrinter.PrintRange.PageRange)
    out.setFromTo(2, 2)
    assert put_on(out, rendered.pdf, progress=Progress())
    assert pages_of(out.outputFileName()) == 1


def test_who_cancels_stops_the_printer_at_the_next_page(printer):
    rendered = render(papers.students(90), papers.COLOUR)
    drawn = []

    def step(done: int, _total: int) -> None:
        drawn.append(done)
        progress.cancel()

    progress = Progress(step)
    with pytest.raises(Cancelled):
        put_on(printer(rendered.pdf), rendered.pdf, progress=progress)
    assert drawn == [0]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_begin_is_said(qapp, tmp_path):
    pdf = render(papers.students(1), papers.COLOUR).pdf
    broken = printer_for(pdf)
    broken.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    broken.setOutputFileName(str(tmp_path / "geen map" / "papier.pdf"))
    assert not put_on(broken, pdf, progress=Progress())


def test_one_page_is_held_at_a_time(qapp):
    sheets = pictures(render(papers.students(90), papers.COLOUR).pdf, 72)
    first = next(sheets)
    assert (first.width(), first.height()) == (596, 842)
    assert sum(1 for _sheet in sheets) > 1
