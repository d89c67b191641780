"""After the signatures: the names, the papers, and the way to the board."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.matching import RoundDetail
from app.queries.matching_names import MatchRow
from app.terms.matching import RoundState
from ui.desk.desk import Desk
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign


class PublishPart(QWidget):
    """Every student with the place that was found."""

    def __init__(self, desk: Desk, papers: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notice = Notice(" ")
        self._table: RowTable[MatchRow] = RowTable(
            (
                Column(self.tr("Student"), lambda row: row.name, strong=True),
                Column(self.tr("Klas"), lambda row: row.group, width=90, spare=2),
                Column(self.tr("Was kandidaat"), lambda row: row.alias, width=120, spare=1),
                Column(self.tr("Leerbedrijf"), self._place, sign=self._sign),
                Column(self.tr("Praktijkopleider"), lambda row: row.contact, width=180, spare=3),
            ),
            key=lambda row: row.participation_id,
            spoken=self.tr("Matches"),
        )
        self._table.opened.connect(self._open)
        card = Panel("card", margin=1)
        card.column.addWidget(self._table)
        tools = QWidget()
        flow = FlowLayout(tools, 8)
        for action in papers:
            flow.addWidget(Button.of(action))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._notice)
        column.addWidget(tools)
        column.addWidget(card, 1)
        self.setFocusProxy(self._table)

    def show_round(self, about: RoundDetail, rows: Sequence[MatchRow]) -> None:
        """Show the matches of a signed round."""
        self._table.show_rows(rows)
        if about.state is RoundState.PLACED:
            words = self.tr("De matches staan op het bord bij Plaatsingen. Van hier af gaan ze daar verder.")
            self._notice.tell(words, Tone.DONE)
        else:
            words = self.tr("De namen zijn open. Zet de matches op het bord, print de brieven en plan de kennismaking.")
            self._notice.tell(words, Tone.INFO)

    def _place(self, row: MatchRow) -> str:
        return self._sign(row).text

    def _sign(self, row: MatchRow) -> Sign:
        if row.company_id is None:
            return Sign(self.tr("nog geen plek"), "triangle-alert", Tone.ATTENTION)
        words = self.tr("{company}, {town}").format(company=row.company, town=row.town) if row.town else row.company
        return Sign(words, "building-2", Tone.PLAIN)

    def _open(self, key: object) -> None:
        for row in self._table.rows.rows:
            if row.participation_id == key:
                self._desk.open("student", row.student_id)
