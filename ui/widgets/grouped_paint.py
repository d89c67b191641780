"""How the lines of a grouped list are drawn, and where their buttons lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import look, paint_icon
from ui.widgets.brush import (
    count_size,
    draw_count,
    draw_key,
    draw_panel,
    draw_sign,
    draw_text,
    key_size,
    line_height,
    middle,
    text_width,
)
from ui.widgets.need import Fix, Head, Line, Need
from ui.widgets.row_model import RowModel

Place = QModelIndex | QPersistentModelIndex
_SINCE, _FIX, _LEFT, _EDGE, _GAP = 156, 190, 50, 14, 12
_WIDE_FROM = 620


@dataclass(frozen=True, slots=True)
class Spots:
    """Where the parts of a line lie: its words, «Toon alle» or since when, its fix, and the note under a heading."""

    words: QRect
    more: QRect
    fix: QRect
    note: QRect = field(default_factory=QRect)


class NeedDelegate(QStyledItemDelegate):
    """Draws headings and lines on one grid; where room is short, everything under each other."""

    def __init__(self, view: QListView, mouse: Callable[[], QPoint]) -> None:
        super().__init__(view)
        self._view, self._mouse = view, mouse

    def spots(self, index: Place) -> Spots:
        """Where the parts of the line at ``index`` lie in the view."""
        line: Line = index.data(RowModel.RowRole)
        return _spots(self._view.visualRect(index), line)

    def is_button(self, index: Place, at: QPoint) -> bool:
        """Whether a click at ``at`` does something other than choosing the line."""
        line: Line = index.data(RowModel.RowRole)
        spots = self.spots(index)
        if isinstance(line, Head):
            return (line.folds and spots.more.contains(at)) or (line.group.bulk is not None and spots.fix.contains(at))
        return line.fix is not None and spots.fix.contains(at)

    def sizeHint(self, option: QStyleOptionViewItem, index: Place) -> QSize:  # noqa: ARG002 - the view knows its width
        line: Line = index.data(RowModel.RowRole)
        width = self._view.viewport().width()
        wide = width >= look().px(_WIDE_FROM)
        return QSize(width, _head_height(line, wide=wide) if isinstance(line, Head) else _need_height(line, wide=wide))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Place) -> None:
        line: Line = index.data(RowModel.RowRole)
        box = QRect(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = chosen and self._view.hasFocus()
        if isinstance(line, Head):
            if not line.first:
                painter.fillRect(box.left(), box.top(), box.width(), 1, look().colour("line"))
            ground = box.adjusted(3, 4, -3, -2)
        else:
            ground = box.adjusted(3, 0, -3, -1)
        if chosen:
            border = look().colour("petrol") if focus else None
            draw_panel(painter, ground, look().colour("soft_petrol"), border, 8, width=2)
        if isinstance(line, Head):
            self._paint_head(painter, _spots(box, line), line)
        else:
            self._paint_need(painter, _spots(box, line), line, chosen=chosen)
        painter.restore()

    def _paint_head(self, painter: QPainter, spots: Spots, head: Head) -> None:
        group, colour = head.group, look().colour
        side, icon = look().px(28), look().px(16)
        badge = middle(spots.words, side, spots.words.left() - look().px(_LEFT - _EDGE))
        draw_panel(painter, badge, look().surface(group.tone), None, 8)
        inside = QRect(badge.center().x() - icon // 2 + 1, badge.center().y() - icon // 2 + 1, icon, icon)
        paint_icon(painter, group.icon, inside, look().mark(group.tone))
        font = look().font("section", 600)
        left = spots.words.left()
        words = min(text_width(group.title, font), spots.words.width())
        row = spots.words
        draw_text(painter, QRect(left, row.top(), words + 1, row.height()), group.title, font, colour("ink"))
        left += words + look().px(9)
        pill = count_size(str(group.count))
        if left + pill.width() <= row.right():
            at = QRect(QPoint(left, row.top() + (row.height() - pill.height()) // 2), pill)
            draw_count(painter, at, str(group.count), group.tone)
            left += pill.width() + look().px(10)
        if spots.note.isValid():
            draw_text(painter, spots.note, group.note, look().font(), colour("muted"))
        elif row.right() - left > look().px(40):
            rest = QRect(left, row.top(), row.right() - left, row.height())
            draw_text(painter, rest, group.note, look().font(), colour("muted"))
        if head.folds:
            text = self.tr("Toon minder") if head.open else self.tr("Toon alle {n}").format(n=len(group.needs))
            draw_text(painter, spots.more, text, look().font("body", 600), colour("petrol"))
        if group.bulk is not None:
            self._paint_bulk(painter, spots.fix, group.bulk)

    def _paint_bulk(self, painter: QPainter, box: QRect, fix: Fix) -> None:
        lit = box.contains(self._mouse())
        draw_panel(painter, box, look().colour("well" if lit else "soft_petrol"), None, 8)
        font = look().font("body", 600)
        icon = look().px(16) if fix.icon else 0
        gap = look().px(7) if fix.icon else 0
        words = min(text_width(fix.text, font), box.width() - icon - gap - look().px(12))
        left = box.left() + (box.width() - words - icon - gap) // 2
        if fix.icon:
            paint_icon(painter, fix.icon, middle(box, icon, left), look().colour("petrol"))
        room = QRect(left + icon + gap, box.top(), words + 1, box.height())
        draw_text(painter, room, fix.text, font, look().colour("petrol"))

    def _paint_need(self, painter: QPainter, spots: Spots, need: Need, *, chosen: bool) -> None:
        colour = look().colour
        name_font, small = look().font("body", 600), look().font("small")
        name = line_height(name_font)
        detail = line_height(look().font()) if need.detail else 0
        left, row = spots.words.left(), spots.words
        top = row.top() + (row.height() - name - detail) // 2
        if need.icon:
            side = look().px(13)
            paint_icon(painter, need.icon, QRect(left, top + (name - side) // 2, side, side), colour("muted"))
            left += side + look().px(6)
        words = min(text_width(need.title, name_font), row.right() - left)
        draw_text(painter, QRect(left, top, words + 1, name), need.title, name_font, colour("ink"))
        left += words + look().px(8)
        if row.right() - left > look().px(20):
            draw_text(painter, QRect(left, top, row.right() - left, name), need.label, small, colour("muted"))
        line = QRect(row.left(), top + name, row.width(), detail)
        draw_text(painter, line, need.detail, look().font(), colour("ink" if chosen else "muted"))
        if need.since.text:
            draw_sign(painter, spots.more, need.since, look().font("body", 500, tabular=True))
        if need.fix is not None:
            self._paint_fix(painter, spots.fix, need.fix)

    def _paint_fix(self, painter: QPainter, box: QRect, fix: Fix) -> None:
        lit = box.contains(self._mouse())
        colour = look().colour
        draw_panel(painter, box, colour("soft_petrol" if lit else "card"), colour("field"), 7)
        right = box.right() - look().px(6)
        if fix.hint:
            size = key_size(fix.hint)
            at = QPoint(right - size.width(), box.top() + (box.height() - size.height()) // 2)
            draw_key(painter, QRect(at, size), fix.hint, colour("muted"), colour("line"))
            right = at.x() - look().px(4)
        left = box.left() + look().px(10)
        room = QRect(left, box.top(), right - left, box.height())
        draw_text(painter, room, fix.text, look().font("body", 600), colour("petrol"))


def _button_height() -> int:
    return max(line_height(look().font("body", 600)) + look().px(8), look().px(30))


def _head_height(head: Head, *, wide: bool) -> int:
    row = max(line_height(look().font("section", 600)) + look().px(18), look().px(41))
    below = not wide and (head.group.bulk is not None or head.folds)
    note = 0 if wide else _note_height(head)
    return row + note + (_button_height() + look().px(6) if below else 0)


def _note_height(head: Head) -> int:
    """The room of the note where it stands under the heading."""
    return line_height(look().font()) + look().px(4) if head.group.note else 0


def _need_height(need: Need, *, wide: bool) -> int:
    words = line_height(look().font("body", 600)) + line_height(look().font())
    if wide:
        return max(words, _button_height()) + look().px(12)
    since = line_height(look().font("body", 500)) + look().px(4) if need.since.text else 0
    fix = _button_height() + look().px(6) if need.fix is not None else 0
    return words + since + fix + look().px(14)


def _spots(box: QRect, line: Line) -> Spots:
    """The grid of a line: words, since when, fix, beside each other or under each other."""
    left, edge, gap = box.left() + look().px(_LEFT), look().px(_EDGE), look().px(_GAP)
    if box.width() >= look().px(_WIDE_FROM):
        height = _button_height()
        fix = QRect(box.right() - edge - look().px(_FIX), 0, look().px(_FIX), height)
        fix.moveTop(box.top() + (box.height() - height) // 2)
        more = QRect(fix.left() - gap - look().px(_SINCE), box.top(), look().px(_SINCE), box.height())
        return Spots(QRect(left, box.top(), more.left() - gap - left, box.height()), more, fix)
    width = box.right() - edge - left
    if isinstance(line, Head):
        row = _head_height(line, wide=True)
        words = QRect(left, box.top(), width, row)
        note = QRect(left, words.bottom() - look().px(5), width, _note_height(line)) if line.group.note else QRect()
        top = box.top() + row + _note_height(line)
        half = min(look().px(_FIX), width)
        fix = QRect(left, top, half, _button_height())
        more_left = fix.right() + gap if line.group.bulk is not None else left
        more = QRect(more_left, top, max(box.right() - edge - more_left, 0), _button_height())
        return Spots(words, more, fix, note)
    tall = line_height(look().font("body", 600)) + line_height(look().font()) + look().px(8)
    words = QRect(left, box.top(), width, tall)
    since = line_height(look().font("body", 500)) + look().px(4) if line.since.text else 0
    more = QRect(left, words.bottom() + 1, width, since)
    return Spots(words, more, QRect(left, more.bottom() + 1, min(look().px(_FIX), width), _button_height()))
