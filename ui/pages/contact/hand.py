"""What is done with the placement in hand: planned, agreed, called off, reported, shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.clock import today
from app.queries.contact_plan import obstacle
from app.queries.contact_rows import AppointmentRow, ContactRow
from app.queries.contact_words import why
from app.terms.contact import Stage
from app.text import translate
from ui.desk.actions import Actions
from ui.desk.travelling import edit_visit_hours
from ui.frame.page import Page
from ui.pages.contact.calendar import Calendar
from ui.pages.contact.doing import Doing
from ui.pages.contact.leaving import Leaving
from ui.pages.contact.strip import ChosenStrip

_OF_ONE = ("plan", "agree", "drop", "report", "invite", "share", "alone", "content", "own_norm", "visits")
_IN_MENU = ("agree", "plan", "drop", "report")


class Hand(QObject):
    """The placement that was chosen, in the list or in the calendar, and its actions; ``strip`` shows it."""

    def __init__(self, page: Page, actions: Actions, doing: Doing, leaving: Leaving) -> None:
        super().__init__(page)
        self._page, self._actions, self._doing, self._leaving = page, actions, doing, leaving
        self._rows: Mapping[UUID, ContactRow] = {}
        self._chosen: tuple[UUID, UUID | None] | None = None
        self._calendar: Calendar | None = None
        self._add_actions()
        self.strip = ChosenStrip([self._of(key) for key in _OF_ONE])
        self.strip.kept.connect(doing.tick)

    def follow(self, calendar: Calendar) -> None:
        """Plan on the day that ``calendar`` shows, and take in hand what is chosen there."""
        self._calendar = calendar
        calendar.chosen.connect(self.choose_appointment)

    @property
    def row(self) -> ContactRow | None:
        """The placement that an action is about."""
        return None if self._chosen is None else self._rows.get(self._chosen[0])

    @property
    def appointment(self) -> AppointmentRow | None:
        """The appointment that an action is about: the one chosen, else the first planned of the placement."""
        row = self.row
        if row is None or self._chosen is None:
            return None
        own = next((one for one in row.appointments if one.id == self._chosen[1]), None)
        return own or row.planned

    @property
    def menu(self) -> Sequence[QAction]:
        """What can be done now with a card of the calendar."""
        return [action for key in _IN_MENU if (action := self._of(key)).isEnabled()]

    def show_rows(self, rows: Mapping[UUID, ContactRow]) -> None:
        """Take the placements as they are now."""
        self._rows = rows
        self._show()

    def choose(self, key: object) -> None:
        """Take a placement in hand, or none."""
        self._chosen = (key, None) if isinstance(key, UUID) else None
        self._show()

    def choose_appointment(self, key: object) -> None:
        """Take an appointment in hand with its placement."""
        if isinstance(key, UUID) and (row := self.row_of(key)) is not None:
            self._chosen = (row.placement_id, key)
        self._show()

    def row_of(self, appointment: UUID) -> ContactRow | None:
        """The placement of an appointment."""
        rows = self._rows.values()
        return next((row for row in rows if any(one.id == appointment for one in row.appointments)), None)

    def _show(self) -> None:
        row, one = self.row, self.appointment
        for key in _OF_ONE:
            self._of(key).setEnabled(row is not None)
        self._of("drop").setEnabled(one is not None and one.is_open)
        self._of("invite").setEnabled(one is not None and one.stage is Stage.AGREED)
        self.strip.show_placement(row, "" if row is None or row.need is None else self._obstacle(row))

    def _obstacle(self, row: ContactRow) -> str:
        """Why no day fits, before the planner is asked."""
        reason = None if row.planned is not None else self._page.desk.ask(obstacle, row, today=today())
        return "" if reason is None else translate("Contact", "past nu niet: {why}").format(why=why(reason).rstrip("."))

    def _of(self, key: str) -> QAction:
        return self._actions.get(f"contact.{key}")

    def _add_actions(self) -> None:
        section = translate("Contact", "Contact")
        for key, text, slot, shortcut, icon in (
            ("plan", translate("Contact", "Plan"), partial(self._ask_when, agreed=False), "P", "calendar"),
            ("agree", translate("Contact", "Afgesproken"), partial(self._ask_when, agreed=True), "A", "phone"),
            ("drop", translate("Contact", "Vervalt"), self._drop, "X", "x"),
            ("report", translate("Contact", "Verslag"), self._report, "V", "notebook-pen"),
            ("invite", translate("Contact", "Uitnodiging"), self._invite, "U", "mail"),
            ("share", translate("Contact", "Deel"), self._share, "R", "file-text"),
            ("alone", translate("Contact", "Even alleen"), self._alone, "E", "ear"),
            ("content", translate("Contact", "Tevredenheid"), self._ask_content, "Shift+T", "heart-handshake"),
            ("visits", translate("Contact", "Bezoektijden"), self._visits, "Shift+D", "calendar-days"),
            ("own_norm", translate("Contact", "Norm van deze stage"), self._own_norm, "O", "scale"),
        ):
            self._actions.add(
                f"contact.{key}", text, slot, owner=self._page, section=section, shortcut=shortcut, icon_name=icon
            )

    def _ask_when(self, *, agreed: bool) -> None:
        row, one = self.row, self.appointment
        if row is not None:
            known = one if one is not None and one.is_open else None
            day = today() if self._calendar is None else self._calendar.day
            self._doing.plan(row, known, day, agreed=agreed)

    def _drop(self) -> None:
        row, one = self.row, self.appointment
        if row is not None and one is not None and one.is_open:
            self._doing.call_off(row, one, partial(self._leaving.invite, row, one, cancelled=True))

    def _report(self) -> None:
        row, one = self.row, self.appointment
        if row is not None:
            due = one is not None and one.is_open and one.day <= today()
            self._page.desk.report_wanted.emit(row.placement_id, one.id if due and one is not None else None)

    def _own_norm(self) -> None:
        if (row := self.row) is not None:
            self._doing.own_norm(row)

    def _visits(self) -> None:
        if (row := self.row) is not None:
            edit_visit_hours(self._page.desk, self._page, row.company_id)

    def _ask_content(self) -> None:
        if (row := self.row) is not None:
            self._doing.ask_content(row)

    def _invite(self) -> None:
        row, one = self.row, self.appointment
        if row is not None and one is not None:
            self._leaving.invite(row, one)

    def _share(self) -> None:
        if (row := self.row) is not None:
            self._leaving.share_report(row)

    def _alone(self) -> None:
        if (row := self.row) is not None:
            self._leaving.alone(row)
