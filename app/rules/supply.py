"""Whether there are places enough: places that more than one programme can use are shared out, never counted twice."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from app.dates import Calendar

Kind = TypeVar("Kind", bound=Hashable)
_YEAR_OF_WEEKS = timedelta(weeks=52)


def shared_out(needs: Mapping[Kind, int], places: Sequence[tuple[frozenset[Kind], int]]) -> Mapping[Kind, int]:
    """How many of the ``needs`` of each kind the ``places`` can meet at most, all together.

    Each lot of places is for some kinds. As many needs as possible are met (augmenting paths over lots);
    which kind goes without, where two want the same place, follows the order of ``needs``.
    """
    given: dict[tuple[int, Kind], int] = {}
    left = [count for _kinds, count in places]
    met = dict.fromkeys(needs, 0)
    for kind, need in needs.items():
        while met[kind] < need and _one_more(kind, places, left, given):
            met[kind] += 1
    return met


def _one_more(
    kind: Kind, places: Sequence[tuple[frozenset[Kind], int]], left: list[int], given: dict[tuple[int, Kind], int]
) -> bool:
    """Give one place to ``kind``, if need be by letting another kind move to a place of another lot."""
    came: dict[Kind, tuple[int, Kind] | None] = {kind: None}
    queue = [kind]
    for wanted in queue:
        for lot, (kinds, _count) in enumerate(places):
            if wanted not in kinds:
                continue
            if left[lot]:
                left[lot] -= 1
                _hand_on(wanted, lot, came, given)
                return True
            for other in _holders(given, lot):
                if other not in came:
                    came[other] = (lot, wanted)
                    queue.append(other)
    return False


def _holders(given: Mapping[tuple[int, Kind], int], lot: int) -> list[Kind]:
    """The kinds that hold a place of ``lot``."""
    return [kind for (at, kind), count in given.items() if at == lot and count]


def _hand_on(
    kind: Kind, lot: int, came: Mapping[Kind, tuple[int, Kind] | None], given: dict[tuple[int, Kind], int]
) -> None:
    given[lot, kind] = given.get((lot, kind), 0) + 1
    step = came[kind]
    while step is not None:
        old_lot, wanted = step
        given[old_lot, kind] -= 1
        given[old_lot, wanted] = given.get((old_lot, wanted), 0) + 1
        kind, step = wanted, came[wanted]


def a_year_on(first: date, last: date, calendar: Calendar) -> tuple[date, date]:
    """The same weeks a year later; a first day that is free moves on, a last day that is free moves back."""
    begin, end = first + _YEAR_OF_WEEKS, last + _YEAR_OF_WEEKS
    while begin < end and not calendar.is_working_day(begin):
        begin += timedelta(days=1)
    while end > begin and not calendar.is_working_day(end):
        end -= timedelta(days=1)
    return begin, end


def a_year_on_in(name: str) -> str:
    """The name of a period with every year in it one later; empty where there is none to tell them apart."""
    later = re.sub(r"\b20\d\d\b", lambda year: str(int(year.group()) + 1), name)
    return later if later != name else ""


def fill_by(first_day: date, days: int) -> date:
    """The day before which every place of a period should be known."""
    return first_day - timedelta(days=days)
