"""A table of rows: fast, quiet, wholly usable by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from time import monotonic_ns
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from app.text import fold
from ui.theme import look
from ui.widgets.brush import line_height
from ui.widgets.clipboard import as_tsv
from ui.widgets.row_header import RowHeader
from ui.widgets.row_model import Column, RowModel
from ui.widgets.row_paint import RowDelegate, cell_width

Row = TypeVar("Row")
_NARROWEST = 90
_ROOMY = 150
_LOWEST = 160
_KEYS = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})
_SAMPLE = 120  # rows whose words are measured


class RowTable(QTableView, Generic[Row]):
    """Shows the rows of one query.

    Enter and double click open; a click on a heading asks for another order, which the page
    gives by a new answer; typing letters goes to the row that begins so; Ctrl+C copies the
    marked rows; the menu key opens the actions that ``menu`` gives for the marked rows.
    """

    opened = Signal(object)
    """The key of the row that was opened."""
    chosen = Signal(object)
    """The key of the row that has the focus now, ``None`` when there is none."""
    marked = Signal(list)
    """The keys of the selected rows, in the order shown."""
    order_changed = Signal(str, bool)
    """The order key of a column, and whether it goes downward."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        spoken: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self.rows: RowModel[Row] = RowModel(columns, key, self)
        self.menu: Callable[[Sequence[Row]], Sequence[QAction]] | None = None
        self._typed, self._typed_at = "", 0
        self._widest = [0] * len(columns)
        self._kept: tuple[list[Hashable], Hashable | None, int] = ([], None, 0)
        self._dress()
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
        self._fit_height()
        self.rows.modelAboutToBeReset.connect(self._remember)
        self.rows.modelReset.connect(self._recall)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self.doubleClicked.connect(self._open)

    def _dress(self) -> None:
        header = RowHeader(self)
        self.setHorizontalHeader(header)
        header.order_wanted.connect(self._order)
        header.setSectionsMovable(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show a new answer; selection, focus and place stay."""
        self.rows.show(rows)
        self._measure(rows[:_SAMPLE])

    def show_order(self, order: str, *, descending: bool = False) -> None:
        """Mark the column by which the answer is sorted."""
        for at, column in enumerate(self.rows.columns):
            if column.order and column.order == order:
                self._header().show_order(at, descending=descending)

    def choose(self, key: Hashable) -> bool:
        """Give the row with ``key`` the focus; False when it is not shown."""
        place = self.rows.place(key)
        if place is None:
            return False
        self.setCurrentIndex(self.rows.index(place, 0))
        return True

    def current_row(self) -> Row | None:
        """The row that has the focus."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    def marked_rows(self) -> list[Row]:
        """The selected rows, in the order shown."""
        return [self.rows.row(at) for at in sorted(index.row() for index in self.selectionModel().selectedRows())]

    def copy(self, *, headings: bool = False) -> None:
        """Put the selected rows on the clipboard as tab-separated text."""
        lines = [[column.title for column in self.rows.columns]] if headings else []
        lines += [[column.text(row) for column in self.rows.columns] for row in self.marked_rows()]
        QGuiApplication.clipboard().setText(as_tsv(lines))

    def _header(self) -> RowHeader:
        header = self.horizontalHeader()
        if not isinstance(header, RowHeader):
            raise TypeError(type(header))
        return header

    def _order(self, at: int, descending: bool) -> None:  # noqa: FBT001 - carried by a signal
        self.order_changed.emit(self.rows.columns[at].order, descending)

    def _tell_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.rows.key(current.row()) if current.isValid() else None)

    def _tell_selection(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.marked.emit([self.rows.key(index.row()) for index in sorted(self.selectionModel().selectedRows())])

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows.key(index.row()))

    def _remember(self) -> None:
        keys = [self.rows.key(index.row()) for index in self.selectionModel().selectedRows()]
        index = self.currentIndex()
        current = self.rows.key(index.row()) if index.isValid() else None
        self._kept = keys, current, self.verticalScrollBar().value()

    def _recall(self) -> None:
        keys, current, scroll = self._kept
        last = len(self.rows.columns) - 1
        wanted = QItemSelection()
        for key in keys:
            if (place := self.rows.place(key)) is not None:
                wanted.select(self.rows.index(place, 0), self.rows.index(place, last))
        place = None if current is None else self.rows.place(current)
        picker = self.selectionModel()
        if place is not None:
            picker.setCurrentIndex(self.rows.index(place, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        picker.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.verticalScrollBar().setValue(scroll)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by a key has a row in hand at once: the one with the focus frame is the one that keys are about."""
        super().focusInEvent(event)
        if event.reason() in _KEYS:
            self.hold_one()

    def hold_one(self) -> None:
        """Have a row in hand: what is marked stays, else it is the one with the focus frame, or the first."""
        if self.rows.rowCount() and not self.selectionModel().hasSelection():
            first = self.rows.index(max(self.currentIndex().row(), 0), 0)
            # selectRow() would look at the keys: with Shift still down it selects nothing
            whole = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(first, whole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~_KEYPAD:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Go to the next row whose first column begins with what was typed."""
        now = _now()
        pause = now - self._typed_at > QGuiApplication.styleHints().keyboardInputInterval()
        self._typed, self._typed_at = search if pause else self._typed + search, now
        wanted, words = fold(self._typed), self.rows.columns[0].text
        count, at = self.rows.rowCount(), max(self.currentIndex().row(), 0)
        first = at + 1 if pause and self.currentIndex().isValid() else at
        for step in range(count):
            place = (first + step) % count
            if fold(words(self.rows.row(place))).startswith(wanted):
                self.setCurrentIndex(self.rows.index(place, 0))
                return

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the actions of the marked rows, copying and the orders."""
        at = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.visualRect(self.currentIndex())
            at = QPoint(look().px(24), box.bottom())
        menu = self.context_menu()
        menu.popup(self.viewport().mapToGlobal(at))

    def context_menu(self) -> QMenu:
        """The menu of the marked rows; it deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = self.marked_rows()
        if self.menu is not None and rows:
            menu.addActions(list(self.menu(rows)))
            menu.addSeparator()
        menu.addAction(self.tr("Kopieer"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        menu.addAction(self.tr("Kopieer met kopregel"), lambda: self.copy(headings=True))
        orders = menu.addMenu(self.tr("Sorteer op"))
        for at, column in enumerate(self.rows.columns):
            if column.order:
                orders.addAction(column.title, partial(self._header().ask_order, at))
        return menu

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and self.model() is not None:
            self._widest = [0] * len(self.rows.columns)
            self._fit_height()
            self._measure(self.rows.rows[:_SAMPLE])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_widths()

    def _fit_height(self) -> None:
        self.setMinimumHeight(look().px(_LOWEST))
        self.verticalHeader().setDefaultSectionSize(line_height(look().font()) + look().px(12))
        self._fit_widths()

    def _measure(self, rows: Sequence[Row]) -> None:
        """Remember the widest cell of each column; it only grows, so that columns stand still while one searches."""
        before = list(self._widest)
        for at, column in enumerate(self.rows.columns):
            self._widest[at] = max(before[at], *(cell_width(column, row) for row in rows), 0)
        if self._widest != before:
            self._fit_widths()

    def _fit_widths(self) -> None:
        """Give fixed columns their width and share the rest; too narrow a view scrolls sideways.

        Room that the words of a column leave empty goes to columns whose words would be cut off.
        """
        columns, room = self.rows.columns, self.viewport().width()
        shown = self._that_fit(room)
        for at in range(len(columns)):
            if self.isColumnHidden(at) != (at not in shown):
                self.setColumnHidden(at, at not in shown)
        fixed = sum(look().px(columns[at].width) for at in shown)
        loose = [at for at in shown if not columns[at].width]
        left = max(room - fixed, 0)
        share = max(left // max(len(loose), 1), look().px(_NARROWEST))
        widths = {at: look().px(columns[at].width) if columns[at].width else share for at in shown}
        if not loose and shown:
            widths[shown[-1]] += left
        wanted = {at: max(self._widest[at], self._header().width_of(at)) for at in shown}
        for at, width in (shared(widths, wanted) if any(self._widest) else widths).items():
            self.setColumnWidth(at, width)

    def _that_fit(self, room: int) -> list[int]:
        """The places of the columns that stay in ``room``; those to be spared leave one by one."""
        columns = self.rows.columns
        shown = list(range(len(columns)))
        while sum(look().px(columns[at].width or _ROOMY) for at in shown) > room:
            spare = [at for at in shown if columns[at].spare]
            if not spare:
                break
            shown.remove(max(spare, key=lambda at: columns[at].spare))
        return shown

    def sizeHint(self) -> QSize:
        """As low as it may be: it grows into the room there is, and takes none from the form above it."""
        return QSize(look().px(640), look().px(_LOWEST))


def shared(widths: Mapping[int, int], wanted: Mapping[int, int]) -> dict[int, int]:
    """The same room divided again: what columns have too much goes to those that lack, the least lack first."""
    slack = {at: max(width - wanted[at], 0) for at, width in widths.items()}
    lack = {at: max(wanted[at] - width, 0) for at, width in widths.items()}
    gift = left = min(sum(slack.values()), sum(lack.values()))
    found = dict(widths)
    for at in sorted(lack, key=lack.__getitem__):
        given = min(lack[at], left)
        found[at] += given
        left -= given
    for at in sorted(slack, key=slack.__getitem__):
        total = sum(slack.values())
        taken = gift * slack[at] // total if total else 0
        found[at] -= taken
        gift -= taken
        slack[at] = 0
    return found


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def _now() -> int:
    """Milliseconds that only go up."""
    return monotonic_ns() // 1_000_000
