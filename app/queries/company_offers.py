"""The stageplaatsen of a company, as it offers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.offer import Offer, OfferProgramme, OfferUnit, Requirement
from app.entities.programme import Period, Programme, ProgrammeUnit
from app.queries.free_places import OfferRoom, offer_rooms
from app.queries.masking import PersonName
from app.terms.company import Accepts, Allowance
from app.terms.school import Path


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """What a company asks of a student; without ``justification`` nobody said why the work needs it."""

    text: str
    justification: str
    acceptable: bool


@dataclass(frozen=True, slots=True)
class RoomRow:
    """The places of an offer in one period; ``free`` is ``None`` when nobody knows how many there are."""

    period: str
    free: int | None


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A stageplaats as the company offers it; what is ``None`` was not asked yet."""

    id: UUID
    number: str
    programmes: tuple[str, ...]
    path: Path | None
    places: int | None
    rooms: tuple[RoomRow, ...]
    days: tuple[str, ...] | None
    minutes_per_week: int | None
    tasks: str
    units: tuple[str, ...]
    requirements: tuple[RequirementRow, ...]
    allowance: Allowance
    allowance_cents: int | None
    accepts: Accepts
    contact: PersonName
    given_on: date | None


def offers_of(session: Session, company_id: UUID, today: date) -> tuple[OfferRow, ...]:
    """What a company offers, by number; places count in the periods that have not ended."""
    offers = session.execute(
        select(*Offer.__table__.c).where(Offer.company_id == company_id).order_by(Offer.number, Offer.id)
    ).all()
    keys = [offer.id for offer in offers]
    programmes = _words(
        session,
        select(OfferProgramme.offer_id, Programme.name)
        .join(Programme, Programme.id == OfferProgramme.programme_id)
        .where(OfferProgramme.offer_id.in_(keys))
        .order_by(Programme.name),
    )
    units = _words(
        session,
        select(OfferUnit.offer_id, ProgrammeUnit.title)
        .join(ProgrammeUnit, ProgrammeUnit.id == OfferUnit.unit_id)
        .where(OfferUnit.offer_id.in_(keys))
        .order_by(ProgrammeUnit.code),
    )
    asked: dict[UUID, list[RequirementRow]] = defaultdict(list)
    requirements = select(
        Requirement.offer_id, Requirement.text, Requirement.justification, Requirement.acceptable
    ).where(Requirement.offer_id.in_(keys))
    for row in session.execute(requirements.order_by(Requirement.rank, Requirement.id)):
        asked[row.offer_id].append(RequirementRow(row.text, row.justification or "", row.acceptable))
    rooms = _rooms(session, offer_rooms(session, today=today, company_id=company_id))
    return tuple(
        OfferRow(
            id=offer.id,
            number=offer.number,
            programmes=tuple(programmes.get(offer.id, ())),
            path=offer.path,
            places=offer.places,
            rooms=tuple(rooms.get(offer.id, ())),
            days=offer.days,
            minutes_per_week=offer.minutes_per_week,
            tasks=offer.tasks or "",
            units=tuple(units.get(offer.id, ())),
            requirements=tuple(asked.get(offer.id, ())),
            allowance=offer.allowance,
            allowance_cents=offer.allowance_cents,
            accepts=offer.accepts,
            contact=offer.contact or "",
            given_on=offer.given_on,
        )
        for offer in offers
    )


def _words(session: Session, wanted: Any) -> Mapping[UUID, list[str]]:
    """Rows of (key, word) as words by key."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for key, word in session.execute(wanted):
        found[key].append(word)
    return found


def _rooms(session: Session, rooms: Sequence[OfferRoom]) -> Mapping[UUID, list[RoomRow]]:
    names = {row.id: row.name for row in session.execute(select(Period.id, Period.name))}
    found: dict[UUID, list[RoomRow]] = defaultdict(list)
    for room in rooms:
        found[room.offer_id].append(RoomRow(names[room.period_id], room.free))
    return found
