"""What the drawer tells of a student beneath the facts: what is missing, other periods, every placement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import short_date
from app.queries.student import EarlierRow, StudentDetailRow
from app.queries.student_rows import PeriodCardRow, PlacementRow
from app.queries.support import SupportRow
from app.rules.pipeline import Guard
from ui.cards.signs import state_sign
from ui.cards.spans import placement_line
from ui.widgets.bits import Count, Icon, Pill, Rule
from ui.widgets.button import Button, Kind
from ui.widgets.text import Text

_FIX_OF: Mapping[str, str] = {
    "recognition": "recognition",
    "company_person": "change",
    "supervisor": "guide",
    "agreement": "sign",
    "midterm_judgement": "judge",
    "final_judgement": "judge",
    "school_judgement": "judge",
    "hours": "hours",
    "norm": "contact",
}
"""Which action brings what a guard misses; a signature has the key of its guard."""


class StudentSections(QWidget):
    """Sections under each other; what is missing has its fix, with its key, beside it."""

    card_wanted = Signal(object)
    """The id of the participation to show."""
    company_wanted = Signal(object)
    """The id of a company."""
    placement_wanted = Signal(object)
    """The id of the placement that the details should be about."""

    def __init__(
        self,
        row: StudentDetailRow,
        card: PeriodCardRow | None,
        fixes: Mapping[str, QAction],
        today: date,
        support: Sequence[SupportRow],
    ) -> None:
        super().__init__()
        self._today = today
        self._fixes = fixes
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        if card is not None and card.missing:
            following = "" if card.next_state is None else card.next_state.label
            self._head(self.tr("Mist voor ‘{state}’").format(state=following), len(card.missing))
            for guard in card.missing:
                self._column.addWidget(self._missing(guard))
        beside = () if card is None else card.beside
        if beside:
            self._head(self.tr("Ook"), len(beside))
            for placement in beside:
                self._column.addWidget(self._beside(placement))
        if support:
            self._head(self.tr("Ondersteuning"), len(support))
            for one in support:
                self._column.addWidget(self._support(one))
        others = [one for one in row.cards if card is None or one.participation_id != card.participation_id]
        if others:
            self._head(self.tr("Andere perioden"), len(others))
            for other in others:
                self._column.addWidget(self._period(other))
        self._placements(row, card)

    def _head(self, title: str, count: int) -> None:
        head = QHBoxLayout()
        head.addWidget(Text(title, "section", wrap=True), 1)
        head.addWidget(Count(str(count)))
        self._column.addWidget(Rule())
        self._column.addLayout(head)

    def _missing(self, guard: Guard) -> QWidget:
        box, line = _line()
        line.addWidget(Icon("circle-alert", "attention", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Text(guard.text, wrap=True))
        line.addLayout(words, 1)
        action = self._fixes.get(_FIX_OF.get(guard.key, guard.key))
        if action is not None:
            words.addWidget(Button.of(action, Kind.SOFT), 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _beside(self, placement: PlacementRow) -> QWidget:
        box, line = _line()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(placement_line(placement, self._today), wrap=True))
        words.addWidget(Pill(state_sign(placement.state)), 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(words, 1)
        show = Button(self.tr("Toon"), kind=Kind.LINK, small=True)
        show.setAccessibleName(self.tr("Toon de plaatsing bij {company}").format(company=placement.company))
        show.clicked.connect(partial(self.placement_wanted.emit, placement.id))
        line.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _support(self, row: SupportRow) -> QWidget:
        box, line = _line()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(row.facility, wrap=True))
        if row.shared and row.consent_on is not None:
            day = short_date(row.consent_on, today=self._today)
            said = self.tr("gedeeld met het leerbedrijf, toestemming {day}").format(day=day)
        else:
            said = self.tr("niet gedeeld met het leerbedrijf")
        words.addWidget(Text(said, "small", tone="muted", wrap=True))
        line.addLayout(words, 1)
        return box

    def _period(self, card: PeriodCardRow) -> QWidget:
        box, line = _line()
        line.addWidget(Text(card.period, strong=True, wrap=True), 1)
        line.addWidget(Pill(state_sign(card.state)), 0, Qt.AlignmentFlag.AlignTop)
        show = Button(self.tr("Toon"), kind=Kind.LINK, small=True)
        show.setAccessibleName(self.tr("Toon {period}").format(period=card.period))
        show.clicked.connect(partial(self.card_wanted.emit, card.participation_id))
        line.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _placements(self, row: StudentDetailRow, card: PeriodCardRow | None) -> None:
        now = None if card is None else card.placement_id
        shown = {now, *(placement.id for placement in (() if card is None else card.beside))}
        past = [
            (one.period, placement) for one in row.cards for placement in one.placements if placement.id not in shown
        ]
        if not past and not row.earlier:
            return
        self._head(self.tr("Eerdere en andere plaatsingen"), len(past) + len(row.earlier))
        for period, placement in past:
            self._column.addWidget(self._placement(period, placement))
        for earlier in row.earlier:
            self._column.addWidget(self._earlier(earlier))

    def _placement(self, period: str, placement: PlacementRow) -> QWidget:
        box, line = _line()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(placement.company, strong=True, wrap=True))
        last = placement.ended_on or placement.last_day
        words.addWidget(Text(self._span(period, placement.first_day, last), "small", tone="muted", wrap=True))
        words.addWidget(Pill(state_sign(placement.state)), 0, Qt.AlignmentFlag.AlignLeft)
        if placement.end_reason:
            words.addWidget(Text(placement.end_reason, "small", wrap=True))
        line.addLayout(words, 1)
        show = Button("", "building-2", Kind.LINK, small=True)
        show.setAccessibleName(self.tr("Open {company}").format(company=placement.company))
        show.clicked.connect(partial(self.company_wanted.emit, placement.company_id))
        line.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _earlier(self, row: EarlierRow) -> QWidget:
        box, line = _line()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(row.company, strong=True, wrap=True))
        span = self._span(self.tr("uit de studentenlijst"), row.first_day, row.last_day)
        words.addWidget(Text(span, "small", tone="muted", wrap=True))
        line.addLayout(words, 1)
        return box

    def _span(self, period: str, first: date, last: date | None) -> str:
        words = [short_date(day, today=self._today) for day in (first, last) if day is not None]
        return f"{period} · {' – '.join(words)}"


def _line() -> tuple[QWidget, QHBoxLayout]:
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    return box, line


def shown_first(row: StudentDetailRow, wanted: object, period: object) -> PeriodCardRow | None:
    """The card to show: the one asked for, else that of the period in view, else the latest that is on the road."""
    orders: Sequence[Sequence[PeriodCardRow]] = (
        [card for card in row.cards if card.participation_id == wanted],
        [card for card in row.cards if card.period_id == period],
        [card for card in row.cards if card.lane is not None],
        row.cards,
    )
    return next((cards[0] for cards in orders if cards), None)
