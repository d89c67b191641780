"""What learning wishes and offers say that a matching may use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.offer import Offer, OfferProgramme, OfferUnit
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import GroupPeriod
from app.entities.wish import LearningWish, WishUnit
from app.terms.company import Allowance, Answer
from app.terms.pipeline import State
from app.terms.school import Path


@dataclass(frozen=True, slots=True)
class WishFacts:
    """What a wish says that the matching may use."""

    units: frozenset[UUID]
    tasks: tuple[str, ...]
    kinds: str
    transport: tuple[str, ...]
    max_minutes: int | None
    max_km: int | None
    days: tuple[str, ...]
    needs: str
    needs_health: bool


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What an offer says that the matching may use."""

    company_id: UUID
    path: Path | None
    days: tuple[str, ...] | None
    units: frozenset[UUID]
    tasks: tuple[str, ...]
    access: tuple[str, ...] | None
    allowance: Allowance
    cents: int | None
    covered: tuple[str, ...]
    public: Answer
    company: str
    sector: str
    pc4: str | None


def wish_facts(session: Session, students: Iterable[UUID], period_id: UUID) -> Mapping[UUID, WishFacts]:
    """What the wishes of these students for a period say, by student; without days those of the group."""
    wanted = set(students)
    named = select(WishUnit.wish_id, WishUnit.unit_id).join(LearningWish, LearningWish.id == WishUnit.wish_id)
    units = ids_of(session, named.where(LearningWish.period_id == period_id))
    rows = session.execute(
        select(LearningWish, GroupPeriod.days)
        .join(Student, Student.id == LearningWish.student_id)
        .outerjoin(
            GroupPeriod, (GroupPeriod.group_id == Student.group_id) & (GroupPeriod.period_id == LearningWish.period_id)
        )
        .where(LearningWish.period_id == period_id)
        .order_by(LearningWish.id)
    )
    return {
        wish.student_id: WishFacts(
            units[wish.id],
            _parts(wish.tasks),
            wish.company_kind or "",
            wish.transport,
            wish.max_minutes,
            wish.max_km,
            wish.days or days or (),
            wish.needs or "",
            wish.needs_health,
        )
        for wish, days in rows
        if wish.student_id in wanted
    }


def offers_for(programme_id: UUID) -> Select[UUID]:
    """The offers for a programme, by id."""
    return select(OfferProgramme.offer_id).where(OfferProgramme.programme_id == programme_id)


def offer_facts(session: Session, offers: Iterable[UUID], programme_id: UUID) -> Mapping[UUID, OfferFacts]:
    """What these offers for a programme say, by id."""
    wanted = set(offers)
    named = select(OfferUnit.offer_id, OfferUnit.unit_id)
    units = ids_of(session, named.where(OfferUnit.offer_id.in_(offers_for(programme_id))))
    rows = session.execute(
        select(Offer, Company)
        .join(Company, Company.id == Offer.company_id)
        .where(Offer.id.in_(offers_for(programme_id)))
        .order_by(Offer.number, Offer.id)
    )
    return {
        offer.id: OfferFacts(
            company.id,
            offer.path,
            offer.days,
            units[offer.id],
            _parts(offer.tasks),
            offer.access,
            offer.allowance,
            offer.allowance_cents,
            offer.costs_covered or (),
            offer.public_transport,
            company.name,
            company.sector or "",
            company.pc4,
        )
        for offer, company in rows
        if offer.id in wanted
    }


def former_companies(session: Session, students: Iterable[UUID], period_id: UUID) -> Iterable[tuple[UUID, UUID]]:
    """Student and company, where students have been in another period."""
    wanted = set(students)
    rows = session.execute(
        select(Participation.student_id, Placement.company_id)
        .join(Placement, Placement.participation_id == Participation.id)
        .where(or_(Participation.period_id != period_id, Placement.ended_on.is_not(None)))
        .where(Placement.state.in_([State.STARTED, State.MIDTERM, State.FINAL, State.COMPLETED, State.ENDED_EARLY]))
        .order_by(Placement.id)
    )
    return [(row.student_id, row.company_id) for row in rows if row.student_id in wanted]


def ids_of(session: Session, pairs: Select[UUID, UUID]) -> Mapping[UUID, frozenset[UUID]]:
    """The values of each owner; an owner without any has an empty set."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for key, one in session.execute(pairs):
        found[key].add(one)
    return defaultdict(frozenset, {key: frozenset(held) for key, held in found.items()})


def _parts(written: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (written or "").replace(",", ";").split(";") if part.strip())
