"""PDFium breaks when two threads call it; the program goes through one door."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from app.documents import Options, RecoverySheetData, read_texts, render
from app.progress import Progress
from ui.leaving.printing import pictures, printer_for
from ui.widgets.page_viewer import draw, measure


@pytest.fixture(scope="module")
def pdf() -> bytes:
    data = RecoverySheetData("ROC Waalhaven", "ABCD-EFGH", read_texts("recovery_sheet"))
    return render(data, Options(date(2027, 3, 1))).pdf


def test_a_preview_and_a_printer_may_look_at_the_same_paper_at_once(qapp, pdf):
    def preview(_turn: int) -> int:
        return draw(pdf, 0, 1.0, progress=Progress())[0]

    def print_out(_turn: int) -> int:
        return len(list(pictures(pdf, 72)))

    with ThreadPoolExecutor(3) as threads:
        widths = threads.map(preview, range(30))
        sheets = threads.map(print_out, range(30))
        sizes = {printer_for(pdf).pageLayout().pageSize().name() for _ in range(10)}
        assert set(widths) == {596}
        assert set(sheets) == {1}
    assert len(sizes) == 1
    assert len(measure(pdf, progress=Progress())) == 1
