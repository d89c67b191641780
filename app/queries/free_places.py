"""Which places that companies offer nobody has yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.entities.offer import Offer, OfferPeriod, OfferProgramme
from app.entities.placement import Participation, Placement
from app.entities.programme import Period
from app.rules.pipeline import SIDE_STATES


@dataclass(frozen=True, slots=True)
class OfferRoom:
    """An offer in one period: its places, and how many of them are taken."""

    offer_id: UUID
    company_id: UUID
    period_id: UUID
    places: int | None
    taken: int

    @property
    def free(self) -> int | None:
        """Places that are left; ``None`` when the company did not say how many it has."""
        return None if self.places is None else max(self.places - self.taken, 0)


def offer_rooms(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    company_id: UUID | None = None,
) -> tuple[OfferRoom, ...]:
    """The room of each offer in each period in view that it is for; one without periods is for all of them."""
    in_view = Period.last_day >= today if period_id is None else Period.id == period_id
    periods = session.scalars(select(Period.id).where(in_view).order_by(Period.first_day, Period.id)).all()
    offers = select(Offer.id, Offer.company_id, Offer.places).order_by(Offer.number, Offer.id)
    if company_id is not None:
        offers = offers.where(Offer.company_id == company_id)
    if programme_id is not None:
        offers = offers.join(OfferProgramme, OfferProgramme.offer_id == Offer.id).where(
            OfferProgramme.programme_id == programme_id
        )
    wanted: dict[UUID, set[UUID]] = defaultdict(set)
    for row in session.execute(select(OfferPeriod.offer_id, OfferPeriod.period_id)):
        wanted[row.offer_id].add(row.period_id)
    taken = _taken(session)
    return tuple(
        OfferRoom(offer.id, offer.company_id, period, offer.places, taken[offer.id, period])
        for offer in session.execute(offers)
        for period in periods
        if offer.id not in wanted or period in wanted[offer.id]
    )


def free_places(
    session: Session, *, today: date, period_id: UUID | None = None, programme_id: UUID | None = None
) -> Mapping[UUID, int]:
    """The free places of each company that said how many places it has, in the periods in view."""
    free: dict[UUID, int] = defaultdict(int)
    for room in offer_rooms(session, today=today, period_id=period_id, programme_id=programme_id):
        if room.free is not None:
            free[room.company_id] += room.free
    return free


def _taken(session: Session) -> Counter[tuple[UUID, UUID]]:
    """How many placements hold a place of an offer in a period."""
    rows = session.execute(
        select(Placement.offer_id, Participation.period_id, func.count().label("held"))
        .join(Participation, Participation.id == Placement.participation_id)
        .where(Placement.offer_id.is_not(None), Placement.state.not_in(SIDE_STATES))
        .group_by(Placement.offer_id, Participation.period_id)
    )
    return Counter({(row.offer_id, row.period_id): row.held for row in rows})
