"""A finished paper to a printer: drawn at the printer's own resolution, on the paper that it asks for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.progress import Progress
from ui.desk.pdfium import opened

_POINTS = 72
_ENOUGH = 600  # dots to the inch; beyond it a page weighs half a gigabyte and looks the same


def drawn(pdf: bytes, dots: int, *, progress: Progress) -> list[QImage]:
    """Every page of ``pdf`` as a picture of ``dots`` to the inch, or of 600; safe on another thread."""
    import pypdfium2

    pictures = []
    scale = min(dots, _ENOUGH) / _POINTS
    with opened(pdf) as document:
        for at in range(len(document)):
            progress.step(at, len(document))
            bitmap = document[at].render(scale=scale, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx)
            picture = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            )
            pictures.append(picture.copy())
    return pictures


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
    printer.setPageLayout(QPageLayout(size, way, QMarginsF()))
    printer.setFullPage(True)
    if pages > 1:
        printer.setDuplex(QPrinter.DuplexMode.DuplexShortSide if lying else QPrinter.DuplexMode.DuplexLongSide)
    return printer


def put_on(printer: QPrinter, pictures: Sequence[QImage]) -> bool:
    """Print ``pictures``, one a page; whether the printer took them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for at, picture in enumerate(pictures):
        if at and not printer.newPage():
            painter.end()
            return False
        painter.drawImage(QRect(0, 0, printer.width(), printer.height()), picture)
    return painter.end()
