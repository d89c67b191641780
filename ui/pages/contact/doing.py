"""What can be done with one talk: plan, agree, move, call off, and go out for a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.contact import (
    AppointmentDraft,
    PlannedTalk,
    accept_plan,
    cancel_appointment,
    keep_absence,
    keep_appointment,
    move_appointments,
)
from app.commands.contact_norms import NormSetDraft, keep_norm_set, keep_own_norm, remove_norm_set
from app.commands.contact_report import keep_promise
from app.queries.contact_day import NearRow, near, towns
from app.queries.contact_norm import NormSetRow
from app.queries.contact_plan import absence
from app.queries.contact_rows import AppointmentRow, ContactRow, PromiseRow
from app.queries.contact_words import clock_time
from app.queries.policy import norm
from app.queries.teaching import programmes
from app.terms.contact import DayPart, Stage
from app.terms.pipeline import Form, Moment
from app.text import plural
from ui.desk.contentment import BOTH, ask_content
from ui.desk.desk import Desk
from ui.dialogs.absence import AbsenceDialog
from ui.dialogs.appointment import AppointmentDialog
from ui.dialogs.call_off import CallOffDialog
from ui.dialogs.day_out import DayOutDialog
from ui.dialogs.norm_set import NormSetDialog
from ui.dialogs.own_norm import OwnNorm, OwnNormDialog
from ui.pages.contact.lists import day_name

_NEAR, _NINE, _NOON = 8, 9 * 60, 12 * 60
_MINUTES = 45


class Doing(QObject):
    """Small deeds about talks; dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over

    def plan(self, row: ContactRow, known: AppointmentRow | None, day: date, *, agreed: bool) -> None:
        """Ask when a talk is; with ``agreed`` it begins with the likely hour."""
        if self._hidden():
            return
        draft = self._draft(row, known, max(day, today()))
        if agreed and draft.starts_at is None:
            likely = None if known is None else known.likely_at
            usual = _NINE if draft.part is DayPart.MORNING else _NOON + 60
            draft = replace(draft, starts_at=likely if likely is not None else usual)
        dialog = AppointmentDialog(self._whom(row), draft, today(), self._over)

        def keep(wanted: AppointmentDraft) -> None:
            done = self._desk.do(
                keep_appointment,
                self._fact(row, wanted),
                dialog.refuse,
                placement_id=row.placement_id,
                draft=wanted,
                appointment_id=None if known is None else known.id,
                seen=None if known is None else known.version,
            )
            if done is not None:
                dialog.accept()

        dialog.drafted.connect(keep)
        dialog.open()

    def move(self, keys: Sequence[UUID], day: date) -> None:
        """Bring talks to another day."""
        what = plural(len(keys), self.tr("{n} gesprek"), self.tr("{n} gesprekken"))
        fact = self.tr("{what} verplaatst naar {day}").format(what=what, day=day_name(day))
        self._desk.do(move_appointments, fact, appointment_ids=tuple(keys), day=day)

    def call_off(self, row: ContactRow, known: AppointmentRow, mail: Callable[[], None]) -> None:
        """Let a talk go; an agreed one asks why, and whether a cancellation is wanted: then ``mail`` makes it."""
        fact = self.tr("Gesprek met {student} op {day} vervalt").format(student=row.student, day=day_name(known.day))
        if known.stage is not Stage.AGREED:
            self._desk.do(cancel_appointment, fact, appointment_id=known.id)
            return
        dialog = CallOffDialog(self._whom(row), self._over)

        def cancel(values: dict[str, Any]) -> None:
            done = self._desk.do(
                cancel_appointment, fact, dialog.refuse, appointment_id=known.id, reason=values["reason"]
            )
            if done is None:
                return
            dialog.accept()
            if values["mail"]:
                mail()

        dialog.saved.connect(cancel)
        dialog.open()

    def absence(self, guide: UUID, name: str) -> None:
        """Ask on which days a supervisor is away."""
        if self._hidden():
            return
        dialog = AbsenceDialog(name, self._desk.ask(absence, guide), self._over)

        def keep(values: dict[str, Any]) -> None:
            fact = self.tr("{name} is er weer").format(name=name)
            if values["first"] is not None and values["last"] is not None:
                words = self.tr("{name} is afwezig van {first} tot en met {last}")
                fact = words.format(name=name, first=day_name(values["first"]), last=day_name(values["last"]))
            if self._desk.do(keep_absence, fact, dialog.refuse, supervisor_id=guide, **values) is not None:
                dialog.accept()

        dialog.saved.connect(keep)
        dialog.open()

    def day_out(self, rows: Sequence[ContactRow], guide: UUID | None, day: date) -> None:
        """Offer who is near and due on a day out."""
        places = towns(rows)
        if self._hidden():
            return
        if not places:
            self._desk.told.emit(self.tr("Van geen leerbedrijf is het postcodegebied bekend."))
            return

        def find(pc4: str, on: date) -> Sequence[NearRow]:
            return self._desk.ask(near, rows, pc4=pc4, day=on, supervisor_id=guide, within=_NEAR)

        dialog = DayOutDialog(places, max(day, today()), find, self._over)

        def put(on: date, marked: Sequence[NearRow]) -> None:
            talks = tuple(_talk(one, on, number) for number, one in enumerate(marked))
            count = plural(len(talks), self.tr("{n} gesprek"), self.tr("{n} gesprekken"))
            fact = self.tr("{count} voorgesteld op {day}").format(count=count, day=day_name(on))
            if self._desk.do(accept_plan, fact, dialog.refuse, talks=talks) is not None:
                dialog.accept()

        dialog.wanted.connect(put)
        dialog.open()

    def norm_set(self, known: NormSetRow | None) -> None:
        """Decide a norm for some placements, or change one."""
        dialog = NormSetDialog(self._desk.ask(programmes), self._desk.ask(norm, today()), known, today(), self._over)

        def keep(draft: NormSetDraft) -> None:
            done = self._desk.do(
                keep_norm_set,
                self.tr("Norm bewaard: {n} gesprekken, bron {source}").format(n=draft.joint, source=draft.source),
                dialog.refuse,
                draft=draft,
                norm_set_id=None if known is None else known.id,
                seen=None if known is None else known.version,
            )
            if done is not None:
                dialog.accept()

        dialog.drafted.connect(keep)
        dialog.open()

    def own_norm(self, row: ContactRow) -> None:
        """Record what the agreement of a placement promises, and which talk cannot be held."""
        if self._hidden():
            return
        dialog = OwnNormDialog(row, self._over)
        fact = self.tr("Norm van {student} vastgelegd").format(student=row.student)

        def keep(wanted: OwnNorm) -> None:
            done = self._desk.do(
                keep_own_norm,
                fact,
                dialog.refuse,
                placement_id=row.placement_id,
                joint=wanted.joint,
                physical=wanted.physical,
                moment=wanted.moment,
                reason=wanted.reason,
            )
            if done is not None:
                dialog.accept()

        dialog.answered.connect(keep)
        dialog.open()

    def ask_content(self, row: ContactRow) -> None:
        """Ask student or company how content they are with the guidance."""
        if self._hidden():
            return
        ask_content(self._desk, self._over, row, row.content_due or BOTH)

    def tick(self, promise: PromiseRow) -> None:
        """Tick off a promise that was kept."""
        fact = self.tr("Gedaan: {what}").format(what=promise.text)
        self._desk.do(keep_promise, fact, promise_id=promise.id, kept=True)

    def drop_norm_set(self, known: NormSetRow) -> None:
        """Let the usual norm hold again."""
        self._desk.do(remove_norm_set, self.tr("Norm verwijderd: de gewone norm geldt weer"), norm_set_id=known.id)

    def _hidden(self) -> bool:
        if self._desk.presenting:
            self._desk.refused.emit(self.tr("In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
        return self._desk.presenting

    def _draft(self, row: ContactRow, known: AppointmentRow | None, day: date) -> AppointmentDraft:
        if known is not None:
            return AppointmentDraft(known.moment, known.form, known.day, known.part, known.starts_at, known.minutes)
        need = row.need
        moment = Moment.EXTRA if need is None else need.moment
        return AppointmentDraft(moment, Form.VISIT, day, DayPart.MORNING, None, _MINUTES)

    def _fact(self, row: ContactRow, wanted: AppointmentDraft) -> str:
        if wanted.starts_at is None:
            words = self.tr("Gesprek met {student} voorgesteld op {day}")
            return words.format(student=row.student, day=day_name(wanted.day))
        words = self.tr("Afgesproken met {student}: {day} om {time}")
        return words.format(student=row.student, day=day_name(wanted.day), time=clock_time(wanted.starts_at))

    def _whom(self, row: ContactRow) -> str:
        where = self.tr("{student} bij {company}").format(student=row.student, company=row.company)
        reach = " · ".join(part for part in (row.person, row.person_phone or row.phone) if part)
        visits = self.tr("Bezoek kan {when}").format(when=row.visits)
        unknown = self.tr("Bezoektijden niet bekend: gewone werkdagen aangenomen")
        return ". ".join(part for part in (where, reach, visits if row.visits else unknown) if part)


def _talk(one: NearRow, day: date, number: int) -> PlannedTalk:
    """The talks of a day out, one after another; their hours come when they are agreed."""
    start = _NINE + number * (_MINUTES + 30)
    part = DayPart.MORNING if start < _NOON else DayPart.AFTERNOON
    return PlannedTalk(one.row.placement_id, one.slot.moment, Form.VISIT, day, part, _MINUTES, start, start)
