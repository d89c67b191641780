"""The kennismaking after a match, and what student and company said of the guidance when a placement ended."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.contact import Content, Met, Objection
from app.terms.pipeline import Form, Party


class Introduction(Shared, Entity):
    """Student and company meet before the placement; it is no selection, and never counts for the norm.

    ``sequence`` rises with each change that an invitation has to tell. Of an objection only a code is kept: what lies
    behind it belongs in a talk, or in Meldingen.
    """

    __tablename__ = "introduction"
    __table_args__ = (
        UniqueConstraint("placement_id"),
        CheckConstraint("(met = 'objected') = (objection is not null)", name="objection_is_coded"),
    )

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"))
    day: Mapped[date]
    starts_at: Mapped[int | None] = mapped_column(default=None)
    form: Mapped[Form]
    met: Mapped[Met | None] = mapped_column(default=None)
    sequence: Mapped[int] = mapped_column(default=0)
    objection: Mapped[Objection | None] = mapped_column(default=None)
    objected_by: Mapped[Party | None] = mapped_column(default=None)


class Satisfaction(Shared, Entity):
    """What one of them answered about the guidance: that of the school, and that of the other."""

    __tablename__ = "satisfaction"
    __table_args__ = (UniqueConstraint("placement_id", "party"),)

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"))
    party: Mapped[Party]
    school: Mapped[Content]
    other: Mapped[Content]
    asked_on: Mapped[date]
