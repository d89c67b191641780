"""Two signatures: what is signed, who signed, and what is left to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clock import ZONE
from app.dates import long_date
from app.queries.matching import RoundDetail
from app.queries.matching_review import Judged
from app.text import plural
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.drawer import Fact
from ui.widgets.facts import Facts
from ui.widgets.notice import Notice
from ui.widgets.text import Text

_BOTH = 2


class SignPart(QWidget):
    """The signatures under a proposal and the code of its paper."""

    def __init__(self, sign: QAction, paper: QAction, protocol: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = Notice(" ")
        self._facts = Facts()
        self._code = Text("", "number")
        card = Panel("card", spacing=10)
        card.column.addWidget(Text(self.tr("Akkoord van twee mensen"), "section"))
        words = self.tr(
            "Wie tekent, heeft alle matches zonder namen beoordeeld, of het protocol gelezen. Pas na de tweede "
            "handtekening gaan de namen open; daarna verandert de ronde niet meer."
        )
        card.column.addWidget(Text(words, wrap=True))
        card.column.addWidget(self._facts)
        card.column.addWidget(Text(self.tr("Code op het protocol"), "small", tone="muted"))
        card.column.addWidget(self._code)
        for action, kind in ((sign, Kind.PRIMARY), (protocol, Kind.USUAL), (paper, Kind.USUAL)):
            card.column.addWidget(Button.of(action, kind), 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._notice)
        column.addWidget(card)
        column.addStretch(1)

    def show_round(self, about: RoundDetail, judged: Judged) -> None:
        """Show who signed, and who still must."""
        self._code.setText(about.paper_code)
        facts = []
        for at in range(_BOTH):
            label = self.tr("Eerste handtekening") if at == 0 else self.tr("Tweede handtekening")
            value = self.tr("nog niet")
            if at < len(about.signatures):
                each = about.signatures[at]
                day = long_date(each.signed_at.astimezone(ZONE).date())
                value = self.tr("{name}, {how}, {day}").format(name=each.name, how=each.how.label, day=day)
            facts.append(Fact(label, value))
        self._facts.show_facts(facts)
        self._notice.tell(*self._next(about, judged))

    def _next(self, about: RoundDetail, judged: Judged) -> tuple[str, Tone]:
        if about.revealed:
            return self.tr("Twee mensen tekenden. De namen zijn open."), Tone.DONE
        if about.proposal is not None and about.proposal.stale:
            return self.tr("Er is anders beslist dan in dit voorstel. Maak eerst een nieuw voorstel."), Tone.ATTENTION
        if about.signatures:
            words = self.tr("Nu de tweede. Met een eigen wachtzin op deze laptop, of op papier met de code hieronder.")
            return words, Tone.INFO
        if judged.open:
            one, many = self.tr("Beoordeel eerst nog {n} match."), self.tr("Beoordeel eerst nog {n} matches.")
            return plural(judged.open, one, many), Tone.ATTENTION
        return self.tr("Je hebt alles beoordeeld. Je kunt tekenen."), Tone.INFO
