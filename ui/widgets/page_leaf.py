"""One page of a PDF on the screen: how large it is, what it says, and its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.progress import Progress
from app.tokens import palette
from ui.desk.pdfium import opened
from ui.theme import look
from ui.widgets.bits import Painted

POINTS_TO_PIXELS = 96 / 72


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page as it was measured: width and height in points, and its text."""

    width: float
    height: float
    text: str


def measure(pdf: bytes, *, progress: Progress) -> list[PageInfo]:
    """The size and text of every page; raises ``pypdfium2.PdfiumError`` for bytes that are no PDF."""
    with opened(pdf) as document:
        found = []
        for at in range(len(document)):
            progress.step(at, len(document))
            page = document[at]
            width, height = page.get_size()
            found.append(PageInfo(width, height, page.get_textpage().get_text_bounded()))
        return found


def draw(pdf: bytes, at: int, scale: float, *, progress: Progress) -> tuple[int, int, int, bytes]:
    """One page as pixels: width, height, bytes a line, and the bytes (blue, green, red, unused)."""
    import pypdfium2

    progress.step(0, 1)
    with opened(pdf) as document:
        bitmap = document[at].render(
            scale=scale, rev_byteorder=False, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx
        )
        return bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)


class Leaf(Painted):
    """One page: paper until its picture is there; its text is what a screen reader reads."""

    def __init__(self, info: PageInfo, spoken: str, parent: QWidget) -> None:
        super().__init__(spoken, parent)
        self.setAccessibleDescription(info.text)
        self.info = info
        self.zoom = 1.0
        self.drawn_at = 0.0
        self._picture: QImage | None = None
        self._boxes: tuple[QRectF, ...] = ()
        self._current: tuple[QRectF, ...] = ()

    def show_found(self, boxes: Sequence[QRectF], current: Sequence[QRectF]) -> None:
        """Mark what was found on this page, and most of all the place that is in view now."""
        self._boxes, self._current = tuple(boxes), tuple(current)
        self.update()

    def show_picture(self, picture: QImage, scale: float) -> None:
        self._picture, self.drawn_at = picture, scale
        self.update()

    def set_zoom(self, zoom: float) -> None:
        self.zoom = zoom
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        pixels = POINTS_TO_PIXELS * self.zoom
        return QSize(round(self.info.width * pixels), round(self.info.height * pixels))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._picture is not None:
            painter.drawImage(self.rect(), self._picture)
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.scale(POINTS_TO_PIXELS * self.zoom, POINTS_TO_PIXELS * self.zoom)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette("light").sun))  # on paper, which is white in the dark as well
        painter.drawRects(list(self._boxes))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette("light").coral), 1.4))
        painter.drawRects([box.adjusted(-1.5, -1.5, 1.5, 1.5) for box in self._current])
        painter.restore()
        painter.setPen(look().colour("field"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
