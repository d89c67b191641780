"""What the coming days bring: under each day its hours, who and where, and what kind of thing it is."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import look
from ui.widgets.brush import draw_panel, draw_pill, draw_text, line_height, pill_size, text_width
from ui.widgets.line_list import LineList
from ui.widgets.row_model import RowModel
from ui.widgets.sign import Sign

_EDGE, _TIME, _GAP = 10, 50, 8
_NARROW = 260


@dataclass(frozen=True, slots=True)
class DayHead:
    """A day, and what there is to say when nothing happens on it."""

    key: Hashable
    day: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DayItem:
    """One thing of a day: its hour (empty for the whole day), who, where, and what it is."""

    key: Hashable
    time: str
    title: str
    detail: str
    what: Sign


DayLine = DayHead | DayItem


def _spoken(line: DayLine) -> str:
    words = (line.day, line.note) if isinstance(line, DayHead) else (line.time, line.title, line.detail, line.what.text)
    return ", ".join(word for word in words if word)


def _key(line: DayLine) -> Hashable:
    return line.key


def _is_item(line: DayLine) -> bool:
    return isinstance(line, DayItem)


class DayList(LineList[DayLine]):
    """Days with what happens on them; ↑ and ↓ go from one thing to the next, Enter opens it."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(spoken, said=_spoken, key=_key, can_choose=_is_item, parent=parent)
        self.setItemDelegate(_DayDelegate(self))

    def sizeHint(self) -> QSize:
        return QSize(look().px(300), look().px(230))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(150))


class _DayDelegate(QStyledItemDelegate):
    """Draws a day as a small heading, a thing of it on two lines with its hour before and its kind behind."""

    def __init__(self, view: DayList) -> None:
        super().__init__(view)
        self._view = view

    def _is_narrow(self) -> bool:
        return self._view.viewport().width() < look().px(_NARROW)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - the view knows its width
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        line: DayLine = index.data(RowModel.RowRole)
        width = self._view.viewport().width()
        if isinstance(line, DayHead):
            return QSize(width, line_height(look().font("small", 600)) + look().px(10))
        words = line_height(look().font("body", 600)) + line_height(look().font("small"))
        below = pill_size(line.what, look().font("small", 500)).height() + look().px(3) if self._is_narrow() else 0
        return QSize(width, words + below + look().px(8))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: DayLine = index.data(RowModel.RowRole)
        painter.save()
        if isinstance(line, DayHead):
            self._paint_head(painter, QRect(option.rect), line)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen:
                border = look().colour("petrol") if self._view.hasFocus() else None
                draw_panel(painter, QRect(option.rect), look().colour("soft_petrol"), border, 8, width=2)
            self._paint_item(painter, QRect(option.rect), line, chosen=chosen)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRect, head: DayHead) -> None:
        font = look().font("small", 600)
        row = QRect(box.left() + look().px(_EDGE), box.top() + look().px(6), 0, line_height(font))
        row.setRight(box.right() - look().px(_EDGE))
        draw_text(painter, row, head.day, font, look().colour("ink"))
        row.setLeft(row.left() + text_width(head.day, font) + look().px(_GAP))
        draw_text(painter, row, head.note, look().font("small"), look().colour("muted"))

    def _paint_item(self, painter: QPainter, box: QRect, item: DayItem, *, chosen: bool) -> None:
        strong, small, colour = look().font("body", 600, tabular=True), look().font("small"), look().colour
        kind = look().font("small", 500)
        inside = box.adjusted(look().px(_EDGE), look().px(4), -look().px(_EDGE), -look().px(4))
        first = line_height(strong)
        time = max(look().px(_TIME), text_width(item.time, strong) + look().px(_GAP))
        draw_text(painter, QRect(inside.left(), inside.top(), time, first), item.time, strong, colour("ink"))
        words = inside.adjusted(time, 0, 0, 0)
        pill = pill_size(item.what, kind)
        if self._is_narrow():
            at = QPoint(words.left(), inside.bottom() + 1 - pill.height())
            draw_pill(painter, at, item.what, kind, words.width())
        else:
            at = QPoint(inside.right() + 1 - pill.width(), inside.top() + (inside.height() - pill.height()) // 2)
            draw_pill(painter, at, item.what, kind, pill.width())
            words.setRight(at.x() - look().px(_GAP))
        draw_text(painter, QRect(words.left(), words.top(), words.width(), first), item.title, strong, colour("ink"))
        place = QRect(words.left(), words.top() + first, words.width(), line_height(small))
        draw_text(painter, place, item.detail, small, colour("ink" if chosen else "muted"))
