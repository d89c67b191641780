"""The students of a company, now and before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.names import full_name
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Group, Period
from app.queries.masking import PersonName
from app.rules.pipeline import SIDE_STATES, is_there
from app.terms.pipeline import State

OVER = SIDE_STATES | {State.COMPLETED}
"""The states of a placement that is done or stopped."""


@dataclass(frozen=True, slots=True)
class CompanyPlacementRow:
    """A student at the company, now or before; ``there`` today, ``over`` when it is done or stopped."""

    id: UUID
    student_id: UUID
    student: PersonName
    group: str
    period: str
    first_day: date
    last_day: date
    state: State
    supervisor: PersonName
    there: bool
    over: bool


def placements_at(session: Session, company_id: UUID, today: date) -> tuple[CompanyPlacementRow, ...]:
    """Everybody who is or was there, who is there still in front, the latest first."""
    rows = session.execute(
        select(
            Placement.id,
            Placement.first_day,
            Placement.last_day,
            Placement.ended_on,
            Placement.state,
            Student.id.label("student_id"),
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Group.code.label("group"),
            Period.name.label("period"),
            Supervisor.first_name.label("guide_first"),
            Supervisor.prefix.label("guide_prefix"),
            Supervisor.last_name.label("guide_last"),
        )
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Period, Period.id == Participation.period_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .outerjoin(Supervisor, Supervisor.id == Placement.supervisor_id)
        .where(Placement.company_id == company_id)
        .order_by(Placement.first_day.desc(), Student.sort_key, Placement.id)
    )
    made = [
        CompanyPlacementRow(
            id=row.id,
            student_id=row.student_id,
            student=full_name(row.first_name, row.prefix, row.last_name),
            group=row.group or "",
            period=row.period,
            first_day=row.first_day,
            last_day=row.ended_on or row.last_day,
            state=row.state,
            supervisor="" if row.guide_last is None else full_name(row.guide_first, row.guide_prefix, row.guide_last),
            there=is_there(row.state, row.last_day, today),
            over=row.state in OVER,
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda row: row.over))
