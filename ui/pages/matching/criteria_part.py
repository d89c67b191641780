"""The criteria: what must hold and what weighs, why each is objective, and whence its facts come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clock import ZONE, today
from app.dates import short_date
from app.queries.matching import CriterionRow, RoundDetail
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign


class CriteriaPart(QWidget):
    """A table of criteria under a sentence that says whether they are frozen."""

    def __init__(self, inputs: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = Notice(" ")
        self._total = 1
        self._table: RowTable[CriterionRow] = RowTable(
            (
                Column(self.tr("Criterium"), lambda row: row.name, width=160, strong=True),
                Column(self.tr("Telt"), self._counts, sign=self._sign, width=130),
                Column(self.tr("Waarom dit objectief is"), _why, tip=_why),
                Column(self.tr("Waar het staat"), lambda row: row.fact, tip=lambda row: row.fact, spare=1),
            ),
            key=lambda row: row.key,
            spoken=self.tr("Criteria"),
        )
        card = Panel("card", margin=1)
        card.column.addWidget(self._table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._notice)
        column.addWidget(card, 1)
        column.addWidget(Button.of(inputs), 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._table)

    def show_round(self, about: RoundDetail) -> None:
        """Show the criteria of a round."""
        self._total = max(1, sum(row.weight for row in about.criteria))
        self._table.show_rows(about.criteria)
        if not about.editions:
            words = self.tr("Nog niet vast. Zet de criteria vast voordat iemand een voorstel ziet.")
            self._notice.tell(words, Tone.ATTENTION)
            return
        latest = about.editions[0]
        day = short_date(latest.frozen_at.astimezone(ZONE).date(), today=today())
        words = self.tr("Versie {n}, vastgezet op {day} door {name}. Vingerafdruk {digest}.")
        told = words.format(n=latest.edition, day=day, name=latest.frozen_by, digest=latest.digest[:12])
        if latest.reason:
            told += " " + self.tr("Reden van deze versie: {reason}.").format(reason=latest.reason.rstrip("."))
        self._notice.tell(told, Tone.DONE)

    def _counts(self, row: CriterionRow) -> str:
        if row.hard:
            return self.tr("moet")
        if not row.weight:
            return self.tr("telt niet mee")
        return self.tr("weegt {n} %").format(n=round(100 * row.weight / self._total))

    def _sign(self, row: CriterionRow) -> Sign:
        tone = Tone.INFO if row.hard else Tone.PLAIN
        return Sign(self._counts(row), "lock" if row.hard else "scale", tone)


def _why(row: CriterionRow) -> str:
    return row.justification
