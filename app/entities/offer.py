"""What a company offers: places, with the work that is to be learnt there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.company import Accepts, Allowance, Answer
from app.terms.school import Path


class Offer(Shared, Entity):
    """A stageplaats as a company offers it; what was not asked yet is unknown, not none."""

    __tablename__ = "offer"

    number: Mapped[str] = mapped_column(unique=True)
    company_id: Mapped[UUID] = mapped_column(refers_to("company.id"), index=True)
    path: Mapped[Path | None] = mapped_column(default=None)
    places: Mapped[int | None] = mapped_column(default=None)
    days: Mapped[tuple[str, ...] | None] = mapped_column(default=None)
    minutes_per_week: Mapped[int | None] = mapped_column(default=None)
    tasks: Mapped[str | None] = mapped_column(default=None)
    allowance: Mapped[Allowance] = mapped_column(default=Allowance.UNKNOWN)
    allowance_cents: Mapped[int | None] = mapped_column(default=None)
    costs_covered: Mapped[tuple[str, ...] | None] = mapped_column(default=None)
    costs_refused: Mapped[tuple[str, ...] | None] = mapped_column(default=None)
    public_transport: Mapped[Answer] = mapped_column(default=Answer.UNKNOWN)
    access: Mapped[tuple[str, ...] | None] = mapped_column(default=None)
    accepts: Mapped[Accepts] = mapped_column(default=Accepts.UNKNOWN)
    contact: Mapped[str | None] = mapped_column(default=None)
    given_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(default=None)


class OfferProgramme(Shared, Entity):
    """A programme that an offer is for."""

    __tablename__ = "offer_programme"
    __table_args__ = (UniqueConstraint("offer_id", "programme_id"),)

    offer_id: Mapped[UUID] = mapped_column(refers_to("offer.id"))
    programme_id: Mapped[UUID] = mapped_column(refers_to("programme.id"))


class OfferPeriod(Shared, Entity):
    """A period that an offer is for."""

    __tablename__ = "offer_period"
    __table_args__ = (UniqueConstraint("offer_id", "period_id"),)

    offer_id: Mapped[UUID] = mapped_column(refers_to("offer.id"))
    period_id: Mapped[UUID] = mapped_column(refers_to("period.id"))


class OfferUnit(Shared, Entity):
    """A werkproces or keuzedeel that can be learnt there."""

    __tablename__ = "offer_unit"
    __table_args__ = (UniqueConstraint("offer_id", "unit_id"),)

    offer_id: Mapped[UUID] = mapped_column(refers_to("offer.id"))
    unit_id: Mapped[UUID] = mapped_column(refers_to("programme_unit.id"))


class Requirement(Shared, Entity):
    """What a company asks of a student, and why the work needs it; without a reason it is reviewed."""

    __tablename__ = "requirement"

    offer_id: Mapped[UUID] = mapped_column(refers_to("offer.id"), index=True)
    text: Mapped[str]
    justification: Mapped[str | None] = mapped_column(default=None)
    acceptable: Mapped[bool] = mapped_column(default=True)
    rank: Mapped[int]
