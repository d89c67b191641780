"""One stagebegeleider: how to reach them, when they work, and whom they guide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.names import full_name
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Group, Period, Programme
from app.queries.masking import PersonName, Private
from app.rules.pipeline import SIDE_STATES
from app.terms.pipeline import State


@dataclass(frozen=True, slots=True)
class GuidedRow:
    """A student whom a supervisor guides, in a period that has not ended."""

    student_id: UUID
    student: PersonName
    group: str
    company: str
    period: str
    state: State


@dataclass(frozen=True, slots=True)
class SupervisorDetailRow:
    """A supervisor with the students they guide now, by surname."""

    id: UUID
    name: PersonName
    email: Private
    phone: Private
    days: tuple[str, ...] | None
    guidance_minutes: int | None
    programme: str
    active: bool
    guided: tuple[GuidedRow, ...]


def supervisor(session: Session, supervisor_id: UUID, *, today: date) -> SupervisorDetailRow | None:
    """Everything about a supervisor; ``None`` when they are gone."""
    found = session.execute(
        select(
            Supervisor.id,
            Supervisor.first_name,
            Supervisor.prefix,
            Supervisor.last_name,
            Supervisor.email,
            Supervisor.phone,
            Supervisor.days,
            Supervisor.guidance_minutes,
            Supervisor.active,
            Programme.name.label("programme"),
        )
        .outerjoin(Programme, Programme.id == Supervisor.programme_id)
        .where(Supervisor.id == supervisor_id)
    ).one_or_none()
    if found is None:
        return None
    return SupervisorDetailRow(
        found.id,
        full_name(found.first_name, found.prefix, found.last_name),
        found.email or "",
        found.phone or "",
        found.days,
        found.guidance_minutes,
        found.programme or "",
        found.active,
        _guided(session, supervisor_id, today),
    )


def _guided(session: Session, supervisor_id: UUID, today: date) -> tuple[GuidedRow, ...]:
    rows = session.execute(
        select(
            Student.id,
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Group.code,
            Company.name.label("company"),
            Period.name.label("period"),
            Placement.state,
        )
        .join(Participation, Participation.student_id == Student.id)
        .join(Placement, Placement.participation_id == Participation.id)
        .join(Company, Company.id == Placement.company_id)
        .join(Period, Period.id == Participation.period_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(Placement.supervisor_id == supervisor_id, Period.last_day >= today)
        .where(Placement.state.not_in(SIDE_STATES | {State.COMPLETED}))
        .order_by(Student.sort_key, Placement.id)
    )
    return tuple(
        GuidedRow(
            row.id,
            full_name(row.first_name, row.prefix, row.last_name),
            row.code or "",
            row.company,
            row.period,
            row.state,
        )
        for row in rows
    )
