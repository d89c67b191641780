"""A finished paper to a printer: drawn at the printer's own resolution, one page at a time."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.progress import Cancelled, Progress
from ui.desk.pdfium import opened

_POINTS = 72
_ENOUGH = 600  # dots to the inch; beyond it a page weighs half a gigabyte and looks the same


def pictures(pdf: bytes, dots: int, pages: range | None = None) -> Iterator[QImage]:
    """Pages of ``pdf`` (all of them, or those counted from 0) as pictures of ``dots`` to the inch, or of 600.

    Only one is held at a time, and others may look at papers between them.
    """
    for at in range(_count(pdf)) if pages is None else pages:
        yield _picture(pdf, at, min(dots, _ENOUGH))


def _picture(pdf: bytes, at: int, dots: int) -> QImage:
    import pypdfium2

    with opened(pdf) as document:
        bitmap = document[at].render(scale=dots / _POINTS, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx)
        form = QImage.Format.Format_RGB32
        return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form).copy()


def _count(pdf: bytes) -> int:
    with opened(pdf) as document:
        return len(document)


def printer_for(pdf: bytes) -> QPrinter:
    """A printer set to the size of the first page, on both sides where there are more pages.

    Landscape papers are folded, so they turn over the short edge.
    """
    with opened(pdf) as document:
        width, height = document[0].get_size()
        pages = len(document)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    lying = width > height
    size = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    # one after the other: a layout without margins is refused whole by a printer that cannot print to the edge
    printer.setPageSize(size)
    printer.setPageOrientation(way)
    printer.setFullPage(True)
    if pages > 1:
        printer.setDuplex(QPrinter.DuplexMode.DuplexShortSide if lying else QPrinter.DuplexMode.DuplexLongSide)
    return printer


def put_on(printer: QPrinter, pdf: bytes, *, progress: Progress) -> bool:
    """Draw and print ``pdf`` page by page, beside the screen; whether the printer took it.

    Who cancels gets nothing from the printer that it had not yet begun.
    """
    wanted = _wanted(printer, _count(pdf))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for at, picture in enumerate(pictures(pdf, printer.resolution(), wanted)):
            progress.step(at, len(wanted))
            if at and not printer.newPage():
                return False
            painter.drawImage(QRect(0, 0, printer.width(), printer.height()), picture)
        progress.step(len(wanted), len(wanted))
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
    return True


def _wanted(printer: QPrinter, pages: int) -> range:
    """The pages that the user asked for in the dialog, counted from 0."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return range(pages)
    return range(max(printer.fromPage(), 1) - 1, min(printer.toPage() or pages, pages))
