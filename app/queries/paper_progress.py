"""What a progress paper may hold: one row for everybody who reads along, and one for the school alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.names import full_name
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Group, Period
from app.queries.bpv_hours import BpvHours, PeriodHours, bpv_hours
from app.queries.contact_point import ContactPointRow, contact_point
from app.queries.masking import PersonName, Private
from app.queries.outlook import OpenPromiseRow, Outlook, outlook
from app.queries.pipeline import in_view
from app.queries.progress import GoalRow, PartVerdictRow, UnitProgressRow, progress
from app.queries.student import StudentDetailRow, student
from app.queries.student_rows import PeriodCardRow, PlacementRow, TalkRow, VerdictRow
from app.rules.norm import Standing, deadlines
from app.rules.pipeline import SIDE_STATES
from app.terms.pipeline import Party, State


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A placement to make a paper of: whose, in which klas and where."""

    placement_id: UUID
    student: PersonName
    group: str
    company: str
    period: str


@dataclass(frozen=True, slots=True)
class SharedProgressRow:
    """What student, company and school may all read of a placement; these fields and no others.

    ``planned`` are the days of talks that are agreed, or else those before which the norm asks them.

    No report of an incident, no need for support, no remark of one colleague to another.
    """

    student: PersonName
    programme: str
    period: str
    company: str
    company_person: PersonName
    supervisor: PersonName
    supervisor_phone: Private
    supervisor_email: Private
    contact_point: ContactPointRow
    first_day: date
    last_day: date
    units: tuple[UnitProgressRow, ...]
    goals: tuple[GoalRow, ...]
    minutes_done: int | None
    minutes_total: int | None
    hours: BpvHours | None
    in_period: PeriodHours | None
    held: tuple[TalkRow, ...]
    planned: tuple[date, ...]
    planned_agreed: bool
    promises: tuple[OpenPromiseRow, ...]
    verdicts: tuple[VerdictRow, ...]
    parts: tuple[PartVerdictRow, ...] = ()


@dataclass(frozen=True, slots=True)
class InternalProgressRow:
    """The same with what the school alone reads: the norm, what it asks now, and which papers are missing."""

    shared: SharedProgressRow
    group: str
    mentor: PersonName
    state: State
    since: date
    contact: Standing
    ask: str
    missing: tuple[str, ...]
    unsigned: tuple[Party, ...]


def progress_subjects(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
) -> tuple[SubjectRow, ...]:
    """The placements on the board that were not broken off, by the name of their student."""
    wanted = (
        select(
            Placement.id,
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Group.code,
            Company.name.label("company"),
            Period.name.label("period"),
        )
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Period, Period.id == Participation.period_id)
        .join(Company, Company.id == Placement.company_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(
            Participation.id.in_(in_view(today, period_id, programme_id, group_id)),
            Placement.state.not_in(SIDE_STATES),
        )
        .order_by(Student.sort_key, Placement.first_day.desc(), Placement.id)
    )
    return tuple(
        SubjectRow(
            row.id, full_name(row.first_name, row.prefix, row.last_name), row.code or "", row.company, row.period
        )
        for row in session.execute(wanted)
    )


def internal_progress(session: Session, *, placement_id: UUID, today: date) -> InternalProgressRow | None:
    """Everything that a progress paper may hold; ``None`` when the placement is gone."""
    found = session.execute(
        select(Participation.student_id, Placement.company_id, Supervisor.phone, Supervisor.email)
        .join(Placement, Placement.participation_id == Participation.id)
        .outerjoin(Supervisor, Supervisor.id == Placement.supervisor_id)
        .where(Placement.id == placement_id)
    ).one_or_none()
    person = None if found is None else student(session, student_id=found.student_id, today=today, lead=[placement_id])
    if found is None or person is None:
        return None
    card, placement = next(
        (card, placement) for card in person.cards for placement in card.placements if placement.id == placement_id
    )
    shared = _shared(session, found, _About(person, card, placement), today)
    return InternalProgressRow(
        shared,
        group=person.group,
        mentor=person.mentor,
        state=placement.state,
        since=card.since,
        contact=card.contact,
        ask=card.ask.text,
        missing=tuple(guard.label for guard in card.missing),
        unsigned=tuple(one.party for one in placement.signatures if one.signed_on is None),
    )


@dataclass(frozen=True, slots=True)
class _About:
    """Whose placement it is, in which period, and which."""

    person: StudentDetailRow
    card: PeriodCardRow
    placement: PlacementRow


def _shared(session: Session, found: Any, about: _About, today: date) -> SharedProgressRow:
    person, card, placement = about.person, about.card, about.placement
    coming = outlook(session, placement_ids=[placement.id], today=today).get(placement.id, Outlook())
    agreed = tuple(talk.day for talk in coming.talks if talk.agreed)
    learnt = progress(session, placement_id=placement.id)
    hours = bpv_hours(session, student_ids=[found.student_id]).get(found.student_id)
    return SharedProgressRow(
        student=person.name,
        programme=person.programme,
        period=card.period,
        company=placement.company,
        company_person=placement.company_person,
        supervisor=placement.supervisor,
        supervisor_phone=found.phone or "",
        supervisor_email=found.email or "",
        contact_point=contact_point(session, company_id=found.company_id),
        first_day=placement.first_day,
        last_day=placement.ended_on or placement.last_day,
        units=learnt.units,
        goals=learnt.goals,
        minutes_done=placement.minutes_done,
        minutes_total=placement.minutes_total,
        hours=hours,
        in_period=None if hours is None else hours.periods.get(card.participation_id),
        held=placement.talks,
        planned=agreed or _still_due(card, placement, today),
        planned_agreed=bool(agreed),
        promises=coming.promises,
        verdicts=placement.verdicts,
        parts=learnt.verdicts,
    )


def shared_progress(session: Session, *, placement_id: UUID, today: date) -> SharedProgressRow | None:
    """What student and company may read; ``None`` when the placement is gone."""
    row = internal_progress(session, placement_id=placement_id, today=today)
    return None if row is None else row.shared


def _still_due(card: PeriodCardRow, placement: PlacementRow, today: date) -> tuple[date, ...]:
    """The days before which the joint talks that the norm still asks must have been."""
    if placement.over or placement.id != card.placement_id:
        return ()
    days = deadlines(placement.first_day, placement.last_day, card.contact.norm)
    return tuple(max(day, today) for day in days[card.contact.joint :])
