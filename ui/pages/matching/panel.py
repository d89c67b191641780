"""The round as a whole: how many have a place, how well it fits, who is worst off, and what would help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.matching.running import Explained, Explanation
from app.queries.matching import RoundDetail, TrackRow
from app.queries.matching_words import help_words, why_words
from app.terms.matching import RoundState, Variant
from ui.theme import Tone
from ui.widgets.band_chart import BandChart
from ui.widgets.bits import Bar, Panel
from ui.widgets.button import Button
from ui.widgets.drawer import Fact
from ui.widgets.facts import Facts
from ui.widgets.notice import Notice
from ui.widgets.text import Text

_HELPS = 2


class RoundPanel(QWidget):
    """Figures, the spread over quality bands, and the badge of the proof."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = Text("", "number", wrap=True)
        self._bar = Bar(spoken=self.tr("Geplaatst"))
        self._chart = BandChart()
        self._facts = Facts()
        self._proof = Notice(" ", Tone.DONE)
        card = Panel("card")
        card.column.addWidget(Text(self.tr("De hele ronde"), "section"))
        card.column.addWidget(self._figure)
        card.column.addWidget(self._bar)
        card.column.addWidget(Text(self.tr("Hoe goed het past, slechtst eerst"), "small", tone="muted", wrap=True))
        card.column.addWidget(self._chart)
        card.column.addWidget(self._facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addWidget(self._proof)
        column.addStretch(1)

    def show_round(self, about: RoundDetail, told: Explanation | None) -> None:
        """Show the proposal of a round; without ``told`` only what is known of it already."""
        proposal = about.proposal
        if proposal is None:
            return
        placed, proposed = self.tr("{n} van {all} geplaatst"), self.tr("{n} van {all} krijgen zo een plek")
        words = placed if about.state is RoundState.PLACED else proposed
        self._figure.setText(words.format(n=proposal.placed, all=proposal.students))
        self._bar.show_share(proposal.placed / max(1, proposal.students))
        self._chart.setVisible(told is not None)
        if told is not None:
            self._show_spread(told)
        words = self.tr("Bewezen: geen andere verdeling plaatst meer mensen of is eerlijker. Stempel {stamp}.")
        if about.row.variant is not Variant.DIRECT:
            words = self.tr(
                "Bewezen: met deze keuzes plaatst geen andere verdeling meer mensen of is eerlijker. Stempel {stamp}."
            )
        self._proof.tell(words.format(stamp=about.stamp[:8].upper()), Tone.DONE)

    def _show_spread(self, told: Explanation) -> None:
        used = [at for at, count in enumerate(told.bands) if count]
        first = max(0, min(used, default=0) - 1)
        last = None if told.bands[-1] else -1  # the last band is for the full points alone
        bars = [(str(at), count) for at, count in enumerate(told.bands[:last])][first:]
        spoken = ", ".join(self.tr("band {band}: {n}").format(band=band, n=count) for band, count in bars if count)
        self._chart.show_bars(bars, spoken)
        worst = min(used, default=0)
        drawn = self.tr("niemand") if not told.drawn else str(told.drawn)
        average = told.total // max(1, told.placed)
        self._facts.show_facts(
            (
                Fact(self.tr("Slechtst af"), self.tr("{n} in band {band}").format(n=told.bands[worst], band=worst)),
                Fact(self.tr("Gemiddeld"), self.tr("{n} punten").format(n=average)),
                Fact(self.tr("Loting beslist over"), drawn),
            )
        )


class HelpPanel(QWidget):
    """Who has no place, why, and the smallest thing that would help; and where one more place helps most."""

    def __init__(self, calls: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Panel("card")
        self._card.column.addWidget(Text(self.tr("Wat zou helpen"), "section"))
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._card.column.addWidget(self._lines)
        self._card.column.addWidget(Button.of(calls), 0, Qt.AlignmentFlag.AlignLeft)
        self._card.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._card)

    def show_help(self, told: Explanation | None, alias: Mapping[str, str], places: Mapping[str, TrackRow]) -> None:
        """Show what would help everybody without a place."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        rows = () if told is None else [row for row in told.students if row.own is None]
        for row in rows:
            self._column.addWidget(_line(alias.get(row.token, ""), why_words(row.reason), _helps(row, places)))
        if told is not None and told.extra:
            names = ", ".join(dict.fromkeys(places[token].company for token in told.extra if token in places))
            title = self.tr("Eén plek erbij plaatst één student meer")
            self._column.addWidget(_line(title, self.tr("Vraag {names}.").format(names=names), ()))
        if not rows:
            self._column.addWidget(Text(self.tr("Iedereen heeft een plek."), tone="muted", wrap=True))


def _helps(row: Explained, places: Mapping[str, TrackRow]) -> Sequence[str]:
    known = [(pair, places[pair.track]) for pair in row.helps if pair.track in places]
    return [help_words(pair, place.company) for pair, place in known[:_HELPS]]


def _line(title: str, why: str, helps: Sequence[str]) -> QWidget:
    panel = Panel("well", margin=10, spacing=3)
    panel.column.addWidget(Text(title, strong=True, wrap=True))
    panel.column.addWidget(Text(why, "small", tone="muted", wrap=True))
    for words in helps:
        panel.column.addWidget(Text(words, wrap=True))
    return panel
