"""What the checks of a company's recognitions say together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.terms.company import Recognised, RecognitionStand


def summary(outcomes: Iterable[Recognised]) -> Recognised:
    """One word for the recognitions of a company, for each crebo the outcome of its last check.

    A recognition belongs to a crebo (WEB art. 7.2.10), so one that is unchecked is still to be looked up
    whatever the others say; without any there is something to look up as well.
    """
    known = set(outcomes)
    if not known or Recognised.UNCHECKED in known:
        return Recognised.UNCHECKED
    return Recognised.YES if Recognised.YES in known else Recognised.NO


@dataclass(frozen=True, slots=True)
class Seen:
    """What the checks say: the last outcome and its day, and since when it is the same."""

    outcome: Recognised
    checked_on: date
    held_since: date


def stand_of(seen: Seen | None, first_day: date, today: date, most_days: int) -> RecognitionStand:
    """How a recognition stands to a placement from ``first_day``; a check counts for ``most_days``.

    What was lost during the placement asks for another place (WEB art. 7.2.9).
    """
    if seen is None or seen.outcome is Recognised.UNCHECKED:
        return RecognitionStand.UNCHECKED
    if seen.outcome is Recognised.NO:
        return RecognitionStand.LOST if first_day <= today else RecognitionStand.REFUSED
    if seen.checked_on < first_day - timedelta(days=most_days):
        return RecognitionStand.OLD
    return RecognitionStand.AFTER_START if seen.held_since > first_day else RecognitionStand.IN_TIME
