"""Beside the list of Vandaag: what the coming week brings, and where the four goals stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.dates import SHORT_WEEKDAYS, day_month
from app.queries.stagepact import GoalRow, stagepact
from app.queries.week import DAYS_AHEAD, EventRow, coming
from app.terms.goals import Goal
from app.terms.pipeline import Form
from app.terms.week import Event
from ui.desk.desk import Desk
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.day_list import DayHead, DayItem, DayLine, DayList
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.tile import Figure, Tile

_EVENTS = {
    Event.FIRST_DAY: ("flag", Tone.INFO),
    Event.LAST_DAY: ("calendar-check", Tone.ATTENTION),
    Event.AGREED: ("calendar-days", Tone.INFO),
    Event.TALK: ("circle-check", Tone.DONE),
}
_FORMS = {
    Form.VISIT: "footprints",
    Form.VIDEO: "video",
    Form.PHONE: "phone",
    Form.SCHOOL: "graduation-cap",
    Form.MAIL: "mail",
}
_SATURDAY = 5
_EventKey = tuple[Event, UUID]


class TodayBeside(QWidget):
    """The days that come, and the goals as the page of the Stagepact counts them."""

    page_wanted = Signal(str)
    """The key of a page that somebody wants to go to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._events: dict[_EventKey, EventRow] = {}
        self._days = DayList(self.tr("Komende week"))
        self._days.opened.connect(self._open_event)
        self._calm = Text(
            self.tr("De komende week begint of eindigt er geen stage, en er is geen gesprek afgesproken."),
            tone="muted",
            wrap=True,
        )
        self._tiles = {goal: Tile(icon, title) for goal, title, icon in self._goals()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._days_panel(), 1)
        column.addLayout(self._goals_heading())
        column.addLayout(self._goals_grid())

    def _goals(self) -> tuple[tuple[Goal, str, str], ...]:
        return (
            (Goal.GUIDANCE, self.tr("Begeleiding"), "message-circle"),
            (Goal.SAFETY, self.tr("Discriminatie"), "scale"),
            (Goal.PLACES, self.tr("Plekken"), "map-pin"),
            (Goal.ALLOWANCE, self.tr("Vergoeding"), "handshake"),
        )

    def _goals_heading(self) -> QHBoxLayout:
        more = Button(self.tr("Bekijk"), kind=Kind.LINK, small=True)
        more.setAccessibleName(self.tr("Bekijk de cijfers van het Stagepact"))
        more.clicked.connect(lambda: self.page_wanted.emit("stagepact"))
        row = QHBoxLayout()
        row.addWidget(Text(self.tr("Stagepact, lopende perioden"), "section", wrap=True), 1)
        row.addWidget(more)
        return row

    def _goals_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(10)
        for at, tile in enumerate(self._tiles.values()):
            grid.addWidget(tile, at // 2, at % 2)
            grid.setColumnStretch(at % 2, 1)
        return grid

    def _days_panel(self) -> Panel:
        panel = Panel("card", margin=12)
        more = Button(self.tr("Naar Contact"), kind=Kind.LINK, small=True)
        more.clicked.connect(lambda: self.page_wanted.emit("contact"))
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Komende week"), "section"), 1)
        head.addWidget(more)
        panel.column.addLayout(head)
        panel.column.addWidget(self._calm)
        panel.column.addWidget(self._days, 1)
        panel.column.addStretch()
        return panel

    def refresh(self, now: date) -> None:
        """Ask anew what the days after ``now`` bring, and how the goals stand."""
        ask, scope = self._desk.ask, self._desk.scope
        period, programme, group = scope.period, scope.programme, scope.group
        events = ask(coming, today=now, period_id=period, programme_id=programme, group_id=group)
        self._events = {(row.event, row.id): row for row in events}
        self._days.show_lines(self._lines(now, events))
        self._days.setVisible(bool(events))
        self._calm.setVisible(not events)
        goals = ask(stagepact, today=now, period_id=period, programme_id=programme, group_id=group, year_before=False)
        for row in goals:
            self._tiles[row.goal].show_figure(self._figure(row))

    def _lines(self, now: date, events: Sequence[EventRow]) -> list[DayLine]:
        """Every day with what happens on it; a weekend without anything is left out."""
        lines: list[DayLine] = []
        for ahead in range(DAYS_AHEAD):
            day = now + timedelta(days=ahead)
            items = [row for row in events if row.day == day]
            if not items and day.weekday() >= _SATURDAY:
                continue
            name = f"{SHORT_WEEKDAYS[day.weekday()]} {day_month(day)}"
            words = self.tr("Vandaag, {day}").format(day=name) if day == now else name
            lines.append(DayHead(day, words, "" if items else self.tr("nog niets gepland")))
            lines += [_item(row) for row in items]
        return lines

    def _open_event(self, key: _EventKey) -> None:
        self._desk.open("student", self._events[key].student_id)

    def _figure(self, row: GoalRow) -> Figure:
        """A goal as on Stagepact, where its bar tells how much of it is known too."""
        whole = row.whole
        count, of = row.extra if row.goal is Goal.PLACES else (whole.count, whole.of)
        meaning = {
            Goal.GUIDANCE: self.tr("volgens de norm"),
            Goal.SAFETY: self.tr("nummers nagekeken"),
            Goal.PLACES: self.tr("studenten met een plek"),
            Goal.ALLOWANCE: self.tr("krijgt kosten vergoed"),
        }
        if not whole.all:
            return Figure("–", meaning[row.goal])
        share = whole.known / whole.all
        known = self.tr("bekend bij {known} van {all}").format(known=whole.known, all=whole.all)
        return Figure(
            self.tr("{count} van {of}").format(count=count, of=of), meaning[row.goal], share=share, known=known
        )


def _item(row: EventRow) -> DayItem:
    time = "" if row.starts_at is None else f"{row.starts_at // 60}:{row.starts_at % 60:02}"
    icon, tone = _EVENTS[row.event]
    if row.form is not None and row.event is Event.AGREED:
        return DayItem(
            (row.event, row.id), time, row.student, row.company, Sign(row.form.label, _FORMS[row.form], tone)
        )
    return DayItem((row.event, row.id), time, row.student, row.company, Sign(row.event.label, icon, tone))
