"""Hours of a placement: how many are planned, and how many are left when it stopped before its time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.dates import days_of
from app.rules.weeks import in_rhythm
from app.terms.placing import Rhythm

_WEEK = 7


def planned_minutes(
    first_day: date,
    last_day: date,
    per_week: int | None,
    rhythm: Rhythm = Rhythm.EVERY,
    free: frozenset[date] = frozenset(),
) -> int | None:
    """What a working week comes to over the whole placement; ``None`` while nobody said how long a week is.

    A part of a week counts for its share of days. Holidays are taken off only where company and school
    agreed so: then they are ``free``.
    """
    if per_week is None:
        return None
    if rhythm is Rhythm.EVERY and not free:
        days = (last_day - first_day).days + 1
    else:
        days = sum(in_rhythm(day, rhythm) and day not in free for day in days_of(first_day, last_day))
    return per_week * days // _WEEK


def remaining_minutes(asked: int, done: Sequence[int | None]) -> int:
    """What is left of ``asked`` for the next placement, never less than nothing; unknown hours count for none."""
    return max(0, asked - sum(minutes or 0 for minutes in done))


def hours_are_final(done: int | None, planned: int | None, counted_on: date | None, last_day: date) -> bool:
    """Whether the hours of a placement are known to its end: a count on the way is none, unless all were made."""
    if done is None:
        return False
    return counted_on is None or counted_on >= last_day or (planned is not None and done >= planned)
