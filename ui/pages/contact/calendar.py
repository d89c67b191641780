"""The calendar of talks: a week as a grid or a day as a route, with what stands above it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.clock import today
from app.commands.travel import WayDraft
from app.dates import iso_week, short_date, weekday_date
from app.queries.contact_day import DayRoute, day_route
from app.queries.contact_map import day_map
from app.queries.contact_rows import ContactRow
from app.queries.introductions import IntroductionRow
from app.queries.teaching import free_days
from app.scheduling import Reason
from app.text import plural
from ui.desk.desk import Desk
from ui.desk.travelling import edit_way
from ui.pages.contact.days import Meeting, meeting_cards, route_lines, week_cards, week_lanes
from ui.pages.contact.lists import flowing
from ui.theme import look
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.dot_map import Dot, DotMap, Plan
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.lane_board import LaneBoard
from ui.widgets.route_list import RouteList
from ui.widgets.text import Text

_DAYS = 7
_FRIDAY = 4
_MAP_FROM = 620


class Calendar(QWidget):
    """Shows the talks of some placements in a week or on a day; says which one is meant and where it is to go."""

    chosen = Signal(object)
    opened = Signal(object)
    moved = Signal(object, object)
    """The appointments, and the day to which they go."""
    meeting_moved = Signal(object, object)
    """The placement of a kennismaking, and the day to which it goes."""
    meeting_opened = Signal(object)
    """The placement of a kennismaking."""

    def __init__(self, desk: Desk, menu: Callable[[], Sequence[QAction]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: Sequence[ContactRow] = ()
        self._guide: UUID | None = None
        self._conflicts: Mapping[UUID, Reason] = {}
        self._meetings: Sequence[IntroductionRow] = ()
        self._day = today()
        self.board = LaneBoard(self.tr("Week met gesprekken"))
        self.route = RouteList(self.tr("Gesprekken van de dag, met de route"))
        self._heading = Text("", "section")
        self._note = Text("", tone="muted", wrap=True)
        self._nothing = EmptyState(
            "calendar",
            self.tr("Niets gepland op deze dag"),
            self.tr("Kies links een student en druk op P, of zoek met Z wie er in de buurt aan de beurt is."),
        )
        self.map, self._beside = DotMap(), QWidget()
        self._map_note = Text("", "small", tone="muted", wrap=True)
        self._below = QHBoxLayout()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        self._stack.addWidget(self._day_part())
        self._above = flowing()
        self._flow = FlowLayout(self._above)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._above)
        column.addWidget(self._stack, 1)
        self.board.chosen.connect(self.chosen)
        self.board.opened.connect(self._open)
        self.board.move_wanted.connect(self._move)
        self.board.dropped.connect(lambda keys, lane: self._bring(keys, date.fromisoformat(lane)))
        self.board.menu = lambda cards: () if any(isinstance(one.id, Meeting) for one in cards) else menu()
        self.route.chosen.connect(self.chosen)
        self.route.opened.connect(self.opened)
        self.route.way_opened.connect(self._improve)
        self._of_day: list[Button] = []

    def head(self, steps: Sequence[QAction], links: Sequence[QAction], of_day: Sequence[QAction]) -> None:
        """Put what stands above (steps through time, the heading, what can be done) and below the route of a day."""
        for action in steps:
            button = Button("", str(action.property("icon_name")), small=True)
            button.setAccessibleName(action.text())
            button.clicked.connect(action.trigger)
            self._flow.addWidget(button)
        self._flow.addWidget(self._heading)
        self._flow.addWidget(self._note)
        for action in links:
            self._flow.addWidget(Button.of(action, Kind.LINK))
        for action in of_day:
            button = Button.of(action, Kind.LINK)
            self._of_day.append(button)
            self._below.addWidget(button)
        self._below.addStretch(1)

    @property
    def day(self) -> date:
        """The day in view; of a week one of its days."""
        return self._day

    @property
    def shows_day(self) -> bool:
        """Whether it shows one day."""
        return self._stack.currentIndex() == 1

    def show_one_day(self, *, wanted: bool) -> None:
        """Show a day, or a week."""
        self._stack.setCurrentIndex(int(wanted))
        self._show()
        if wanted:
            self.route.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.board.focus()

    def show_day(self, day: date) -> None:
        """Bring a day, and its week, in view."""
        self._day = day
        self._show()

    def improve_way(self) -> None:
        """Ask how far the chosen stop of the day is, for whom the estimate is wrong."""
        stops = [stop for stop in self._route_of(self._day).stops if stop.appointment.id == self.route.current_key]
        way = stops[0].way if stops else None
        self._improve(None if way is None else (way.here, way.there))

    def _improve(self, key: object) -> None:
        legs = [one for one in self._route_of(self._day).ways if one.here != one.there]
        if not legs:
            self._desk.told.emit(self.tr("Kies een begeleider met G en een dag met bezoeken: dan is er een route."))
            return
        ends = key[:2] if isinstance(key, tuple) else ()
        at = next((number for number, one in enumerate(legs) if (one.here, one.there) == ends), 0)
        drafts = [WayDraft(one.here, one.there, one.kilometres, one.minutes) for one in legs]
        edit_way(self._desk, self, legs=drafts, at=at)

    def step(self, by: int) -> None:
        """Go on or back: a working day, or a week."""
        self.show_day(beside(self._day, by) if self.shows_day else self._day + timedelta(days=_DAYS * by))

    def show_talks(
        self,
        rows: Sequence[ContactRow],
        guide: UUID | None,
        conflicts: Mapping[UUID, Reason],
        meetings: Sequence[IntroductionRow],
    ) -> None:
        """Show the talks of ``rows`` and the kennismakingen; of one supervisor the ways between them too."""
        self._rows, self._guide, self._conflicts, self._meetings = rows, guide, conflicts, meetings
        self._show()

    def _show(self) -> None:
        now = today()
        monday = self._day - timedelta(days=self._day.weekday())
        week = [monday + timedelta(days=at) for at in range(_DAYS)]
        routes = {} if self._guide is None else {day: self._route_of(day) for day in week}
        lanes = week_lanes(monday, self._desk.ask(free_days), routes, now)
        known = {lane.key for lane in lanes}
        talks = week_cards(self._rows, monday, self._conflicts, now)
        meetings = meeting_cards(self._meetings, monday, self._guide)
        cards = [card for card in (*meetings, *talks) if card.lane in known]
        self.board.show_board(lanes, cards)
        route = self._route_of(self._day)
        self.route.show_lines(route_lines(route, self._conflicts, now))
        self._nothing.setVisible(not route.stops)
        for button in self._of_day:
            button.setVisible(any(one.minutes for one in route.ways))
        self.route.setVisible(bool(route.stops))
        self._show_map(route)
        if self.shows_day:
            self._tell_day(route)
        else:
            self._heading.setText(self.tr("Week {week}").format(week=iso_week(monday)))
            last = monday + timedelta(days=_FRIDAY)
            self._note.setText(f"{short_date(monday, today=monday)} – {short_date(last, today=monday)}")

    def _tell_day(self, route: DayRoute) -> None:
        self._heading.setText(weekday_date(self._day))
        told = plural(len(route.stops), self.tr("{n} gesprek"), self.tr("{n} gesprekken"))
        if route.ways and route.minutes:
            words = (
                self.tr("{km} km · {minutes} min")
                if route.is_told
                else self.tr("± {km} km · {minutes} min (schatting)")
            )
            told = f"{told} · {words.format(km=route.kilometres, minutes=route.minutes)}"
        there = [
            row
            for row in self._meetings
            if row.is_open and row.day == self._day and self._guide in {None, row.supervisor_id}
        ]
        if there:
            count = plural(len(there), self.tr("{n} kennismaking"), self.tr("{n} kennismakingen"))
            told = f"{told} · {count}"
        self._note.setText(told if self._guide is not None else self.tr("Kies een begeleider voor de route."))

    def _route_of(self, day: date) -> DayRoute:
        return self._desk.ask(day_route, self._rows, day=day, supervisor_id=self._guide)

    def _open(self, key: object) -> None:
        if isinstance(key, Meeting):
            self.meeting_opened.emit(key.placement_id)
        else:
            self.opened.emit(key)

    def _bring(self, keys: list[object], day: date) -> None:
        for key in keys:
            if isinstance(key, Meeting):
                self.meeting_moved.emit(key.placement_id, day)
        if talks := _ids(keys):
            self.moved.emit(talks, day)

    def _move(self, keys: list[object], step: int) -> None:
        for row in self._meetings:
            if row.day is not None and Meeting(row.placement_id) in keys:
                self.meeting_moved.emit(row.placement_id, beside(row.day, step))
        wanted = set(_ids(keys))
        found = [one for row in self._rows for one in row.appointments if one.id in wanted]
        days = {one.day for one in found}
        if len(days) == 1:
            self.moved.emit([one.id for one in found], beside(days.pop(), step))

    def _day_part(self) -> QWidget:
        card = Panel("card", margin=6)
        beside = QHBoxLayout()
        beside.setSpacing(10)
        listed = QVBoxLayout()
        listed.addWidget(self.route, 1)
        listed.addLayout(self._below)
        beside.addLayout(listed, 3)
        beside.addWidget(self._beside, 2)
        card.column.addLayout(beside, 1)
        card.column.addWidget(self._nothing, 1)
        words = QVBoxLayout(self._beside)
        words.setContentsMargins(0, 6, 6, 6)
        words.addWidget(self.map, 1)
        words.addWidget(self._map_note)
        return card

    def _show_map(self, route: DayRoute) -> None:
        """The map of one supervisor's day, where there is room beside the list."""
        found = None if self._guide is None else self._desk.ask(day_map, route)
        self._beside.setVisible(found is not None and self.width() >= look().px(_MAP_FROM))
        if found is None:
            return
        stops = [Dot(one.spot.east, one.spot.north, "+".join(map(str, one.numbers))) for one in found.stops]
        places = {number: stop for stop, one in zip(stops, found.stops, strict=True) for number in one.numbers}
        school = Dot(found.school.east, found.school.north)
        plan = Plan(
            [Dot(spot.east, spot.north) for spot in found.around],
            [Dot(town.spot.east, town.spot.north, town.name) for town in found.towns],
            stops,
            [school, *(places[number] for number in sorted(places)), school],
            school,
            found.reach,
        )
        told = [f"{'+'.join(map(str, one.numbers))} {one.town}" for one in found.stops]
        self.map.show_plan(plan, self.tr("Kaart van de dag: {stops}").format(stops=", ".join(told)))
        words = self.tr("Waar mensen wonen, hemelsbreed: geen wegenkaart.")
        missing = plural(
            found.unknown, self.tr("{n} bezoek niet op de kaart."), self.tr("{n} bezoeken niet op de kaart.")
        )
        self._map_note.setText(f"{words} {missing}" if found.unknown else words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_map(self._route_of(self._day))


def beside(day: date, step: int) -> date:
    """The working day before or after ``day``."""
    day += timedelta(days=step)
    while day.weekday() > _FRIDAY:
        day += timedelta(days=step)
    return day


def _ids(keys: Sequence[object]) -> list[UUID]:
    return [key for key in keys if isinstance(key, UUID)]
