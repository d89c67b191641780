"""Whom to call for those without a place, and what to ask: a list to work through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.matching_help import HelpCallRow
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text
from ui.widgets.wide_dialog import WideDialog


class MatchingCallsDialog(WideDialog):
    """A table of calls; ``company_wanted`` with the id of the one that was opened."""

    company_wanted = Signal(object)

    def __init__(self, rows: Sequence[HelpCallRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Bellijst: wat zou helpen"))
        self.take_size(980, 620)
        self._table: RowTable[HelpCallRow] = RowTable(
            (
                Column(self.tr("Leerbedrijf"), lambda row: row.company, strong=True, width=220),
                Column(self.tr("Telefoon"), lambda row: row.phone, width=140),
                Column(self.tr("Vraag of regel dit"), lambda row: row.words, tip=lambda row: row.words),
                Column(self.tr("Helpt"), lambda row: str(row.candidates), width=70, right=True),
                Column(self.tr("Ronde"), lambda row: row.round.programme, width=150, spare=1),
            ),
            key=lambda row: (row.round.id, row.company_id, row.words),
            spoken=self.windowTitle(),
        )
        self._table.show_rows(rows)
        self._table.opened.connect(self._open)
        card = Panel("card", margin=1)
        card.column.addWidget(self._table)
        words = self.tr(
            "Achter elke regel staat hoeveel kandidaten zonder plek er dan naartoe kunnen. Enter opent het leerbedrijf."
        )
        nothing = self.tr("Niemand wacht op een plek die met één telefoontje opengaat.")
        body = QVBoxLayout()
        body.addWidget(Text(self.windowTitle(), "section", wrap=True))
        body.addWidget(Notice(words if rows else nothing, Tone.INFO))
        body.addWidget(card, 1)
        close = Button(self.tr("Sluit"), kind=Kind.PRIMARY, key="Esc")
        close.clicked.connect(self.accept)
        self.frame(body, None, close)
        self._table.setFocus()

    def _open(self, key: object) -> None:
        for row in self._table.rows.rows:
            if (row.round.id, row.company_id, row.words) == key:
                self.company_wanted.emit(row.company_id)
                self.accept()
