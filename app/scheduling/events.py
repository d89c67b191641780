"""What happens to a plan: a talk that is cancelled, somebody who is away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.dates import days_of
from app.scheduling.values import Appointment, Availability, Busy, Problem, Who


@dataclass(frozen=True, slots=True)
class Cancelled:
    """An appointment that does not go on; its need comes on another day."""

    need: str


@dataclass(frozen=True, slots=True)
class Absent:
    """Supervisor, company or student is away from ``first`` to ``last``, both included."""

    who: Who
    key: str
    first: date
    last: date


Event = Cancelled | Absent


def after(problem: Problem, events: Sequence[Event]) -> Problem:
    """The problem as it is once the events have happened; past appointments are not touched."""
    for event in events:
        problem = _cancelled(problem, event) if isinstance(event, Cancelled) else _absent(problem, event)
    return problem


def _cancelled(problem: Problem, event: Cancelled) -> Problem:
    dropped = {row.need: row for row in problem.standing if row.need == event.need and not problem.is_past(row)}
    return replace(
        problem,
        standing=tuple(row for row in problem.standing if row.need not in dropped),
        needs=tuple(
            replace(need, not_on=need.not_on | {dropped[need.key].day}) if need.key in dropped else need
            for need in problem.needs
        ),
    )


def _absent(problem: Problem, event: Absent) -> Problem:
    needs = {need.key: need for need in problem.needs}
    away = tuple(Busy(day) for day in days_of(event.first, event.last))

    def is_hit(row: Appointment) -> bool:
        need = needs[row.need]
        whose = {Who.SUPERVISOR: row.supervisor, Who.COMPANY: need.company, Who.STUDENT: need.student}[event.who]
        return whose == event.key and event.first <= row.day <= event.last and not problem.is_past(row)

    return replace(
        problem,
        standing=tuple(row for row in problem.standing if not is_hit(row)),
        availability=(*problem.availability, Availability(event.who, event.key, busy=away)),
    )
