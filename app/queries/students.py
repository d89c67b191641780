"""The list of students: who they are, where they stand in the period in view, and what to mind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.names import full_name
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation
from app.entities.programme import Group, Period, Programme
from app.queries.masking import PersonName, Private
from app.queries.matters import MatterRow, matters, urgency
from app.queries.ordering import ordered
from app.queries.pipeline import CardFacts, card_facts, in_view
from app.rules.pipeline import lane_of
from app.terms.lists import StudentFilter, StudentOrder
from app.terms.pipeline import Lane, State
from app.text import fold


@dataclass(frozen=True, slots=True)
class StudentRow:
    """A student, with the participation in view that ends first; without one there is no state.

    ``seeking`` says that a place is sought in any of the periods in view, which need not be the one told here;
    ``listed`` is the name as an ordered list gives it: ``Pol, Zakaria van de``.
    """

    id: UUID
    number: Private
    name: PersonName
    listed: PersonName
    group: str
    programme: str
    level: int | None
    minor: bool
    active: bool
    participation_id: UUID | None = None
    period: str = ""
    more_periods: tuple[str, ...] = ()
    state: State | None = None
    lane: Lane | None = None
    seeking: bool = False
    company: str = ""
    supervisor: PersonName = ""
    matters: tuple[MatterRow, ...] = ()


@dataclass(frozen=True, slots=True)
class StudentList:
    """The students that were asked for, and how many there are in view without any filter."""

    rows: tuple[StudentRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A row with what it is ordered and searched by."""

    row: StudentRow
    sort_key: str
    period_day: date | None
    company_key: str | None
    supervisor_key: str | None


def students(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
    filters: frozenset[StudentFilter] = frozenset(),
    text: str = "",
    order: StudentOrder = StudentOrder.NAME,
    descending: bool = False,
) -> StudentList:
    """The students in view that pass every filter and whose name, number, klas or company holds every word.

    With ``SEEKING`` the participation that is told is one that seeks. With a period only those who take
    part in it, or with ``ABSENT`` only those who do not. Without one
    everyone, with their participation in a period that has not ended, or that is still open. Who left is
    shown with ``LEFT`` only, without a card.
    """
    wanted = in_view(today, period_id, programme_id, group_id)
    people = session.execute(_people(programme_id, group_id, active=StudentFilter.LEFT not in filters)).all()
    cards = _cards(session, wanted)
    known = card_facts(session, wanted, today)
    view = _View(
        today,
        known,
        _companies(session),
        _supervisors(session),
        matters(session, today=today, period_id=period_id, programme_id=programme_id, group_id=group_id, known=known),
        seekers_first=StudentFilter.SEEKING in filters,
    )
    found = [view.found(person, cards.get(person.id, ())) for person in people]
    if period_id is not None and not filters & {StudentFilter.ABSENT, StudentFilter.LEFT}:
        found = [one for one in found if one.row.participation_id is not None]
    words = fold(text).split()
    kept = [
        one
        for one in found
        if all(_PASSES[wanted](one.row) for wanted in filters) and all(_holds(one, word) for word in words)
    ]
    return StudentList(tuple(one.row for one in ordered(kept, _ORDERS[order], descending=descending)), len(found))


@dataclass(frozen=True, slots=True)
class StudentFormRow:
    """A student as a form shows it; ``version`` is what the form saw. Persons are not hidden in it."""

    id: UUID
    version: int
    number: str
    first_name: str
    prefix: str
    last_name: str
    group_id: UUID | None
    email: str | None
    phone: str | None
    pc4: str | None
    minor_until: date | None
    mentor: str | None
    active: bool


def student_form(session: Session, student_id: UUID) -> StudentFormRow | None:
    """What a form needs to change a student; ``None`` when they are gone."""
    columns = [Student.__table__.c[one.name] for one in fields(StudentFormRow)]
    row = session.execute(select(*columns).where(Student.id == student_id)).one_or_none()
    return None if row is None else StudentFormRow(*row)


def _people(programme_id: UUID | None, group_id: UUID | None, *, active: bool) -> Select[*tuple[Any, ...]]:
    wanted: Select[*tuple[Any, ...]] = (
        select(
            Student.id,
            Student.number,
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Student.sort_key,
            Student.minor_until,
            Student.active,
            Student.level,
            Group.code.label("group"),
            Programme.name.label("programme"),
            Programme.level.label("programme_level"),
        )
        .outerjoin(Group, Group.id == Student.group_id)
        .outerjoin(Programme, Programme.id == Student.programme_id)
        .where(Student.active.is_(active))
        .order_by(Student.sort_key, Student.id)
    )
    if programme_id is not None:
        wanted = wanted.where(Student.programme_id == programme_id)
    if group_id is not None:
        wanted = wanted.where(Student.group_id == group_id)
    return wanted


def _cards(session: Session, wanted: Select[UUID]) -> Mapping[UUID, Sequence[Any]]:
    """The participations of each student that are in view, the one that ends first in front."""
    rows = session.execute(
        select(Participation.id, Participation.student_id, Period.name, Period.last_day)
        .join(Period, Period.id == Participation.period_id)
        .where(Participation.id.in_(wanted))
        .order_by(Period.last_day, Participation.id)
    )
    cards: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        cards[row.student_id].append(row)
    return cards


def _companies(session: Session) -> Mapping[UUID, Any]:
    """Name and order of every company."""
    rows = session.execute(select(Company.id, Company.name, Company.sort_key).order_by(Company.id))
    return {row.id: row for row in rows}


def _supervisors(session: Session) -> Mapping[UUID, Any]:
    """Name and order of every supervisor."""
    names = (Supervisor.first_name, Supervisor.prefix, Supervisor.last_name)
    rows = session.execute(select(Supervisor.id, *names, Supervisor.sort_key).order_by(Supervisor.id))
    return {row.id: row for row in rows}


@dataclass(frozen=True, slots=True)
class _View:
    """What is known of every card in view."""

    today: date
    known: Mapping[UUID, CardFacts]
    companies: Mapping[UUID, Any]
    supervisors: Mapping[UUID, Any]
    minded: Mapping[UUID, tuple[MatterRow, ...]]
    seekers_first: bool

    def found(self, person: Any, cards: Sequence[Any]) -> _Found:
        """The row of a student with these participations, the one that ends first in front."""
        if not cards:
            return _Found(_person(person, self.today), person.sort_key, None, None, None)
        seeking = [card for card in cards if self._lane(card) is Lane.SEEKING]
        card = seeking[0] if seeking and self.seekers_first else cards[0]
        others = [other for other in cards if other is not card]
        known = self.known[card.id]
        company = None if known.company_id is None else self.companies[known.company_id]
        guide = None if known.supervisor_id is None else self.supervisors[known.supervisor_id]
        row = _person(
            person,
            self.today,
            participation_id=card.id,
            period=card.name,
            more_periods=tuple(other.name for other in others),
            state=known.facts.state,
            lane=self._lane(card),
            seeking=bool(seeking),
            company="" if company is None else company.name,
            supervisor="" if guide is None else _full(guide),
            matters=self.minded.get(card.id, ()),
        )
        return _Found(
            row,
            person.sort_key,
            card.last_day,
            None if company is None else company.sort_key,
            None if guide is None else guide.sort_key,
        )

    def _lane(self, card: Any) -> Lane | None:
        facts = self.known[card.id].facts
        return lane_of(facts.state, facts.last_day, self.today)


def _person(person: Any, today: date, **card: Any) -> StudentRow:
    given = " ".join(part for part in (person.first_name, person.prefix) if part)
    return StudentRow(
        id=person.id,
        number=person.number,
        name=_full(person),
        listed=f"{person.last_name}, {given}",
        group=person.group or "",
        programme=person.programme or "",
        level=person.level or person.programme_level,
        minor=person.minor_until is not None and person.minor_until >= today,
        active=person.active,
        **card,
    )


def _full(person: Any) -> str:
    return full_name(person.first_name, person.prefix, person.last_name)


def _holds(one: _Found, word: str) -> bool:
    row = one.row
    in_words = (one.sort_key, row.group.casefold(), one.company_key or "")
    return any(word in text for text in in_words) or row.number.casefold().startswith(word)


_PASSES: Mapping[StudentFilter, Callable[[StudentRow], bool]] = {
    StudentFilter.SEEKING: lambda row: row.seeking,
    StudentFilter.MATTERS: lambda row: bool(row.matters),
    StudentFilter.MINOR: lambda row: row.minor,
    StudentFilter.ABSENT: lambda row: row.participation_id is None,
    StudentFilter.LEFT: lambda row: not row.active,
}
_STATES = {state: at for at, state in enumerate(State)}
_ORDERS: Mapping[StudentOrder, Callable[[_Found], Any]] = {
    StudentOrder.NAME: lambda one: one.sort_key,
    StudentOrder.NUMBER: lambda one: one.row.number,
    StudentOrder.GROUP: lambda one: one.row.group or None,
    StudentOrder.PROGRAMME: lambda one: one.row.programme or None,
    StudentOrder.PERIOD: lambda one: one.period_day,
    StudentOrder.STATE: lambda one: None if one.row.state is None else _STATES[one.row.state],
    StudentOrder.COMPANY: lambda one: one.company_key,
    StudentOrder.SUPERVISOR: lambda one: one.supervisor_key,
    StudentOrder.MATTER: lambda one: urgency(one.row.matters[0]) if one.row.matters else None,
}
