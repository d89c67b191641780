"""What the planner answers: appointments, and a reason for everything that is not as it was asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.scheduling.values import Appointment


class Code(StrEnum):
    """Why a need is not planned, or an agreed appointment no longer fits; with the numbers that a reason carries."""

    # Known before planning.
    NO_SUPERVISOR = "no_supervisor"
    """Nobody is to make it. No numbers."""
    WINDOW_EMPTY = "window_empty"
    """Its last day lies before its first. No numbers."""
    WINDOW_PAST = "window_past"
    """Its last day is not after today. Numbers: days since."""
    WINDOW_IN_HOLIDAY = "window_in_holiday"
    """The school is closed on every weekday of its window. Numbers: those days."""
    FIRST_DAYS = "first_days"
    """Nothing is left after the first days of the placement. Numbers: the days that stay free."""
    SUPERVISOR_AWAY = "supervisor_away"
    """The supervisor has no free time in the window. Numbers: open days in the window."""
    COMPANY_CLOSED = "company_closed"
    """The company is never open in the window. Numbers: open days in the window."""
    STUDENT_AWAY = "student_away"
    """The student is never there in the window. Numbers: open days in the window."""
    NO_COMMON_DAY = "no_common_day"
    """Each has days, but none in common. Numbers: days of supervisor, company, student."""
    PLACE_UNKNOWN = "place_unknown"
    """Where the company or the base is, is not known, so no route can be made. No numbers."""
    NO_TIME = "no_time"
    """There are common days, but no common time long enough with the way to it. Numbers: common days, minutes."""
    # Known after planning.
    SUPERVISOR_FULL = "supervisor_full"
    """It could have been planned, but the supervisor's days filled up. Numbers: days on which it could be."""
    TOO_CLOSE = "too_close"
    """Every day is too near another moment of the student. Numbers: days that must lie between."""
    # Of agreed appointments.
    OUTSIDE_WINDOW = "outside_window"
    """It stands on a day outside the window of its need. No numbers."""
    SCHOOL_CLOSED = "school_closed"
    """The school is closed on its day. No numbers."""
    NOT_FREE = "not_free"
    """Supervisor, company or student has no time then. Numbers: 1 or 0 for each of the three."""
    OVERLAP = "overlap"
    """The route of its day cannot keep all agreed hours. Numbers: the agreed appointments of that day."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and its numbers; ``rules.wording`` makes the sentence."""

    code: Code
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A need without appointment, and why."""

    need: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Clash:
    """An agreed appointment that was kept, but no longer fits."""

    need: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Change:
    """What stood and now stands elsewhere, or (``after`` is ``None``) no longer stands; for the user to accept."""

    need: str
    before: Appointment
    after: Appointment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The answer; the same problem, seed and number of iterations give the same plan on every machine.

    ``appointments`` by supervisor, day and time, past ones included. ``hectometres``, ``days`` and ``objective`` are of
    what is still to come; ``objective`` is the weighted sum without the unplanned needs, which count first of all.
    """

    appointments: tuple[Appointment, ...]
    unplanned: tuple[Unplanned, ...]
    changes: tuple[Change, ...]
    clashes: tuple[Clash, ...]
    objective: int
    hectometres: int
    days: int
    seed: int
    iterations: int

    @property
    def kilometres(self) -> int:
        """Whole kilometres, rounded up: an estimate."""
        return -(-self.hectometres // 10)
