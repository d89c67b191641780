"""Who is to meet their company before the placement begins, and how content people were when one ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.entities.company import Company, CompanyPerson
from app.entities.introduction import Introduction, Satisfaction
from app.entities.names import full_name
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Group
from app.queries.masking import PersonName, Private
from app.queries.pipeline import in_view
from app.rules.disclosure import may_show_sum
from app.rules.pipeline import lane_of
from app.terms.contact import Content, Met, Objection
from app.terms.pipeline import Form, Lane, Party, State

_SETTLED = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class IntroductionRow:
    """A student who is matched, the company, and the kennismaking as far as it is known."""

    placement_id: UUID
    student_id: UUID
    student: PersonName
    group: str
    company: str
    town: str
    person: PersonName
    phone: Private
    first_day: date
    state: State
    day: date | None
    starts_at: int | None
    form: Form
    met: Met | None
    objection: Objection | None
    objected_by: Party | None
    sequence: int
    where: str
    """The address of the company."""
    student_email: Private
    person_email: Private
    supervisor_id: UUID | None
    supervisor: PersonName
    supervisor_email: Private

    @property
    def is_open(self) -> bool:
        """Whether they still have to meet."""
        return self.met in {None, Met.MOVED}


@dataclass(frozen=True, slots=True)
class ContentRow:
    """How many of one party were content with the school, and with the other; ``None``: too few to say."""

    party: Party
    asked: int
    school: int | None
    other: int | None


def introductions(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
) -> tuple[IntroductionRow, ...]:
    """Every match, those to meet first: by the day of their kennismaking, else of their start.

    Who began weeks ago has met; such a placement is left out, unless its kennismaking was planned here.
    """
    view = in_view(today, period_id, programme_id, group_id)
    named = select(CompanyPerson.company_id, CompanyPerson.name, CompanyPerson.phone, CompanyPerson.email)
    people = {(row.company_id, row.name): (row.phone, row.email) for row in session.execute(named)}
    found = [
        _row(row, people)
        for row in session.execute(_placed(view))
        if lane_of(row.state, row.last_day, today) is Lane.PROPOSAL
        and (row.day is not None or row.first_day >= today - _SETTLED)
    ]
    return tuple(sorted(found, key=lambda row: (not row.is_open, row.day or row.first_day)))


def _placed(view: Select[UUID]) -> Select[*tuple[Any, ...]]:
    """The placements of these participations with whom they are about, by the name of the student."""
    return (
        select(
            Placement.id,
            Placement.state,
            Placement.first_day,
            Placement.last_day,
            Placement.company_id,
            Placement.company_person,
            Placement.supervisor_id,
            Participation.student_id,
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Student.email,
            Supervisor.first_name.label("guide_first"),
            Supervisor.prefix.label("guide_prefix"),
            Supervisor.last_name.label("guide_last"),
            Supervisor.email.label("guide_email"),
            Group.code,
            Company.name.label("company"),
            Company.street,
            Company.town,
            Company.phone,
            Introduction.day,
            Introduction.starts_at,
            Introduction.form,
            Introduction.met,
            Introduction.objection,
            Introduction.objected_by,
            Introduction.sequence,
        )
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Company, Company.id == Placement.company_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .outerjoin(Supervisor, Supervisor.id == Placement.supervisor_id)
        .outerjoin(Introduction, Introduction.placement_id == Placement.id)
        .where(Placement.participation_id.in_(view))
        .order_by(Student.sort_key, Placement.id)
    )


def _row(row: Any, people: Mapping[tuple[UUID, str], tuple[str | None, str | None]]) -> IntroductionRow:
    phone, email = people.get((row.company_id, row.company_person), ("", ""))
    return IntroductionRow(
        row.id,
        row.student_id,
        full_name(row.first_name, row.prefix, row.last_name),
        row.code or "",
        row.company,
        row.town or "",
        row.company_person or "",
        phone or row.phone or "",
        row.first_day,
        row.state,
        row.day,
        row.starts_at,
        row.form or Form.VISIT,
        row.met,
        row.objection,
        row.objected_by,
        row.sequence or 0,
        ", ".join(part for part in (row.company, row.street, row.town) if part),
        row.email or "",
        email or "",
        row.supervisor_id,
        full_name(row.guide_first or "", row.guide_prefix or "", row.guide_last or ""),
        row.guide_email or "",
    )


def contentment(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
) -> tuple[ContentRow, ...]:
    """Of students and of companies in view how many were content; nothing that tells of fewer than five people."""
    view = in_view(today, period_id, programme_id, group_id)
    rows = session.execute(
        select(Satisfaction.party, Satisfaction.school, Satisfaction.other)
        .join(Placement, Placement.id == Satisfaction.placement_id)
        .where(Placement.participation_id.in_(view))
    ).all()
    asked = Counter(row.party for row in rows)
    school = Counter(row.party for row in rows if row.school is Content.YES)
    other = Counter(row.party for row in rows if row.other is Content.YES)
    return tuple(
        ContentRow(party, asked[party], _shown(school[party], asked[party]), _shown(other[party], asked[party]))
        for party in (Party.STUDENT, Party.COMPANY)
    )


def _shown(count: int, of: int) -> int | None:
    """A number that says nothing about a few people, else nothing."""
    return count if of and may_show_sum([(count, of)]) else None
