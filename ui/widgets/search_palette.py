"""Ctrl+K: one field that finds people, companies, placements, pages and actions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import look, paint_icon, theme
from ui.widgets.announce import announce
from ui.widgets.brush import draw_key, draw_panel, draw_text, key_size, line_height, middle
from ui.widgets.button import key_text
from ui.widgets.row_model import Column, RowModel
from ui.widgets.text import Text

_PAUSE_MS = 60
_MOST_SHOWN = 10
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_SHOWN - 1,
    Qt.Key.Key_PageUp: 1 - _MOST_SHOWN,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what identifies it, its words, its group (a heading), and the key that does the same."""

    key: Hashable
    title: str
    detail: str = ""
    icon: str = "search"
    group: str = ""
    hint: str = ""


Provider = Callable[[str], Sequence[Hit]]


class SearchBox(QLineEdit):
    """The search field; its hits open beneath it. Arrows choose, Enter goes, Esc leaves.

    ``provider`` answers a text with hits, those of one group together; an empty text may give
    what was used last.
    """

    chosen = Signal(object)
    """The key of the hit that was chosen."""
    left = Signal()
    """The user is done here, by a choice or by Esc: the focus goes back to the page."""

    def __init__(self, provider: Provider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.provider = provider
        self._hint = key_text(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_K))
        self.setPlaceholderText(self.tr("Zoek alles"))
        self.setAccessibleName(self.tr("Zoek alles"))
        self.setAccessibleDescription(self._hint)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._palette: SearchPalette | None = None
        self.textEdited.connect(self._pause.start)
        self._fit()
        theme.changed.connect(self._fit)

    def search(self) -> None:
        """Take the focus and offer what the text finds."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._ask()

    def leave(self) -> None:
        """Close the hits and forget the text."""
        self._pause.stop()
        self.clear()
        self._hits().hide()

    def _fit(self) -> None:
        self.setMinimumHeight(max(line_height(look().font()) + look().px(10), look().size("control")))
        self.setMinimumWidth(look().px(150))
        self.setTextMargins(look().px(22), 0, key_size(self._hint).width() + 4, 0)

    def _hits(self) -> SearchPalette:
        if self._palette is None:
            self._palette = SearchPalette(self.window())
            self._palette.chosen.connect(self._choose)
        return self._palette

    def _ask(self) -> None:
        hits = self.provider(self.text().strip())
        self._hits().show_hits(hits, asked=bool(self.text().strip()))
        if self._hits().wanted:
            self._hits().place_under(self)

    def _choose(self, key: object) -> None:
        self.leave()
        self.left.emit()
        self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        hits = self._hits()
        if key in _STEPS and hits.isVisible():
            hits.step(_STEPS[key])
        elif key == Qt.Key.Key_Down:
            self._ask()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._pause.isActive():
                self._pause.stop()
                self._ask()
            hits.take()
        elif key == Qt.Key.Key_Escape:
            self.leave()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self._hits().hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = look().px(16)
        paint_icon(painter, "search", middle(self.rect(), side, look().px(11)), look().colour("muted"))
        if not self.text():
            size = key_size(self._hint)
            at = QPoint(self.width() - size.width() - look().px(8), (self.height() - size.height()) // 2)
            draw_key(painter, QRect(at, size), self._hint, look().colour("muted"), look().colour("line"))


class SearchPalette(QFrame):
    """The hits of the search field, floating over the page."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setAccessibleName(self.tr("Gevonden"))
        self.wanted = False
        self._hits: RowModel[Hit] = RowModel([Column("", _spoken)], lambda hit: hit.key, self)
        self._list = QListView(self)
        self._list.setAccessibleName(self.tr("Gevonden"))
        self._list.setModel(self._hits)
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setMouseTracking(True)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self.take)
        self._nothing = Text(self.tr("Niets gevonden"), tone="muted", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self._list)
        column.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()
        parent.installEventFilter(self)

    def show_hits(self, hits: Sequence[Hit], *, asked: bool) -> None:
        """Show hits; without any, a question that was asked is answered with «Niets gevonden»."""
        self._hits.show(list(hits))
        self._list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self.wanted = bool(hits) or asked
        self.setVisible(self.wanted)
        if hits:
            self._list.setCurrentIndex(self._hits.index(0, 0))
            self._list.scrollToTop()
        elif asked:
            announce(self, self._nothing.text())

    def place_under(self, field: QWidget) -> None:
        """Lie beneath ``field``, within the window."""
        window = field.window()
        width = min(max(field.width(), look().px(520)), window.width() - 16)
        rows = self._hits.rowCount()
        tall = sum(self._list.sizeHintForRow(at) for at in range(min(rows, _MOST_SHOWN)))
        at = field.mapTo(window, QPoint(0, field.height() + 4))
        height = min((tall or look().px(40)) + 16, window.height() - at.y() - 8)
        at.setX(max(min(at.x(), window.width() - width - 8), 8))
        self.setGeometry(QRect(at, QSize(width, height)))
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the hit ``by`` places further, round at the ends when one step at a time."""
        count = self._hits.rowCount()
        if not count:
            return
        at = self._list.currentIndex().row() + by
        at = at % count if abs(by) == 1 else min(max(at, 0), count - 1)
        self._list.setCurrentIndex(self._hits.index(at, 0))
        announce(self, _spoken(self._hits.row(at)))

    def take(self) -> None:
        """Go to the chosen hit."""
        index = self._list.currentIndex()
        if self.isVisible() and index.isValid():
            self.hide()
            self.chosen.emit(self._hits.key(index.row()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.hide()
        return super().eventFilter(watched, event)


def _spoken(hit: Hit) -> str:
    return ", ".join(part for part in (hit.title, hit.detail, hit.group, hit.hint) if part)


class _HitDelegate(QStyledItemDelegate):
    """Draws a hit; the first of a group carries its heading."""

    def _heads(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        hit: Hit = index.data(RowModel.RowRole)
        if not hit.group:
            return False
        before: Hit | None = index.model().index(index.row() - 1, 0).data(RowModel.RowRole) if index.row() else None
        return before is None or before.group != hit.group

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - the look decides
        height = line_height(look().font("body", 600)) + look().px(14)
        if self._heads(index):
            height += line_height(look().font("small", 600)) + look().px(8)
        return QSize(look().px(200), height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        hit: Hit = index.data(RowModel.RowRole)
        box = QRect(option.rect)
        painter.save()
        edge = look().px(10)
        if self._heads(index):
            font = look().font("small", 600)
            head = QRect(box.left() + edge, box.top() + look().px(6), box.width() - edge, line_height(font))
            draw_text(painter, head, hit.group, font, look().colour("muted"))
            box.setTop(head.bottom() + look().px(3))
        if option.state & QStyle.StateFlag.State_Selected:
            draw_panel(painter, box, look().colour("soft_petrol"), look().colour("petrol"), 6)
        side = look().px(16)
        paint_icon(painter, hit.icon, middle(box, side, box.left() + edge), look().colour("petrol"))
        left, right = box.left() + edge + side + look().px(10), box.right() - edge
        if hit.hint:
            size = key_size(hit.hint)
            at = QPoint(right - size.width(), box.top() + (box.height() - size.height()) // 2)
            draw_key(painter, QRect(at, size), hit.hint, look().colour("muted"), look().colour("field"))
            right = at.x() - edge
        font = look().font("body", 600)
        painter.setFont(font)
        words = min(painter.fontMetrics().horizontalAdvance(hit.title), right - left)
        draw_text(painter, QRect(left, box.top(), words + 1, box.height()), hit.title, font, look().colour("ink"))
        rest = QRect(left + words + look().px(10), box.top(), right - left - words - look().px(10), box.height())
        if rest.width() > look().px(20):
            draw_text(painter, rest, hit.detail, look().font("body", tabular=True), look().colour("muted"))
        painter.restore()
