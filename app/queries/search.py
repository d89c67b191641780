"""What the search field finds: people and companies, with the number to call them on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company, CompanyPerson
from app.entities.names import full_name
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Group
from app.queries.masking import PersonName, Private
from app.rules.pipeline import SIDE_STATES
from app.store.search import find
from app.terms.pipeline import State

MOST = 24
_NOT_NOW = SIDE_STATES | {State.COMPLETED}


@dataclass(frozen=True, slots=True)
class HitRow:
    """Somebody or something that was found.

    ``kind`` is ``student``, ``company``, ``company_person`` or ``supervisor``. ``opens`` says whose details
    tell more, as (kind, id). A person has a ``name``, a company a ``trade_name``, which is nobody's secret.
    ``about`` are the words beside it: group and company now, role and company, or town.
    """

    kind: str
    id: UUID
    opens: tuple[str, UUID]
    name: PersonName
    trade_name: str
    about: tuple[str, ...]
    phone: Private

    @property
    def title(self) -> str:
        """What it is called."""
        return self.trade_name or self.name


def hits(session: Session, *, text: str, today: date, limit: int = MOST) -> tuple[HitRow, ...]:
    """What matches every word of ``text``, or ends in its digits: the best first."""
    found = find(session, text, limit)
    keys: dict[str, list[UUID]] = defaultdict(list)
    for one in found:
        keys[one.kind].append(one.key)
    known: dict[tuple[str, UUID], HitRow] = {}
    for kind, asked in keys.items():
        if kind in _ASK:
            known |= {(kind, row.id): row for row in _ASK[kind](session, asked, today)}
    return tuple(known[one.kind, one.key] for one in found if (one.kind, one.key) in known)


def _students(session: Session, keys: Sequence[UUID], today: date) -> list[HitRow]:
    rows = session.execute(
        select(Student.id, Student.first_name, Student.prefix, Student.last_name, Student.phone, Group.code)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(Student.id.in_(keys))
        .order_by(Student.id)
    )
    now = _company_now(session, keys, today)
    return [
        HitRow(
            "student",
            row.id,
            ("student", row.id),
            full_name(row.first_name, row.prefix, row.last_name),
            "",
            tuple(part for part in (row.code, now.get(row.id)) if part),
            row.phone or "",
        )
        for row in rows
    ]


def _company_now(session: Session, students: Sequence[UUID], today: date) -> Mapping[UUID, str]:
    """The company of each student whose placement is not over; the latest where there are several."""
    rows = session.execute(
        select(Participation.student_id, Company.name)
        .join(Placement, Placement.participation_id == Participation.id)
        .join(Company, Company.id == Placement.company_id)
        .where(Participation.student_id.in_(students), Placement.last_day >= today, Placement.state.not_in(_NOT_NOW))
        .order_by(Placement.first_day.desc(), Placement.id)
    )
    return {row.student_id: row.name for row in rows}


def _companies(session: Session, keys: Sequence[UUID], _today: date) -> list[HitRow]:
    rows = session.execute(
        select(Company.id, Company.name, Company.town, Company.phone).where(Company.id.in_(keys)).order_by(Company.id)
    )
    return [
        HitRow("company", row.id, ("company", row.id), "", row.name, (row.town,) if row.town else (), row.phone or "")
        for row in rows
    ]


def _company_people(session: Session, keys: Sequence[UUID], _today: date) -> list[HitRow]:
    rows = session.execute(
        select(
            CompanyPerson.id,
            CompanyPerson.company_id,
            CompanyPerson.name,
            CompanyPerson.role,
            CompanyPerson.phone,
            Company.name.label("company"),
            Company.phone.label("company_phone"),
        )
        .join(Company, Company.id == CompanyPerson.company_id)
        .where(CompanyPerson.id.in_(keys))
        .order_by(CompanyPerson.id)
    )
    return [
        HitRow(
            "company_person",
            row.id,
            ("company", row.company_id),
            row.name,
            "",
            tuple(part for part in (row.role, row.company) if part),
            row.phone or row.company_phone or "",
        )
        for row in rows
    ]


def _supervisors(session: Session, keys: Sequence[UUID], _today: date) -> list[HitRow]:
    rows = session.execute(
        select(Supervisor.id, Supervisor.first_name, Supervisor.prefix, Supervisor.last_name, Supervisor.phone)
        .where(Supervisor.id.in_(keys))
        .order_by(Supervisor.id)
    )
    return [
        HitRow(
            "supervisor",
            row.id,
            ("supervisor", row.id),
            full_name(row.first_name, row.prefix, row.last_name),
            "",
            (),
            row.phone or "",
        )
        for row in rows
    ]


_ASK: Mapping[str, Callable[[Session, Sequence[UUID], date], list[HitRow]]] = {
    "student": _students,
    "company": _companies,
    "company_person": _company_people,
    "supervisor": _supervisors,
}
