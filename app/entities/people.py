"""Students and the people of the school who guide them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.entities.names import PersonName
from app.terms.school import Path


class Student(PersonName, Shared, Entity):
    """A student, with nothing that the work does not need: no BSN, nationality, gender or birth date."""

    __tablename__ = "student"

    number: Mapped[str] = mapped_column(unique=True, info={"search": True, "personal": True})
    email: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    phone: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    phone_key: Mapped[str | None] = mapped_column(default=None, info={"search": "phone", "personal": True})
    group_id: Mapped[UUID | None] = mapped_column(refers_to("student_group.id"), default=None, index=True)
    programme_id: Mapped[UUID | None] = mapped_column(refers_to("programme.id"), default=None)
    path: Mapped[Path | None] = mapped_column(default=None)
    level: Mapped[int | None] = mapped_column(default=None)
    cohort: Mapped[int | None] = mapped_column(default=None)
    pc4: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    minor_until: Mapped[date | None] = mapped_column(default=None, info={"personal": True})
    mentor: Mapped[str | None] = mapped_column(default=None)
    active: Mapped[bool] = mapped_column(default=True)


class Supervisor(PersonName, Shared, Entity):
    """A stagebegeleider: on which days they work and how much time they have to guide."""

    __tablename__ = "supervisor"

    email: Mapped[str | None] = mapped_column(default=None, unique=True)
    phone: Mapped[str | None] = mapped_column(default=None)
    phone_key: Mapped[str | None] = mapped_column(default=None, info={"search": "phone"})
    days: Mapped[tuple[str, ...] | None] = mapped_column(default=None)
    guidance_minutes: Mapped[int | None] = mapped_column(default=None)
    pc4: Mapped[str | None] = mapped_column(default=None)
    programme_id: Mapped[UUID | None] = mapped_column(refers_to("programme.id"), default=None)
    active: Mapped[bool] = mapped_column(default=True)
