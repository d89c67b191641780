"""Who takes part in a matching round, and what the matching may know of them.

The one place where a name and a token stand in one line: from here on there are only tokens and codes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.entities.company import Company, RecognitionCheck
from app.entities.names import full_name
from app.entities.offer import Offer, OfferUnit, Requirement
from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Group, Programme
from app.queries.free_places import offer_rooms
from app.queries.masking import PersonName
from app.queries.matching_facts import WishFacts, ids_of, offers_for, wish_facts
from app.queries.pipeline import card_facts
from app.queries.refusals import refused_offers
from app.rules.matching_words import asked_facilities
from app.rules.pipeline import ABSENT_STATES
from app.terms.company import Accepts, Allowance, Recognised
from app.terms.matching import Apart, Aside
from app.terms.pipeline import State
from app.terms.school import Path
from app.text import translate

_SEEKING = {State.WISH_OPEN, State.WISH_READY, State.NO_PLACE, State.REPLACING}


@dataclass(frozen=True, slots=True)
class TakerRow:
    """A student of the programme in the period: takes part, or is ``aside``; ``gaps`` says what lacks."""

    participation_id: UUID
    student_id: UUID
    number: str
    name: PersonName
    group: str
    path: Path
    aside: Aside | None
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferInRow:
    """An offer for the programme and the period: takes part, or is ``apart``; ``gaps`` says what lacks."""

    offer_id: UUID
    company_id: UUID
    company: str
    town: str
    number: str
    free: int | None
    apart: Apart | None
    phone: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """Everybody and everything that a round could be about, with what is missing."""

    students: tuple[TakerRow, ...]
    offers: tuple[OfferInRow, ...]

    @property
    def taking(self) -> tuple[TakerRow, ...]:
        """Who takes part."""
        return tuple(row for row in self.students if row.aside is None)

    @property
    def offered(self) -> tuple[OfferInRow, ...]:
        """The offers that take part."""
        return tuple(row for row in self.offers if row.apart is None)

    @property
    def places(self) -> int:
        """How many places there are."""
        return sum(row.free or 0 for row in self.offered)


def field(session: Session, *, programme_id: UUID, period_id: UUID, today: date) -> Field:
    """Who and what could take part in a round of a programme in a period; students by name, offers by company."""
    return Field(
        tuple(_takers(session, programme_id, period_id, today)), tuple(_offers(session, programme_id, period_id, today))
    )


def programme_of(session: Session, participation_id: UUID) -> UUID | None:
    """The programme of whoever takes part."""
    return session.scalar(
        select(func.coalesce(Student.programme_id, Group.programme_id))
        .join(Participation, Participation.student_id == Student.id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(Participation.id == participation_id)
    )


def _takers(session: Session, programme_id: UUID, period_id: UUID, today: date) -> Iterable[TakerRow]:
    rows = session.execute(
        select(
            Participation.id,
            Participation.student_id,
            Student.number,
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Student.active,
            Student.pc4,
            Group.code,
            func.coalesce(Student.path, Group.path).label("path"),
        )
        .join(Student, Student.id == Participation.student_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(Participation.period_id == period_id)
        .where(func.coalesce(Student.programme_id, Group.programme_id) == programme_id)
        .order_by(Student.sort_key, Student.number)
    ).all()
    facts = card_facts(session, [row.id for row in rows], today)
    wishes = wish_facts(session, [row.student_id for row in rows], period_id)
    for row in rows:
        card = facts[row.id]
        path = Path(row.path or Path.BOL)
        wish = wishes.get(row.student_id)
        state = card.facts.state
        aside = _aside(state, path, placed=card.placement_id is not None, active=row.active, wish=wish is not None)
        name = full_name(row.first_name, row.prefix, row.last_name)
        gaps = () if wish is None else tuple(_wish_gaps(wish, row.pc4))
        yield TakerRow(row.id, row.student_id, row.number, name, row.code or "", path, aside, gaps)


def _aside(state: State, path: Path, *, placed: bool, active: bool, wish: bool) -> Aside | None:
    if not active:
        return Aside.LEFT
    if state in ABSENT_STATES:
        return Aside.LEFT if state is State.DEREGISTERED else Aside.ABSENT
    if placed or state not in _SEEKING:
        return Aside.PLACED
    if path is Path.BBL and state in {State.WISH_OPEN, State.WISH_READY}:
        return Aside.EMPLOYER
    return None if wish else Aside.NO_WISH


def _wish_gaps(wish: WishFacts, pc4: str | None) -> Iterable[str]:
    if not wish.units:
        yield translate("Matching", "noemt geen werkprocessen")
    if wish.max_minutes is None and wish.max_km is None:
        yield translate("Matching", "noemt geen grens voor de reistijd")
    if pc4 is None:
        yield translate("Matching", "postcode ontbreekt")
    if wish.needs_health:
        yield translate("Matching", "noteer welke voorziening nodig is, niet waarom")
    elif asked_facilities(wish.needs).unread:
        yield translate("Matching", "wat nodig is, staat niet in de lijst van voorzieningen")


def _offers(session: Session, programme_id: UUID, period_id: UUID, today: date) -> Iterable[OfferInRow]:
    rooms = offer_rooms(session, today=today, period_id=period_id, programme_id=programme_id)
    free = {room.offer_id: room.free for room in rooms}
    refused = refused_offers(session, period_id)
    recognised = _recognised(session, programme_id)
    asks: dict[UUID, list[Requirement]] = defaultdict(list)
    for one in session.scalars(
        select(Requirement)
        .where(Requirement.offer_id.in_(offers_for(programme_id)))
        .order_by(Requirement.rank, Requirement.id)
    ):
        asks[one.offer_id].append(one)
    named = select(OfferUnit.offer_id, OfferUnit.unit_id)
    units = ids_of(session, named.where(OfferUnit.offer_id.in_(offers_for(programme_id))))
    rows = session.execute(
        select(Offer, Company)
        .join(Company, Company.id == Offer.company_id)
        .where(Offer.id.in_(offers_for(programme_id)))
        .order_by(Company.sort_key, Offer.number, Offer.id)
    )
    for offer, company in rows:
        if offer.id not in free:
            continue
        outcome = recognised.get(company.id, Recognised.UNCHECKED)
        yield OfferInRow(
            offer.id,
            company.id,
            company.name,
            company.town or "",
            offer.number,
            free[offer.id],
            Apart.REFUSED if offer.id in refused else _apart(offer, company, free[offer.id], outcome, asks[offer.id]),
            company.phone or "",
            tuple(_offer_gaps(offer, outcome, asks[offer.id], units[offer.id])),
        )


def _apart(
    offer: Offer, company: Company, free: int | None, outcome: Recognised, asks: Iterable[Requirement]
) -> Apart | None:
    reasons = (
        (company.unfit, Apart.UNFIT),
        (outcome is Recognised.NO, Apart.NOT_RECOGNISED),
        (offer.accepts is Accepts.NO, Apart.REFUSES),
        (offer.accepts is Accepts.AFTER_INTERVIEW, Apart.AFTER_INTERVIEW),
        (offer.accepts is Accepts.UNKNOWN, Apart.NOT_ASKED),
        (any(not one.acceptable for one in asks), Apart.REQUIREMENT),
        (free is None, Apart.NUMBER_UNKNOWN),
        (free == 0, Apart.FULL),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _offer_gaps(
    offer: Offer, outcome: Recognised, asks: Iterable[Requirement], units: frozenset[UUID]
) -> Iterable[str]:
    if outcome is Recognised.UNCHECKED:
        yield translate("Matching", "erkenning nog controleren")
    if not units:
        yield translate("Matching", "werkprocessen onbekend")
    if offer.days is None:
        yield translate("Matching", "dagen onbekend")
    if offer.access is None:
        yield translate("Matching", "voorzieningen onbekend")
    if offer.allowance is Allowance.UNKNOWN:
        yield translate("Matching", "vergoeding onbekend")
    for one in asks:
        if not one.justification:
            yield translate("Matching", "eis nog uit te leggen: {text}").format(text=one.text)


def _recognised(session: Session, programme_id: UUID) -> Mapping[UUID, Recognised]:
    rows = session.execute(
        select(RecognitionCheck.company_id, RecognitionCheck.outcome)
        .join(Programme, Programme.crebo == RecognitionCheck.crebo)
        .where(Programme.id == programme_id, RecognitionCheck.checked_on.is_not(None))
        .order_by(RecognitionCheck.checked_on, RecognitionCheck.id)
    )
    return {row.company_id: row.outcome for row in rows}
