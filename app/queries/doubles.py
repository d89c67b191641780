"""Which students or companies may be the same one, entered twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Group
from app.queries.masking import PersonName
from app.text import fold, plural, translate

_MOST = 50


@dataclass(frozen=True, slots=True)
class CompanyDouble:
    """One of a pair, as somebody tells them apart."""

    id: UUID
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class StudentDouble:
    """One of a pair, as somebody tells them apart."""

    id: UUID
    name: PersonName
    about: str


def company_doubles(session: Session) -> tuple[tuple[CompanyDouble, CompanyDouble], ...]:
    """Pairs of companies with the same name in the same town, the same telephone, or the same KvK and vestiging."""
    rows = session.execute(
        select(
            Company.id,
            Company.name,
            Company.town,
            Company.phone_key,
            Company.kvk,
            Company.branch,
            Company.leerbedrijf_id,
        ).order_by(Company.sort_key, Company.id)
    ).all()
    found: dict[tuple[str, str], list[UUID]] = {}
    for row in rows:
        keys = [("name", f"{fold(row.name)}|{fold(row.town or '')}")]
        if row.phone_key:
            keys.append(("phone", row.phone_key))
        if row.kvk:
            keys.append(("kvk", f"{row.kvk}|{row.branch or ''}"))
        for key in keys:
            found.setdefault(key, []).append(row.id)
    pairs = _pairs(found.values())
    shown = companies_by_id(session, {key for pair in pairs for key in pair})
    return tuple((shown[one], shown[other]) for one, other in pairs)


def student_doubles(session: Session) -> tuple[tuple[StudentDouble, StudentDouble], ...]:
    """Pairs of students with the same name."""
    found: dict[str, list[UUID]] = {}
    for row in session.execute(select(Student.id, Student.sort_key).order_by(Student.sort_key, Student.id)):
        found.setdefault(row.sort_key, []).append(row.id)
    pairs = _pairs(found.values())
    shown = students_by_id(session, {key for pair in pairs for key in pair})
    return tuple((shown[one], shown[other]) for one, other in pairs)


def companies_by_id(session: Session, keys: Iterable[UUID]) -> dict[UUID, CompanyDouble]:
    """Companies as somebody tells them apart."""
    placed = select(func.count()).where(Placement.company_id == Company.id).scalar_subquery()
    rows = session.execute(
        select(Company.id, Company.name, Company.town, Company.leerbedrijf_id, placed.label("placed"))
        .where(Company.id.in_(list(keys)))
        .order_by(Company.id)
    )
    found = {}
    for row in rows:
        number = translate("Doubles", "leerbedrijf-ID {id}").format(id=row.leerbedrijf_id) if row.leerbedrijf_id else ""
        held = plural(row.placed, translate("Doubles", "{n} plaatsing"), translate("Doubles", "{n} plaatsingen"))
        about = " · ".join(part for part in (row.town or "", number, held) if part)
        found[row.id] = CompanyDouble(row.id, row.name, about)
    return found


def students_by_id(session: Session, keys: Iterable[UUID]) -> dict[UUID, StudentDouble]:
    """Students as somebody tells them apart."""
    periods = select(func.count()).where(Participation.student_id == Student.id).scalar_subquery()
    rows = session.execute(
        select(
            Student.id,
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Student.number,
            Group.code,
            periods.label("n"),
        )
        .outerjoin(Group, Group.id == Student.group_id)
        .where(Student.id.in_(list(keys)))
        .order_by(Student.id)
    )
    found = {}
    for row in rows:
        number = translate("Doubles", "nummer {number}").format(number=row.number)
        held = plural(row.n, translate("Doubles", "{n} periode"), translate("Doubles", "{n} perioden"))
        about = " · ".join(part for part in (row.code or "", number, held) if part)
        found[row.id] = StudentDouble(row.id, full_name(row.first_name, row.prefix, row.last_name), about)
    return found


def _pairs(found: Iterable[list[UUID]]) -> list[tuple[UUID, UUID]]:
    pairs: dict[tuple[UUID, UUID], None] = {}
    for keys in found:
        for one, other in combinations(dict.fromkeys(keys), 2):
            pairs[one, other] = None
    return list(pairs)[:_MOST]
