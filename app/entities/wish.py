"""What a student wants to learn in a period, in objective words."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to


class LearningWish(Shared, Entity):
    """A leerwens; needs say what is needed, never why.

    ``needs_health`` marks needs that name a diagnosis all the same: they stay out of lists, matching
    and exports.
    """

    __tablename__ = "learning_wish"
    __table_args__ = (UniqueConstraint("student_id", "period_id"),)

    student_id: Mapped[UUID] = mapped_column(refers_to("student.id"))
    period_id: Mapped[UUID] = mapped_column(refers_to("period.id"))
    filled_at: Mapped[datetime | None] = mapped_column(default=None)
    goals: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    company_kind: Mapped[str | None] = mapped_column(default=None)
    tasks: Mapped[str | None] = mapped_column(default=None)
    transport: Mapped[tuple[str, ...]] = mapped_column(default=())
    max_minutes: Mapped[int | None] = mapped_column(default=None)
    max_km: Mapped[int | None] = mapped_column(default=None)
    days: Mapped[tuple[str, ...] | None] = mapped_column(default=None)
    needs: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    needs_health: Mapped[bool] = mapped_column(default=False)


class WishUnit(Shared, Entity):
    """A werkproces or keuzedeel that a wish names."""

    __tablename__ = "wish_unit"
    __table_args__ = (UniqueConstraint("wish_id", "unit_id"),)

    wish_id: Mapped[UUID] = mapped_column(refers_to("learning_wish.id"))
    unit_id: Mapped[UUID] = mapped_column(refers_to("programme_unit.id"))
