"""The board: every student of the periods in view as a card, with where it stands and what it asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.contact import Assessment, ContactMoment
from app.entities.names import full_name
from app.entities.people import Student, Supervisor
from app.entities.placement import Agreement, Override, Participation, Placement, Reminder, RequiredDocument
from app.entities.programme import Group, Period, Programme
from app.entities.progress import Goal, UnitStanding, UnitVerdict
from app.queries.masking import PersonName
from app.queries.pipeline import CARD, CardFacts, facts_of, in_view, of_cards
from app.rules.asks import Ask, Urgency, asks
from app.rules.norm import late_since
from app.rules.pipeline import SIDE_STATES, TALKING, lane_of, missing_for_next
from app.terms.pipeline import Lane, State
from app.text import fold


class CardOrder(StrEnum):
    """By what the cards are sorted."""

    URGENCY = "urgency"
    STUDENT = "student"
    GROUP = "group"
    COMPANY = "company"
    STATE = "state"
    DAYS = "days"
    SUPERVISOR = "supervisor"
    FIRST_DAY = "first_day"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class CardRow:
    """One student in one period: where the card stands, since when, and what it asks.

    ``lane`` is ``None`` for who is done or stands aside; ``ended`` holds the states of earlier
    placements in this period that stopped, ``others`` the companies of what runs or is planned beside
    this one. Days are calendar days.
    """

    participation_id: UUID
    placement_id: UUID | None
    student_id: UUID
    student: PersonName
    group: str
    programme: str
    company_id: UUID | None
    company: str
    town: str
    state: State
    lane: Lane | None
    since: date
    days: int
    ask: Ask
    lacks: tuple[str, ...]
    late_contact: bool
    minor: bool
    supervisor_id: UUID | None
    supervisor: PersonName
    supervisor_initials: str
    first_day: date
    last_day: date
    period: str
    ended: tuple[State, ...]
    self_found: bool
    shortage_told_on: date | None
    others: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The company of the placement that holds now, and those beside it or after it."""
        return " + ".join((self.company, *self.others))

    @property
    def asking(self) -> bool:
        """Whether something is missing or late."""
        return self.ask.urgency >= Urgency.SOON


def board(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
    order: CardOrder = CardOrder.URGENCY,
    descending: bool = False,
) -> tuple[CardRow, ...]:
    """Every card of the periods in view, those beside the board too.

    Without ``period_id``: of every period that has not ended, and cards of ended ones that still run.
    """
    rows = _rows(session, in_view(today, period_id, programme_id, group_id), today)
    # they come by name, and sorting is stable: equal cards stay by name, also when it runs downward
    return tuple(in_order(rows, order, descending=descending))


def cards(
    session: Session, *, participation_ids: Collection[UUID], today: date, lead: Collection[UUID] = ()
) -> tuple[CardRow, ...]:
    """These cards by the name of their student; those that are gone are left out.

    Of a student with several placements the card is about the one in ``lead``.
    """
    wanted = select(Participation.id).where(Participation.id.in_(participation_ids))
    return tuple(_rows(session, wanted, today, lead))


def cards_of(session: Session, *, changed: Mapping[str, frozenset[UUID]]) -> frozenset[UUID] | None:
    """The participations that these changed rows, by kind, belong to; ``None`` when one cannot be told."""
    found = set(changed.get("participation", ()))
    for name, keys in changed.items():
        if name == "participation":
            continue
        kind = _BELONGS.get(name)
        if kind is None:
            return None
        wanted = (
            select(kind.id, kind.participation_id)
            if hasattr(kind, "participation_id")
            else select(kind.id, Placement.participation_id).join(Placement, Placement.id == kind.placement_id)
        )
        rows = session.execute(wanted.where(kind.id.in_(keys)).order_by(kind.id)).all()
        if len(rows) < len(keys):
            return None
        found.update(row.participation_id for row in rows)
    return frozenset(found)


_BELONGS: Mapping[str, Any] = {
    "placement": Placement,
    "override": Override,
    "agreement": Agreement,
    "contact_moment": ContactMoment,
    "assessment": Assessment,
    "unit_standing": UnitStanding,
    "unit_verdict": UnitVerdict,
    "goal": Goal,
    "reminder": Reminder,
    "required_document": RequiredDocument,
}


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the rows of a board have in common: companies, supervisors and stopped placements, by id."""

    companies: Mapping[UUID | None, Any]
    guides: Mapping[UUID | None, tuple[str, str]]
    ended: Mapping[UUID, tuple[State, ...]]


def _rows(session: Session, wanted: Select[UUID], today: date, lead: Collection[UUID] = ()) -> list[CardRow]:
    """The cards by the name of their student."""
    asked = (
        Participation.student_id,
        Student.first_name,
        Student.prefix,
        Student.last_name,
        Group.code.label("group"),
        Programme.name.label("programme"),
        Period.name.label("period"),
        Period.first_day,
        Period.last_day,
    )
    found = session.execute(
        of_cards(select(*CARD, *asked))
        .join(Period, Period.id == Participation.period_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(Participation.id.in_(wanted))
        .order_by(Student.sort_key, Period.first_day, Participation.id)
    ).all()
    known = facts_of(session, found, today, lead)
    beside = _Beside(_companies(session), _guides(session), _ended(session))
    return [_row(row, known[row.id], beside) for row in found]


def _companies(session: Session) -> Mapping[UUID | None, Any]:
    """Every company: a school has hundreds, and asking for some by key costs more."""
    return {row.id: row for row in session.execute(select(Company.id, Company.name, Company.town).order_by(Company.id))}


def _guides(session: Session) -> Mapping[UUID | None, tuple[str, str]]:
    wanted = select(Supervisor.id, Supervisor.first_name, Supervisor.prefix, Supervisor.last_name)
    return {
        row.id: (full_name(row.first_name, row.prefix, row.last_name), row.first_name[:1] + row.last_name[:1])
        for row in session.execute(wanted.order_by(Supervisor.id))
    }


def _ended(session: Session) -> Mapping[UUID, tuple[State, ...]]:
    wanted = select(Placement.participation_id, Placement.state).where(Placement.state.in_(SIDE_STATES))
    found: dict[UUID, tuple[State, ...]] = {}
    for row in session.execute(wanted.order_by(Placement.first_day, Placement.id)):
        found[row.participation_id] = (*found.get(row.participation_id, ()), row.state)
    return found


def _row(found: Any, known: CardFacts, beside: _Beside) -> CardRow:
    facts = known.facts
    company = beside.companies.get(known.company_id)
    guide, initials = beside.guides.get(known.supervisor_id, ("", ""))
    first_day, last_day = facts.first_day or found.first_day, facts.last_day or found.last_day
    lane = lane_of(facts.state, facts.last_day, facts.today)
    return CardRow(
        participation_id=known.participation_id,
        placement_id=known.placement_id,
        student_id=found.student_id,
        student=full_name(found.first_name, found.prefix, found.last_name),
        group=found.group or "",
        programme=found.programme or "",
        company_id=known.company_id,
        company="" if company is None else company.name,
        town="" if company is None else company.town or "",
        state=facts.state,
        lane=lane,
        since=known.since,
        days=(facts.today - known.since).days,
        ask=asks(facts, known.contact, first_day),
        lacks=tuple(guard.label for guard in missing_for_next(facts)),
        late_contact=lane in TALKING and late_since(known.contact, last_day, facts.today) is not None,
        minor=facts.minor,
        supervisor_id=known.supervisor_id,
        supervisor=guide,
        supervisor_initials=initials,
        first_day=first_day,
        last_day=last_day,
        period=found.period,
        ended=beside.ended.get(known.participation_id, ()),
        self_found=known.self_found,
        shortage_told_on=found.shortage_told_on,
        others=tuple(beside.companies[key].name for _placement, key in known.others) if known.others else (),
    )


def in_order(rows: Sequence[CardRow], order: CardOrder, *, descending: bool = False) -> Sequence[CardRow]:
    """Cards that come by the name of their student, in another order."""
    if order is CardOrder.STUDENT:
        return rows[::-1] if descending else rows
    return sorted(rows, key=_KEYS[order], reverse=descending)


_LANES = {lane: at for at, lane in enumerate(Lane)}
_STATES = {state: at for at, state in enumerate(State)}
_LAST = "\U0010ffff"
_KEYS: Mapping[CardOrder, Callable[[CardRow], Any]] = {
    CardOrder.URGENCY: lambda row: (-row.ask.urgency, -row.days),
    CardOrder.GROUP: lambda row: row.group or _LAST,
    CardOrder.COMPANY: lambda row: fold(row.company) or _LAST,
    CardOrder.STATE: lambda row: (len(_LANES) if row.lane is None else _LANES[row.lane], _STATES[row.state]),
    CardOrder.DAYS: lambda row: -row.days,
    CardOrder.SUPERVISOR: lambda row: fold(row.supervisor) or _LAST,
    CardOrder.FIRST_DAY: lambda row: (row.first_day, row.last_day),
    CardOrder.PERIOD: lambda row: (row.first_day, row.period),
}
