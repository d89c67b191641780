"""What the engine has to say, as codes with numbers; the words are made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Every kind of answer; behind each, the names of its numbers."""

    # Why a round cannot be solved.
    PIN_WITHOUT_PAIR = "pin-without-pair"  # student, track
    PIN_VETOED = "pin-vetoed"  # student, track
    PIN_TWICE = "pin-twice"  # student, track, other
    TRACK_OVERFULL = "track-overfull"  # track, asked, capacity: pins and minimum against the places
    GROUP_OVERFULL = "group-overfull"  # group, asked, capacity
    COMPANY_OVERFULL = "company-overfull"  # company, asked, capacity
    MINIMUM_UNREACHABLE = "minimum-unreachable"  # track, tracks, asked, students

    # Why a student has this track, or not that one.
    MATCHED = "matched"  # student, track, quality, band, better, worse
    PINNED = "pinned"  # student, track: a decision of people
    VETOED = "vetoed"  # student, track: a decision of people
    NO_PAIR = "no-pair"  # student, track: a hard criterion forbids it
    COSTS_PLACES = "costs-places"  # amount: more students without a place
    COSTS_BAND = "costs-band"  # band, amount: more students in that quality band, none better in a worse one
    COSTS_TOTAL = "costs-total"  # amount: points of quality
    COSTS_CHANGE = "costs-change"  # amount: more students who change
    COSTS_LOTTERY = "costs-lottery"  # no numbers: equally good, the lottery decided
    MINIMUM_HOLDS = "minimum-holds"  # student, track: it would break a pin or a minimum

    # Why a student has no place.
    NO_FEASIBLE_TRACK = "no-feasible-track"  # student
    SHORTAGE = "shortage"  # students, places, tracks


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer of the engine: a code, and its numbers by name (indices, counts, points)."""

    code: Code
    numbers: Mapping[str, int]


class Infeasible(Exception):  # noqa: N818 - the decisions contradict each other; nothing is broken
    """No matching obeys the pins, vetoes and minimums; ``reason`` names where they collide."""

    def __init__(self, code: Code, **numbers: int) -> None:
        super().__init__(code, numbers)
        self.reason = Reason(code, numbers)

    def __reduce__(self) -> tuple[object, ...]:
        return _infeasible, (self.reason,)


def _infeasible(reason: Reason) -> Infeasible:
    """The same exception on the other side of a process boundary."""
    return Infeasible(reason.code, **reason.numbers)
