"""What days and status of the student system mean for a placement here."""

from __future__ import annotations

from datetime import date

from app.dates import school_year
from app.rules.pipeline import SIDE_STATES, state_of_system_status
from app.terms.pipeline import State, SystemStatus

_JULY = 7
_LAST_OF_JULY = 31


def placement_days(first: date, planned_end: date | None, ended_on: date | None) -> tuple[date, date]:
    """The first and last day: without a planned end the actual one, and else the end of the school year."""
    last = planned_end or ended_on or date(school_year(first) + 1, _JULY, _LAST_OF_JULY)
    return first, max(first, last)


def placement_state(
    status: SystemStatus | None,
    *,
    days: tuple[date, date],
    today: date,
    ended_on: date | None,
    end_reason: str | None = None,
    signed_on: date | None = None,
) -> tuple[State, date]:
    """Where a placement stands, and since which day as far as the file tells.

    Without a status a placement with an end is one that ended, and another is definite from its first
    day on and provisional before it.
    """
    first, last = days
    if status is None:
        status = SystemStatus.DEFINITE if first <= today else SystemStatus.PROVISIONAL
        status = SystemStatus.ENDED if ended_on is not None else status
    state = state_of_system_status(
        status, first_day=first, last_day=last, ended_on=ended_on, end_reason=end_reason, today=today
    )
    since = today
    if state is State.COMPLETED or state in SIDE_STATES:
        since = ended_on or min(last, today)
    elif state is State.STARTED:
        since = first
    elif signed_on is not None:
        since = signed_on
    return state, min(since, today)
