"""A list of drawn lines of which some can be chosen and the others are only read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.widgets.row_model import Column, Index, Row, RowModel


class _Lines(RowModel[Row]):
    """The lines as rows; what is only read can't be selected."""

    def __init__(
        self,
        said: Callable[[Row], str],
        key: Callable[[Row], Hashable],
        can_choose: Callable[[Row], bool],
        parent: QWidget,
    ) -> None:
        super().__init__([Column("", said, tip=said)], key, parent)
        self._can_choose = can_choose

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_read = index.isValid() and not self._can_choose(self.row(index.row()))
        return flags & ~Qt.ItemFlag.ItemIsSelectable if is_read else flags


class LineList(QListView, Generic[Row]):
    """Lines that a delegate draws, in the order given; ↑ and ↓ go between those that can be chosen, Enter opens one.

    ``said`` gives a line in words, for the tooltip and a screen reader; ``key`` what identifies it.
    """

    opened = Signal(object)
    """The key of the line that was opened."""
    chosen = Signal(object)
    """The key of the line that has the focus; ``None`` when there is none."""

    def __init__(
        self,
        spoken: str,
        *,
        said: Callable[[Row], str],
        key: Callable[[Row], Hashable],
        can_choose: Callable[[Row], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self._can_choose = can_choose
        self.lines: RowModel[Row] = _Lines(said, key, can_choose, self)
        self.setModel(self.lines)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def show_lines(self, lines: Sequence[Row]) -> None:
        """Show another answer; the focus stays with a line that stays."""
        self.lines.show(lines)
        self.viewport().update()

    def choose(self, key: Hashable) -> bool:
        """Give a line the focus; False when it is not shown."""
        place = self.lines.place(key)
        if place is not None:
            self.setCurrentIndex(self.lines.index(place, 0))
        return place is not None

    @property
    def current_key(self) -> Hashable | None:
        """The key of the line that has the focus; ``None`` when there is none."""
        return self._key_at(self.currentIndex())

    def choose_first(self) -> None:
        """Give the first line that can be chosen the focus."""
        self._go(-1, 1)

    def _go(self, at: int, step: int) -> None:
        at += step
        while 0 <= at < self.lines.rowCount():
            if self._can_choose(self.lines.row(at)):
                self.setCurrentIndex(self.lines.index(at, 0))
                return
            at += step

    def _key_at(self, index: QModelIndex) -> Hashable | None:
        if not index.isValid() or not self._can_choose(self.lines.row(index.row())):
            return None
        return self.lines.key(index.row())

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._key_at(current))

    def _open(self, index: QModelIndex) -> None:
        key = self._key_at(index)
        if key is not None:
            self.opened.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self._go(self.currentIndex().row() if self.currentIndex().isValid() else -1, steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters are actions of the page here, not a search."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and self.model() is not None:
            self.scheduleDelayedItemsLayout()
