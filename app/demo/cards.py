"""The cards and offers of the fictional school's running period, in an order that does not depend on keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.base import Entity
from app.entities.company import Company
from app.entities.offer import Offer, OfferPeriod, OfferProgramme, OfferUnit
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation
from app.entities.programme import Group, Period, Programme
from app.entities.wish import LearningWish, WishUnit
from app.rules.travel import estimated_km
from app.store.work import Command, Work, undoable
from app.terms.school import Path

_FAR = 1000  # kilometres, where one of the two is not known


@dataclass(slots=True)
class Card:
    """A student in the period; ``placement`` is the one that holds now."""

    id: UUID
    student: UUID
    number: str
    programme: UUID
    path: Path
    pc4: str | None
    minor: bool
    units: frozenset[UUID]
    has_wish: bool
    placement: UUID | None = None


@dataclass(slots=True)
class Place:
    """An offer in the period, and how many places of it are left."""

    id: UUID
    number: str
    company: UUID
    pc4: str | None
    programmes: frozenset[UUID]
    path: Path | None
    units: frozenset[UUID]
    left: int

    def suits(self, card: Card) -> bool:
        """Whether it is for this student's programme and path and has a place left."""
        return self.left > 0 and card.programme in self.programmes and self.path in {None, card.path}

    def distance(self, card: Card) -> tuple[int, int, str]:
        """How far it is from what this student asks: werkprocessen first, then kilometres."""
        km = estimated_km(card.pc4, self.pc4)
        return len(card.units - self.units), _FAR if km is None else km, self.number


@dataclass(slots=True)
class Guide:
    """A supervisor, the minutes there are for guidance and how many students they have."""

    id: UUID
    minutes: int
    students: int = 0


def cards(session: Session, period: str, day: date) -> list[Card]:
    """The cards of a period by student number; ``day`` tells who is a minor."""
    units = _links(session, WishUnit, "wish_id", "unit_id")
    rows = session.execute(
        select(
            Participation.id,
            Student.id.label("student"),
            Student.number,
            Group.programme_id,
            Group.path,
            Student.pc4,
            Student.minor_until,
            LearningWish.id.label("wish"),
        )
        .join(Student, Student.id == Participation.student_id)
        .join(Period, Period.id == Participation.period_id)
        .join(Group, Group.id == Student.group_id)
        .outerjoin(
            LearningWish, (LearningWish.student_id == Student.id) & (LearningWish.period_id == Participation.period_id)
        )
        .where(Period.code == period)
        .order_by(Student.number)
    )
    return [
        Card(
            row.id,
            row.student,
            row.number,
            row.programme_id,
            row.path,
            row.pc4,
            row.minor_until is not None and row.minor_until >= day,
            frozenset(units[row.wish]),
            row.wish is not None,
        )
        for row in rows
    ]


def places(session: Session, period: str) -> list[Place]:
    """The offers of a period by number, without those of unfit companies and those of nobody knows how many."""
    programmes = _links(session, OfferProgramme, "offer_id", "programme_id")
    units = _links(session, OfferUnit, "offer_id", "unit_id")
    rows = session.execute(
        select(Offer.id, Offer.number, Offer.company_id, Company.pc4, Offer.path, Offer.places)
        .join(Company, Company.id == Offer.company_id)
        .join(OfferPeriod, OfferPeriod.offer_id == Offer.id)
        .join(Period, Period.id == OfferPeriod.period_id)
        .where(Period.code == period, Company.unfit.is_(False), Offer.places.is_not(None))
        .order_by(Offer.number)
    )
    return [
        Place(
            row.id,
            row.number,
            row.company_id,
            row.pc4,
            frozenset(programmes[row.id]),
            row.path,
            frozenset(units[row.id]),
            row.places,
        )
        for row in rows
    ]


def guides(session: Session) -> Mapping[UUID, Sequence[Guide]]:
    """Of each programme the supervisors who have time, by name."""
    rows = session.execute(
        select(Supervisor.id, Programme.id.label("programme"), Supervisor.guidance_minutes)
        .join(Programme, Programme.id == Supervisor.programme_id)
        .where(Supervisor.active, Supervisor.guidance_minutes.is_not(None))
        .order_by(Supervisor.sort_key)
    )
    found: dict[UUID, list[Guide]] = defaultdict(list)
    for row in rows:
        found[row.programme].append(Guide(row.id, row.guidance_minutes))
    return found


def together(command: Command[Any, Any], calls: Iterable[Mapping[str, Any]]) -> Command[[], list[Any]]:
    """One step that does a command for each of ``calls``, as somebody does who works through a pile."""

    def run(work: Work) -> list[Any]:
        return [command.run(work, **call) for call in calls]

    declared: Callable[[Callable[[Work], list[Any]]], Command[[], list[Any]]] = undoable(command.deed)
    return declared(run)


def _links(session: Session, kind: type[Entity], owner: str, column: str) -> Mapping[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    table = kind.__table__
    for key, value in session.execute(select(table.c[owner], table.c[column])):
        found[key].add(value)
    return found
