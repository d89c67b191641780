"""One outing: which stops, in this order, fit in the time, and when each can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.scheduling.spans import Span, Spans
from app.scheduling.values import Pause


@dataclass(frozen=True, slots=True)
class Outing:
    """A free piece of a supervisor's day, left from and ended at the base."""

    day: int
    start: int
    end: int
    rests: bool


class Stop(NamedTuple):
    """One way to meet a need: in which outing, where (0 is the base), and when it may start."""

    need: int
    outing: int
    place: int
    minutes: int
    spans: Spans
    online: bool
    cost: int
    fixed: bool = False


def next_start(spans: Spans, minute: int) -> int:
    """The first start from ``minute`` on; -1 when there is none."""
    for first, last in spans:
        if minute <= last:
            return max(minute, first)
    return -1


def last_start(spans: Spans, minute: int) -> int:
    """The last start up to ``minute``, of spans that begin before it."""
    return max(min(minute, last) for first, last in spans if first <= minute)


def fits(outing: Outing, stops: Sequence[Stop], minutes: Sequence[Sequence[int]], pause: Pause | None) -> bool:
    """Whether the stops, in this order and with the pause that is due, fit in the outing."""
    if pause is None or not outing.rests:
        return _fits_straight(outing, stops, minutes)
    # Leaving as early as possible is never worse, with the pause behind (rested) or still ahead (plain).
    plain, rested, place = outing.start, -1, 0
    for stop in stops:
        way = minutes[place][stop.place]
        through = next_start(stop.spans, rested + way) if rested >= 0 else -1
        now = _after_pause(plain, way, pause) if plain >= 0 else -1
        paused = next_start(stop.spans, now) if now >= 0 else -1
        rested = min((start for start in (through, paused) if start >= 0), default=-1)
        plain = next_start(stop.spans, plain + way) if plain >= 0 else -1
        rested += stop.minutes if rested >= 0 else 0
        plain += stop.minutes if plain >= 0 else 0
        if plain < 0 and rested < 0:
            return False
        place = stop.place
    way = minutes[place][0]
    if rested >= 0 and rested + way <= outing.end:
        return True
    back = _after_pause(plain, way, pause) if plain >= 0 else -1
    return 0 <= back <= outing.end


def _fits_straight(outing: Outing, stops: Sequence[Stop], minutes: Sequence[Sequence[int]]) -> bool:
    now, place = outing.start, 0
    for stop in stops:
        now = next_start(stop.spans, now + minutes[place][stop.place])
        if now < 0:
            return False
        now += stop.minutes
        place = stop.place
    return now + minutes[place][0] <= outing.end


def _after_pause(leaving: int, way: int, pause: Pause) -> int:
    """When one is at the next place with the pause taken there or before leaving; -1 if it is too late for it."""
    there = max(leaving + way, pause.first) + pause.minutes
    if there <= pause.last:
        return there
    here = max(leaving, pause.first) + pause.minutes
    return here + way if here <= pause.last else -1


class Timetable(NamedTuple):
    """For each stop its earliest and latest start."""

    earliest: tuple[int, ...]
    latest: tuple[int, ...]


def timetable(
    outing: Outing, stops: Sequence[Stop], minutes: Sequence[Sequence[int]], pause: Pause | None, noon: int
) -> Timetable | None:
    """When each stop can start; ``None`` where they do not fit.

    With a pause the route is tried with it on each leg, before leaving and after arriving; of those that fit the one
    with the earliest starts is kept, and among equals the one with the most room. A stop stays on the side of ``noon``
    on which its earliest start is.
    """
    if pause is None or not outing.rests:
        return _times(outing, stops, minutes, noon)
    found = []
    for leg in range(len(stops) + 1):
        around = (stops[leg - 1].place if leg else 0, stops[leg].place if leg < len(stops) else 0)
        for place in around:
            rest = Stop(
                -1, stops[0].outing, place, pause.minutes, ((pause.first, pause.last - pause.minutes),), False, 0
            )
            if times := _times(outing, [*stops[:leg], rest, *stops[leg:]], minutes, noon):
                found.append(Timetable(*(row[:leg] + row[leg + 1 :] for row in times)))
    return min(found, key=lambda times: (times.earliest, [-late for late in times.latest]), default=None)


def _times(outing: Outing, stops: Sequence[Stop], minutes: Sequence[Sequence[int]], noon: int) -> Timetable | None:
    earliest: list[int] = []
    now, place = outing.start, 0
    for stop in stops:
        now = next_start(stop.spans, now + minutes[place][stop.place])
        if now < 0:
            return None
        earliest.append(now)
        now += stop.minutes
        place = stop.place
    if now + minutes[place][0] > outing.end:
        return None
    latest: list[int] = []
    now, place = outing.end, 0
    for stop, early in zip(reversed(stops), reversed(earliest), strict=True):
        spans = stop.spans if stop.need < 0 else same_part(stop.spans, early, noon)
        now = last_start(spans, now - minutes[stop.place][place] - stop.minutes)
        latest.append(now)
        place = stop.place
    return Timetable(tuple(earliest), tuple(reversed(latest)))


def same_part(spans: Spans, minute: int, noon: int) -> Spans:
    """The starts on the side of ``noon`` on which ``minute`` is."""
    first, last = (0, noon - 1) if minute < noon else (noon, max(noon, *(end for _, end in spans)))
    clipped: list[Span] = [(max(start, first), min(end, last)) for start, end in spans]
    return tuple((start, end) for start, end in clipped if start <= end)
