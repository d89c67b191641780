"""How far a student is in a placement: werkprocessen of the programme, and goals of their own."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.pipeline import Judgement, Moment, Party
from app.terms.progress import Mastery


class UnitStanding(Shared, Entity):
    """How a student stands in a werkproces or keuzedeel at a placement, as last seen."""

    __tablename__ = "unit_standing"
    __table_args__ = (UniqueConstraint("placement_id", "unit_id"),)

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(refers_to("programme_unit.id"))
    mastery: Mapped[Mastery]
    noted_on: Mapped[date]


class Goal(Shared, Entity):
    """A leerdoel that student and company agreed on for a placement."""

    __tablename__ = "goal"

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"), index=True)
    text: Mapped[str] = mapped_column(info={"personal": True})
    mastery: Mapped[Mastery]
    noted_on: Mapped[date]
    rank: Mapped[int]


class UnitVerdict(Shared, Entity):
    """What company or school judged of one werkproces or one leerdoel, halfway or at the end."""

    __tablename__ = "unit_verdict"
    __table_args__ = (
        UniqueConstraint("placement_id", "unit_id", "goal_id", "moment", "judged_by"),
        CheckConstraint("(unit_id IS NULL) <> (goal_id IS NULL)", name="of_one"),
    )

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(refers_to("programme_unit.id"), default=None)
    goal_id: Mapped[UUID | None] = mapped_column(refers_to("goal.id"), default=None)
    moment: Mapped[Moment]
    judged_by: Mapped[Party]
    judgement: Mapped[Judgement]
    judged_on: Mapped[date]
