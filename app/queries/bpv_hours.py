"""Hours of practice of students over their whole programme: planned, made, and what it asks at least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Programme
from app.rules.bpv_hours import Minimum, ProgrammeHours, minimum_hours
from app.rules.pipeline import SIDE_STATES

_HOUR = 60
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class BpvHours:
    """Whole hours over all periods; of a placement that stopped what was made there counts as planned as well.

    ``unknown`` counts the placements of which nobody knows how many hours are planned.
    """

    planned: int
    done: int
    unknown: int
    minimum: Minimum | None

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


def _hours(session: Session, keys: list[UUID]) -> Mapping[UUID, BpvHours]:
    planned: dict[UUID, int] = defaultdict(int)
    done: dict[UUID, int] = defaultdict(int)
    unknown: dict[UUID, int] = defaultdict(int)
    rows = session.execute(
        select(Participation.student_id, Placement.state, Placement.minutes_total, Placement.minutes_done)
        .join(Placement, Placement.participation_id == Participation.id)
        .where(Participation.student_id.in_(keys))
    )
    for row in rows:
        made = row.minutes_done or 0
        done[row.student_id] += made
        total = made if row.state in SIDE_STATES else row.minutes_total
        planned[row.student_id] += total or 0
        unknown[row.student_id] += total is None
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
        row.id: BpvHours(
            planned[row.id] // _HOUR,
            done[row.id] // _HOUR,
            unknown[row.id],
            minimum_hours(ProgrammeHours(row.years, row.bpv_hours, row.bpv_hours_bbl, row.bpv_source), row.path),
        )
        for row in programmes
    }
