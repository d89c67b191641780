"""Contact: who needs a talk, planned in a week and on a day, agreed, held, and counted against the norm."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.clock import today
from app.dates import weekday_date
from app.queries.contact import contacts
from app.queries.contact_norm import norm_sets
from app.queries.contact_plan import conflicts, planning, supervisor_of
from app.queries.contact_rows import ContactRow
from app.queries.introductions import contentment
from app.queries.policy import norm
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.frame.page import Page
from ui.leaving.exporting import Exporter
from ui.pages.contact.calendar import Calendar
from ui.pages.contact.days import Conflicts
from ui.pages.contact.doing import Doing
from ui.pages.contact.hand import Hand
from ui.pages.contact.introductions import IntroductionsView
from ui.pages.contact.leaving import Leaving
from ui.pages.contact.lists import need_groups
from ui.pages.contact.norms import NormView
from ui.pages.contact.planner import Planner
from ui.pages.contact.shares import GuidesView, counted, short_columns, short_values
from ui.pages.contact.sheets import Sheets
from ui.theme import look, theme
from ui.widgets.bits import Panel, Rule
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.grouped_list import GroupedList
from ui.widgets.row_table import RowTable
from ui.widgets.switch import Switch, View
from ui.widgets.text import Text

_WEEK, _DAY, _GUIDES, _SHORT, _MEET, _NORMS = "week", "day", "shares", "short", "meet", "norms"
_LIST, _BESIDE_FROM = 300, 860
_AT_ONCE = 25


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
            "introduction",
            "satisfaction",
            "busy_time",
            "own_way",
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

    import_wanted = Signal()

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(desk, self.tr("Contact"), parent)
        self._actions = actions
        self._rows: dict[UUID, ContactRow] = {}
        self._conflicts: Conflicts = {}
        self._guide: UUID | None = None
        self._doing, self._planner, self._exporter = Doing(desk, self), Planner(desk, self), Exporter(desk, self)
        self.leaving, self.sheets = Leaving(desk, self), Sheets(desk, self)
        self.needs = GroupedList(self.tr("Wie heeft een gesprek nodig"), at_first=_AT_ONCE)
        self.hand = Hand(self, actions, self._doing, self.leaving)
        self.calendar = Calendar(desk, lambda: self.hand.menu)
        self.hand.follow(self.calendar)
        self.short: RowTable[ContactRow] = RowTable(
            short_columns(), lambda row: row.placement_id, self.tr("Wie de norm niet haalt")
        )
        self.norms = NormView(self._own_action, self)
        self.meetings = IntroductionsView(desk, self.leaving, self._own_action, self)
        self.switch = self._view_switch()
        self._guide_button = Button(self.tr("Alle begeleiders"), "user", Kind.LINK, small=True)
        self._guide_button.clicked.connect(self._offer_guides)
        self._add_actions()
        self._add_views()
        self.guides = GuidesView([self._actions.get(f"contact.{key}") for key in ("lists", "import", "enter")])
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
        scope = self.desk.scope
        content = self.desk.ask(
            contentment, today=now, period_id=scope.period, programme_id=scope.programme, group_id=scope.group
        )
        self.guides.show_placements(list(self._rows.values()), content)
        self.short.show_rows([row for row in mine if not row.held.met])
        self.meetings.refresh()
        self.norms.show_sets(self.desk.ask(norm_sets), self.desk.ask(norm, now))
        names = supervisor_of(self._rows.values())
        chosen = None if self._guide is None else names.get(self._guide)
        self._guide_button.setText(chosen or self.tr("Alle begeleiders"))
        self._guide_button.updateGeometry()
        self.set_subtitle(self.tr("{day} · dringendste eerst").format(day=weekday_date(now)))
        self._body.setVisible(bool(self._rows))
        self._nothing.setVisible(not self._rows)
        self.calendar.show_talks(mine, self._guide, self._conflicts, self.meetings.table.rows.rows)
        self.hand.show_rows(self._rows)

    def _view_switch(self) -> Switch:
        views = (
            View(_WEEK, self.tr("Week"), hint="W"),
            View(_DAY, self.tr("Dag"), hint="D"),
            View(_GUIDES, self.tr("Begeleiders"), hint="B"),
            View(_SHORT, self.tr("Tekort"), hint="T"),
            View(_MEET, self.tr("Kennismaken"), hint="Q"),
            View(_NORMS, self.tr("Normen"), hint="N"),
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
        add, plan = self._own_action, self._plan_all
        self.set_primary(add("propose", self.tr("Stel planning voor"), partial(plan, repair=False), "S", "sparkles"))
        repair = add("repair", self.tr("Vul aan"), partial(plan, repair=True), "H", "refresh-cw")
        repair.setToolTip(self.tr("Plan wat er nog niet staat, en verschuif zo min mogelijk"))
        add("folder", self.tr("Bezoekmap"), partial(self._folder, self.leaving.print_folder), "M", "printer")
        keep = partial(self._folder, self.leaving.keep_folder)
        add("folder_keep", self.tr("Bewaar bezoekmap (.pdf)"), keep, "Shift+M", "file-output")
        add("calendar", self.tr("Bewaar agenda (.ics)"), self._calendar, "K", "calendar-days")
        add("read", self.tr("Lees agenda van begeleider (.ics)"), self._read_calendar, "I", "file-input")
        add("absent", self.tr("Begeleider afwezig"), self._absent, "Shift+A", "user")
        add("out", self.tr("Slimme bezoekdag"), self._day_out, "Z", "map-pin")
        add("guide", self.tr("Kies begeleider"), self._offer_guides, "G", "user")
        add("lists", self.tr("Lijst per begeleider"), lambda: self.sheets.give(self._mine), "L", "file-output")
        add("import", self.tr("Lees lijsten in"), self.import_wanted.emit, "Shift+L", "file-input")
        add("enter", self.tr("Voer lijst in"), lambda: self.sheets.enter(self._mine, self._guide), "F", "keyboard")
        add("export", self.tr("Exporteer tekort"), self._export, "Ctrl+E", "file-output")

    def _add_views(self) -> None:
        add, calendar = self._own_action, self.calendar
        steps = (
            add("earlier", self.tr("Terug in de tijd"), lambda: calendar.step(-1), "Alt+Left", "chevron-left"),
            add("later", self.tr("Verder in de tijd"), lambda: calendar.step(1), "Alt+Right", "chevron-right"),
        )
        add("now", self.tr("Vandaag"), lambda: calendar.show_day(today()), "Alt+Home", "sun")
        road = add("road", self.tr("Reistijd verbeteren"), calendar.improve_way, "Shift+R", "car")
        links = [self._actions.get(f"contact.{key}") for key in ("repair", "out", "folder")]
        calendar.head(steps, links, [road])
        for key, text, letter in (
            (_WEEK, self.tr("Weekoverzicht"), "W"),
            (_DAY, self.tr("Dagoverzicht"), "D"),
            (_GUIDES, self.tr("Begeleiders"), "B"),
            (_SHORT, self.tr("Wie de norm niet haalt"), "T"),
            (_MEET, self.tr("Kennismaken"), "Q"),
            (_NORMS, self.tr("Normen"), "N"),
        ):
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
        short = Panel("card", margin=1)
        short.column.addWidget(self.short)
        self._stack = QStackedWidget()
        for view in (self.calendar, self.guides, short, self.meetings, self.norms):
            self._stack.addWidget(view)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._stack, 1)
        right.addWidget(self.hand.strip)
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

    def _connect(self) -> None:
        self.needs.chosen.connect(self.hand.choose)
        self.needs.opened.connect(self._open_need)
        self.calendar.opened.connect(self._open_card)
        self.calendar.moved.connect(self._doing.move)
        self.calendar.meeting_moved.connect(self.meetings.bring)
        self.calendar.meeting_opened.connect(self.meetings.open)
        self.short.chosen.connect(self.hand.choose)
        self.short.opened.connect(self._open_need)
        self.guides.opened.connect(self._open_guide)
        self.norms.wanted.connect(self._doing.norm_set)
        self.norms.dropped.connect(self._doing.drop_norm_set)
        self.switch.chosen.connect(self._switch)

    def _switch(self, view: str) -> None:
        places = {_WEEK: 0, _DAY: 0, _GUIDES: 1, _SHORT: 2, _MEET: 3, _NORMS: 4}
        self._stack.setCurrentIndex(places[view])
        match view:
            case "week" | "day":
                self.calendar.show_one_day(wanted=view == _DAY)
            case "shares":
                self.guides.table.setFocus(Qt.FocusReason.OtherFocusReason)
            case "short":
                self.short.setFocus(Qt.FocusReason.OtherFocusReason)
            case "meet":
                self.meetings.focus()
            case _:
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

    def _open_need(self, key: UUID) -> None:
        self.desk.open("student", self._rows[key].student_id)

    def _open_card(self, key: object) -> None:
        if isinstance(key, UUID) and (row := self.hand.row_of(key)) is not None:
            self.desk.open("student", row.student_id)

    def _open_guide(self, guide: UUID) -> None:
        self.show_guide(guide)
        self.switch.choose(_WEEK)

    def _offer_guides(self) -> None:
        self.guide_menu().popup(self._guide_button.mapToGlobal(self._guide_button.rect().bottomLeft()))

    def _plan_all(self, *, repair: bool) -> None:
        self._planner.plan(self._mine, repair=repair)

    def _folder(self, leave: Callable[..., None]) -> None:
        leave(self._mine, self._guide, self._guide_button.text(), self.calendar.day)

    def _calendar(self) -> None:
        self.leaving.calendar(self._mine, self._guide_button.text())

    def _read_calendar(self) -> None:
        if self._guide is None:
            self.desk.told.emit(self.tr("Kies eerst een begeleider met G."))
        else:
            self.leaving.read_calendar(self._guide, self._guide_button.text())

    def _absent(self) -> None:
        if self._guide is None:
            self.desk.told.emit(self.tr("Kies eerst een begeleider met G."))
        else:
            self._doing.absence(self._guide, self._guide_button.text())

    def _day_out(self) -> None:
        self._doing.day_out(self._mine, self._guide, self.calendar.day)

    def _export(self) -> None:
        """Take the list of who is short along; it comes in view first, so that one sees what goes."""
        if self.switch.choice != _SHORT:
            self.switch.choose(_SHORT)
        self._exporter.offer(self.tr("Tekort aan gesprekken"), self.short, short_values)
