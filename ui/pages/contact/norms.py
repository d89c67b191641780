"""The norms for talks: the usual one, and those for some placements, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.dates import short_date
from app.queries.contact_norm import NormSetRow
from app.rules.norm import Norm
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text


class NormView(Panel):
    """A list of norms; says which one is to be changed or removed."""

    wanted = Signal(object)
    """The ``NormSetRow`` to change; ``None`` for a new one."""
    dropped = Signal(object)
    """The ``NormSetRow`` to remove."""

    def __init__(self, make: Callable[..., QAction], parent: QWidget) -> None:
        super().__init__("card", margin=14, spacing=10, parent=parent)
        self._usual = Text("", wrap=True)
        self.table: RowTable[NormSetRow] = RowTable(self._columns(), lambda row: row.id, self.tr("Normen"))
        self.table.opened.connect(lambda _key: self._change())
        self.table.chosen.connect(self._enable)
        self._remove = make("norm_drop", self.tr("Verwijder norm"), self._drop, "Ctrl+Delete", "trash-2")
        self._add = make("norm_add", self.tr("Norm toevoegen"), lambda: self.wanted.emit(None), "Ctrl+N", "plus")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(Button.of(self._add))
        flow.addWidget(Button.of(self._remove))
        self.column.addWidget(Text(self.tr("De gewone norm"), "section"))
        self.column.addWidget(self._usual)
        self.column.addWidget(Text(self.tr("Voor bepaalde stages"), "section"))
        self.column.addWidget(self.table, 1)
        self.column.addWidget(buttons)
        self._enable()

    def show_sets(self, rows: Sequence[NormSetRow], usual: Norm) -> None:
        """Show the norms as they are."""
        words = self.tr(
            "{joint} gesprekken met student, leerbedrijf en school samen, waarvan {physical} op bezoek. "
            "Het eerste binnen {first} dagen. Aan te passen bij Instellingen, Normen en namen."
        )
        self._usual.setText(words.format(joint=usual.joint, physical=usual.physical, first=usual.first_days))
        self.table.show_rows(rows)
        self._enable()

    def focus(self) -> None:
        """Give the list the focus."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> Sequence[Column[NormSetRow]]:
        return (
            Column(self.tr("Voor"), self._whom, strong=True),
            Column(self.tr("Samen"), lambda row: str(row.norm.joint), width=70, right=True),
            Column(self.tr("Op bezoek"), lambda row: str(row.norm.physical), width=90, right=True),
            Column(self.tr("Geldig"), self._valid, width=190),
            Column(self.tr("Bron"), lambda row: row.source, tip=lambda row: row.decided_by),
        )

    def _whom(self, row: NormSetRow) -> str:
        length = "" if row.shorter_than is None else self.tr("korter dan {n} weken").format(n=row.shorter_than)
        path = "" if row.path is None else row.path.label
        return " · ".join(part for part in (row.programme, path, length) if part)

    def _valid(self, row: NormSetRow) -> str:
        begin = short_date(row.valid_from)
        if row.valid_until is None:
            return self.tr("vanaf {day}").format(day=begin)
        return self.tr("{first} tot en met {last}").format(first=begin, last=short_date(row.valid_until))

    def _enable(self, _key: object = None) -> None:
        self._remove.setEnabled(self.table.current_row() is not None)

    def _change(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.wanted.emit(row)

    def _drop(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.dropped.emit(row)
