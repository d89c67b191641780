"""Lists about everybody in view: papers to sign, and where a klas stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import Agreement, Participation, Placement
from app.entities.programme import Group, Period, Programme
from app.queries.masking import PersonName
from app.queries.pipeline import in_view
from app.rules.pipeline import SIDE_STATES


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A praktijkovereenkomst: when it went out and who has signed it on which day."""

    student: PersonName
    group: str
    company: str
    first_day: date
    minor: bool
    sent_on: date | None
    student_signed_on: date | None
    company_signed_on: date | None
    school_signed_on: date | None
    guardian_signed_on: date | None

    @property
    def complete(self) -> bool:
        """Whether everybody has signed who has to."""
        days = [self.student_signed_on, self.company_signed_on, self.school_signed_on]
        return all([*days, self.guardian_signed_on or not self.minor])


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a list is about: of a period (or every one that has not ended), a programme, a klas."""

    today: date
    period_id: UUID | None = None
    programme_id: UUID | None = None
    group_id: UUID | None = None


def agreements(session: Session, *, wanted: Wanted) -> tuple[AgreementRow, ...]:
    """The papers of every placement in view that was not broken off; what is not complete comes first."""
    rows = session.execute(
        select(
            Placement.id,
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Student.minor_until,
            Group.code.label("group"),
            Company.name.label("company"),
            Placement.first_day,
            Agreement.sent_on,
            Agreement.student_signed_on,
            Agreement.company_signed_on,
            Agreement.school_signed_on,
            Agreement.guardian_signed_on,
        )
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Company, Company.id == Placement.company_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .outerjoin(Agreement, Agreement.placement_id == Placement.id)
        .where(Participation.id.in_(_view(wanted)), Placement.state.not_in(SIDE_STATES))
        .order_by(Student.sort_key, Placement.id, Agreement.edition)
    )
    latest = {
        row.id: AgreementRow(
            full_name(row.first_name, row.prefix, row.last_name),
            row.group or "",
            row.company,
            row.first_day,
            row.minor_until is not None and row.minor_until >= wanted.today,
            row.sent_on,
            row.student_signed_on,
            row.company_signed_on,
            row.school_signed_on,
            row.guardian_signed_on,
        )
        for row in rows
    }
    return tuple(sorted(latest.values(), key=lambda row: row.complete))


def view_words(session: Session, *, wanted: Wanted) -> str:
    """What is in view, in a few words: the klas or programme, and the period."""
    said = [
        session.scalar(select(kind).where(key == value))
        for kind, key, value in (
            (Group.code, Group.id, wanted.group_id),
            (Programme.name, Programme.id, wanted.programme_id if wanted.group_id is None else None),
            (Period.name, Period.id, wanted.period_id),
        )
        if value is not None
    ]
    return ", ".join(word for word in said if word)


def _view(wanted: Wanted) -> Select[UUID]:
    return in_view(wanted.today, wanted.period_id, wanted.programme_id, wanted.group_id)
