"""How a cell of a row table is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import look
from ui.widgets.brush import draw_sign, draw_text, sign_width, text_width
from ui.widgets.row_model import Column, Row, RowModel

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
EDGE = 12


class RowDelegate(QStyledItemDelegate):
    """Draws words, a sign where the column has one, a hairline below, and the bar of a chosen row."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        if not isinstance(model, RowModel):
            raise TypeError(type(model))
        row, column = model.row(index.row()), model.columns[index.column()]
        box: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, look().colour("soft_petrol"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, look().colour("line"))
        if index.column() == 0 and selected:
            painter.fillRect(box.left(), box.top(), 3, box.height(), look().colour("petrol"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look().colour("petrol"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        edge = look().px(EDGE)
        _draw_cell(painter, box.adjusted(edge, 0, -edge // 2, -1), column, row)


def cell_width(column: Column[Row], row: Row) -> int:
    """How wide a cell is that cuts nothing off."""
    edges = look().px(EDGE) + look().px(EDGE) // 2 + 1
    sign = column.sign(row) if column.sign is not None else None
    if sign is not None:
        return edges + sign_width(sign, look().font("body", 500, tabular=True))
    return edges + text_width(column.text(row), look().font("body", 600 if column.strong else 400, tabular=True))


def _draw_cell(painter: QPainter, room: QRect, column: Column[object], row: object) -> None:
    font = look().font("body", 600 if column.strong else 400, tabular=True)
    sign = column.sign(row) if column.sign is not None else None
    if sign is not None:
        draw_sign(painter, room, sign, look().font("body", 500, tabular=True))
        return
    align = _RIGHT if column.right else _LEFT
    draw_text(painter, room, column.text(row), font, look().colour("ink"), align=align)
