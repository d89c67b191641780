"""Who chooses from what: one at a time in the order of the lottery, without a name, criterion by criterion."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import today
from app.dates import short_date
from app.queries.matching import RoundDetail
from app.queries.matching_choices import ChooserRow, ShownRow
from app.queries.matching_words import lines, profile_lines, told
from app.terms.matching import Variant
from ui.pages.matching.cells import cell
from ui.theme import Tone, look, theme
from ui.widgets.bits import Bar, Panel, Pill
from ui.widgets.button import Button
from ui.widgets.comparison import Compared, Comparison, Head
from ui.widgets.flow import FlowLayout
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.scroller import Scroller
from ui.widgets.sign import Sign
from ui.widgets.text import Text

_LIST, _LOWEST = 340, 380


class ChoicesPart(QWidget):
    """Who chooses at the left, in the order of the lottery; what the chosen one is shown at the right."""

    chosen = Signal()
    """Another chooser is in view."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about: RoundDetail | None = None
        self._rows: Sequence[ChooserRow] = ()
        self._list: RowTable[ChooserRow] = RowTable(
            (
                Column(self.tr("Beurt"), lambda row: str(row.turn), width=60, right=True),
                Column(self.tr("Wie kiest"), who_of, strong=True, tip=self._who),
                Column(self.tr("Keuze"), lambda row: self._sign(row).text, sign=self._sign, width=110),
            ),
            key=lambda row: row.key,
            spoken=self.tr("Wie kiest"),
        )
        self._list.chosen.connect(self._show_chosen)
        self._count, self._bar = Text("", "small", tone="muted"), Bar(spoken=self.tr("Gekozen"))
        self._name, self._kind = Text("", "section", wrap=True), Text("", "small", tone="muted", wrap=True)
        self._comparison = Comparison(self.tr("Wat er te kiezen is"))
        self._words = Text("", wrap=True)
        self._buttons = [Button.of(action) for action in actions]
        for action in actions:
            action.changed.connect(self._show_able)
        self._actions = actions
        self._lay_out()
        theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        self._left = Panel("card", margin=1, spacing=0)
        head = QWidget()
        inside = QVBoxLayout(head)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(Text(self.tr("Gekozen"), strong=True), 1)
        top.addWidget(self._count)
        inside.addLayout(top)
        inside.addWidget(self._bar)
        self._left.column.addWidget(head)
        self._left.column.addWidget(self._list, 1)
        words = self.tr("De loting bepaalt de volgorde. Wie niet kiest of niets vindt, komt daarna in het voorstel.")
        foot = Text(words, "small", tone="muted", wrap=True)
        foot.setContentsMargins(10, 6, 10, 8)
        self._left.column.addWidget(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._left)
        row.addWidget(self._middle(), 1)
        self.setFocusProxy(self._list)
        self._fit()

    def _middle(self) -> QWidget:
        self._card = Panel("card", margin=0, spacing=0)
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
        column.addWidget(self._words)
        column.addStretch(1)
        self._scroller = Scroller(body)
        self._card.column.addWidget(self._scroller, 1)
        foot = QWidget()
        buttons = FlowLayout(foot, 8)
        buttons.setContentsMargins(16, 8, 16, 10)
        for button in self._buttons:
            buttons.addWidget(button)
        self._card.column.addWidget(foot)
        return self._card

    def show_round(self, about: RoundDetail, rows: Sequence[ChooserRow]) -> None:
        """Show who chooses in a round."""
        self._about, self._rows = about, rows
        self._list.show_rows(rows)
        done = sum(row.choice is not None for row in rows)
        self._count.setText(self.tr("{n} van {all}").format(n=done, all=len(rows)))
        self._bar.show_share(done / max(1, len(rows)))
        if self.current is None and rows:
            self._list.choose(next((row.key for row in rows if _waits(row)), rows[0].key))
        self._show_chosen()

    @property
    def current(self) -> ChooserRow | None:
        """Who is in view."""
        return self._list.current_row()

    @property
    def done(self) -> bool:
        """Whether everybody chose who has something to choose from."""
        return not any(_waits(row) for row in self._rows)

    def choose(self, alias: str, offer_id: UUID | None, slot: int) -> bool:
        """Bring somebody in view; whether there is such a one."""
        return self._list.choose((alias, offer_id, slot))

    def go_on(self) -> None:
        """Go to the next one who has not chosen."""
        row = self.current
        keys = [each.key for each in self._rows]
        start = 0 if row is None else keys.index(row.key) + 1
        for each in (*self._rows[start:], *self._rows[:start]):
            if _waits(each):
                self._list.choose(each.key)
                return

    def _who(self, row: ChooserRow) -> str:
        if row.alias:
            return self.tr("Kandidaat {alias}").format(alias=row.alias)
        return who_of(row)

    def _sign(self, row: ChooserRow) -> Sign:
        if row.choice is None:
            return Sign(self.tr("open") if row.shown else self.tr("past niets"), "", Tone.PLAIN)
        if row.choice.none:
            return Sign(self.tr("geen"), "x", Tone.ATTENTION)
        return Sign(self.tr("gekozen"), "check", Tone.DONE)

    def _show_chosen(self) -> None:
        row, about = self.current, self._about
        self.chosen.emit()
        for part in (self._name, self._kind, self._comparison):
            part.setVisible(row is not None)
        if row is None or about is None:
            return
        self._name.setText(self._who(row))
        self._kind.setText(about.row.programme)
        self._show_shown(about, row)
        self._words.setText(self._about_choice(row))
        self._words.setVisible(bool(self._words.text()))
        self._scroller.settle()

    def _show_shown(self, about: RoundDetail, row: ChooserRow) -> None:
        pairs = [each.facts for each in row.shown if each.facts is not None]
        by_student = about.row.variant is Variant.STUDENT
        shown = lines(about.criteria, pairs) if by_student else profile_lines(about.criteria, pairs)
        heads = [self._head(at, each, row) for at, each in enumerate(row.shown, start=1)]
        compared = [
            Compared(line.icon, line.name, line.counts, tuple(cell(told(line.key, pair)) for pair in pairs))
            for line in shown
        ]
        self._comparison.show_columns(heads, compared if pairs else (), marked=False)

    def _head(self, at: int, each: ShownRow, row: ChooserRow) -> Head:
        chosen = row.choice is not None and not row.choice.none
        mine = chosen and row.choice is not None and (each.alias, each.offer_id) == _pair(row)
        sign = Sign(self.tr("Gekozen"), "circle-check", Tone.DONE) if mine else Sign(str(at), "", Tone.INFO)
        if not row.alias:
            return Head(sign, self.tr("Kandidaat {alias}").format(alias=each.alias), "", "")
        points = "" if each.facts is None else str(each.facts.quality)
        return Head(sign, each.company, each.town, points, self.tr("van 1000 punten"))

    def _about_choice(self, row: ChooserRow) -> str:
        """What was chosen, when and why; or why there is nothing to choose."""
        choice = row.choice
        if choice is None:
            nobody = self.tr("Er is niemand die hier past en nog geen plek heeft. Deze plek blijft over.")
            nothing = self.tr("Er is niets vrij dat past. In het voorstel staat straks waarom, en wat zou helpen.")
            return "" if row.shown else nothing if row.alias else nobody
        day = short_date(choice.chosen_on, today=today())
        what = choice.company if row.alias else self.tr("kandidaat {alias}").format(alias=choice.alias)
        words = (
            self.tr("Niets gekozen op {day}: {reason}.") if choice.none else self.tr("Koos {what} op {day}: {reason}.")
        )
        return words.format(what=what, day=day, reason=choice.reason.label)

    def _show_able(self) -> None:
        """Only what can be done has a button."""
        for button, action in zip(self._buttons, self._actions, strict=True):
            button.setVisible(action.isEnabled())

    def _fit(self) -> None:
        self._left.setFixedWidth(look().px(_LIST))
        self._card.setMinimumHeight(look().px(_LOWEST))


def _waits(row: ChooserRow) -> bool:
    """Whether somebody has something to choose from, and has not."""
    return row.choice is None and bool(row.shown)


def _pair(row: ChooserRow) -> tuple[str, UUID | None]:
    choice = row.choice
    return ("", None) if choice is None else (choice.alias, choice.offer_id)


def who_of(row: ChooserRow) -> str:
    """Who chooses, in words: a candidate by pseudonym, or a company with the number of its place."""
    if row.alias:
        return row.alias
    return row.company if row.slots == 1 else f"{row.company} ({row.slot})"
