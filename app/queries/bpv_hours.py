"""Hours of practice of students, over each period and over their whole programme, and what that asks at least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Programme
from app.rules.bpv_hours import Minimum, ProgrammeHours, minimum_hours
from app.rules.pipeline import SIDE_STATES
from app.terms.pipeline import State

_HOUR = 60
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class PeriodHours:
    """Whole hours of all placements of one period together, beside each other or after one another.

    ``unknown`` counts the placements of which nobody knows how many hours are planned; one that stopped before
    an hour was made is not among ``placements``.
    """

    planned: int
    done: int
    unknown: int
    placements: int


@dataclass(frozen=True, slots=True)
class BpvHours:
    """Whole hours over all periods, and over each apart; ``unknown`` as for a period.

    Of a placement that is over what was made there counts as planned: no more will come of it.
    """

    planned: int
    done: int
    unknown: int
    minimum: Minimum | None
    periods: Mapping[UUID, PeriodHours] = field(default_factory=dict)
    """By participation; one without placement is left out."""

    @property
    def short(self) -> int:
        """How many hours are not even planned yet of what is asked at least; nothing while plans are unknown."""
        if self.minimum is None or self.unknown:
            return 0
        return max(0, self.minimum.hours - self.planned)


def bpv_hours(session: Session, *, student_ids: Iterable[UUID]) -> Mapping[UUID, BpvHours]:
    """The hours of these students over their whole programme."""
    keys = list(dict.fromkeys(student_ids))
    found: dict[UUID, BpvHours] = {}
    for start in range(0, len(keys), _CHUNK):
        found |= _hours(session, keys[start : start + _CHUNK])
    return found


@dataclass(slots=True)
class _Sum:
    """Minutes of some placements."""

    planned: int = 0
    done: int = 0
    unknown: int = 0
    placements: int = 0

    def add(self, placement: Any) -> None:
        made, total = placement.minutes_done, placement.minutes_total
        if placement.state in SIDE_STATES:
            total = made or 0
        elif made is not None and (placement.state is State.COMPLETED or (total is not None and made > total)):
            total = made
        self.planned += total or 0
        self.done += made or 0
        self.unknown += total is None
        self.placements += bool(made) or placement.state not in SIDE_STATES

    @property
    def whole(self) -> PeriodHours:
        """The same in hours."""
        return PeriodHours(self.planned // _HOUR, self.done // _HOUR, self.unknown, self.placements)


def _hours(session: Session, keys: list[UUID]) -> Mapping[UUID, BpvHours]:
    sums: dict[UUID, _Sum] = defaultdict(_Sum)
    periods: dict[UUID, dict[UUID, _Sum]] = defaultdict(lambda: defaultdict(_Sum))
    rows = session.execute(
        select(
            Participation.student_id,
            Placement.participation_id,
            Placement.state,
            Placement.minutes_total,
            Placement.minutes_done,
        )
        .join(Placement, Placement.participation_id == Participation.id)
        .where(Participation.student_id.in_(keys))
        .order_by(Placement.id)
    )
    for row in rows:
        sums[row.student_id].add(row)
        periods[row.student_id][row.participation_id].add(row)
    return {
        key: BpvHours(
            sums[key].planned // _HOUR,
            sums[key].done // _HOUR,
            sums[key].unknown,
            minimum,
            {card: found.whole for card, found in periods[key].items()},
        )
        for key, minimum in _minimums(session, keys).items()
    }


def _minimums(session: Session, keys: list[UUID]) -> Mapping[UUID, Minimum | None]:
    """What the programme of each student asks at least; ``None`` where that is not known."""
    programmes = session.execute(
        select(
            Student.id,
            Student.path,
            Programme.years,
            Programme.bpv_hours,
            Programme.bpv_hours_bbl,
            Programme.bpv_source,
        )
        .outerjoin(Programme, Programme.id == Student.programme_id)
        .where(Student.id.in_(keys))
    )
    return {
        row.id: minimum_hours(ProgrammeHours(row.years, row.bpv_hours, row.bpv_hours_bbl, row.bpv_source), row.path)
        for row in programmes
    }
