"""Where a student could go: companies with a free place for them first, then the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.entities.company import Company, RecognitionCheck
from app.entities.offer import Offer, OfferProgramme
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Programme
from app.queries.free_places import offer_rooms
from app.queries.masking import PersonName
from app.rules.pipeline import SIDE_STATES
from app.rules.travel import estimated_km
from app.terms.company import Allowance, Recognised
from app.terms.pipeline import State
from app.text import fold

_FAR = 10_000


class Fit(IntEnum):
    """Why a place stands where it does in the list."""

    FREE = 0
    """An offer for this programme, period and leerweg with room."""
    UNASKED = 1
    """The company offers nothing that fits, as far as the school knows."""
    FULL = 2
    """The offer fits, and is taken."""
    UNFIT = 3
    """The school does not place students here now."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A company, or one of its offers, as a place for one student.

    ``free`` is ``None`` where nobody knows how many places there are; ``km`` is an estimate by road
    from where the student lives, ``None`` where a postcode is missing. ``now`` counts the students
    who are there or will be.
    """

    company_id: UUID
    offer_id: UUID | None
    company: str
    town: str
    number: str
    fit: Fit
    places: int | None
    free: int | None
    km: int | None
    recognised: Recognised
    contact: PersonName
    days: tuple[str, ...] | None
    minutes_per_week: int | None
    allowance: Allowance
    allowance_cents: int | None
    now: int
    unfit_reason: str
    known_for: tuple[str, ...]
    """The other programmes that the school knows this company of, where it does not know it of the student's own."""


def places_for(session: Session, *, participation_id: UUID, today: date, text: str = "") -> tuple[PlaceRow, ...]:
    """Every place whose company, town or number has the words of ``text``: fitting and near ones first."""
    who = session.execute(
        select(Participation.period_id, Student.programme_id, Student.path, Student.pc4, Programme.crebo)
        .join(Student, Student.id == Participation.student_id)
        .outerjoin(Programme, Programme.id == Student.programme_id)
        .where(Participation.id == participation_id)
    ).one_or_none()
    if who is None:
        return ()
    offers = _offers(session, who, today)
    companies = session.execute(
        select(Company.id, Company.name, Company.town, Company.pc4, Company.unfit, Company.unfit_reason).order_by(
            Company.sort_key, Company.id
        )
    ).all()
    seen = _Seen(who.pc4, _recognised(session, who.crebo), _now(session), _known_for(session, who.programme_id))
    words = fold(text).split()
    rows = [
        row
        for company in companies
        for row in seen.rows(company, offers.get(company.id, ()))
        if _has(words, row.company, row.town, row.number)
    ]
    # sorting is stable: what is equally near stays by name
    return tuple(sorted(rows, key=lambda row: (row.fit, _FAR if row.km is None else row.km)))


@dataclass(frozen=True, slots=True)
class _Offer:
    """An offer that fits the student, with what of it is left in the period."""

    row: Any
    free: int | None


def _offers(session: Session, who: Any, today: date) -> Mapping[UUID, Sequence[_Offer]]:
    """The offers for this programme, period and leerweg, by company; one that names no leerweg is for both."""
    rooms = offer_rooms(session, today=today, period_id=who.period_id, programme_id=who.programme_id)
    rows = {
        row.id: row
        for row in session.execute(
            select(
                Offer.id,
                Offer.number,
                Offer.path,
                Offer.places,
                Offer.contact,
                Offer.days,
                Offer.minutes_per_week,
                Offer.allowance,
                Offer.allowance_cents,
            ).order_by(Offer.number, Offer.id)
        )
    }
    found: dict[UUID, list[_Offer]] = {}
    for room in rooms:
        row = rows[room.offer_id]
        if row.path is None or who.path is None or row.path == who.path:
            found.setdefault(room.company_id, []).append(_Offer(row, room.free))
    return found


def _recognised(session: Session, crebo: str | None) -> Mapping[UUID, Recognised]:
    """What the last check said of each company for this crebo."""
    rows = session.execute(
        select(RecognitionCheck.company_id, RecognitionCheck.outcome)
        .where(RecognitionCheck.crebo == crebo, RecognitionCheck.checked_on.is_not(None))
        .order_by(RecognitionCheck.checked_on, RecognitionCheck.id)
    )
    return {row.company_id: row.outcome for row in rows}


def _now(session: Session) -> Mapping[UUID, int]:
    """How many students each company has or will have."""
    rows = session.execute(
        select(Placement.company_id, func.count().label("held"))
        .where(Placement.state.not_in([*SIDE_STATES, State.COMPLETED]))
        .group_by(Placement.company_id)
    )
    return {row.company_id: row.held for row in rows}


def _known_for(session: Session, programme_id: UUID | None) -> Mapping[UUID, tuple[str, ...]]:
    """The programmes of the companies that offered or had placements, but never for ``programme_id``."""
    offered = (
        select(Offer.company_id, Programme.id, Programme.name)
        .join(OfferProgramme, OfferProgramme.offer_id == Offer.id)
        .join(Programme, Programme.id == OfferProgramme.programme_id)
    )
    placed = (
        select(Placement.company_id, Programme.id, Programme.name)
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Programme, Programme.id == Student.programme_id)
    )
    known: dict[UUID, dict[UUID, str]] = {}
    for company_id, key, name in session.execute(offered.union(placed).order_by("name")):
        known.setdefault(company_id, {})[key] = name
    return {company_id: tuple(names.values()) for company_id, names in known.items() if programme_id not in names}


def _has(words: Sequence[str], *texts: str) -> bool:
    folded = fold(" ".join(texts)) if words else ""
    return all(word in folded for word in words)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is the same for every row: where the student lives, who is recognised, who is where."""

    pc4: str | None
    recognised: Mapping[UUID, Recognised]
    now: Mapping[UUID, int]
    known_for: Mapping[UUID, tuple[str, ...]]

    def rows(self, company: Any, offers: Iterable[_Offer]) -> Iterable[PlaceRow]:
        """The rows of one company: each fitting offer, or else the company alone."""
        found = [self._row(company, offer) for offer in offers]
        return found or [self._row(company, None)]

    def _row(self, company: Any, offer: _Offer | None) -> PlaceRow:
        row = None if offer is None else offer.row
        free = None if offer is None else offer.free
        return PlaceRow(
            company_id=company.id,
            offer_id=None if row is None else row.id,
            company=company.name,
            town=company.town or "",
            number="" if row is None else row.number,
            fit=_fit(company, offer, free),
            places=None if row is None else row.places,
            free=free,
            km=estimated_km(self.pc4, company.pc4),
            recognised=self.recognised.get(company.id, Recognised.UNCHECKED),
            contact="" if row is None else row.contact or "",
            days=None if row is None else row.days,
            minutes_per_week=None if row is None else row.minutes_per_week,
            allowance=Allowance.UNKNOWN if row is None else row.allowance,
            allowance_cents=None if row is None else row.allowance_cents,
            now=self.now.get(company.id, 0),
            unfit_reason=company.unfit_reason or "",
            known_for=() if offer is not None else self.known_for.get(company.id, ()),
        )


def _fit(company: Any, offer: _Offer | None, free: int | None) -> Fit:
    if company.unfit:
        return Fit.UNFIT
    if offer is None:
        return Fit.UNASKED
    return Fit.FULL if free == 0 else Fit.FREE
