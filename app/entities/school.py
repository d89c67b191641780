"""The school itself: where it is, who helps there, when it is closed, what it decided."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared
from app.terms.school import FreeDayKind, Place, Region


class School(Shared, Entity):
    """The one school of this file, with the office that companies call."""

    __tablename__ = "school"

    name: Mapped[str]
    town: Mapped[str] = mapped_column(default="")
    pc4: Mapped[str | None] = mapped_column(default=None)
    region: Mapped[Region]
    office: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    web: Mapped[str] = mapped_column(default="")


class Helpline(Shared, Entity):
    """Someone a student can turn to, and when a person last checked that the number is right."""

    __tablename__ = "helpline"

    name: Mapped[str]
    what_for: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    web: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    hours: Mapped[str] = mapped_column(default="")
    place: Mapped[Place]
    rank: Mapped[int]
    shown: Mapped[bool] = mapped_column(default=True)
    checked_on: Mapped[date | None] = mapped_column(default=None)


class FreeDay(Shared, Entity):
    """Days on which the school is closed, first and last included."""

    __tablename__ = "free_day"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="in_order"),)

    name: Mapped[str]
    kind: Mapped[FreeDayKind]
    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date]


class Policy(Shared, Entity):
    """One thing that the school decided, from a day on: a norm, a term, a label, a criterion."""

    __tablename__ = "policy"

    key: Mapped[str] = mapped_column(index=True)
    value: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
