"""A day as a route: stops with their number and time, and the way to each of them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import look, paint_icon
from ui.widgets.brush import draw_panel, draw_pill, draw_sign, draw_text, line_height, middle, pill_size, text_width
from ui.widgets.line_list import LineList
from ui.widgets.row_model import RowModel
from ui.widgets.sign import NO_SIGN, Sign

_LINE, _CARD, _DOT, _EDGE, _TIME = 20, 46, 24, 12, 128


@dataclass(frozen=True, slots=True)
class RouteStop:
    """A place where one is on a day: its order, when, who and where, how it stands, and what is wrong with it."""

    key: Hashable
    number: int
    time: str
    title: str
    detail: str
    state: Sign = NO_SIGN
    wrong: Sign = NO_SIGN


@dataclass(frozen=True, slots=True)
class RouteWay:
    """The way to the stop after it, or home; ``key`` tells it from the others."""

    key: Hashable
    text: str
    icon: str


RouteLine = RouteStop | RouteWay


def _spoken(line: RouteLine) -> str:
    if isinstance(line, RouteWay):
        return line.text
    words = (str(line.number), line.time, line.title, line.detail, line.state.text, line.wrong.text)
    return ", ".join(word for word in words if word)


def _key(line: RouteLine) -> Hashable:
    return line.key


def _is_stop(line: RouteLine) -> bool:
    return isinstance(line, RouteStop)


class RouteList(LineList[RouteLine]):
    """The stops and ways of one day; ↑ and ↓ go from stop to stop, Enter opens one."""

    way_opened = Signal(object)
    """The key of the way that was clicked twice."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(spoken, said=_spoken, key=_key, can_choose=_is_stop, parent=parent)
        self.setItemDelegate(_RouteDelegate(self))
        self.doubleClicked.connect(self._open_way)

    def _open_way(self, index: QModelIndex) -> None:
        line = self.lines.row(index.row())
        if isinstance(line, RouteWay):
            self.way_opened.emit(line.key)

    def sizeHint(self) -> QSize:
        return QSize(look().px(480), look().px(300))


class _RouteDelegate(QStyledItemDelegate):
    """Draws a stop as a numbered card on a line, a way as words beside that line."""

    def __init__(self, view: RouteList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - the view knows its width
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        line: RouteLine = index.data(RowModel.RowRole)
        width = self._view.viewport().width()
        if isinstance(line, RouteWay):
            return QSize(width, line_height(look().font()) + look().px(14))
        rows = 2 + bool(line.wrong.text) + (self._is_narrow() and bool(line.state.text))
        return QSize(width, line_height(look().font("body", 600)) * rows + look().px(26))

    def _is_narrow(self) -> bool:
        return self._view.viewport().width() < look().px(430)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: RouteLine = index.data(RowModel.RowRole)
        box, colour = QRect(option.rect), look().colour
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across = box.left() + look().px(_LINE)
        painter.setPen(QPen(colour("petrol"), 2))
        painter.drawLine(across, box.top(), across, box.bottom() + 1)
        if isinstance(line, RouteWay):
            side = look().px(15)
            paint_icon(painter, line.icon, middle(box, side, box.left() + look().px(_CARD)), colour("muted"))
            words = box.adjusted(look().px(_CARD + 22), 0, -look().px(_EDGE), 0)
            draw_text(painter, words, line.text, look().font(tabular=True), colour("muted"))
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_stop(painter, box, line, chosen=chosen)
        painter.restore()

    def _paint_stop(self, painter: QPainter, box: QRect, stop: RouteStop, *, chosen: bool) -> None:
        colour = look().colour
        card = box.adjusted(look().px(_CARD), look().px(3), -look().px(_EDGE), -look().px(3))
        focus = chosen and self._view.hasFocus()
        fill = look().surface(stop.state.tone) if stop.state.text else colour("card")
        draw_panel(painter, card, fill, colour("petrol" if chosen else "field"), 9, width=3 if focus else 1)
        side = look().px(_DOT)
        dot = QRect(0, 0, side, side)
        dot.moveCenter(QPoint(box.left() + look().px(_LINE), card.center().y()))
        draw_panel(painter, dot, colour("petrol"), None, side / 2)
        number = look().font("small", 700, tabular=True)
        draw_text(painter, dot, str(stop.number), number, colour("on_petrol"), align=Qt.AlignmentFlag.AlignCenter)
        inside = card.adjusted(look().px(_EDGE), look().px(10), -look().px(_EDGE), -look().px(10))
        self._paint_words(painter, inside, stop)

    def _paint_words(self, painter: QPainter, inside: QRect, stop: RouteStop) -> None:
        colour, strong = look().colour, look().font("body", 600, tabular=True)
        row = line_height(strong)
        small = look().font("small", 500)
        pill = pill_size(stop.state, small) if stop.state.text else QSize(0, 0)
        first = QRect(inside.left(), inside.top(), inside.width(), row)
        if stop.state.text and not self._is_narrow():
            at = QPoint(inside.right() - pill.width(), inside.top() - look().px(2))
            box = draw_pill(painter, at, stop.state, small, pill.width())
            painter.setPen(QPen(look().mark(stop.state.tone), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            first.setRight(at.x() - look().px(8))
        time = max(look().px(_TIME), text_width(stop.time, strong) + look().px(10))
        draw_text(painter, QRect(first.left(), first.top(), time, row), stop.time, strong, colour("ink"))
        draw_text(painter, first.adjusted(time, 0, 0, 0), stop.title, strong, colour("ink"))
        down = QRect(inside.left(), inside.top() + row + look().px(2), inside.width(), row)
        draw_text(painter, down, stop.detail, look().font(), colour("ink"))
        if stop.state.text and self._is_narrow():
            down.translate(0, row)
            draw_sign(painter, down, stop.state, small)
        if stop.wrong.text:
            down.translate(0, row)
            draw_sign(painter, down, stop.wrong, look().font("body", 500))
