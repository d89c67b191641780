"""The four goals of the Stagepact in numbers that can be counted, each with what is not known of it.

The pact names guidance, discrimination, enough places and a fitting allowance (rijksoverheid.nl, Stagepact
MBO 2023-2027); how the ministry measures them is in surveys. What is counted here is the school's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from app.entities.contact import ContactMoment
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import GroupPeriod, Period, Programme
from app.entities.school import Helpline
from app.queries.givings import coverage as cards_given
from app.queries.givings import givings
from app.queries.paper_lists import Wanted
from app.queries.pipeline import CardFacts, card_facts, in_view
from app.queries.policy import policies
from app.rules.norm import overdue_since
from app.rules.pipeline import ABSENT_STATES
from app.terms.cards import Receiver
from app.terms.goals import Goal
from app.terms.pipeline import State
from app.text import translate

_BEGUN = frozenset({State.STARTED, State.MIDTERM, State.FINAL, State.COMPLETED})
_YEAR = timedelta(days=365)
_ABOUT = timedelta(days=60)  # how far the same period of another year may have shifted


@dataclass(frozen=True, slots=True)
class GoalCell:
    """Of one opleiding, or of all: ``count`` of ``of``, and of how many of ``all`` it is known.

    ``before`` is the same a year earlier: how many of how many, ``None`` where there was nothing.
    """

    name: str
    count: int
    of: int
    known: int
    all: int
    before: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal: its parts by name, and the whole; ``extra`` is a second number that belongs to it."""

    goal: Goal
    cells: tuple[GoalCell, ...]
    whole: GoalCell
    extra: tuple[int, int] = (0, 0)


def _students(session: Session, wanted: Select[UUID], cards: Iterable[CardFacts]) -> tuple[int, int]:
    """How many students have a place, and of how many: one with several stages does once none is without.

    ``cards`` are the facts of the participations ``wanted``.
    """
    rows = list(cards)
    of_cards = select(Participation.id, Participation.student_id).where(Participation.id.in_(wanted))
    whose = {row.id: row.student_id for row in session.execute(of_cards)}
    everybody = {whose[row.participation_id] for row in rows}
    without = {whose[row.participation_id] for row in rows if row.placement_id is None}
    return len(everybody - without), len(everybody)


def stagepact(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
    year_before: bool = True,
) -> tuple[GoalRow, ...]:
    """The four goals in the periods in view, each beside the same period a year earlier unless that is not asked."""
    going = Participation.state.not_in(ABSENT_STATES)
    shown = in_view(today, period_id, programme_id, group_id).where(going)
    now = _counted(session, shown, today)
    periods = select(Participation.period_id).where(Participation.id.in_(shown)).distinct()
    earlier = _a_year_before(session, list(session.scalars(periods))) if year_before else []
    past = (
        select(Participation.id)
        .join(Student, Student.id == Participation.student_id)
        .where(Participation.period_id.in_(earlier), going)
    )
    if programme_id is not None:
        past = past.where(Student.programme_id == programme_id)
    then = _counted(session, past, today) if earlier and group_id is None else _Counted({}, {}, {})
    missing = _not_on_board(session, today, period_id, programme_id, group_id)
    students = _students(session, shown, now.cards)
    return (
        _row(Goal.GUIDANCE, now.guidance, then.guidance, now.on_track),
        _reachable(session, Wanted(today, period_id, programme_id, group_id)),
        _row(Goal.PLACES, _with_missing(now.places, missing), then.places, students),
        _row(Goal.ALLOWANCE, now.allowance, then.allowance),
    )


@dataclass(slots=True)
class _Tally:
    """What is being counted of one programme."""

    count: int = 0
    of: int = 0
    known: int = 0
    all: int = 0


_Tallies = Mapping[str, _Tally]


@dataclass(frozen=True, slots=True)
class _Counted:
    """The three goals that are counted over students, by the name of the programme.

    ``on_track`` is how many begun placements have reached the norm or still can in time, and of how many.
    """

    guidance: _Tallies
    places: _Tallies
    allowance: _Tallies
    on_track: tuple[int, int] = (0, 0)
    cards: tuple[CardFacts, ...] = ()


def _counted(session: Session, wanted: Select[UUID], today: date) -> _Counted:
    guidance: dict[str, _Tally] = defaultdict(_Tally)
    places: dict[str, _Tally] = defaultdict(_Tally)
    allowance: dict[str, _Tally] = defaultdict(_Tally)
    facts = card_facts(session, wanted, today)
    silent = set(
        session.scalars(
            select(Placement.id).where(
                Placement.participation_id.in_(wanted), ~exists().where(ContactMoment.placement_id == Placement.id)
            )
        )
    )
    late = begun = 0
    covered = {
        row.id: row.costs_covered
        for row in session.execute(
            select(Placement.id, Placement.costs_covered).where(Placement.participation_id.in_(wanted))
        )
    }
    for row in session.execute(
        select(Participation.id, Programme.name)
        .join(Student, Student.id == Participation.student_id)
        .outerjoin(Programme, Programme.id == Student.programme_id)
        .where(Participation.id.in_(wanted))
    ):
        card, name = facts[row.id], row.name or translate("Stagepact", "zonder opleiding")
        placed = card.placement_id is not None
        _add(places[name], yes=placed, known=True)
        if card.placement_id is None:
            continue
        costs = covered[card.placement_id]
        _add(allowance[name], yes=bool(costs), known=costs is not None)
        if card.facts.state in _BEGUN:
            tally = guidance[name]
            _add(tally, yes=card.contact.met, known=True)
            tally.known -= card.placement_id in silent
            begun += 1
            late += _is_late(card, today)
    return _Counted(guidance, places, allowance, (begun - late, begun), tuple(facts.values()))


def _is_late(card: CardFacts, today: date) -> bool:
    """Whether a talk of the norm should have been there by now."""
    first, last = card.facts.first_day, card.facts.last_day
    if card.contact.met or first is None or last is None:
        return False
    return last < today or overdue_since(card.contact, today) is not None


def _add(tally: _Tally, *, yes: bool, known: bool) -> None:
    """Count one more; what is not known is not counted as no."""
    tally.all += 1
    tally.known += known
    tally.of += known
    tally.count += known and yes


def _row(goal: Goal, now: _Tallies, then: _Tallies, extra: tuple[int, int] = (0, 0)) -> GoalRow:
    cells = tuple(
        GoalCell(name, tally.count, tally.of, tally.known, tally.all, _pair(then.get(name)))
        for name, tally in sorted(now.items())
    )
    before = (sum(one.count for one in then.values()), sum(one.of for one in then.values()))
    whole = GoalCell(
        "",
        sum(cell.count for cell in cells),
        sum(cell.of for cell in cells),
        sum(cell.known for cell in cells),
        sum(cell.all for cell in cells),
        before if before[1] else None,
    )
    return GoalRow(goal, cells, whole, extra)


def _pair(tally: _Tally | None) -> tuple[int, int] | None:
    return None if tally is None or not tally.of else (tally.count, tally.of)


def _with_missing(places: _Tallies, missing: Mapping[str, int]) -> _Tallies:
    """The same, with those who should be on the board and are not: of them nothing is known."""
    found = dict(places)
    for name, count in missing.items():
        known = found.get(name, _Tally())
        found[name] = _Tally(known.count, known.of, known.known, known.all + count)
    return found


def _a_year_before(session: Session, period_ids: Sequence[UUID]) -> list[UUID]:
    rows = session.execute(select(Period.id, Period.first_day)).all()
    begun = [row.first_day for row in rows if row.id in period_ids]
    return [
        row.id
        for row in rows
        if row.id not in period_ids and any(abs(day - _YEAR - row.first_day) <= _ABOUT for day in begun)
    ]


def _not_on_board(
    session: Session, today: date, period_id: UUID | None, programme_id: UUID | None, group_id: UUID | None
) -> Mapping[str, int]:
    """How many students of a klas that goes on placement do not take part, by programme."""
    in_period = Period.last_day >= today if period_id is None else Period.id == period_id
    rows = (
        select(Programme.name, Student.id)
        .join(Student, Student.programme_id == Programme.id)
        .join(GroupPeriod, GroupPeriod.group_id == Student.group_id)
        .join(Period, Period.id == GroupPeriod.period_id)
        .outerjoin(
            Participation, (Participation.student_id == Student.id) & (Participation.period_id == GroupPeriod.period_id)
        )
        .where(Student.active, in_period, GroupPeriod.days != (), Participation.id.is_(None))
    )
    if programme_id is not None:
        rows = rows.where(Student.programme_id == programme_id)
    if group_id is not None:
        rows = rows.where(Student.group_id == group_id)
    found: dict[str, int] = defaultdict(int)
    for row in session.execute(rows):
        found[row.name] += 1
    return found


def _reachable(session: Session, wanted: Wanted) -> GoalRow:
    """Whether a student who needs help finds somebody: who of the meldwijzer was looked up in time.

    Beside it, with how many of the klassen in view the meldwijzer was talked through.

    Reports themselves are not counted outside their own module: that there are few would tell as much
    as who they are about.
    """
    days = int(policies(session, wanted.today)["helpline.days"])
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for row in session.execute(select(Helpline.place, Helpline.checked_on).where(Helpline.shown)):
        fresh = row.checked_on is not None and wanted.today - row.checked_on <= timedelta(days=days)
        _add(tallies[row.place.label], yes=fresh, known=True)
    register = givings(session, wanted=wanted, versions=dict.fromkeys(Receiver, ""))
    (groups,) = [one for one in cards_given(register) if one.receiver is Receiver.GROUP]
    return _row(Goal.SAFETY, tallies, {}, (groups.discussed, groups.all))
