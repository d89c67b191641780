"""What the school teaches: programmes with their parts, groups, and the periods of practice."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.school import Path, UnitKind


class Programme(Shared, Entity):
    """An opleiding: a crebo at a level, how many years it takes, and the least hours of practice in them.

    Hours are the school's own; without them those of the law hold (``rules.bpv_hours``).
    """

    __tablename__ = "programme"

    code: Mapped[str] = mapped_column(unique=True)
    crebo: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    level: Mapped[int]
    years: Mapped[int | None] = mapped_column(default=None)
    bpv_hours: Mapped[int | None] = mapped_column(default=None)
    bpv_hours_bbl: Mapped[int | None] = mapped_column(default=None)
    bpv_source: Mapped[str | None] = mapped_column(default=None)


class ProgrammeUnit(Shared, Entity):
    """A werkproces or keuzedeel of a programme."""

    __tablename__ = "programme_unit"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)

    programme_id: Mapped[UUID] = mapped_column(refers_to("programme.id"))
    kind: Mapped[UnitKind]
    code: Mapped[str]
    title: Mapped[str]


class Group(Shared, Entity):
    """A klas: students of one programme, path and cohort."""

    __tablename__ = "student_group"

    code: Mapped[str] = mapped_column(unique=True)
    programme_id: Mapped[UUID] = mapped_column(refers_to("programme.id"))
    path: Mapped[Path]
    cohort: Mapped[int]


class Period(Shared, Entity):
    """A BPV-periode of the school."""

    __tablename__ = "period"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="in_order"),)

    code: Mapped[str]
    name: Mapped[str] = mapped_column(unique=True)
    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date]


class GroupPeriod(Shared, Entity):
    """A group that goes on placement in a period, and on which days of the week."""

    __tablename__ = "group_period"
    __table_args__ = (UniqueConstraint("group_id", "period_id"),)

    group_id: Mapped[UUID] = mapped_column(refers_to("student_group.id"))
    period_id: Mapped[UUID] = mapped_column(refers_to("period.id"))
    days: Mapped[tuple[str, ...]]
