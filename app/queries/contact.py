"""Who needs a talk: each running placement with its norm light, its next moment, and what is planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.appointment import Appointment
from app.entities.company import Company, CompanyPerson
from app.entities.contact import ContactMoment
from app.entities.introduction import Satisfaction
from app.entities.names import full_name
from app.entities.norm import ImpossibleTalk
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Group, Period
from app.entities.report import Promise
from app.queries.contact_norm import NormBook, norm_book
from app.queries.contact_rows import AppointmentRow, ContactRow, PromiseRow
from app.queries.contact_words import visiting
from app.queries.pipeline import in_view
from app.rules.norm import HeldTalk, Subject, Talk, in_span, shortfalls, slots, span_of
from app.rules.pipeline import TALKING, lane_of
from app.terms.contact import Stage
from app.terms.pipeline import Moment, Party


def contacts(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
) -> tuple[ContactRow, ...]:
    """Every placement in view that is about to begin, runs, or is to be closed; by student."""
    view = in_view(today, period_id, programme_id, group_id)
    found = [
        row
        for row in session.execute(_placements().where(Placement.participation_id.in_(view)))
        if lane_of(row.state, row.last_day, today) in TALKING
    ]
    return _rows(session, found, today)


def contact(session: Session, placement_id: UUID, *, today: date) -> ContactRow | None:
    """One placement, whatever its state."""
    found = session.execute(_placements().where(Placement.id == placement_id)).all()
    return next(iter(_rows(session, found, today)), None)


def _rows(session: Session, found: Sequence[Any], today: date) -> tuple[ContactRow, ...]:
    keys = [row.id for row in found]
    known = _Known(
        norm_book(session, today),
        _by_placement(session, keys, ContactMoment, ContactMoment.held_on),
        _by_placement(session, keys, Appointment, Appointment.day, Appointment.starts_at),
        _by_placement(session, keys, Promise, Promise.due_on),
        _by_placement(session, keys, ImpossibleTalk, ImpossibleTalk.moment),
        _called_off(session),
        _by_placement(session, keys, Satisfaction, Satisfaction.party),
        _people(session, {row.company_id for row in found}),
        today,
    )
    return tuple(known.row(row) for row in found)


@dataclass(frozen=True, slots=True)
class _Known:
    """What belongs to the placements, asked in a few statements."""

    norms: NormBook
    talks: Mapping[UUID, Sequence[ContactMoment]]
    appointments: Mapping[UUID, Sequence[Appointment]]
    promises: Mapping[UUID, Sequence[Promise]]
    impossible: Mapping[UUID, Sequence[ImpossibleTalk]]
    called_off: Mapping[UUID, Sequence[tuple[Moment, date]]]
    content: Mapping[UUID, Sequence[Satisfaction]]
    people: Mapping[tuple[UUID, str], tuple[str, str]]
    today: date

    def row(self, row: Any) -> ContactRow:
        """One placement."""
        about = Subject(
            None if row.programme_id is None else row.programme_id.hex, row.path, row.first_day, row.last_day
        )
        talks = [_held(one) for one in self.talks[row.id] if in_span(about, one.held_on, self.today)]
        held = self.norms.standing(row.id, about, talks, self.today)
        span = span_of(about, self.today)
        asked = slots(talks, *span, held.norm)
        impossible = tuple(one.moment for one in self.impossible[row.id])
        apart = sum(not one.talk.counts for one in talks)
        person = row.company_person or ""
        phone, email = self.people.get((row.company_id, person), ("", ""))
        return ContactRow(
            placement_id=row.id,
            student_id=row.student_id,
            student=full_name(row.first_name, row.prefix, row.last_name),
            group=row.code or "",
            programme_id=row.programme_id,
            period=row.period,
            period_id=row.period_id,
            company_id=row.company_id,
            company=row.company,
            street=row.street or "",
            town=row.town or "",
            pc4=row.pc4 or "",
            phone=row.phone or "",
            person=person,
            person_phone=phone,
            person_email=email,
            student_email=row.email or "",
            supervisor_email=row.guide_email or "",
            supervisor_id=row.supervisor_id,
            supervisor=full_name(row.guide_first or "", row.guide_prefix or "", row.guide_last or ""),
            first_day=row.first_day,
            last_day=row.last_day,
            since=span[0],
            held=held,
            slots=asked,
            short=shortfalls(held, asked, row.last_day, self.today, apart=apart, impossible=bool(impossible)),
            impossible=impossible,
            why_impossible=tuple(one.reason for one in self.impossible[row.id]),
            promised=self.norms.promised.get(row.id),
            appointments=tuple(_appointment(one) for one in self.appointments[row.id]),
            promises=tuple(
                PromiseRow(one.id, one.text, one.owner, one.due_on, one.kept_on) for one in self.promises[row.id]
            ),
            called_off=tuple(self.called_off.get(row.id, ())),
            content_due=tuple(_to_ask(self.talks[row.id], {one.party for one in self.content[row.id]})),
            visits=visiting(row.visit_days, row.visit_from, row.visit_until),
        )


def _placements() -> Any:
    return (
        select(
            Placement.id,
            Placement.state,
            Placement.company_id,
            Placement.company_person,
            Placement.supervisor_id,
            Placement.first_day,
            Placement.last_day,
            Participation.student_id,
            Participation.period_id,
            Period.name.label("period"),
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Student.email,
            Student.programme_id,
            Student.path,
            Group.code,
            Company.name.label("company"),
            Company.street,
            Company.town,
            Company.pc4,
            Company.phone,
            Company.visit_days,
            Company.visit_from,
            Company.visit_until,
            Supervisor.first_name.label("guide_first"),
            Supervisor.prefix.label("guide_prefix"),
            Supervisor.last_name.label("guide_last"),
            Supervisor.email.label("guide_email"),
        )
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Period, Period.id == Participation.period_id)
        .join(Company, Company.id == Placement.company_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .outerjoin(Supervisor, Supervisor.id == Placement.supervisor_id)
        .order_by(Student.sort_key, Placement.id)
    )


def _by_placement(session: Session, keys: Iterable[UUID], kind: Any, *order: Any) -> Mapping[UUID, list[Any]]:
    """The rows of one kind by their placement, in order; what was called off is left out."""
    wanted = set(keys)
    found: dict[UUID, list[Any]] = defaultdict(list)
    query = select(*kind.__table__.c).order_by(*order, kind.id)
    if len(wanted) <= 1:
        query = query.where(kind.placement_id.in_(wanted))
    for row in session.execute(query):
        if row.placement_id in wanted and getattr(row, "stage", None) is not Stage.CANCELLED:
            found[row.placement_id].append(row)
    return found


def _to_ask(talks: Iterable[ContactMoment], answered: set[Party]) -> Iterator[Party]:
    """Whom to ask how content they are: who was there when a placement was closed, each apart."""
    last = [talk for talk in talks if talk.moment is Moment.END]
    if any(talk.student_present for talk in last) and Party.STUDENT not in answered:
        yield Party.STUDENT
    if any(talk.company_present for talk in last) and Party.COMPANY not in answered:
        yield Party.COMPANY


def _called_off(session: Session) -> Mapping[UUID, list[tuple[Moment, date]]]:
    """What was agreed and then called off, with a reason; a proposal that went asks nothing of a next one."""
    found: dict[UUID, list[tuple[Moment, date]]] = {}
    rows = session.execute(
        select(Appointment.placement_id, Appointment.moment, Appointment.day)
        .where(Appointment.stage == Stage.CANCELLED, Appointment.reason.is_not(None))
        .order_by(Appointment.day, Appointment.id)
    )
    for row in rows:
        found.setdefault(row.placement_id, []).append((row.moment, row.day))
    return found


def _people(session: Session, companies: set[UUID]) -> Mapping[tuple[UUID, str], tuple[str, str]]:
    rows = session.execute(
        select(CompanyPerson.company_id, CompanyPerson.name, CompanyPerson.phone, CompanyPerson.email).order_by(
            CompanyPerson.id
        )
    )
    return {
        (row.company_id, row.name): (row.phone or "", row.email or "") for row in rows if row.company_id in companies
    }


def _held(row: ContactMoment) -> HeldTalk:
    talk = Talk(row.form, row.student_present, row.company_present, row.school_present)
    return HeldTalk(talk, row.moment, row.held_on)


def _appointment(row: Appointment) -> AppointmentRow:
    return AppointmentRow(
        row.id,
        row.version,
        row.placement_id,
        row.supervisor_id,
        row.moment,
        row.form,
        row.stage,
        row.day,
        row.part,
        row.starts_at,
        row.minutes,
        row.earliest,
        row.latest,
        row.sequence,
    )
