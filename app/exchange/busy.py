"""When a supervisor is busy, from a calendar they exported: minutes of days, and nothing of what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from app.exchange.calendars import Busy, busy_between, read_calendar
from app.progress import Progress

Times = tuple[tuple[date, int, int], ...]
_HOUR = 60
_DAY = 24 * _HOUR


def read_busy(*, path: Path, first: date, last: date, progress: Progress) -> tuple[Times, int]:
    """The busy minutes from ``first`` to ``last``, and how many lines of the file could not be read.

    Raises ``Refusal`` for a file that is no calendar, or too large.
    """
    calendar = read_calendar(path, progress=progress)
    found = [part for busy in busy_between(calendar, first, last) for part in _by_day(busy)]
    return tuple(one for one in found if first <= one[0] <= last), len(calendar.findings)


def _by_day(busy: Busy) -> Iterator[tuple[date, int, int]]:
    """One stretch of time as minutes of each of its days."""
    day = busy.start.date()
    while datetime.combine(day, time()) < busy.end:
        begin = max(busy.start, datetime.combine(day, time()))
        end = min(busy.end, datetime.combine(day + timedelta(days=1), time()))
        start = begin.hour * _HOUR + begin.minute
        stop = _DAY if end.date() > day else end.hour * _HOUR + end.minute
        if start < stop:
            yield day, start, stop
        day += timedelta(days=1)
