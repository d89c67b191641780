"""The blind review: one candidate at a time, without a name, criterion by criterion beside the alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.matching.pairs import PairFacts
from app.matching.running import Explained, Explanation
from app.queries.matching import RoundDetail, TrackRow
from app.queries.matching_review import ReviewRow
from app.queries.matching_words import help_words, lines, told, why_not_words, why_words
from app.terms.matching import Verdict
from ui.pages.matching.cells import cell
from ui.pages.matching.panel import RoundPanel
from ui.theme import Tone, look, theme
from ui.widgets.bits import Bar, Panel, Pill
from ui.widgets.button import Button, Kind
from ui.widgets.comparison import Compared, Comparison, Head
from ui.widgets.flow import FlowLayout
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.scroller import Scroller
from ui.widgets.sign import Sign
from ui.widgets.text import Text

_LIST, _SIDE = 232, 268
_SIDE_FROM, _LOWEST = 1120, 380


class ReviewPart(QWidget):
    """Candidates at the left, the chosen one in the middle, the round at the right where there is room."""

    chosen = Signal()
    """Another candidate is in view."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ReviewRow] = ()
        self._told: Mapping[str, Explained] = {}
        self._places: Mapping[str, TrackRow] = {}
        self._about: RoundDetail | None = None
        self._list: RowTable[ReviewRow] = RowTable(
            (
                Column(self.tr("Kandidaat"), lambda row: row.alias, strong=True, width=100),
                Column(self.tr("Oordeel"), lambda row: self._sign(row).text, sign=self._sign),
            ),
            key=lambda row: row.alias,
            spoken=self.tr("Te beoordelen kandidaten"),
        )
        self._list.chosen.connect(self._show_chosen)
        self._count = Text("", "small", tone="muted")
        self._bar = Bar(spoken=self.tr("Beoordeeld"))
        self._name, self._kind = Text("", "section"), Text("", "small", tone="muted", wrap=True)
        self._comparison = Comparison(self.tr("Vergelijking per criterium"))
        self._asked = Text("", strong=True, wrap=True)
        self._why, self._not = Text("", wrap=True), Text("", wrap=True)
        self._panel = RoundPanel()
        self._buttons = [Button.of(action) for action in actions]
        self._spare = actions[-1]
        self._spare.changed.connect(self._show_spare)
        self._lay_out()
        theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        left = Panel("card", margin=1, spacing=0)
        head = QWidget()
        inside = QVBoxLayout(head)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(Text(self.tr("Beoordeeld"), strong=True), 1)
        top.addWidget(self._count)
        inside.addLayout(top)
        inside.addWidget(self._bar)
        left.column.addWidget(head)
        left.column.addWidget(self._list, 1)
        foot = Text(self.tr("Namen blijven verborgen tot twee mensen tekenden."), "small", tone="muted", wrap=True)
        foot.setContentsMargins(10, 6, 10, 8)
        left.column.addWidget(foot)
        self._left = left
        self._side = Scroller(self._panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(left)
        row.addWidget(self._middle(), 1)
        row.addWidget(self._side)
        self.setFocusProxy(self._list)
        self._fit()

    def _middle(self) -> QWidget:
        card = Panel("card", margin=0, spacing=0)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        head = QWidget()
        flow = FlowLayout(head, 10, push_last=True)
        names = QWidget()
        both = QVBoxLayout(names)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(1)
        both.addWidget(self._name)
        both.addWidget(self._kind)
        flow.addWidget(names)
        flow.addWidget(Pill(Sign(self.tr("Blind: zonder naam, foto of herkomst"), "eye-off", Tone.INFO)))
        column.addWidget(head)
        column.addWidget(self._comparison)
        why = Panel("well", margin=12, spacing=5)
        why.column.addWidget(self._asked)
        why.column.addWidget(self._why)
        why.column.addWidget(self._not)
        column.addWidget(why)
        column.addStretch(1)
        self._scroller = Scroller(body)
        card.column.addWidget(self._scroller, 1)
        foot = QWidget()
        buttons = FlowLayout(foot, 8)
        buttons.setContentsMargins(16, 8, 16, 10)
        for at, button in enumerate(self._buttons):
            button.set_kind(Kind.PRIMARY if at == 0 else Kind.USUAL)
            buttons.addWidget(button)
        card.column.addWidget(foot)
        self._card = card
        return card

    def show_round(
        self,
        about: RoundDetail,
        rows: Sequence[ReviewRow],
        explained: Explanation | None,
        places: Mapping[str, TrackRow],
    ) -> None:
        """Show the review of one person; what is explained comes a moment later."""
        self._about, self._rows, self._places = about, rows, places
        self._told = {} if explained is None else {row.token: row for row in explained.students}
        self._list.show_rows(rows)
        placed = [row for row in rows if row.offer_id is not None]
        done = sum(row.verdict in {Verdict.AGREE, Verdict.PIN} for row in placed)
        self._count.setText(self.tr("{n} van {all}").format(n=done, all=len(placed)))
        self._bar.show_share(done / max(1, len(placed)))
        self._panel.show_round(about, explained)
        if self.current is None and rows:
            self._list.choose(next((row.alias for row in placed if row.verdict is None), rows[0].alias))
        self._show_chosen()

    @property
    def current(self) -> ReviewRow | None:
        """The candidate in view."""
        return self._list.current_row()

    def choose(self, alias: str) -> bool:
        """Bring a candidate in view; whether there is such a one."""
        known = alias in {row.alias for row in self._rows}
        if known:
            self._list.choose(alias)
        return known

    def places_of_current(self) -> list[tuple[UUID, str]]:
        """The places that are shown of the candidate in view, and those that would help, the proposed one first."""
        row = self.current
        told_ = None if row is None else self._told.get(row.token)
        if told_ is None:
            return []
        pairs = [pair for pair in (told_.own, *told_.others, *told_.helps) if pair is not None]
        found = {
            self._places[pair.track].offer_id: self._places[pair.track] for pair in pairs if pair.track in self._places
        }
        return [
            (key, f"{place.company}, {place.town}" if place.town else place.company) for key, place in found.items()
        ]

    def go_on(self) -> None:
        """Go to the next candidate that is still open."""
        row = self.current
        aliases = [each.alias for each in self._rows]
        start = 0 if row is None else aliases.index(row.alias) + 1
        for each in (*self._rows[start:], *self._rows[:start]):
            if each.verdict is None and each.offer_id is not None:
                self._list.choose(each.alias)
                return

    def _sign(self, row: ReviewRow) -> Sign:
        if row.verdict is not None:
            icon, tone = {
                Verdict.AGREE: ("check", Tone.DONE),
                Verdict.PIN: ("lock", Tone.INFO),
                Verdict.VETO: ("x", Tone.DANGER),
            }.get(row.verdict, ("", Tone.PLAIN))
            return Sign(row.verdict.label, icon, tone)
        if row.offer_id is None:
            return Sign(self.tr("geen plek"), "triangle-alert", Tone.ATTENTION)
        if row.moved:
            return Sign(self.tr("verschoven"), "shuffle", Tone.ATTENTION)
        return Sign(self.tr("open"), "", Tone.PLAIN)

    def _show_chosen(self) -> None:
        row, about = self.current, self._about
        self.chosen.emit()
        if row is None or about is None:
            return
        self._name.setText(self.tr("Kandidaat {alias}").format(alias=row.alias))
        self._kind.setText(about.row.programme)
        explained = self._told.get(row.token)
        if explained is None:
            self._comparison.show_columns((), ())
            self._why.setText(self.tr("De uitleg wordt gemaakt."))
            self._not.setText("")
        else:
            self._show_explained(about, explained)
        self._scroller.settle()

    def _show_explained(self, about: RoundDetail, explained: Explained) -> None:
        pairs = [pair for pair in (explained.own, *explained.others) if pair is not None and pair.track in self._places]
        self._comparison.show_columns(
            self._heads(explained, pairs), self._compared(about, pairs), marked=explained.own is not None
        )
        placed = self.tr("Waarom deze, en waarom niet de andere")
        self._asked.setText(self.tr("Waarom nog geen plek") if explained.own is None else placed)
        self._why.setText(why_words(explained.reason))
        names = {pair.track: self._places[pair.track].company for pair in (*pairs, *explained.helps)}
        words = [why_not_words(pair, names[pair.track]) for pair in pairs if pair is not explained.own]
        helps = [help_words(pair, names[pair.track]) for pair in explained.helps]
        if helps:
            words += [self.tr("Wat zou helpen:"), *helps]
        self._not.setText("\n".join(each for each in words if each))
        self._not.setVisible(bool(words))

    def _heads(self, explained: Explained, pairs: Sequence[PairFacts]) -> list[Head]:
        heads = []
        for at, pair in enumerate(pairs):
            place = self._places[pair.track]
            own = pair is explained.own
            number = at if explained.own is not None else at + 1
            sign = (
                Sign(self.tr("Voorstel"), "circle-check", Tone.INFO)
                if own
                else Sign(self.tr("Alternatief {n}").format(n=number), "", Tone.PLAIN)
            )
            points = self.tr("mag niet") if pair.failed else str(pair.quality)
            note = self.tr("een eis past niet") if pair.failed else self.tr("van 1000 punten")
            heads.append(Head(sign, place.company, place.town, points, note))
        return heads

    def _compared(self, about: RoundDetail, pairs: Sequence[PairFacts]) -> list[Compared]:
        return [
            Compared(line.icon, line.name, line.counts, tuple(cell(told(line.key, pair)) for pair in pairs))
            for line in lines(about.criteria, pairs)
        ]

    def _show_spare(self) -> None:
        """The last button is there only while it can do something."""
        self._buttons[-1].setVisible(self._spare.isEnabled())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._left.setFixedWidth(look().px(_LIST))
        self._card.setMinimumHeight(look().px(_LOWEST))
        self._side.setFixedWidth(look().px(_SIDE))
        self._side.setVisible(self.width() >= look().px(_SIDE_FROM))
