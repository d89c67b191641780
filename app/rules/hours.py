"""Hours of a placement: how many are planned, and how many are left when it stopped before its time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_WEEK = 7


def planned_minutes(first_day: date, last_day: date, per_week: int | None) -> int | None:
    """What a working week comes to over the whole placement; ``None`` while nobody said how long a week is.

    A part of a week counts for its share of days. Holidays are not taken off: whether a student works
    in them is agreed with the company.
    """
    if per_week is None:
        return None
    days = (last_day - first_day).days + 1
    return per_week * days // _WEEK


def remaining_minutes(asked: int, done: Sequence[int | None]) -> int:
    """What is left of ``asked`` for the next placement, never less than nothing; unknown hours count for none."""
    return max(0, asked - sum(minutes or 0 for minutes in done))


def hours_are_final(done: int | None, planned: int | None, counted_on: date | None, last_day: date) -> bool:
    """Whether the hours of a placement are known to its end: a count on the way is none, unless all were made."""
    if done is None:
        return False
    return counted_on is None or counted_on >= last_day or (planned is not None and done >= planned)
