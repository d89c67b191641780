"""What the forms for a stageplaats and a leerwens start from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.names import full_name
from app.entities.offer import Offer, OfferPeriod, OfferProgramme, OfferUnit, Requirement
from app.entities.people import Student
from app.entities.programme import Programme, ProgrammeUnit
from app.entities.wish import LearningWish, WishUnit
from app.queries.masking import PersonName, Private
from app.terms.company import Accepts, Allowance, Answer
from app.terms.school import Path


@dataclass(frozen=True, slots=True)
class TaughtUnitRow:
    """A werkproces or keuzedeel of a programme of the school."""

    id: UUID
    programme_id: UUID
    programme: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class OfferFormRow:
    """A stageplaats with the keys of what it is for."""

    id: UUID
    version: int
    company_id: UUID
    number: str
    programme_ids: frozenset[UUID]
    period_ids: frozenset[UUID]
    unit_ids: frozenset[UUID]
    path: Path | None
    places: int | None
    days: tuple[str, ...] | None
    minutes_per_week: int | None
    tasks: str
    requirements: tuple[tuple[str, str], ...]
    allowance: Allowance
    allowance_cents: int | None
    costs_covered: tuple[str, ...] | None
    costs_refused: tuple[str, ...] | None
    public_transport: Answer
    access: tuple[str, ...] | None
    accepts: Accepts
    contact: PersonName
    note: Private


@dataclass(frozen=True, slots=True)
class WishFormRow:
    """A student's leerwens for a period; without one ``version`` is ``None`` and all is empty."""

    student: PersonName
    programme_id: UUID | None
    version: int | None
    goals: Private
    unit_ids: frozenset[UUID]
    company_kind: Private
    tasks: Private
    transport: tuple[str, ...]
    max_minutes: int | None
    max_km: int | None
    days: tuple[str, ...] | None
    needs: Private


def taught_units(session: Session) -> tuple[TaughtUnitRow, ...]:
    """Every part of every programme, programme by programme."""
    rows = session.execute(
        select(ProgrammeUnit.id, ProgrammeUnit.programme_id, Programme.name, ProgrammeUnit.code, ProgrammeUnit.title)
        .join(Programme, Programme.id == ProgrammeUnit.programme_id)
        .order_by(Programme.name, ProgrammeUnit.kind.desc(), ProgrammeUnit.code)
    )
    return tuple(TaughtUnitRow(*row) for row in rows)


def offer_form(session: Session, offer_id: UUID) -> OfferFormRow | None:
    """A stageplaats to change; ``None`` when it is gone."""
    found = session.execute(select(*Offer.__table__.c).where(Offer.id == offer_id)).one_or_none()
    if found is None:
        return None
    asked = session.execute(
        select(Requirement.text, Requirement.justification)
        .where(Requirement.offer_id == offer_id)
        .order_by(Requirement.rank, Requirement.id)
    )
    return OfferFormRow(
        id=found.id,
        version=found.version,
        company_id=found.company_id,
        number=found.number,
        programme_ids=_keys(session, OfferProgramme.programme_id, OfferProgramme.offer_id, offer_id),
        period_ids=_keys(session, OfferPeriod.period_id, OfferPeriod.offer_id, offer_id),
        unit_ids=_keys(session, OfferUnit.unit_id, OfferUnit.offer_id, offer_id),
        path=found.path,
        places=found.places,
        days=found.days,
        minutes_per_week=found.minutes_per_week,
        tasks=found.tasks or "",
        requirements=tuple((row.text, row.justification or "") for row in asked),
        allowance=found.allowance,
        allowance_cents=found.allowance_cents,
        costs_covered=found.costs_covered,
        costs_refused=found.costs_refused,
        public_transport=found.public_transport,
        access=found.access,
        accepts=found.accepts,
        contact=found.contact or "",
        note=found.note or "",
    )


def wish_form(session: Session, *, student_id: UUID, period_id: UUID) -> WishFormRow | None:
    """What a student wished for a period; needs that name a diagnosis are not shown again. ``None`` without student."""
    who = session.execute(
        select(Student.first_name, Student.prefix, Student.last_name, Student.programme_id).where(
            Student.id == student_id
        )
    ).one_or_none()
    if who is None:
        return None
    name = full_name(who.first_name, who.prefix, who.last_name)
    wish = session.execute(
        select(*LearningWish.__table__.c).where(
            LearningWish.student_id == student_id, LearningWish.period_id == period_id
        )
    ).one_or_none()
    if wish is None:
        return WishFormRow(name, who.programme_id, None, "", frozenset(), "", "", (), None, None, None, "")
    return WishFormRow(
        student=name,
        programme_id=who.programme_id,
        version=wish.version,
        goals=wish.goals or "",
        unit_ids=_keys(session, WishUnit.unit_id, WishUnit.wish_id, wish.id),
        company_kind=wish.company_kind or "",
        tasks=wish.tasks or "",
        transport=wish.transport,
        max_minutes=wish.max_minutes,
        max_km=wish.max_km,
        days=wish.days,
        needs="" if wish.needs_health else wish.needs or "",
    )


def _keys(session: Session, wanted: Any, owner: Any, key: UUID) -> frozenset[UUID]:
    return frozenset(session.scalars(select(wanted).where(owner == key).order_by(wanted)))
