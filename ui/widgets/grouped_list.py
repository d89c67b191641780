"""One ordered list of what asks for attention, grouped by reason, each line with its fix one key away."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.theme import look
from ui.widgets.grouped_paint import NeedDelegate
from ui.widgets.need import Group, Head, Line, Need, line_key, spoken_line
from ui.widgets.row_model import Column, RowModel


class GroupedList(QListView):
    """Groups of lines.

    Arrows choose; Enter opens a line, or does the bulk fix of a heading; the letter of a fix does
    it; → and ← on a heading show all lines or only the first ``at_first``. Nothing is done here:
    the signals say what is wanted.
    """

    opened = Signal(object)
    """The key of the line that was opened."""
    chosen = Signal(object)
    """The key of the line that has the focus; ``None`` on a heading."""
    fix_wanted = Signal(object, str)
    """The key of a line and of its fix."""
    bulk_wanted = Signal(str, str)
    """The key of a group and of its bulk fix."""

    def __init__(self, spoken: str, *, at_first: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self._groups: Sequence[Group] = ()
        self._at_first = at_first
        self._open: set[str] = set()
        self.lines: RowModel[Line] = RowModel([Column("", spoken_line)], line_key, self)
        self._mouse = QPoint(-1, -1)
        self._delegate = NeedDelegate(self, self._hovered)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._open_line)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show a new answer; focus and place stay with the lines that stay, else with their neighbour."""
        at = self.currentIndex().row()
        self._groups = groups
        self.lines.show(self._flat())
        if at >= 0 and not self.currentIndex().isValid() and self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(min(at, self.lines.rowCount() - 1), 0))
        self.viewport().update()

    def choose(self, key: Hashable) -> bool:
        """Give a line the focus, unfolding its group; False when there is none."""
        for group in self._groups:
            if any(need.key == key for need in group.needs) and self.lines.place(("need", key)) is None:
                self._unfold(group.key, unfold=True)
        place = self.lines.place(("need", key))
        if place is not None:
            self.setCurrentIndex(self.lines.index(place, 0))
        return place is not None

    def choose_first(self) -> None:
        """Give the first line the focus."""
        for at, line in enumerate(self.lines.rows):
            if isinstance(line, Need):
                self.setCurrentIndex(self.lines.index(at, 0))
                return

    def _flat(self) -> list[Line]:
        lines: list[Line] = []
        for group in self._groups:
            is_open = group.key in self._open
            folds = len(group.needs) > self._at_first
            lines.append(Head(group, is_open, folds, first=not lines))
            lines += group.needs if is_open else group.needs[: self._at_first]
        return lines

    def _unfold(self, key: str, *, unfold: bool) -> None:
        (self._open.add if unfold else self._open.discard)(key)
        self.lines.show(self._flat())

    def current_line(self) -> Line | None:
        """The line that has the focus."""
        index = self.currentIndex()
        return self.lines.row(index.row()) if index.isValid() else None

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        line = self.lines.row(current.row()) if current.isValid() else None
        self.chosen.emit(line.key if isinstance(line, Need) else None)

    def _open_line(self, index: QModelIndex) -> None:
        line = self.lines.row(index.row())
        if isinstance(line, Need):
            self.opened.emit(line.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_line()
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if line is not None and plain and self._act(line, key, event.text()):
            return
        super().keyPressEvent(event)

    def _act(self, line: Line, key: int, text: str) -> bool:
        """Do what a key means on a line; False when it means nothing there."""
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(line, Head):
            if key in {Qt.Key.Key_Right, Qt.Key.Key_Left} and line.folds:
                self._unfold(line.group.key, unfold=key == Qt.Key.Key_Right)
                return True
            if enter and line.group.bulk is not None:
                self.bulk_wanted.emit(line.group.key, line.group.bulk.key)
                return True
            return False
        if enter:
            self.opened.emit(line.key)
            return True
        if line.fix is not None and line.fix.hint and text.lower() == line.fix.hint.lower():
            self.fix_wanted.emit(line.key, line.fix.key)
            return True
        return False

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters are fixes here, not a search."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        line, spots = self.lines.row(index.row()), self._delegate.spots(index)
        if isinstance(line, Head):
            if line.group.bulk is not None and spots.fix.contains(at):
                self.bulk_wanted.emit(line.group.key, line.group.bulk.key)
            elif line.folds and spots.more.contains(at):
                self._unfold(line.group.key, unfold=not line.open)
        elif line.fix is not None and spots.fix.contains(at):
            self.fix_wanted.emit(line.key, line.fix.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._mouse = event.position().toPoint()
        index = self.indexAt(self._mouse)
        over = index.isValid() and self._delegate.is_button(index, self._mouse)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def _hovered(self) -> QPoint:
        return self._mouse

    def fix_box(self, key: Hashable) -> QRect:
        """Where the fix of a line is drawn, in the view's own coordinates; empty when it is not shown."""
        place = self.lines.place(("need", key))
        return QRect() if place is None else self._delegate.spots(self.lines.index(place, 0)).fix

    def head_boxes(self, group: str) -> tuple[QRect, QRect]:
        """Where «Toon alle» and the bulk fix of a group are drawn."""
        place = self.lines.place(("group", group))
        if place is None:
            return QRect(), QRect()
        spots = self._delegate.spots(self.lines.index(place, 0))
        return spots.more, spots.fix

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and self.model() is not None:
            self.setMinimumHeight(look().px(180))
            self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        return QSize(look().px(480), look().px(300))
