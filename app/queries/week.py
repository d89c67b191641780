"""What the coming days bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import and_, null, or_, select, true
from sqlalchemy.orm import Session

from app.entities.appointment import Appointment
from app.entities.company import Company
from app.entities.contact import ContactMoment
from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.queries.masking import PersonName
from app.rules.pipeline import SIDE_STATES
from app.terms.contact import Stage
from app.terms.pipeline import Form
from app.terms.week import Event

DAYS_AHEAD = 7
"""How many days are looked ahead, the first of them counted."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happens, or happened, on a day; an hour is in minutes after midnight.

    ``id`` is of the placement, the talk or the appointment; ``form`` is how a talk goes, which the first and the
    last day of a placement have not.
    """

    id: UUID
    day: date
    event: Event
    student_id: UUID
    student: PersonName
    company: str
    starts_at: int | None = None
    form: Form | None = None


def coming(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
) -> tuple[EventRow, ...]:
    """First days, last days, talks and agreed appointments of ``today`` and the six days after it, day by day."""
    until = today + timedelta(days=DAYS_AHEAD - 1)
    wanted = {
        Participation.period_id: period_id,
        Student.programme_id: programme_id,
        Student.group_id: group_id,
    }
    in_scope = and_(true(), *(column == key for column, key in wanted.items() if key is not None))
    columns = (Student.id, Student.first_name, Student.prefix, Student.last_name, Company.name)
    placed = (
        select(Placement.id.label("placement"), Placement.first_day, Placement.last_day, *columns)
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Company, Company.id == Placement.company_id)
        .where(
            in_scope,
            Placement.state.not_in(SIDE_STATES),
            or_(Placement.first_day.between(today, until), Placement.last_day.between(today, until)),
        )
    )
    talked = (
        select(ContactMoment.id, ContactMoment.held_on, null(), ContactMoment.form, *columns)
        .join(Placement, Placement.id == ContactMoment.placement_id)
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Company, Company.id == Placement.company_id)
        .where(in_scope, ContactMoment.held_on.between(today, until))
    )
    agreed = (
        select(Appointment.id, Appointment.day, Appointment.starts_at, Appointment.form, *columns)
        .join(Placement, Placement.id == Appointment.placement_id)
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Company, Company.id == Placement.company_id)
        .where(in_scope, Appointment.stage == Stage.AGREED, Appointment.day.between(today, until))
    )
    events = []
    for row in session.execute(placed):
        name = full_name(row.first_name, row.prefix, row.last_name)
        for day, event in ((row.first_day, Event.FIRST_DAY), (row.last_day, Event.LAST_DAY)):
            if today <= day <= until:
                events.append(EventRow(row.placement, day, event, row.id, name, row.name))
    for query, event in ((talked, Event.TALK), (agreed, Event.AGREED)):
        for one, day, starts_at, form, key, first, prefix, last, company in session.execute(query):
            events.append(EventRow(one, day, event, key, full_name(first, prefix, last), company, starts_at, form))
    return tuple(sorted(events, key=lambda one: (one.day, one.starts_at or 0, one.event.value, one.student, one.id)))
