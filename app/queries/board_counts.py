"""The cards of a board in numbers: by lane, by the ways beside the road, by supervisor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.queries.board import CardRow
from app.queries.masking import PersonName
from app.terms.pipeline import Lane, State
from app.text import fold

SIDE_ORDER = (
    State.NO_PLACE,
    State.REPLACING,
    State.STUDENT_WITHDREW,
    State.COMPANY_WITHDREW,
    State.NOT_STARTED,
    State.ENDED_EARLY,
    State.POSTPONED,
    State.EXEMPT,
    State.DEREGISTERED,
)
"""The ways beside the usual road, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A lane in numbers: how many cards, the longest wait in days, and how many have talks too late."""

    lane: Lane
    count: int
    oldest: int
    late_contact: int


@dataclass(frozen=True, slots=True)
class SideRow:
    """How many students of the periods in view went this way."""

    state: State
    count: int


@dataclass(frozen=True, slots=True)
class SupervisorRow:
    """A supervisor with how many of the cards are theirs."""

    supervisor_id: UUID
    name: PersonName
    count: int


def lanes(cards: Iterable[CardRow]) -> tuple[LaneRow, ...]:
    """Every lane in the order of the road, with its numbers."""
    by_lane: dict[Lane, list[CardRow]] = {lane: [] for lane in Lane}
    for row in cards:
        if row.lane is not None:
            by_lane[row.lane].append(row)
    return tuple(
        LaneRow(lane, len(rows), max((row.days for row in rows), default=0), sum(row.late_contact for row in rows))
        for lane, rows in by_lane.items()
    )


def sides(cards: Iterable[CardRow]) -> tuple[SideRow, ...]:
    """How many went a way beside the usual road, now or with a placement that stopped; ways of nobody are left out.

    Who is done went no other way, but is counted here as well, at the end: they are off the board too.
    """
    counts = dict.fromkeys((*SIDE_ORDER, State.COMPLETED), 0)
    for row in cards:
        for state in {row.state, *row.ended} & counts.keys():
            counts[state] += 1
    return tuple(SideRow(state, count) for state, count in counts.items() if count)


def aside(cards: Iterable[CardRow]) -> int:
    """How many went any way beside the usual road; who went several is counted once."""
    ways = frozenset(SIDE_ORDER)
    return sum(row.self_found or not ways.isdisjoint({row.state, *row.ended}) for row in cards)


def supervisors_of(cards: Iterable[CardRow]) -> tuple[SupervisorRow, ...]:
    """Who guides these cards, by name."""
    names: dict[UUID, str] = {}
    counts: dict[UUID, int] = {}
    for row in cards:
        if row.supervisor_id is not None:
            names[row.supervisor_id] = row.supervisor
            counts[row.supervisor_id] = counts.get(row.supervisor_id, 0) + 1
    return tuple(
        SupervisorRow(key, name, counts[key]) for key, name in sorted(names.items(), key=lambda pair: fold(pair[1]))
    )
