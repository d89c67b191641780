"""What companies refused: the kinds and how often, and which places wait for somebody who weighs the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.offer import Offer
from app.entities.programme import Period
from app.entities.refused import RefusedPlace
from app.queries.masking import PersonName
from app.terms.company import RefusalKind

_COUNTS = RefusalKind.OBJECTIVE


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """A refusal by a company; ``waiting`` while its place may only be filled with a reason."""

    id: UUID
    company: str
    kind: RefusalKind
    refused_on: date
    period: str
    offer: str
    recorded_by: PersonName
    weighed_on: date | None
    weighed_by: PersonName
    waiting: bool


def refusals(session: Session, *, company_id: UUID) -> Sequence[RefusalRow]:
    """The refusals of a company, the latest first."""
    rows = session.execute(
        select(RefusedPlace, Company.name, Period.name, Offer.number)
        .join(Company, Company.id == RefusedPlace.company_id)
        .join(Period, Period.id == RefusedPlace.period_id)
        .outerjoin(Offer, Offer.id == RefusedPlace.offer_id)
        .where(RefusedPlace.company_id == company_id)
        .order_by(RefusedPlace.refused_on.desc(), RefusedPlace.id.desc())
    )
    return tuple(
        RefusalRow(
            id=row.id,
            company=company,
            kind=row.reason_kind,
            refused_on=row.refused_on,
            period=period,
            offer=number or "",
            recorded_by=row.recorded_by,
            weighed_on=row.weighed_on,
            weighed_by=row.weighed_by or "",
            waiting=row.reason_kind is not _COUNTS and not row.cleared,
        )
        for row, company, period, number in rows
    )


def is_refused(session: Session, *, company_id: UUID, offer_id: UUID | None, period_id: UUID) -> bool:
    """Whether a place waits for somebody who weighs why it was refused.

    An offer waits when it was refused itself, or its company as a whole; a company without a
    particular offer waits when any place of it does.
    """
    about = RefusedPlace.company_id == company_id
    if offer_id is not None:
        about = and_(about, or_(RefusedPlace.offer_id == offer_id, RefusedPlace.offer_id.is_(None)))
    wanted = select(RefusedPlace.id).where(about, RefusedPlace.period_id == period_id, waiting()).limit(1)
    return session.scalar(wanted) is not None


def waiting() -> ColumnElement[bool]:
    """Whether a refusal still keeps others from its place."""
    return and_(RefusedPlace.reason_kind != _COUNTS, RefusedPlace.cleared.is_(False))


def refused_offers(session: Session, period_id: UUID) -> frozenset[UUID]:
    """The offers that wait in a period for somebody who weighs why they, or their company, were refused."""
    places = select(RefusedPlace.company_id).where(RefusedPlace.period_id == period_id, waiting())
    own = select(RefusedPlace.offer_id).where(RefusedPlace.period_id == period_id, waiting())
    wanted = select(Offer.id).where(
        or_(Offer.id.in_(own), Offer.company_id.in_(places.where(RefusedPlace.offer_id.is_(None))))
    )
    return frozenset(session.scalars(wanted))
