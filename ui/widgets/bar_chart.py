"""Horizontal bars of parts of a hundred, this year's over last year's; the same numbers stand in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import look
from ui.widgets.bits import Painted
from ui.widgets.brush import draw_panel, draw_text, line_height, text_width

_ROW, _BAR, _THIN = 46, 19, 7
_MOST_LABEL = 0.34  # of the width
_MARKS = (0, 25, 50, 75, 100)
_FOOT = 24
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class BarRow:
    """One line: its name, its share from 0 to 1 and that of before, or ``words`` that stand instead of a bar."""

    name: str
    share: float | None = None
    before: float | None = None
    words: str = ""


class BarChart(Painted):
    """Bars with their names at the left and their value in or beside them."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(spoken, parent)
        self._rows: tuple[BarRow, ...] = ()
        self._aim: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> Sequence[BarRow]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[BarRow], aim: float | None = None) -> None:
        """Show other bars; a dashed line across all of them stands at ``aim``, from 0 to 1."""
        self._rows, self._aim = tuple(rows), aim
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(360), look().px(_ROW) * len(self._rows) + look().px(_FOOT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(180), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look().font("body", 500)
        widest = max((text_width(row.name, font) for row in self._rows), default=0)
        label = min(widest, round(self.width() * _MOST_LABEL))
        gap = look().px(12)
        room = QRect(label + gap, 0, self.width() - label - gap - look().px(18), self.height() - look().px(_FOOT))
        self._paint_marks(painter, room)
        for at, row in enumerate(self._rows):
            line = QRect(0, at * look().px(_ROW), self.width(), look().px(_ROW))
            name = QFontMetrics(font).elidedText(row.name, Qt.TextElideMode.ElideRight, label)
            draw_text(
                painter, QRect(0, line.top(), label, line.height()), name, font, look().colour("ink"), align=_RIGHT
            )
            self._paint_row(painter, row, QRect(room.left(), line.top(), room.width(), line.height()))
        self._paint_aim(painter, room)

    def _paint_aim(self, painter: QPainter, room: QRect) -> None:
        if self._aim is not None and self._rows:
            x = room.left() + round(room.width() * self._aim)
            painter.setPen(QPen(look().colour("coral"), look().px(2), Qt.PenStyle.DashLine))
            painter.drawLine(x, room.top(), x, room.bottom())

    def _paint_marks(self, painter: QPainter, room: QRect) -> None:
        font = look().font("small", tabular=True)
        for mark in _MARKS:
            x = room.left() + round(room.width() * mark / 100)
            painter.setPen(QPen(look().colour("line"), 1))
            painter.drawLine(x, room.top(), x, room.bottom())
            text = f"{mark} %"
            width = text_width(text, font) + 4
            box = QRect(min(x - width // 2, self.width() - width), room.bottom(), width, look().px(_FOOT))
            draw_text(painter, box, text, font, look().colour("muted"), align=_CENTRE)

    def _paint_row(self, painter: QPainter, row: BarRow, line: QRect) -> None:
        if row.share is None:
            self._paint_words(painter, row.words, line)
            return
        high, thin = look().px(_BAR), look().px(_THIN)
        whole = high + (thin + 2 if row.before is not None else 0)
        top = line.top() + (line.height() - whole) // 2
        bar = QRect(line.left(), top, max(round(line.width() * row.share), 2), high)
        draw_panel(painter, bar, look().colour("petrol"), None, 3)
        font = look().font("small", 600, tabular=True)
        text = f"{round(row.share * 100)} %"
        width = text_width(text, font) + look().px(14)
        inside = bar.width() >= width
        box = QRect(bar.right() - width if inside else bar.right() + 2, top, width, high)
        draw_text(painter, box, text, font, look().colour("on_petrol" if inside else "ink"), align=_CENTRE)
        if row.before is not None:
            below = QRectF(line.left(), top + high + 2, max(line.width() * row.before, 2), thin)
            painter.setPen(QPen(look().colour("done"), 1))
            painter.setBrush(look().colour("mint"))
            painter.drawRoundedRect(below.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)

    def _paint_words(self, painter: QPainter, words: str, line: QRect) -> None:
        font = look().font("small", 500)
        high = line_height(font) + look().px(6)
        box = QRect(line.left(), 0, min(text_width(words, font) + look().px(16), line.width()), high)
        box.moveTop(line.top() + (line.height() - high) // 2)
        draw_panel(painter, box, look().colour("well"), None, 4)
        draw_text(painter, box, words, font, look().colour("muted"), align=_CENTRE)
