"""Contact: who needs a talk, planned in a week and on a day, agreed, held, and counted against the norm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.clock import today
from app.dates import iso_week, short_date, weekday_date
from app.queries.contact import AppointmentRow, ContactRow, contacts
from app.queries.contact_day import day_route
from app.queries.contact_norm import norm_sets
from app.queries.contact_plan import conflicts, planning, supervisor_of
from app.queries.policy import norm
from app.queries.school import free_days
from app.terms.contact import Stage
from app.terms.drafts import DraftKey
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.frame.page import Page
from ui.leaving.exporting import Exporter
from ui.pages.contact.doing import Doing
from ui.pages.contact.leaving import Leaving
from ui.pages.contact.lists import (
    Conflicts,
    ShareRow,
    counted,
    flowing,
    need_groups,
    route_lines,
    share_columns,
    shares,
    short_columns,
    short_values,
    week_cards,
    week_lanes,
)
from ui.pages.contact.norms import NormView
from ui.pages.contact.planner import Planner
from ui.pages.contact.strip import ChosenStrip
from ui.reporting.flow import FORM
from ui.theme import look, theme
from ui.widgets.bits import Panel, Rule
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.grouped_list import GroupedList
from ui.widgets.lane_board import LaneBoard
from ui.widgets.route_list import RouteList
from ui.widgets.row_table import RowTable
from ui.widgets.switch import Switch, View
from ui.widgets.text import Text

_WEEK, _DAY, _SHARES, _SHORT, _NORMS = "week", "day", "shares", "short", "norms"
_LIST, _BESIDE_FROM = 300, 860
_DAYS = 7
_AT_ONCE = 25
_OF_ONE = ("plan", "agree", "drop", "report", "invite", "share", "alone", "own_norm")


class ContactPage(Page):
    """Needs on the left, week or day on the right; one key plans, agrees, moves, calls off or reports."""

    SHOWS = frozenset(
        {
            "participation",
            "placement",
            "appointment",
            "contact_moment",
            "promise",
            "norm_set",
            "promised_talks",
            "impossible_talk",
            "busy_time",
            "student",
            "company",
            "company_person",
            "supervisor",
            "student_group",
            "programme",
            "period",
            "policy",
            "free_day",
            "school",
        }
    )

    report_wanted = Signal(object, object)
    """A placement and the appointment that is to be reported, or ``None``: their ids."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(desk, self.tr("Contact"), parent)
        self._actions = actions
        self._rows: dict[UUID, ContactRow] = {}
        self._conflicts: Conflicts = {}
        self._guide: UUID | None = None
        self._day = today()
        self._chosen: tuple[UUID, UUID | None] | None = None
        self._doing, self._planner, self._exporter = Doing(desk, self), Planner(desk, self), Exporter(desk, self)
        self.leaving = Leaving(desk, self)
        self.needs = GroupedList(self.tr("Wie heeft een gesprek nodig"), at_first=_AT_ONCE)
        self.board = LaneBoard(self.tr("Week met gesprekken"))
        self.route = RouteList(self.tr("Gesprekken van de dag, met de route"))
        self.shares: RowTable[ShareRow] = RowTable(
            share_columns(), lambda row: row.name, self.tr("Begeleiders en hun studenten")
        )
        self.short: RowTable[ContactRow] = RowTable(
            short_columns(), lambda row: row.placement_id, self.tr("Wie de norm niet haalt")
        )
        self.norms = NormView(self._own_action, self)
        self.switch = self._view_switch()
        self._guide_button = Button(self.tr("Alle begeleiders"), "user", Kind.LINK, small=True)
        self._guide_button.clicked.connect(self._offer_guides)
        self._add_actions()
        self._heading = Text("", "section")
        self._head_note = Text("", tone="muted", wrap=True)
        self._count = Text("", "small", tone="muted", wrap=True)
        self._nothing = EmptyState(
            "message-circle",
            self.tr("Nog geen lopende stages"),
            self.tr("Zodra een student op stage gaat, staat hier welk gesprek er komt en wanneer het uiterlijk moet."),
        )
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        scope, now = self.desk.scope, today()
        found = self.desk.ask(
            contacts, today=now, period_id=scope.period, programme_id=scope.programme, group_id=scope.group
        )
        self._rows = {row.placement_id: row for row in found}
        if self._guide is not None and all(row.supervisor_id != self._guide for row in found):
            self._guide = None
        planned = [row for row in found if row.appointments]
        self._conflicts = conflicts(self.desk.ask(planning, planned, today=now))
        self._show()

    def reopen(self, key: DraftKey) -> bool:
        """Go on with the report that was half filled in."""
        if key.form != FORM or not key.subject:
            return False
        placement, _, appointment = key.subject.partition(":")
        self.report_wanted.emit(UUID(hex=placement), UUID(hex=appointment) if appointment else None)
        return True

    @property
    def in_hand(self) -> ContactRow | None:
        """The placement that an action is about."""
        return None if self._chosen is None else self._rows.get(self._chosen[0])

    @property
    def appointment(self) -> AppointmentRow | None:
        """The appointment that an action is about: the one chosen, else the first planned of the placement."""
        row = self.in_hand
        if row is None or self._chosen is None:
            return None
        own = next((one for one in row.appointments if one.id == self._chosen[1]), None)
        return own or row.planned

    @property
    def day(self) -> date:
        """The day in view; of a week one of its days."""
        return self._day

    def show_day(self, day: date) -> None:
        """Bring a day, and its week, in view."""
        self._day = day
        self._show_calendar()

    def show_guide(self, guide: UUID | None) -> None:
        """Show the talks of one supervisor, or of all."""
        self._guide = guide
        self._show()

    def guide_menu(self) -> QMenu:
        """The supervisors to choose from; it deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Alle begeleiders"), lambda: self.show_guide(None))
        for key, name in supervisor_of(self._rows.values()).items():
            menu.addAction(name, partial(self.show_guide, key))
        return menu

    @property
    def _mine(self) -> list[ContactRow]:
        return [row for row in self._rows.values() if self._guide in {None, row.supervisor_id}]

    def _show(self) -> None:
        mine, now = self._mine, today()
        self.needs.show_groups(need_groups(mine, now))
        self._count.setText(counted(mine))
        self.shares.show_rows(shares(list(self._rows.values())))
        self.short.show_rows([row for row in mine if not row.held.met])
        self.norms.show_sets(self.desk.ask(norm_sets), self.desk.ask(norm, now))
        names = supervisor_of(self._rows.values())
        chosen = None if self._guide is None else names.get(self._guide)
        self._guide_button.setText(chosen or self.tr("Alle begeleiders"))
        self._guide_button.updateGeometry()
        self.set_subtitle(self.tr("{day} · dringendste eerst").format(day=weekday_date(now)))
        self._body.setVisible(bool(self._rows))
        self._nothing.setVisible(not self._rows)
        self._show_calendar()
        self._show_chosen()

    def _show_calendar(self) -> None:
        mine, now = self._mine, today()
        monday = self._day - timedelta(days=self._day.weekday())
        week = [monday + timedelta(days=at) for at in range(_DAYS)]
        routes = {}
        if self._guide is not None:
            routes = {day: self.desk.ask(day_route, mine, day=day, supervisor_id=self._guide) for day in week}
        lanes = week_lanes(monday, self.desk.ask(free_days), routes, now)
        known = {lane.key for lane in lanes}
        cards = [card for card in week_cards(mine, monday, self._conflicts, now) if card.lane in known]
        self.board.show_board(lanes, cards)
        route = self.desk.ask(day_route, mine, day=self._day, supervisor_id=self._guide)
        self.route.show_lines(route_lines(route, self._conflicts, now))
        self._no_stops.setVisible(not route.stops)
        self.route.setVisible(bool(route.stops))
        view = self.switch.choice
        if view == _DAY:
            self._heading.setText(weekday_date(self._day))
            words = self.tr("{n} gesprekken · ± {km} km · {minutes} min (schatting)")
            told = words.format(n=len(route.stops), km=route.kilometres, minutes=route.minutes)
            self._head_note.setText(told if self._guide is not None else self.tr("Kies een begeleider voor de route."))
        else:
            words = self.tr("Week {week}")
            self._heading.setText(words.format(week=iso_week(monday)))
            last = monday + timedelta(days=4)
            self._head_note.setText(f"{short_date(monday, today=monday)} – {short_date(last, today=monday)}")

    def _show_chosen(self) -> None:
        row, one = self.in_hand, self.appointment
        open_one = one is not None and one.is_open
        for key in ("plan", "report", "agree", "share", "alone", "own_norm"):
            self._actions.get(f"contact.{key}").setEnabled(row is not None)
        self._actions.get("contact.drop").setEnabled(open_one)
        self._actions.get("contact.invite").setEnabled(one is not None and one.stage is Stage.AGREED)
        self.strip.show_placement(row)

    def _view_switch(self) -> Switch:
        views = (
            View(_WEEK, self.tr("Week"), "columns-3", hint="W"),
            View(_DAY, self.tr("Dag"), "calendar", hint="D"),
            View(_SHARES, self.tr("Begeleiders"), "users", hint="B"),
            View(_SHORT, self.tr("Tekort"), "triangle-alert", hint="T"),
            View(_NORMS, self.tr("Normen"), "scale", hint="N"),
        )
        return Switch(views, self.tr("Weergave"), self)

    def _own_action(self, key: str, text: str, slot: object, shortcut: str, icon_name: str) -> QAction:
        return self._actions.add(
            f"contact.{key}",
            text,
            slot,  # type: ignore[arg-type]  # any callable without arguments
            owner=self,
            section=self.tr("Contact"),
            shortcut=shortcut,
            icon_name=icon_name,
        )

    def _add_actions(self) -> None:
        add = self._own_action
        self.set_primary(add("propose", self.tr("Stel planning voor"), self._propose, "S", "sparkles"))
        add("repair", self.tr("Vul aan"), self._repair, "H", "refresh-cw")
        self._actions.get("contact.repair").setToolTip(
            self.tr("Plan wat er nog niet staat, en verschuif zo min mogelijk")
        )
        add("plan", self.tr("Plan"), self._plan, "P", "calendar")
        add("agree", self.tr("Afgesproken"), self._agree, "A", "phone")
        add("drop", self.tr("Vervalt"), self._drop, "X", "x")
        add("report", self.tr("Verslag"), self._report, "V", "notebook-pen")
        add("invite", self.tr("Uitnodiging"), self._invite, "U", "mail")
        add("share", self.tr("Deel"), self._share, "R", "file-text")
        add("alone", self.tr("Even alleen"), self._alone, "E", "ear")
        add("own_norm", self.tr("Norm van deze stage"), self._own_norm, "O", "scale")
        add("folder", self.tr("Bezoekmap"), self._folder, "M", "printer")
        add("calendar", self.tr("Bewaar agenda (.ics)"), self._calendar, "K", "calendar-days")
        add("read", self.tr("Lees agenda van begeleider (.ics)"), self._read_calendar, "I", "file-input")
        add("out", self.tr("Slimme bezoekdag"), self._day_out, "Z", "map-pin")
        add("guide", self.tr("Kies begeleider"), self._offer_guides, "G", "user")
        add("earlier", self.tr("Terug in de tijd"), self._earlier, "Alt+Left", "chevron-left")
        add("later", self.tr("Verder in de tijd"), self._later, "Alt+Right", "chevron-right")
        add("now", self.tr("Vandaag"), lambda: self.show_day(today()), "Alt+Home", "sun")
        add("export", self.tr("Exporteer tekort"), self._export, "Ctrl+E", "file-output")
        for key, text in (
            (_WEEK, self.tr("Weekoverzicht")),
            (_DAY, self.tr("Dagoverzicht")),
            (_SHARES, self.tr("Begeleiders")),
            (_SHORT, self.tr("Wie de norm niet haalt")),
            (_NORMS, self.tr("Normen")),
        ):
            letter = {_WEEK: "W", _DAY: "D", _SHARES: "B", _SHORT: "T", _NORMS: "N"}[key]
            add(f"view_{key}", text, partial(self.switch.choose, key), letter, "table")
        section = self.tr("Contact")
        self._actions.note(self.tr("Gesprek een dag verschuiven"), "Ctrl+→ Ctrl+←", section)
        self._actions.note(self.tr("Open de student"), self.tr("Enter"), section)

    def _lay_out(self) -> None:
        self.add_tool(self._guide_button)
        self.add_tool(self.switch)
        self._list = Panel("card", margin=1, spacing=0)
        self._list.column.addWidget(self.needs, 1)
        self._list.column.addWidget(Rule())
        foot = QVBoxLayout()
        foot.setContentsMargins(13, 8, 13, 8)
        foot.addWidget(self._count)
        self._list.column.addLayout(foot)
        self._stack = QStackedWidget()
        for widget in (self._calendar_of(self.board), self._calendar_of(self._day_part())):
            self._stack.addWidget(widget)
        for table in (self.shares, self.short):
            card = Panel("card", margin=1)
            card.column.addWidget(table)
            self._stack.addWidget(card)
        self._stack.addWidget(self.norms)
        right = QVBoxLayout()
        right.setSpacing(12)
        self._nav = self._navigation()
        right.addWidget(self._nav)
        right.addWidget(self._stack, 1)
        self.strip = ChosenStrip([self._actions.get(f"contact.{key}") for key in _OF_ONE])
        right.addWidget(self.strip)
        self._body = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        self._row.addWidget(self._list)
        self._row.addLayout(right, 1)
        self.column.addWidget(self._body, 1)
        self.column.addWidget(self._nothing, 1)
        self.setFocusProxy(self.needs)
        self._fit()
        theme.changed.connect(self._fit)

    def _calendar_of(self, inner: QWidget) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inner)
        return box

    def _day_part(self) -> QWidget:
        card = Panel("card", margin=6)
        self._no_stops = EmptyState(
            "calendar",
            self.tr("Geen gesprekken op deze dag"),
            self.tr("Kies links een student en druk op P, of zoek met Z wie er in de buurt aan de beurt is."),
        )
        card.column.addWidget(self.route, 1)
        card.column.addWidget(self._no_stops, 1)
        return card

    def _navigation(self) -> QWidget:
        box = flowing()
        flow = FlowLayout(box)
        for key in ("earlier", "later"):
            action = self._actions.get(f"contact.{key}")
            button = Button("", str(action.property("icon_name")), small=True)
            button.setAccessibleName(action.text())
            button.setToolTip(action.text())
            button.clicked.connect(action.trigger)
            flow.addWidget(button)
        flow.addWidget(self._heading)
        flow.addWidget(self._head_note)
        for key in ("repair", "out", "folder"):
            flow.addWidget(Button.of(self._actions.get(f"contact.{key}"), Kind.LINK))
        return box

    def _connect(self) -> None:
        self.needs.chosen.connect(self._choose_need)
        self.needs.opened.connect(self._open_need)
        self.board.chosen.connect(self._choose_card)
        self.board.opened.connect(self._open_card)
        self.board.move_wanted.connect(self._move)
        self.board.dropped.connect(self._drop_on)
        self.board.menu = lambda _cards: self._menu()
        self.route.chosen.connect(self._choose_card)
        self.route.opened.connect(self._open_card)
        self.short.chosen.connect(self._choose_need)
        self.short.opened.connect(self._open_need)
        self.shares.opened.connect(self._open_share)
        self.norms.wanted.connect(self._doing.norm_set)
        self.norms.dropped.connect(self._doing.drop_norm_set)
        self.switch.chosen.connect(self._switch)
        self.strip.kept.connect(self._doing.tick)

    def _switch(self, view: str) -> None:
        views = (_WEEK, _DAY, _SHARES, _SHORT, _NORMS)
        self._stack.setCurrentIndex(views.index(view))
        self._nav.setVisible(view in {_WEEK, _DAY})
        self._show_calendar()
        shown = {_WEEK: self.board, _DAY: self.route, _SHARES: self.shares, _SHORT: self.short}.get(view)
        if isinstance(shown, LaneBoard):
            shown.focus()
        elif shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.norms.focus()

    def _fit(self) -> None:
        """The list beside the calendar where there is room, else above it."""
        beside = self.width() >= look().px(_BESIDE_FROM) or self.width() == 0
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._list.setMaximumWidth(look().px(_LIST) if beside else 16_777_215)
        self._list.setMinimumWidth(look().px(_LIST) if beside else 0)
        self._list.setMinimumHeight(look().px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _choose_need(self, key: object) -> None:
        self._chosen = (key, None) if isinstance(key, UUID) else None
        self._show_chosen()

    def _choose_card(self, key: object) -> None:
        if isinstance(key, UUID) and (row := self._row_of(key)) is not None:
            self._chosen = (row.placement_id, key)
        self._show_chosen()

    def _row_of(self, appointment: UUID) -> ContactRow | None:
        return next(
            (row for row in self._rows.values() if any(one.id == appointment for one in row.appointments)), None
        )

    def _open_need(self, key: UUID) -> None:
        self.desk.open("student", self._rows[key].student_id)

    def _open_card(self, key: object) -> None:
        if isinstance(key, UUID) and (row := self._row_of(key)) is not None:
            self.desk.open("student", row.student_id)

    def _open_share(self, name: object) -> None:
        line = next((line for line in self.shares.rows.rows if line.name == name), None)
        if line is not None and line.id is not None:
            self.show_guide(line.id)
            self.switch.choose(_WEEK)

    def _menu(self) -> Sequence[QAction]:
        keys = ("agree", "plan", "drop", "report")
        return [action for key in keys if (action := self._actions.get(f"contact.{key}")).isEnabled()]

    def _move(self, keys: list[object], step: int) -> None:
        found = [row for key in keys if isinstance(key, UUID) and (row := self._appointment(key)) is not None]
        days = {row.day for row in found}
        if len(days) == 1:
            self._doing.move([row.id for row in found], _beside(days.pop(), step))

    def _drop_on(self, keys: list[object], lane: str) -> None:
        self._doing.move([key for key in keys if isinstance(key, UUID)], date.fromisoformat(lane))

    def _appointment(self, key: UUID) -> AppointmentRow | None:
        row = self._row_of(key)
        return None if row is None else next(one for one in row.appointments if one.id == key)

    def _earlier(self) -> None:
        self._step(-1)

    def _later(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        if self.switch.choice == _DAY:
            self.show_day(_beside(self._day, by))
        else:
            self.show_day(self._day + timedelta(days=_DAYS * by))

    def _offer_guides(self) -> None:
        self.guide_menu().popup(self._guide_button.mapToGlobal(self._guide_button.rect().bottomLeft()))

    def _propose(self) -> None:
        self._planner.plan(self._mine, repair=False)

    def _repair(self) -> None:
        self._planner.plan(self._mine, repair=True)

    def _plan(self) -> None:
        self._ask_when(agreed=False)

    def _agree(self) -> None:
        self._ask_when(agreed=True)

    def _ask_when(self, *, agreed: bool) -> None:
        row, one = self.in_hand, self.appointment
        if row is not None:
            known = one if one is not None and one.is_open else None
            self._doing.plan(row, known, self._day, agreed=agreed)

    def _drop(self) -> None:
        row, one = self.in_hand, self.appointment
        if row is not None and one is not None and one.is_open:
            self._doing.call_off(row, one, partial(self.leaving.invite, row, one, cancelled=True))

    def _report(self) -> None:
        row, one = self.in_hand, self.appointment
        if row is not None:
            due = one is not None and one.is_open and one.day <= today()
            self.report_wanted.emit(row.placement_id, one.id if due and one is not None else None)

    def _own_norm(self) -> None:
        if (row := self.in_hand) is not None:
            self._doing.own_norm(row)

    def _invite(self) -> None:
        row, one = self.in_hand, self.appointment
        if row is not None and one is not None:
            self.leaving.invite(row, one)

    def _share(self) -> None:
        if (row := self.in_hand) is not None:
            self.leaving.share_report(row)

    def _alone(self) -> None:
        if (row := self.in_hand) is not None:
            self.leaving.alone(row)

    def _folder(self) -> None:
        self.leaving.folder(self._mine, self._guide, self._guide_button.text(), self._day)

    def _calendar(self) -> None:
        self.leaving.calendar(self._mine, self._guide_button.text())

    def _read_calendar(self) -> None:
        if self._guide is None:
            self.desk.told.emit(self.tr("Kies eerst een begeleider met G."))
        else:
            self.leaving.read_calendar(self._guide, self._guide_button.text())

    def _day_out(self) -> None:
        self._doing.day_out(self._mine, self._guide, self._day)

    def _export(self) -> None:
        """Take the list of who is short along; it comes in view first, so that one sees what goes."""
        if self.switch.choice != _SHORT:
            self.switch.choose(_SHORT)
        self._exporter.offer(self.tr("Tekort aan gesprekken"), self.short, short_values)


def _beside(day: date, step: int) -> date:
    """The working day before or after ``day``."""
    day += timedelta(days=step)
    while day.weekday() > 4:  # noqa: PLR2004 - Saturday and Sunday
        day += timedelta(days=step)
    return day
