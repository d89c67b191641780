"""What the school asks of talks, for some placements other than for most, and what one placement promised."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.pipeline import Moment
from app.terms.school import Path


class NormSet(Shared, Entity):
    """The norm for the placements of a programme, a leerweg or a length that begin while it holds.

    What is empty says nothing: a set without programme is for every programme.
    """

    __tablename__ = "norm_set"
    __table_args__ = (CheckConstraint("physical <= joint", name="no_more_visits_than_talks"),)

    programme_id: Mapped[UUID | None] = mapped_column(refers_to("programme.id"), default=None)
    path: Mapped[Path | None] = mapped_column(default=None)
    shorter_than: Mapped[int | None] = mapped_column(default=None)
    joint: Mapped[int]
    physical: Mapped[int]
    first_days: Mapped[int]
    last_days: Mapped[int]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")


class PromisedTalks(Shared, Entity):
    """How many talks the agreement of a placement promises; it never asks less than the norm."""

    __tablename__ = "promised_talks"
    __table_args__ = (UniqueConstraint("placement_id"),)

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"))
    joint: Mapped[int]
    physical: Mapped[int]


class ImpossibleTalk(Shared, Entity):
    """A talk that cannot be held, and why; the placement stays short of the norm."""

    __tablename__ = "impossible_talk"
    __table_args__ = (UniqueConstraint("placement_id", "moment"),)

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"))
    moment: Mapped[Moment]
    reason: Mapped[str] = mapped_column(info={"personal": True})
    decided_by: Mapped[str]
    decided_on: Mapped[date]
