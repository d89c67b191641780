"""What is left to do about placements that ended before their time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.loose_end import LooseEnd
from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Group
from app.queries.masking import PersonName
from app.terms.termination import LooseEndKind


@dataclass(frozen=True, slots=True)
class LooseEndRow:
    """One thing to see to, with whose it is."""

    id: UUID
    kind: LooseEndKind
    since: date
    participation_id: UUID
    student_id: UUID
    student: PersonName
    group: str
    company: str


def loose_ends(session: Session, participations: Select[UUID]) -> tuple[LooseEndRow, ...]:
    """What is not done yet of these participations, the oldest first."""
    rows = session.execute(
        select(
            LooseEnd.id,
            LooseEnd.kind,
            LooseEnd.since,
            Placement.participation_id,
            Student.id.label("student_id"),
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Group.code,
            Company.name.label("company"),
        )
        .join(Placement, Placement.id == LooseEnd.placement_id)
        .join(Company, Company.id == Placement.company_id)
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(LooseEnd.done_on.is_(None), Participation.id.in_(participations))
        .order_by(LooseEnd.since, Student.sort_key, LooseEnd.id)
    )
    return tuple(
        LooseEndRow(
            row.id,
            row.kind,
            row.since,
            row.participation_id,
            row.student_id,
            full_name(row.first_name, row.prefix, row.last_name),
            row.code or "",
            row.company,
        )
        for row in rows
    )


def loose_ends_of(session: Session, *, participation_id: UUID) -> tuple[LooseEndRow, ...]:
    """What is not done yet of one participation."""
    return loose_ends(session, select(Participation.id).where(Participation.id == participation_id))
