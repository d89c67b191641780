"""The school itself: who it is, who helps and guides there, and what it decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.entities.people import Student, Supervisor
from app.entities.school import Helpline, Policy, School
from app.queries.masking import PersonName
from app.terms.school import Place, Region


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """The school as companies and students reach it."""

    id: UUID
    version: int
    name: str
    town: str
    pc4: str | None
    region: Region
    office: str
    phone: str
    email: str
    web: str


@dataclass(frozen=True, slots=True)
class HelplineRow:
    """Someone to turn to; without ``checked_on`` nobody has confirmed the number."""

    id: UUID
    version: int
    name: str
    what_for: str
    phone: str
    web: str
    email: str
    hours: str
    place: Place
    shown: bool
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A decision with its validity and who took it."""

    id: UUID
    key: str
    value: str
    valid_from: date
    valid_until: date | None
    source: str
    decided_by: PersonName


@dataclass(frozen=True, slots=True)
class SupervisorRow:
    """A supervisor to choose from."""

    id: UUID
    name: PersonName
    active: bool


def school(session: Session) -> SchoolRow | None:
    """The school of this file; ``None`` before it is set up."""
    row = (
        session.execute(
            select(
                School.id,
                School.version,
                School.name,
                School.town,
                School.pc4,
                School.region,
                School.office,
                School.phone,
                School.email,
                School.web,
            )
        )
        .mappings()
        .one_or_none()
    )
    return None if row is None else SchoolRow(**row)


def helplines(session: Session) -> tuple[HelplineRow, ...]:
    """Every helpline, in the school's order."""
    rows = session.execute(
        select(
            Helpline.id,
            Helpline.version,
            Helpline.name,
            Helpline.what_for,
            Helpline.phone,
            Helpline.web,
            Helpline.email,
            Helpline.hours,
            Helpline.place,
            Helpline.shown,
            Helpline.checked_on,
        ).order_by(Helpline.rank, Helpline.id)
    )
    return tuple(HelplineRow(**row) for row in rows.mappings())


def decisions(session: Session) -> tuple[PolicyRow, ...]:
    """Everything that the school decided, by key, the latest first."""
    rows = session.execute(
        select(
            Policy.id,
            Policy.key,
            Policy.value,
            Policy.valid_from,
            Policy.valid_until,
            Policy.source,
            Policy.decided_by,
        ).order_by(Policy.key, Policy.valid_from.desc(), Policy.id)
    )
    return tuple(PolicyRow(*row) for row in rows)


def supervisors(session: Session) -> tuple[SupervisorRow, ...]:
    """Every supervisor by surname."""
    rows = session.execute(
        select(
            Supervisor.id, Supervisor.first_name, Supervisor.prefix, Supervisor.last_name, Supervisor.active
        ).order_by(Supervisor.sort_key, Supervisor.id)
    )
    return tuple(SupervisorRow(row.id, " ".join(part for part in row[1:4] if part), row.active) for row in rows)


def student_count(session: Session) -> int:
    """How many students the school follows now."""
    return session.scalar(select(func.count()).select_from(Student).where(Student.active)) or 0
