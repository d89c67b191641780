"""The kennismakingen after a match: who still has to meet, when, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.introductions import IntroductionDraft, Outcome, plan_introduction, settle_introduction
from app.errors import Refusal
from app.queries.contact_words import clock_time
from app.queries.introductions import IntroductionRow, introductions
from app.terms.contact import Met
from ui.desk.desk import Desk
from ui.dialogs.introduction import IntroductionDialog, ObjectionDialog
from ui.pages.contact.leaving import Leaving
from ui.pages.contact.lists import day_name, flowing
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text


class IntroductionsView(Panel):
    """A list of matches with their kennismaking; Enter plans or moves it."""

    def __init__(self, desk: Desk, leaving: Leaving, make: Callable[..., QAction], parent: QWidget) -> None:
        super().__init__("card", margin=14, spacing=10, parent=parent)
        self._desk, self._leaving, self._over = desk, leaving, parent
        self.table: RowTable[IntroductionRow] = RowTable(
            self._columns(), lambda row: row.placement_id, self.tr("Kennismakingen na een match")
        )
        self.table.opened.connect(lambda _key: self._plan())
        self.table.chosen.connect(self._enable)
        self._acts = (
            make("meet_plan", self.tr("Plan of verzet"), self._plan, "Shift+P", "calendar"),
            make("meet_held", self.tr("Gehad"), self._held, "Shift+G", "handshake"),
            make("meet_objected", self.tr("Bezwaar"), self._object, "Shift+B", "triangle-alert"),
        )
        self._mail = make("meet_invite", self.tr("Uitnodiging"), self._invite, "Shift+U", "mail")
        self._nothing = EmptyState(
            "handshake",
            self.tr("Niemand hoeft nu kennis te maken"),
            self.tr("Wie na een match een plek heeft, staat hier tot de papieren de deur uit gaan."),
        )
        self._buttons = flowing()
        flow = FlowLayout(self._buttons)
        for action in (*self._acts, self._mail):
            flow.addWidget(Button.of(action, Kind.USUAL))
        intro = self.tr("Kennismaken is geen selectie: de plek staat vast. Het telt niet mee voor de contactnorm.")
        self.column.addWidget(Text(intro, tone="muted", wrap=True))
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self._buttons)
        self.column.addWidget(self._nothing, 1)

    def refresh(self) -> None:
        """Show how the kennismakingen in view stand."""
        scope = self._desk.scope
        rows = self._desk.ask(
            introductions,
            today=today(),
            period_id=scope.period,
            programme_id=scope.programme,
            group_id=scope.group,
        )
        self.table.show_rows(rows)
        for part in (self.table, self._buttons):
            part.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._enable()

    def focus(self) -> None:
        """Give the list the focus."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enable(self, _key: object = None) -> None:
        row = self.table.current_row()
        for action in self._acts:
            action.setEnabled(row is not None and row.met is not Met.HELD)
        self._mail.setEnabled(row is not None and row.met is not Met.HELD and row.starts_at is not None)

    def _invite(self) -> None:
        if (row := self._ready()) is not None:
            self._leaving.invite_meeting(row)

    def _plan(self) -> None:
        if (row := self._ready()) is not None:
            self.ask_when(row)

    def ask_when(self, row: IntroductionRow) -> None:
        """Ask on which day student and company meet."""
        dialog = IntroductionDialog(row, today(), self._over)
        whom = self.tr("{student} en {company}").format(student=row.student, company=row.company)

        def keep(draft: IntroductionDraft) -> None:
            words = self.tr("Kennismaking van {whom} op {day}").format(whom=whom, day=day_name(draft.day))
            done = self._desk.do(plan_introduction, words, dialog.refuse, placement_id=row.placement_id, draft=draft)
            if done is not None:
                dialog.accept()

        dialog.drafted.connect(keep)
        dialog.open()

    def bring(self, placement: UUID, day: date) -> None:
        """Bring a kennismaking to another day, at the same hour."""
        row = next((row for row in self.table.rows.rows if row.placement_id == placement), None)
        if row is None:
            return
        words = self.tr("Kennismaking van {student} naar {day}").format(student=row.student, day=day_name(day))
        draft = IntroductionDraft(day, row.starts_at, row.form)
        self._desk.do(plan_introduction, words, placement_id=placement, draft=draft)

    def open(self, placement: UUID) -> None:
        """Ask again when student and company of a card in the week meet."""
        if self.table.choose(placement):
            self._plan()

    def _held(self) -> None:
        if (row := self._ready()) is not None:
            words = self.tr("{student} en {company} hebben kennisgemaakt")
            fact = words.format(student=row.student, company=row.company)
            self._settle(row.placement_id, fact, Outcome(Met.HELD))

    def _object(self) -> None:
        row = self._ready()
        if row is None:
            return
        dialog = ObjectionDialog(row, self._over)
        fact = self.tr("Bezwaar na de kennismaking van {student}").format(student=row.student)

        def keep(outcome: Outcome) -> None:
            if self._settle(row.placement_id, fact, outcome, dialog.refuse):
                dialog.accept()

        dialog.answered.connect(keep)
        dialog.open()

    def _settle(
        self, placement: UUID, fact: str, outcome: Outcome, refuse: Callable[[Refusal], None] | None = None
    ) -> bool:
        done = self._desk.do(settle_introduction, fact, refuse, placement_id=placement, outcome=outcome)
        return done is not None

    def _ready(self) -> IntroductionRow | None:
        row = self.table.current_row()
        if self._desk.presenting:
            self._desk.refused.emit(self.tr("In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
            return None
        return row if row is not None and row.met is not Met.HELD else None

    def _columns(self) -> Sequence[Column[IntroductionRow]]:
        return (
            Column(self.tr("Student"), lambda row: row.student, strong=True),
            Column(self.tr("Klas"), lambda row: row.group, width=80, spare=2),
            Column(self.tr("Leerbedrijf"), lambda row: row.company, spare=1),
            Column(self.tr("Bellen"), lambda row: row.phone, width=130, spare=3),
            Column(self.tr("Begint"), lambda row: day_name(row.first_day), width=120),
            Column(self.tr("Kennismaking"), lambda row: self._sign(row).text, sign=self._sign, width=250),
        )

    def _sign(self, row: IntroductionRow) -> Sign:
        when = "" if row.day is None else _when(row.day, row.starts_at)
        match row.met:
            case Met.HELD:
                return Sign(f"{row.met.label} · {when}", "handshake", Tone.DONE)
            case Met.OBJECTED:
                words = "" if row.objection is None else row.objection.label
                return Sign(f"{row.met.label}: {words}", "triangle-alert", Tone.DANGER)
            case Met.MOVED:
                return Sign(self.tr("verzet naar {day}").format(day=when), "calendar", Tone.ATTENTION)
        if row.day is None:
            return Sign(self.tr("nog niet gepland"), "hourglass", Tone.ATTENTION)
        if row.day < today():
            return Sign(self.tr("{day}: hoe ging het?").format(day=when), "circle-help", Tone.ATTENTION)
        return Sign(when, "calendar-check", Tone.INFO)


def _when(day: date, starts_at: int | None) -> str:
    return day_name(day) if starts_at is None else f"{day_name(day)} {clock_time(starts_at)}"
