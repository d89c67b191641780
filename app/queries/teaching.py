"""What a school teaches and when: programmes, klassen, periods, and the days on which it is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.dates import Calendar
from app.entities.placement import Participation
from app.entities.programme import Group, GroupPeriod, Period, Programme, ProgrammeUnit
from app.entities.school import FreeDay
from app.rules.bpv_hours import ProgrammeHours
from app.rules.pipeline import ABSENT_STATES
from app.terms.school import FreeDayKind, Path, UnitKind


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
