"""The proposal: what it is made from, what came out, and its record."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.clock import ZONE
from app.dates import long_date
from app.matching.running import Explanation
from app.queries.matching import RoundDetail, TrackRow
from ui.pages.matching.panel import HelpPanel, RoundPanel
from ui.theme import Tone, look
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.drawer import Fact
from ui.widgets.facts import Facts
from ui.widgets.notice import Notice
from ui.widgets.text import Text

_BESIDE_FROM = 900


class ProposalPart(QWidget):
    """Before there is a proposal: what it waits for. After: the round, its record, and what would help."""

    def __init__(self, lottery: QAction, check: QAction, calls: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = Notice(" ")
        self._round, self._help = RoundPanel(), HelpPanel(calls)
        self._facts = Facts()
        record = Panel("card")
        record.column.addWidget(Text(self.tr("Het dossier van de ronde"), "section"))
        record.column.addWidget(self._facts)
        self._lottery = Button.of(lottery)
        for button in (self._lottery, Button.of(check)):
            record.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._round)
        column.addWidget(record)
        column.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        self._row.addWidget(left, 1)
        self._row.addWidget(self._help, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._notice)
        whole.addLayout(self._row)
        whole.addStretch(1)

    def show_round(
        self,
        about: RoundDetail,
        told: Explanation | None,
        alias: Mapping[str, str],
        places: Mapping[str, TrackRow],
    ) -> None:
        """Show how far the proposal is."""
        there = about.proposal is not None
        self._round.setVisible(there)
        self._help.setVisible(there)
        self._round.show_round(about, told)
        self._help.show_help(told, alias, places)
        self._facts.show_facts(self._record(about))
        self._lottery.setVisible(not there)
        words, tone = self._next(about)
        self._notice.setVisible(bool(words))
        if words:
            self._notice.tell(words, tone)

    def _next(self, about: RoundDetail) -> tuple[str, Tone]:
        if not about.editions:
            return self.tr("Zet eerst de criteria vast."), Tone.ATTENTION
        if not about.other_part:
            words = self.tr("Nog één ding: laat iemand anders het tweede deel van de loting kiezen.")
            return words, Tone.ATTENTION
        if about.proposal is None:
            return self.tr("Alles ligt vast. Maak nu het voorstel; dat duurt een paar tellen."), Tone.INFO
        if about.proposal.stale:
            words = self.tr("Er is daarna iets gekozen, vastgezet of afgewezen. Maak een nieuw voorstel.")
            return words, Tone.ATTENTION
        return "", Tone.INFO

    def _record(self, about: RoundDetail) -> list[Fact]:
        facts = [Fact(self.tr("Ronde"), about.row.code)]
        if about.editions:
            facts.append(Fact(self.tr("Criteria"), about.editions[0].digest[:16]))
        if about.commitment:
            facts.append(Fact(self.tr("Loting, deel van de school"), about.commitment[:16]))
        other = self.tr("„{part}”, van {name}").format(part=about.other_part, name=about.other_from)
        facts.append(Fact(self.tr("Loting, tweede deel"), other if about.other_part else self.tr("nog niet gekozen")))
        if about.proposal is not None:
            day = long_date(about.proposal.made_at.astimezone(ZONE).date())
            words = self.tr("nummer {n}, {day}").format(n=about.proposal.number, day=day)
            facts.append(Fact(self.tr("Voorstel"), words))
            facts.append(Fact(self.tr("Wat erin ging"), about.proposal.inputs_digest[:16]))
            facts.append(Fact(self.tr("Wat eruit kwam"), about.proposal.answer_digest[:16]))
        return facts

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < look().px(_BESIDE_FROM)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
