"""Every matching round of the school, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clock import ZONE, today
from app.dates import short_date
from app.queries.matching import RoundRow
from app.queries.matching_compared import VariantRow
from app.terms.matching import RoundState
from ui.pages.matching.compared_card import ComparedCard
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.empty_state import EmptyState
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign

_SIGNS = {
    RoundState.OPEN: ("hourglass", Tone.ATTENTION),
    RoundState.FROZEN: ("lock", Tone.INFO),
    RoundState.PROPOSED: ("eye-off", Tone.INFO),
    RoundState.SIGNED: ("pencil", Tone.ATTENTION),
    RoundState.AGREED: ("circle-check", Tone.DONE),
    RoundState.PLACED: ("circle-check", Tone.DONE),
    RoundState.CLOSED: ("x", Tone.PLAIN),
}


class Overview(QWidget):
    """A table of rounds, or what a round is for while there is none."""

    opened = Signal(object)
    """The id of a round."""

    def __init__(self, new: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: RowTable[RoundRow] = RowTable(
            (
                Column(self.tr("Opleiding"), self._programme, strong=True),
                Column(self.tr("Periode"), lambda row: row.period, width=210, spare=1),
                Column(self.tr("Wie beslist"), lambda row: row.variant.label, width=170, spare=2),
                Column(self.tr("Stand"), lambda row: row.state.label, sign=_sign, width=190),
                Column(self.tr("Geplaatst"), self._placed, width=130),
                Column(self.tr("Voorstel nr."), lambda row: str(row.number or ""), width=110, right=True, spare=4),
                Column(self.tr("Geopend"), _opened, width=110, spare=3),
            ),
            key=lambda row: row.id,
            spoken=self.tr("Matchingrondes"),
        )
        self.table.opened.connect(self.opened)
        self._card = Panel("card", margin=1)
        self._card.column.addWidget(self.table)
        self._compared = ComparedCard()
        self._nothing = EmptyState(
            "scale",
            self.tr("Nog geen matchingronde"),
            self.tr(
                "Een ronde koppelt iedereen die nog een plek zoekt in één keer aan de stageplaatsen: op leerwens, "
                "reistijd en dagen, zonder naam of klikgesprek. Je ziet van elke match waarom."
            ),
            new,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._card, 1)
        column.addWidget(self._compared)
        column.addWidget(self._nothing, 1)

    def show_rounds(self, rows: Sequence[RoundRow], compared: Sequence[VariantRow]) -> None:
        """Show the rounds, and those that were held beside each other where there is something to compare."""
        self._compared.show_variants(compared)
        self._compared.setVisible(len(compared) > 1)
        self.table.show_rows(rows)
        self._card.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self.setFocusProxy(self.table if rows else self._nothing)

    def chosen(self) -> UUID | None:
        """The round that has the focus."""
        row = self.table.current_row()
        return None if row is None else row.id

    def _programme(self, row: RoundRow) -> str:
        words = self.tr("{programme}, één student") if row.only_id is not None else "{programme}"
        return words.format(programme=row.programme)

    def _placed(self, row: RoundRow) -> str:
        return self.tr("{n} van {all}").format(n=row.placed, all=row.students) if row.number else ""


def _sign(row: RoundRow) -> Sign:
    icon, tone = _SIGNS[row.state]
    return Sign(row.state.label, icon, tone)


def _opened(row: RoundRow) -> str:
    return short_date(row.opened_at.astimezone(ZONE).date(), today=today())
