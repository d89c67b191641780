"""A report from its first question to the record: answers kept at every pause, one command at the end."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.clock import ZONE, now, today
from app.commands.contact_report import report_talk
from app.dates import weekday_date
from app.errors import Refusal
from app.queries.contact import contact
from app.queries.contact_rows import AppointmentRow, ContactRow
from app.queries.progress import progress
from app.queries.student import student
from app.queries.student_rows import PlacementRow
from app.rules.norm import Slot
from app.terms.company import Allowance
from app.terms.drafts import DraftKey
from app.terms.pipeline import Form, Moment
from ui.desk.desk import Desk
from ui.reporting.answers import Answers
from ui.reporting.parts import CostsPart, HoursPart, NextPart, ReadPart, UnitsPart, WhoPart
from ui.reporting.screen import ReportScreen
from ui.reporting.step_part import StepPart, VerdictPart
from ui.reporting.words import counted, spoken

FORM = "contact_report"
"""The name of the form, under which a half report is kept."""
_HOUR, _CENTS = 60, 100
_AHEAD, _SATURDAY = timedelta(days=21), 5


def draft_key(placement_id: UUID, appointment_id: UUID | None) -> DraftKey:
    """How the half report of a talk is known."""
    return DraftKey(FORM, placement_id.hex if appointment_id is None else f"{placement_id.hex}:{appointment_id.hex}")


class ReportFlow(QObject):
    """Leads through the questions of ``screen`` and records what was said."""

    ended = Signal()
    """The report was recorded, or left; a left one is still there as a draft."""

    def __init__(self, desk: Desk, row: ContactRow, appointment_id: UUID | None) -> None:
        super().__init__()
        self._desk, self._row = desk, row
        self._appointment = next((one for one in row.appointments if one.id == appointment_id), None)
        self._units = desk.ask(progress, placement_id=row.placement_id).units
        placement = self._placement()
        self._next = _next_slot(row, self._appointment)
        key = draft_key(row.placement_id, appointment_id)
        kept = desk.load_draft(key)
        self.answers = Answers.read(kept) if kept is not None else self._fresh()
        self._who = WhoPart(row)
        self._goals = VerdictPart(
            self.tr("Zijn de leerdoelen duidelijk?"), self.tr("Weten alle drie wat er in deze stage geleerd wordt?")
        )
        self._unit_part = UnitsPart(self._units)
        planned = None if placement is None else placement.minutes_total
        self._hours = HoursPart(None if planned is None else planned // _HOUR)
        self._guidance = VerdictPart(
            self.tr("Hoe gaat de begeleiding?"),
            self.tr("Is er iemand om iets aan te vragen, en is daar tijd voor?"),
            words=self.tr("In een paar woorden, als dat nodig is"),
        )
        self._costs = CostsPart(self._agreed(placement))
        self._next_part = NextPart(self._next_hint())
        self._read = ReadPart(row, self._units)
        names = (
            self.tr("Wie was erbij"),
            self.tr("Leerdoelen"),
            self.tr("Werkprocessen"),
            self.tr("Uren"),
            self.tr("Begeleiding"),
            self.tr("Kosten en toezeggingen"),
            self.tr("Volgende afspraak"),
            self.tr("Voorlezen en akkoord"),
        )
        parts: tuple[StepPart, ...] = (
            self._who,
            self._goals,
            self._unit_part,
            self._hours,
            self._guidance,
            self._costs,
            self._next_part,
            self._read,
        )
        title = self.tr("Verslag van het gesprek")
        self.screen = ReportScreen(key, title, f"{row.student} · {row.company}", parts, names)
        self.setParent(self.screen)
        self.recorded: Moment | None = None
        """Which talk was recorded, once it is."""
        self.screen.stepped.connect(self._step)
        self.screen.keep_wanted.connect(self._keep)
        self.screen.finished.connect(self._record)
        self.screen.left.connect(self._leave)
        for part in parts:
            part.changed.connect(self._take)
        self._show(self.answers.step)

    def _fresh(self) -> Answers:
        """The answers before anybody spoke: everybody there, the talk that was planned, today."""
        one, need = self._appointment, self._row.need
        moment = one.moment if one is not None else Moment.EXTRA if need is None else need.moment
        form = Form.VISIT if one is None else one.form
        held = today() if one is None else min(one.day, today())
        answers = Answers(form=form.value, moment=moment.value, held_on=held.isoformat())
        day = _suggested(self._next, today())
        answers.next_on = "" if day is None else day.isoformat()
        return answers

    def _placement(self) -> PlacementRow | None:
        known = self._desk.ask(student, student_id=self._row.student_id, today=today())
        cards = () if known is None else known.cards
        placements = (one for card in cards for one in card.placements)
        return next((one for one in placements if one.id == self._row.placement_id), None)

    def _agreed(self, placement: PlacementRow | None) -> str:
        if placement is None or placement.allowance is Allowance.UNKNOWN:
            return self.tr("Wat is afgesproken, is nog niet vastgelegd.")
        if placement.allowance_cents is not None:
            amount = f"{placement.allowance_cents / _CENTS:.2f}".replace(".", ",")
            return self.tr("Afgesproken vergoeding: € {amount} per maand.").format(amount=amount)
        return self.tr("Afgesproken vergoeding: {words}.").format(words=placement.allowance.label)

    def _next_hint(self) -> str:
        if self._next is None:
            return self.tr("De norm vraagt hierna geen gesprek meer.")
        words = self.tr("De norm vraagt nog een {moment}gesprek, uiterlijk {day}.")
        return words.format(moment=self._next.moment.label, day=weekday_date(self._next.last))

    def _show(self, step: int) -> None:
        answers = self.answers
        answers.step = step
        self._who.show_answers(answers)
        self._goals.show_codes(answers.goals)
        self._unit_part.show_answers(answers)
        self._hours.show_answers(answers)
        self._guidance.show_codes(answers.guidance, answers.guidance_words)
        self._costs.show_answers(answers)
        self._next_part.show_answers(answers)
        self._read.show_answers(answers)
        self.screen.show_step(step)
        self._tell()

    def _tell(self) -> None:
        lines = spoken(self.answers, self._row, self._units)
        reading = [(line.step, line.head, line.text) for line in lines]
        self.screen.show_reading(reading, counted(self.answers, self._row))

    def _take(self) -> None:
        """Read every question: whichever changed."""
        answers = self.answers
        self._who.take(answers)
        answers.goals = self._goals.code
        answers.hours = self._hours.edit.text().strip()
        answers.guidance, answers.guidance_words = self._guidance.code, self._guidance.words
        self._costs.take(answers)
        day = self._next_part.day.value
        answers.next_on = "" if day is None else day.isoformat()
        answers.agreed = self._read.agreed.codes
        self._tell()

    def _step(self, step: int) -> None:
        self._take()
        self._show(step)
        self.screen.keep_now()

    def _keep(self) -> None:
        if self._desk.save_draft(self.screen.key, self.answers.values()):
            at = now().astimezone(ZONE)
            self.screen.show_kept(self.tr("Concept bewaard {time}").format(time=f"{at:%H:%M}"))
        else:
            self.screen.retry()

    def _record(self) -> None:
        self._take()
        try:
            draft = self.answers.draft(None if self._next is None else self._next.moment)
        except ValueError:
            self.screen.refuse(self.tr("Op welke dag was het gesprek?"))
            return
        fact = self.tr("Gesprek met {student} vastgelegd").format(student=self._row.student)
        done = self._desk.do(
            report_talk,
            fact,
            self._refuse,
            self.screen.key,
            placement_id=self._row.placement_id,
            draft=draft,
            appointment_id=None if self._appointment is None else self._appointment.id,
        )
        if done is not None:
            self.recorded = draft.talk.moment
            self.ended.emit()

    def _refuse(self, refusal: Refusal) -> None:
        self.screen.refuse(str(refusal))

    def _leave(self) -> None:
        self._take()
        self.screen.keep_now()
        self.ended.emit()


def start_report(desk: Desk, placement_id: UUID, appointment_id: UUID | None) -> ReportFlow | None:
    """The report of a talk of this placement; ``None`` when the placement is gone."""
    row = desk.ask(contact, placement_id, today=today())
    return None if row is None else ReportFlow(desk, row, appointment_id)


def _next_slot(row: ContactRow, appointment: AppointmentRow | None) -> Slot | None:
    """The moment that the norm asks after this talk, unless it stands in the agenda already."""
    planned = {one.moment for one in row.appointments if one.is_open and one is not appointment}
    open_slots = [slot for slot in row.slots if slot.held_on is None and slot.moment not in row.impossible]
    return next((slot for slot in open_slots[1:] if slot.moment not in planned), None)


def _suggested(slot: Slot | None, day: date) -> date | None:
    """A working day in the window of a moment, some weeks from now."""
    if slot is None or slot.last <= day:
        return None
    wanted = min(max(slot.first, day + _AHEAD), slot.last)
    while wanted.weekday() >= _SATURDAY:
        wanted -= timedelta(days=1)
    return wanted if wanted > day else None
