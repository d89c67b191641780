"""What is planned: appointments for talks, and when a supervisor has no time."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.contact import DayPart, Stage
from app.terms.pipeline import Form, Moment


class Appointment(Shared, Entity):
    """A talk that is to come: a day and a part of it, and once it is agreed an hour.

    ``earliest`` and ``latest`` are minutes after midnight between which a proposal fits in the route of its day.
    ``sequence`` rises with each change that an invitation has to tell; planned is not held.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint("starts_at is not null or stage not in ('agreed', 'held')", name="agreed_has_hour"),
    )

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"), index=True)
    supervisor_id: Mapped[UUID | None] = mapped_column(refers_to("supervisor.id"), index=True, default=None)
    moment: Mapped[Moment]
    form: Mapped[Form]
    stage: Mapped[Stage]
    day: Mapped[date] = mapped_column(index=True)
    part: Mapped[DayPart]
    starts_at: Mapped[int | None] = mapped_column(default=None)
    minutes: Mapped[int] = mapped_column(default=45)
    earliest: Mapped[int | None] = mapped_column(default=None)
    latest: Mapped[int | None] = mapped_column(default=None)
    sequence: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None] = mapped_column(default=None)
    talk_id: Mapped[UUID | None] = mapped_column(refers_to("contact_moment.id"), default=None)


class BusyTime(Shared, Entity):
    """Minutes of a day on which a supervisor has something else; of what it is nothing is kept.

    With ``away`` somebody said that they are not there; the others come from their calendar.
    """

    __tablename__ = "busy_time"
    __table_args__ = (CheckConstraint("starts_at < ends_at", name="in_order"),)

    supervisor_id: Mapped[UUID] = mapped_column(refers_to("supervisor.id"), index=True)
    day: Mapped[date]
    starts_at: Mapped[int]
    ends_at: Mapped[int]
    away: Mapped[bool] = mapped_column(default=False)
