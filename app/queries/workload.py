"""Students over supervisors: how many each guides, where, and whether there is time for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.names import full_name
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Group, Period, Programme
from app.queries.masking import PersonName, Private
from app.queries.ordering import ordered
from app.queries.outlook import Outlook, outlook
from app.queries.pipeline import card_facts, in_view
from app.queries.policy import policies
from app.rules.norm import late_since
from app.rules.pipeline import SIDE_STATES, TALKING, lane_of
from app.rules.travel import estimated_km
from app.terms.lists import LoadFilter, LoadOrder
from app.terms.pipeline import State
from app.text import fold

_FAR_KM = 25
_OVER = [*SIDE_STATES, State.COMPLETED]


@dataclass(frozen=True, slots=True)
class LoadRow:
    """A supervisor with the students they guide in the periods in view.

    ``areas`` are the towns of the companies with how many students each; ``needed`` and ``minutes`` is the
    time that these students take and the time there is, ``None`` when nobody filled that in.
    """

    id: UUID
    name: PersonName
    listed: PersonName
    programme: str
    days: tuple[str, ...] | None
    active: bool
    students: int
    late: int
    far: int
    areas: tuple[tuple[str, int], ...]
    needed: int
    minutes: int | None

    @property
    def room(self) -> int | None:
        """How many students more there is time for; below nought when there are too many."""
        if self.minutes is None:
            return None
        each = self.needed // self.students if self.students else 0
        return None if not each else (self.minutes - self.needed) // each

    @property
    def overloaded(self) -> bool:
        """Whether the students take more time than there is."""
        return self.minutes is not None and self.needed > self.minutes


@dataclass(frozen=True, slots=True)
class LoadList:
    """The supervisors, how many there are without filters, and how many placements nobody guides."""

    rows: tuple[LoadRow, ...]
    total: int
    unguided: int
    minutes_each: int


@dataclass(slots=True)
class _Load:
    students: int = 0
    late: int = 0
    far: int = 0
    towns: Counter[str] = field(default_factory=Counter)


def workload(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
    filters: frozenset[LoadFilter] = frozenset(),
    text: str = "",
    order: LoadOrder = LoadOrder.NAME,
    descending: bool = False,
) -> LoadList:
    """Every supervisor with the students in view; who left only while they still guide somebody."""
    each = int(policies(session, today)["guidance.minutes"])
    loads, unguided = _loads(session, today, (period_id, programme_id, group_id))
    rows = session.execute(
        select(
            Supervisor.id,
            Supervisor.first_name,
            Supervisor.prefix,
            Supervisor.last_name,
            Supervisor.days,
            Supervisor.guidance_minutes,
            Supervisor.active,
            Programme.name.label("programme"),
        )
        .outerjoin(Programme, Programme.id == Supervisor.programme_id)
        .order_by(Supervisor.sort_key, Supervisor.id)
    )
    found = []
    for row in rows:
        load = loads.get(row.id, _Load())
        if not row.active and not load.students:
            continue
        first = " ".join(part for part in (row.first_name, row.prefix) if part)
        found.append(
            LoadRow(
                row.id,
                full_name(row.first_name, row.prefix, row.last_name),
                f"{row.last_name}, {first}",
                row.programme or "",
                row.days,
                row.active,
                load.students,
                load.late,
                load.far,
                tuple(load.towns.most_common()),
                load.students * each,
                row.guidance_minutes,
            )
        )
    words = fold(text).split()
    kept = [
        one
        for one in found
        if all(_PASSES[wanted](one) for wanted in filters)
        and all(word in fold(f"{one.name}\n{one.programme}\n{_towns(one)}") for word in words)
    ]
    shown = ordered(kept, _ORDERS[order], descending=descending) if order is not LoadOrder.NAME else kept
    if order is LoadOrder.NAME and descending:
        shown = shown[::-1]
    return LoadList(tuple(shown), len(found), unguided, each)


def _loads(
    session: Session, today: date, view: tuple[UUID | None, UUID | None, UUID | None]
) -> tuple[Mapping[UUID, _Load], int]:
    wanted = in_view(today, *view)
    facts = card_facts(session, wanted, today)
    rows = session.execute(
        select(Placement.id, Company.town, Company.pc4, Supervisor.pc4.label("home"))
        .join(Company, Company.id == Placement.company_id)
        .outerjoin(Supervisor, Supervisor.id == Placement.supervisor_id)
        .where(Placement.participation_id.in_(wanted), Placement.state.not_in(_OVER))
    )
    places = {row.id: row for row in rows}
    loads: dict[UUID, _Load] = defaultdict(_Load)
    unguided = 0
    for card in facts.values():
        place = None if card.placement_id is None else places.get(card.placement_id)
        if place is None:
            continue
        if card.supervisor_id is None:
            unguided += 1
            continue
        load = loads[card.supervisor_id]
        load.students += 1
        load.towns[place.town or ""] += 1
        km = estimated_km(place.home, place.pc4)
        load.far += km is not None and km > _FAR_KM
        last = card.facts.last_day
        if lane_of(card.facts.state, last, today) in TALKING:
            load.late += late_since(card.contact, last, today) is not None
    return loads, unguided


def _towns(row: LoadRow) -> str:
    return " ".join(town for town, _count in row.areas)


_PASSES: Mapping[LoadFilter, Callable[[LoadRow], bool]] = {
    LoadFilter.OVERLOADED: lambda row: row.overloaded,
    LoadFilter.ROOM: lambda row: row.room is not None and row.room > 0,
    LoadFilter.LATE: lambda row: row.late > 0,
    LoadFilter.UNKNOWN: lambda row: row.minutes is None,
}
_ORDERS: Mapping[LoadOrder, Callable[[LoadRow], object]] = {
    LoadOrder.NAME: lambda row: fold(row.listed),
    LoadOrder.PROGRAMME: lambda row: row.programme or None,
    LoadOrder.STUDENTS: lambda row: row.students,
    LoadOrder.TIME: lambda row: None if row.minutes is None else row.needed - row.minutes,
    LoadOrder.LATE: lambda row: row.late,
}


@dataclass(frozen=True, slots=True)
class HandedRow:
    """A student who goes from one supervisor to another, with what the new one must know to take over."""

    placement_id: UUID
    student: PersonName
    student_phone: Private
    group: str
    company: str
    town: str
    company_person: PersonName
    company_phone: str
    state: State
    last_day: date
    joint: int
    asked: int
    next_by: date | None
    late: bool
    outlook: Outlook


def guided_by(session: Session, *, supervisor_id: UUID, today: date) -> tuple[HandedRow, ...]:
    """The students whom a supervisor guides now, by the day on which something is due."""
    rows = session.execute(
        select(
            Placement.id,
            Placement.participation_id,
            Placement.company_person,
            Placement.state,
            Placement.first_day,
            Placement.last_day,
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Student.phone.label("student_phone"),
            Group.code,
            Company.name.label("company"),
            Company.town,
            Company.phone,
        )
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Period, Period.id == Participation.period_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Company, Company.id == Placement.company_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(Placement.supervisor_id == supervisor_id, Placement.state.not_in(_OVER))
        .order_by(Student.sort_key, Placement.id)
    ).all()
    facts = card_facts(session, [row.participation_id for row in rows], today)
    coming = outlook(session, placement_ids=[row.id for row in rows], today=today)
    found = []
    for row in rows:
        contact = facts[row.participation_id].contact
        found.append(
            HandedRow(
                row.id,
                full_name(row.first_name, row.prefix, row.last_name),
                row.student_phone or "",
                row.code or "",
                row.company,
                row.town or "",
                row.company_person or "",
                row.phone or "",
                row.state,
                row.last_day,
                contact.joint,
                contact.norm.joint,
                contact.due,
                late_since(contact, row.last_day, today) is not None,
                coming.get(row.id, Outlook()),
            )
        )
    return tuple(sorted(found, key=_soonest))


def _soonest(row: HandedRow) -> tuple[date, str]:
    return row.next_by or date.max, row.student


def choices(rows: Sequence[LoadRow], leaving: UUID) -> tuple[LoadRow, ...]:
    """Who can take over: everybody active but who leaves, the one with most room first."""
    others = [row for row in rows if row.active and row.id != leaving]
    return tuple(sorted(others, key=lambda row: (row.room is None, -(row.room or 0))))
