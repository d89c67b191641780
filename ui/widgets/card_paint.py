"""How a card of a lane is drawn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import look, paint_icon
from ui.widgets.brush import (
    draw_initials,
    draw_panel,
    draw_pill,
    draw_sign,
    draw_text,
    line_height,
    middle,
    text_width,
)
from ui.widgets.card import Card
from ui.widgets.row_model import RowModel

_GAP = 7


class CardDelegate(QStyledItemDelegate):
    """Draws a full card in five lines, or a compact one in one."""

    def __init__(
        self,
        marked: Callable[[QModelIndex | QPersistentModelIndex], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._marked = marked
        self._heights: dict[tuple[float, bool], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - one height for all
        card: Card = index.data(RowModel.RowRole)
        kind = (look().scale, card.compact)
        height = self._heights.get(kind)
        if height is None:
            height = self._heights[kind] = _compact_height() if card.compact else _full_height()
        return QSize(look().px(120), height + look().px(_GAP))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        card: Card = index.data(RowModel.RowRole)
        box = QRect(option.rect).adjusted(1, 0, -1, -look().px(_GAP))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        marked = self._marked(index)
        fill = look().colour("soft_petrol" if marked else "card")
        border = look().colour("petrol" if chosen or marked else "line")
        draw_panel(painter, box, fill, border, 10 if not card.compact else 8, width=2 if chosen else 1)
        inside = box.adjusted(look().px(10), look().px(8), -look().px(9), -look().px(7))
        if card.compact:
            _paint_compact(painter, box, card, marked=marked)
        else:
            _paint_full(painter, inside, card, chosen=chosen, marked=marked)
        painter.restore()


def _lines() -> tuple[int, int, int, int, int]:
    """The heights of the five lines of a full card."""
    body, small = line_height(look().font("body", 600)), line_height(look().font("small"))
    pill = line_height(look().font("small", 500)) + look().px(6)
    return body + look().px(2), small + look().px(4), pill + look().px(3), body, max(small, look().px(24))


def _full_height() -> int:
    return sum(_lines()) + look().px(15)


def _compact_height() -> int:
    return line_height(look().font("body", 500)) + look().px(12)


def _paint_full(painter: QPainter, room: QRect, card: Card, *, chosen: bool, marked: bool) -> None:
    colour = look().colour
    name, place, state, missing, foot = _lines()
    left, width, top = room.left(), room.width() + 1, room.top()
    if marked:
        side = look().px(16)
        paint_icon(painter, "check", QRect(room.right() - side, top, side, side), colour("petrol"))
        draw_text(
            painter, QRect(left, top, width - side - 4, name), card.title, look().font("body", 600), colour("ink")
        )
    else:
        draw_text(painter, QRect(left, top, width, name), card.title, look().font("body", 600), colour("ink"))
    top += name
    draw_text(painter, QRect(left, top, width, place), card.subtitle, look().font("small"), colour("muted"))
    top += place
    if card.state.text:
        draw_pill(painter, QPoint(left, top), card.state, look().font("small", 500), width)
    top += state
    if card.missing.text:
        draw_sign(painter, QRect(left, top, width, missing), card.missing, look().font("small", 500))
    top += missing
    circle = look().px(24)
    font = look().font("small", tabular=True)
    draw_text(painter, QRect(left, top, width - circle - 4, foot), card.foot, font, colour("muted"))
    if card.initials:
        at = QRect(room.right() - circle + 1, top + (foot - circle) // 2, circle, circle)
        draw_initials(painter, at, card.initials, strong=chosen)


def _paint_compact(painter: QPainter, box: QRect, card: Card, *, marked: bool) -> None:
    edge, side = look().px(10), look().px(14)
    sign = card.missing if card.missing.icon else card.state
    left = box.left() + edge
    icon = "check" if marked else sign.icon
    if icon:
        paint_icon(
            painter, icon, middle(box, side, left), look().colour("petrol") if marked else look().mark(sign.tone)
        )
        left += side + look().px(6)
    small = look().font("small", tabular=True)
    tail = text_width(card.short, small)
    right = box.right() - edge
    draw_text(
        painter, QRect(right - tail, box.top(), tail + 2, box.height()), card.short, small, look().colour("muted")
    )
    room = QRect(left, box.top(), right - tail - look().px(6) - left, box.height())
    draw_text(painter, room, card.title, look().font("body", 500), look().colour("ink"))
