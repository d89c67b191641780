"""Rows of which each is taken or not: Space turns the marked ones, two buttons turn all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desk.actions import local_action
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable


class Chosen(Protocol):
    """A row with its id, and whether it is taken."""

    @property
    def id(self) -> Hashable: ...

    @property
    def taken(self) -> bool: ...


Row = TypeVar("Row", bound=Chosen)


class ChoosingTable(QWidget, Generic[Row]):
    """A table with its choices; double click, Enter and Space turn a choice round."""

    turned = Signal(list, bool)
    """The ids of rows, and whether they are to be taken."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        spoken: str,
        all_words: tuple[str, str],
        may_turn: Callable[[Row], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._may_turn = may_turn
        self.table: RowTable[Row] = RowTable(columns, lambda row: row.id, spoken)
        self.table.opened.connect(lambda _key: self._turn())
        turn = local_action(self, self.tr("Andere keuze"), "refresh-cw", self._turn, Qt.Key.Key_Space)
        self.table.addAction(turn)
        self.table.menu = lambda _rows: [turn]
        take, leave = Button(all_words[0], "check", small=True), Button(all_words[1], "x", small=True)
        take.clicked.connect(lambda: self._turn_all(taken=True))
        leave.clicked.connect(lambda: self._turn_all(taken=False))
        self._buttons = QWidget()
        below = QHBoxLayout(self._buttons)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(Button.of(turn))
        below.addStretch(1)
        below.addWidget(take)
        below.addWidget(leave)
        card = Panel("card", margin=1)
        card.column.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card, 1)
        column.addWidget(self._buttons)
        self.setFocusProxy(self.table)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows with their choices."""
        self.table.show_rows(rows)
        self._buttons.setVisible(any(map(self._may_turn, rows)))

    def _turn(self) -> None:
        """Turn the marked rows round, all to the same side."""
        marked = [row for row in self.table.marked_rows() if self._may_turn(row)]
        if marked:
            self.turned.emit([row.id for row in marked], not marked[0].taken)

    def _turn_all(self, *, taken: bool) -> None:
        rows = [row.id for row in self.table.rows.rows if self._may_turn(row)]
        self.turned.emit(rows, taken)
