"""The school's own facts: who it is, who helps, what it teaches, when it is closed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.dates import Calendar
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation
from app.entities.programme import Group, GroupPeriod, Period, Programme, ProgrammeUnit
from app.entities.record import HandOut, SchoolText
from app.entities.school import FreeDay, Helpline, Policy, School
from app.queries.masking import PersonName
from app.rules.bpv_hours import ProgrammeHours
from app.rules.pipeline import ABSENT_STATES
from app.terms.school import FreeDayKind, Path, Place, Region, UnitKind


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
class PeriodRow:
    """A BPV-periode with the number of students in it."""

    id: UUID
    version: int
    code: str
    name: str
    first_day: date
    last_day: date
    students: int


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme with how many parts and groups it has."""

    id: UUID
    version: int
    code: str
    crebo: str
    name: str
    level: int
    years: int | None
    bpv_hours: int | None
    bpv_hours_bbl: int | None
    bpv_source: str | None
    units: int
    groups: int

    @property
    def hours(self) -> ProgrammeHours:
        """What the school says about hours of practice."""
        return ProgrammeHours(self.years, self.bpv_hours, self.bpv_hours_bbl, self.bpv_source)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A werkproces or keuzedeel."""

    id: UUID
    kind: UnitKind
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A klas, with the days of the week of each period it takes part in, by the period's id."""

    id: UUID
    code: str
    programme_id: UUID
    path: Path
    cohort: int
    days: Mapping[UUID, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FreeDayRow:
    """Days on which the school is closed."""

    id: UUID
    name: str
    kind: FreeDayKind
    first_day: date
    last_day: date


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


@dataclass(frozen=True, slots=True)
class HandOutRow:
    """A paper that was printed or saved."""

    id: UUID
    document: str
    text_version: str
    at: datetime
    by: PersonName


@dataclass(frozen=True, slots=True)
class SchoolTextRow:
    """The school's own text of a document."""

    document: str
    language: str
    body: str
    based_on: str
    changed_on: date
    changed_by: PersonName


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


def periods(session: Session) -> tuple[PeriodRow, ...]:
    """Every period, the latest first, with how many students go on placement in it."""
    students = (
        select(Participation.period_id, func.count().label("students"))
        .where(Participation.state.not_in(ABSENT_STATES))
        .group_by(Participation.period_id)
        .subquery()
    )
    rows = session.execute(
        select(
            Period.id,
            Period.version,
            Period.code,
            Period.name,
            Period.first_day,
            Period.last_day,
            func.coalesce(students.c.students, 0),
        )
        .outerjoin(students, students.c.period_id == Period.id)
        .order_by(Period.first_day.desc(), Period.id)
    )
    return tuple(PeriodRow(*row) for row in rows)


def programmes(session: Session) -> tuple[ProgrammeRow, ...]:
    """Every programme by name."""
    units = select(func.count()).where(ProgrammeUnit.programme_id == Programme.id).scalar_subquery()
    groups = select(func.count()).where(Group.programme_id == Programme.id).scalar_subquery()
    rows: Sequence[Any] = session.execute(
        select(
            Programme.id,
            Programme.version,
            Programme.code,
            Programme.crebo,
            Programme.name,
            Programme.level,
            Programme.years,
            Programme.bpv_hours,
            Programme.bpv_hours_bbl,
            Programme.bpv_source,
            units,
            groups,
        ).order_by(Programme.name, Programme.id)
    ).all()
    return tuple(ProgrammeRow(*row) for row in rows)


def units(session: Session, *, programme_id: UUID) -> tuple[UnitRow, ...]:
    """The parts of a programme by code."""
    rows = session.execute(
        select(ProgrammeUnit.id, ProgrammeUnit.kind, ProgrammeUnit.code, ProgrammeUnit.title)
        .where(ProgrammeUnit.programme_id == programme_id)
        .order_by(ProgrammeUnit.kind.desc(), ProgrammeUnit.code)
    )
    return tuple(UnitRow(*row) for row in rows)


def groups(session: Session) -> tuple[GroupRow, ...]:
    """Every group by code."""
    days: dict[UUID, dict[UUID, tuple[str, ...]]] = {}
    for row in session.execute(select(GroupPeriod.group_id, GroupPeriod.period_id, GroupPeriod.days)):
        days.setdefault(row.group_id, {})[row.period_id] = row.days
    rows = session.execute(
        select(Group.id, Group.code, Group.programme_id, Group.path, Group.cohort).order_by(Group.code)
    )
    return tuple(GroupRow(*row, days.get(row.id, {})) for row in rows)


def free_days(session: Session) -> tuple[FreeDayRow, ...]:
    """Every span of free days, the first first."""
    rows = session.execute(
        select(FreeDay.id, FreeDay.name, FreeDay.kind, FreeDay.first_day, FreeDay.last_day).order_by(
            FreeDay.first_day, FreeDay.id
        )
    )
    return tuple(FreeDayRow(*row) for row in rows)


def calendar(session: Session) -> Calendar:
    """The days on which the school works."""
    return Calendar.of((row.first_day, row.last_day) for row in free_days(session))


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


def hand_outs(session: Session, *, document: str = "", limit: int = 200) -> tuple[HandOutRow, ...]:
    """The papers that were printed or saved, or those of one ``document``, the latest first."""
    wanted = (
        select(HandOut.id, HandOut.document, HandOut.text_version, HandOut.at, HandOut.by)
        .order_by(HandOut.at.desc(), HandOut.id)
        .limit(limit)
    )
    if document:
        wanted = wanted.where(HandOut.document == document)
    return tuple(HandOutRow(*row) for row in session.execute(wanted))


def papers_made(session: Session, *, codes: Collection[str] = (), digest: str = "") -> tuple[HandOutRow, ...]:
    """The papers with one of these codes, or with this file, the latest first."""
    wanted = HandOut.digest == digest if digest else HandOut.code.in_(codes)
    rows = session.execute(
        select(HandOut.id, HandOut.document, HandOut.text_version, HandOut.at, HandOut.by)
        .where(wanted)
        .order_by(HandOut.at.desc(), HandOut.id)
    )
    return tuple(HandOutRow(*row) for row in rows)


def school_text(session: Session, *, document: str, language: str) -> SchoolTextRow | None:
    """The school's own text of a document; ``None`` where it uses the one that comes with the program."""
    row = session.execute(
        select(
            SchoolText.document,
            SchoolText.language,
            SchoolText.body,
            SchoolText.based_on,
            SchoolText.changed_on,
            SchoolText.changed_by,
        ).where(SchoolText.document == document, SchoolText.language == language)
    ).one_or_none()
    return None if row is None else SchoolTextRow(*row)


def student_count(session: Session) -> int:
    """How many students the school follows now."""
    return session.scalar(select(func.count()).select_from(Student).where(Student.active)) or 0
