"""A grid to type in: a name at the left of each row, and cells of text that are filled by keyboard alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import look, theme

Index = QModelIndex | QPersistentModelIndex
_ROW = 36
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A question that every row answers; ``example`` shows in the tip of an empty cell."""

    key: str
    title: str
    width: int
    example: str = ""


class EntryModel(QAbstractTableModel):
    """Names with the texts that were typed beside them."""

    def __init__(self, heading: str, columns: Sequence[EntryColumn], parent: QWidget) -> None:
        super().__init__(parent)
        self._heading, self.columns = heading, tuple(columns)
        self._names: list[str] = []
        self._texts: list[dict[str, str]] = []

    def show(self, rows: Sequence[tuple[str, Mapping[str, str]]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._names = [name for name, _texts in rows]
        self._texts = [dict(texts) for _name, texts in rows]
        self.endResetModel()

    @property
    def texts(self) -> Sequence[Mapping[str, str]]:
        """What stands in each row, by column."""
        return self._texts

    def name(self, row: int) -> str:
        """What stands at the left of a row."""
        return self._names[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columns[section - 1].title if section else self._heading

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, at = index.row(), index.column()
        text = self._texts[row].get(self.columns[at - 1].key, "") if at else self._names[row]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return text or (self.columns[at - 1].example if at else "")
        if role == Qt.ItemDataRole.AccessibleTextRole and at:
            return f"{self._names[row]}, {self.columns[at - 1].title}: {text}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.column():
            return False
        self._texts[index.row()][self.columns[index.column() - 1].key] = " ".join(str(value).split())
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() else usual


class _CellDelegate(QStyledItemDelegate):
    """Gives the editor of a cell the name that a screen reader speaks, and remembers which is open."""

    editor: QLineEdit | None = None

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        model = index.model()
        heading = model.headerData(index.column(), Qt.Orientation.Horizontal)
        name = model.index(index.row(), 0).data()
        editor.setAccessibleName(f"{name}, {heading}")
        self.editor = editor
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter takes a text over at once; Qt would do so only after the key also went to the grid."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QWidget):
            plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
            if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
                return True
        return super().eventFilter(editor, event)


class EntryGrid(QTableView):
    """Typing fills the cell at hand; Enter goes down, Tab to the next cell and out at the end; text can be pasted."""

    changed = Signal()
    """Something was typed."""

    def __init__(
        self, heading: str, columns: Sequence[EntryColumn], spoken: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self.entries = EntryModel(heading, columns, self)
        self.setModel(self.entries)
        self._cells = _CellDelegate(self)
        self.setItemDelegate(self._cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.entries.dataChanged.connect(self.changed)
        self._fit()
        theme.changed.connect(self._fit)

    def show_rows(self, rows: Sequence[tuple[str, Mapping[str, str]]]) -> None:
        """Show names with what is known of each; the first cell has the focus."""
        self.entries.show(rows)
        if rows:
            self.setCurrentIndex(self.entries.index(0, 1))

    def go_to(self, row: int, key: str) -> None:
        """Give a cell the focus."""
        at = next((at for at, column in enumerate(self.entries.columns, start=1) if column.key == key), 1)
        self.setCurrentIndex(self.entries.index(row, at))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Take over what stands in the cell that is being typed in."""
        editor = self._cells.editor
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's name
        self._cells.editor = None  # before the next cell opens one of its own
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QGuiApplication.clipboard().text())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._go_down()
        elif event.key() == Qt.Key.Key_Delete:
            self.entries.setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: FBT001, N802 - Qt's own
        """Tab leaves the grid after its last cell, and back before its first."""
        at, last = self.currentIndex(), self.entries.index(self.entries.rowCount() - 1, len(self.entries.columns))
        first = self.entries.index(0, 0)
        if at == (last if on else first) or not at.isValid():
            self.setTabKeyNavigation(False)
            left = super().focusNextPrevChild(on)
            self.setTabKeyNavigation(True)
            return left
        return super().focusNextPrevChild(on)

    def _go_down(self) -> None:
        at = self.currentIndex()
        if at.isValid() and at.row() + 1 < self.entries.rowCount():
            self.setCurrentIndex(self.entries.index(at.row() + 1, at.column()))

    def _paste(self, text: str) -> None:
        """Fill the cells from the one at hand on, as a table of lines and tabs says."""
        at = self.currentIndex()
        for down, line in enumerate(text.rstrip("\n").splitlines()):
            for across, cell in enumerate(line.split("\t")):
                index = self.entries.index(at.row() + down, max(at.column(), 1) + across)
                if index.isValid():
                    self.entries.setData(index, cell)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look().px(_ROW))
        self.setColumnWidth(0, look().px(180))
        for at, column in enumerate(self.entries.columns, start=1):
            self.setColumnWidth(at, look().px(column.width))
