"""The one item model of the program: rows as a query gave them, columns as data."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.sign import Sign

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_MOST_RUNS = 48
_MEANINGS = {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a table.

    ``text`` gives the words; ``sign``, when it gives one, adds icon and tone. ``order`` is the
    key by which the query can sort (empty: it cannot). ``width`` is in logical pixels at 100 %;
    0 shares what is left. ``tip`` gives the tooltip. Where the view is narrow the columns with the
    highest ``spare`` leave first; 0 always stays. ``meaning`` explains a short title, as its tooltip and to a
    screen reader.
    """

    title: str
    text: Callable[[Row], str]
    sign: Callable[[Row], Sign | None] | None = None
    order: str = ""
    width: int = 0
    right: bool = False
    strong: bool = False
    tip: Callable[[Row], str] | None = None
    spare: int = 0
    meaning: str = ""


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows of one query; a new answer changes only what differs.

    ``key`` gives what identifies a row. ``show`` keeps selection, focus and place: equal keys
    that changed are announced as changed, gone ones removed, new ones inserted, moved ones moved.
    """

    RowRole = Qt.ItemDataRole.UserRole

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._rows: list[Row] = []
        self._places: dict[Hashable, int] = {}

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, in the order shown."""
        return self._rows

    @property
    def columns(self) -> Sequence[Column[Row]]:
        """The columns, in the order shown."""
        return self._columns

    def row(self, at: int) -> Row:
        """The row at a place."""
        return self._rows[at]

    def key(self, at: int) -> Hashable:
        """What identifies the row at a place."""
        return self._key(self._rows[at])

    def place(self, key: Hashable) -> int | None:
        """Where the row with ``key`` stands, ``None`` if it is not shown."""
        return self._places.get(key)

    def show(self, rows: Sequence[Row]) -> None:
        """Show a new answer; raises ``ValueError`` when two rows have one key."""
        wanted = {self._key(row): row for row in rows}
        if len(wanted) != len(rows):
            raise ValueError("two rows have the same key")
        before = [self._key(row) for row in self._rows]
        after = list(wanted)
        if before != after and not self._move(before, after, wanted):
            self.beginResetModel()
            self._put(list(rows))
            self.endResetModel()
            return
        self._patch(list(rows))

    def _put(self, rows: list[Row]) -> None:
        self._rows = rows
        self._places = {self._key(row): at for at, row in enumerate(rows)}

    def _move(self, before: list[Hashable], after: list[Hashable], wanted: dict[Hashable, Row]) -> bool:
        """Bring the rows in the order of ``after``; False when so much changed that a reset is cheaper."""
        gone = list(_runs([at for at, key in enumerate(before) if key not in wanted]))
        known = set(before)
        new = list(_runs([at for at, key in enumerate(after) if key not in known]))
        all_new = not known & set(after)
        if all_new or len(gone) + len(new) > _MOST_RUNS:
            return False
        for first, last in reversed(gone):
            self.beginRemoveRows(NOWHERE, first, last)
            self._put(self._rows[:first] + self._rows[last + 1 :])
            self.endRemoveRows()
        self._reorder([key for key in after if key in known])
        for first, last in new:
            self.beginInsertRows(NOWHERE, first, last)
            fresh = [wanted[key] for key in after[first : last + 1]]
            self._put(self._rows[:first] + fresh + self._rows[first:])
            self.endInsertRows()
        return True

    def _reorder(self, order: list[Hashable]) -> None:
        held = [self._key(row) for row in self._rows]
        if held == order:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        by_key = dict(zip(held, self._rows, strict=True))
        self._put([by_key[key] for key in order])
        new = [self.index(self._places[held[index.row()]], index.column()) for index in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _patch(self, rows: list[Row]) -> None:
        """Replace rows that have equal keys in the same order, announcing those that differ."""
        pairs = enumerate(zip(self._rows, rows, strict=True))
        changed = [at for at, (old, new) in pairs if old is not new and old != new]
        self._rows = rows
        widest = len(self._columns) - 1
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, widest))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[index.column()].text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self._columns[index.column()].text(row)
            return self.tr("leeg") if text == _NOTHING else text
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = self._columns[index.column()].tip
            return None if tip is None else tip(row)
        return row if role == self.RowRole else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role in _MEANINGS:
            return self._columns[section].meaning or None
        return None


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Ascending places as runs of neighbours, first and last included."""
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield places[start], places[at - 1]
            start = at
