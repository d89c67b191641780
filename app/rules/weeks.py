"""When a student is at a company: from day to day, on which weekdays, in which weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.dates import SHORT_WEEKDAYS
from app.terms.placing import Rhythm


@dataclass(frozen=True, slots=True)
class Pattern:
    """The days of one placement; ``weekdays`` is ``None`` while nobody said which."""

    first_day: date
    last_day: date
    weekdays: tuple[str, ...] | None = None
    rhythm: Rhythm = Rhythm.EVERY


def at_the_same_time(one: Pattern, other: Pattern) -> bool:
    """Whether two placements are beside each other rather than after one another."""
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def clashing_days(one: Pattern, other: Pattern) -> tuple[str, ...]:
    """The weekdays on which both want the student; none where the weeks take turns, or a day is not known."""
    turns = {one.rhythm, other.rhythm} == {Rhythm.EVEN, Rhythm.ODD}
    if turns or one.weekdays is None or other.weekdays is None or not at_the_same_time(one, other):
        return ()
    return tuple(day for day in SHORT_WEEKDAYS if day in one.weekdays and day in other.weekdays)


def in_rhythm(day: date, rhythm: Rhythm) -> bool:
    """Whether a day lies in a week that is worked, by its ISO week."""
    odd = day.isocalendar().week % 2 == 1
    return rhythm is Rhythm.EVERY or odd is (rhythm is Rhythm.ODD)
