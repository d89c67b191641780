"""Vandaag: who needs me, in one list, each line with its fix one key away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.clock import today
from app.dates import SHORT_WEEKDAYS, day_month, iso_week, weekday_date
from app.queries.attention import AttentionGroup, AttentionRow, attention
from app.queries.incident_terms import terms_due
from app.queries.stagepact import GoalRow, stagepact
from app.queries.week import DAYS_AHEAD, EventRow, coming
from app.terms.goals import Goal
from app.terms.pipeline import Form
from app.terms.week import Event
from app.text import plural, translate
from ui.desk.desk import Desk
from ui.frame.details import AT_PLACEMENT
from ui.frame.page import Page
from ui.theme import Tone, look, theme
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.button import Kind as ButtonKind
from ui.widgets.day_list import DayHead, DayItem, DayLine, DayList
from ui.widgets.empty_state import EmptyState
from ui.widgets.grouped_list import GroupedList
from ui.widgets.need import Fix, Group, Need
from ui.widgets.scroller import Scroller
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.tile import Figure, Tile

_FIXES: Mapping[str, tuple[Callable[[], str], str, str]] = {
    "propose": (lambda: translate("TodayPage", "Zoek plek"), "P", "search"),
    "sign": (lambda: translate("TodayPage", "Leg handtekening vast"), "H", "pencil"),
    "loose": (lambda: translate("TodayPage", "Rond af"), "R", "circle-check"),
    "end": (lambda: translate("TodayPage", "Beëindig en herplaats"), "B", "refresh-cw"),
    "contact": (lambda: translate("TodayPage", "Leg contact vast"), "C", "message-circle"),
    "judge": (lambda: translate("TodayPage", "Leg oordeel vast"), "O", "badge-check"),
    "recognition": (lambda: translate("TodayPage", "Controleer erkenning"), "E", "badge-check"),
    "helpline": (lambda: translate("TodayPage", "Controleer nummer"), "N", "phone"),
}
_TOGETHER: Mapping[str, tuple[Callable[[], str], str, str]] = {
    "no_place": (lambda: translate("TodayPage", "Naar Matching"), "matching", "scale"),
    "no_talk": (lambda: translate("TodayPage", "Plan in Contact"), "contact", "calendar-days"),
}
"""By reason: the page where all of it is done at once, with its words and icon."""
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
_BESIDE_FROM = 1180
_BESIDE = 364
_SATURDAY = 5
_Key = tuple[str, UUID, UUID | None]
_EventKey = tuple[Event, UUID]


class TodayPage(Page):
    """The first page of the day; it empties."""

    page_wanted = Signal(str)
    """The key of a page that somebody wants to go to."""

    SHOWS = frozenset(
        {
            "sealed_reminder",
            "participation",
            "placement",
            "agreement",
            "contact_moment",
            "appointment",
            "assessment",
            "recognition_check",
            "learning_wish",
            "helpline",
            "loose_end",
            "student",
            "company",
            "period",
            "policy",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("TodayPage", "Wie heeft mij nodig"), parent)
        self._list = GroupedList(self.tr("Wie heeft mij nodig"))
        self._list.opened.connect(self._open)
        self._list.fix_wanted.connect(self._fix)
        self._list.bulk_wanted.connect(lambda _reason, page: self.page_wanted.emit(page))
        self._nothing = EmptyState(
            "sun",
            self.tr("Niemand wacht op je"),
            self.tr("Zodra iemand een plek, een handtekening of een gesprek nodig heeft, staat het hier."),
        )
        self._days = DayList(self.tr("Komende week"))
        self._days.opened.connect(self._open_event)
        self._calm = Text(
            self.tr("De komende week begint of eindigt er geen stage, en er is geen gesprek afgesproken."),
            tone="muted",
            wrap=True,
        )
        self._tiles = {goal: Tile(icon, title) for goal, title, icon in self._goals()}
        self._terms = Button("", "shield-alert", ButtonKind.LINK)
        self._terms.clicked.connect(lambda: self.page_wanted.emit("incidents"))
        self.add_tool(self._terms)
        self._rows: dict[_Key, AttentionRow] = {}
        self._events: dict[_EventKey, EventRow] = {}
        self._lay_out()
        theme.changed.connect(self._arrange)

    def _goals(self) -> tuple[tuple[Goal, str, str], ...]:
        return (
            (Goal.GUIDANCE, self.tr("Begeleiding"), "message-circle"),
            (Goal.SAFETY, self.tr("Discriminatie"), "scale"),
            (Goal.PLACES, self.tr("Plekken"), "map-pin"),
            (Goal.ALLOWANCE, self.tr("Vergoeding"), "handshake"),
        )

    def _lay_out(self) -> None:
        card = Panel("card", margin=1)
        card.column.addWidget(self._list, 1)
        card.column.addWidget(self._nothing, 1)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._days_panel(), 1)
        column.addLayout(self._goals_heading())
        column.addLayout(self._goals_grid())
        self._beside = Scroller(beside)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addWidget(card, 1)
        self._row.addWidget(self._beside)
        self.column.addLayout(self._row, 1)
        self.setFocusProxy(self._list)
        self._arrange()

    def _goals_heading(self) -> QHBoxLayout:
        more = Button(self.tr("Bekijk"), kind=ButtonKind.LINK, small=True)
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
        more = Button(self.tr("Naar Contact"), kind=ButtonKind.LINK, small=True)
        more.clicked.connect(lambda: self.page_wanted.emit("contact"))
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Komende week"), "section"), 1)
        head.addWidget(more)
        panel.column.addLayout(head)
        panel.column.addWidget(self._calm)
        panel.column.addWidget(self._days, 1)
        return panel

    def refresh(self) -> None:
        now, scope = today(), self.desk.scope
        period, programme, group = scope.period, scope.programme, scope.group
        found = self.desk.ask(attention, today=now, period_id=period, programme_id=programme, group_id=group)
        self._rows = {_key(row): row for group in found for row in group.rows}
        self._list.show_groups([self._group(group) for group in found])
        self._list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        words = self.tr("{day} · week {week} · dringendste eerst")
        self.set_subtitle(words.format(day=weekday_date(now), week=iso_week(now)))
        self._show_terms(self.desk.ask(terms_due, today=now))
        events = self.desk.ask(coming, today=now, period_id=period, programme_id=programme, group_id=group)
        self._events = {(row.event, row.id): row for row in events}
        self._days.show_lines(self._lines(now, events))
        self._days.setVisible(bool(events))
        self._calm.setVisible(not events)
        goals = self.desk.ask(
            stagepact, today=now, period_id=period, programme_id=programme, group_id=group, year_before=False
        )
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
        self.desk.open("student", self._events[key].student_id)

    def _show_terms(self, count: int) -> None:
        """Say how many terms of Meldingen run out, and no more."""
        self._terms.setText(plural(count, self.tr("Meldingen: {n} termijn"), self.tr("Meldingen: {n} termijnen")))
        self._terms.updateGeometry()
        self._terms.setVisible(count > 0)

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

    def _group(self, group: AttentionGroup) -> Group:
        tone = Tone.DANGER if any(row.overdue for row in group.rows) else Tone.ATTENTION
        needs = [self._need(row) for row in group.rows]
        return Group(group.reason, group.title, group.icon, tone, group.explanation, needs, self._bulk(group))

    def _bulk(self, group: AttentionGroup) -> Fix | None:
        if group.reason not in _TOGETHER:
            return None
        words, page, icon = _TOGETHER[group.reason]
        return Fix(page, words(), icon=icon)

    def _need(self, row: AttentionRow) -> Need:
        words, key, icon = _FIXES[row.fix]
        fix = Fix(row.fix, words(), key, icon)
        since = Sign(
            row.when, "circle-alert" if row.overdue else "clock", Tone.DANGER if row.overdue else Tone.ATTENTION
        )
        return Need(_key(row), row.who, row.tag, row.what, since, fix)

    def _open(self, key: _Key) -> None:
        row = self._rows[key]
        self.desk.open(row.kind, row.key, _about(row))

    def _fix(self, key: _Key, fix: str) -> None:
        row = self._rows[key]
        self.desk.open(row.kind, row.key, fix + _about(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Beside the list where there is room; a narrow page shows the list alone."""
        self._beside.setVisible(self.width() >= look().px(_BESIDE_FROM) - look().px(260) or self.width() == 0)
        self._beside.setFixedWidth(look().px(_BESIDE))


def _key(row: AttentionRow) -> _Key:
    """What tells one matter from the others: a student may have several placements."""
    return row.fix, row.key, row.placement_id or row.participation_id


def _about(row: AttentionRow) -> str:
    """Which placement the details should be about."""
    return "" if row.placement_id is None else f"{AT_PLACEMENT}{row.placement_id.hex}"


def _item(row: EventRow) -> DayItem:
    time = "" if row.starts_at is None else f"{row.starts_at // 60}:{row.starts_at % 60:02}"
    icon, tone = _EVENTS[row.event]
    if row.form is not None and row.event is Event.AGREED:
        return DayItem(
            (row.event, row.id), time, row.student, row.company, Sign(row.form.label, _FORMS[row.form], tone)
        )
    return DayItem((row.event, row.id), time, row.student, row.company, Sign(row.event.label, icon, tone))
