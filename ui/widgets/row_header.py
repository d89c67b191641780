"""The heading of a row table."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.theme import look
from ui.widgets.brush import draw_text, line_height, text_width
from ui.widgets.row_model import RowModel
from ui.widgets.row_paint import EDGE

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class RowHeader(QHeaderView):
    """Titles on the well, an arrow at the column that orders; a click asks for an order."""

    order_wanted = Signal(int, bool)
    """The column, and whether it goes downward."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._ordered, self._descending = -1, False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.sectionClicked.connect(self.ask_order)

    def show_order(self, column: int, *, descending: bool) -> None:
        """Mark the column that orders."""
        self._ordered, self._descending = column, descending
        self.viewport().update()

    def ask_order(self, column: int) -> None:
        """Ask for the order of a column; a second time turns it round."""
        model = cast("RowModel[object]", self.model())
        if model.columns[column].order:
            descending = column == self._ordered and not self._descending
            self.show_order(column, descending=descending)
            self.order_wanted.emit(column, descending)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), line_height(look().font("small", 600)) + look().px(16))

    def width_of(self, column: int) -> int:
        """How wide a column must be to show its title, and the arrow where it can have one."""
        about = cast("RowModel[object]", self.model()).columns[column]
        arrow = look().px(14) if about.order else 0
        return look().px(EDGE) + look().px(EDGE) // 2 + arrow + text_width(about.title, look().font("small", 600)) + 1

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        model = cast("RowModel[object]", self.model())
        column = model.columns[logicalIndex]
        painter.fillRect(rect, look().colour("well"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look().colour("line"))
        ordered = logicalIndex == self._ordered
        font = look().font("small", 600)
        edge, arrow = look().px(EDGE), look().px(14) if ordered else 0
        room = rect.adjusted(edge, 0, -edge // 2 - arrow, -1)
        ink = look().colour("ink" if ordered else "muted")
        draw_text(painter, room, column.title, font, ink, align=_RIGHT if column.right else _LEFT)
        if ordered:
            words = min(text_width(column.title, font), room.width())
            left = room.right() + look().px(4) if column.right else room.left() + words + look().px(6)
            self._paint_arrow(painter, QPointF(left + look().px(4), rect.center().y()))

    def _paint_arrow(self, painter: QPainter, centre: QPointF) -> None:
        side = look().px(4)
        way = 1 if self._descending else -1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look().colour("petrol"), 1.75))
        tip = centre + QPointF(0, way * side)
        painter.drawLine(centre - QPointF(0, way * side), tip)
        wings = [tip + QPointF(-side * 0.8, -way * side * 0.8), tip, tip + QPointF(side * 0.8, -way * side * 0.8)]
        painter.drawPolyline(QPolygonF(wings))
