"""The student list of the student system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.terms.pipeline import SystemStatus
from app.terms.school import Path


@dataclass(frozen=True, slots=True)
class EarlierPlacementIn:
    """A placement that the student list mentions; the same as one of the placements with its student, ID and start."""

    leerbedrijf_id: str
    company_name: str | None
    start: date | None
    planned_end: date | None
    end: date | None
    status: SystemStatus | None
    mentor: str | None


@dataclass(frozen=True, slots=True)
class StudentIn:
    """A student as the list has him; ``minor_until`` is all that is kept of the date of birth.

    ``group`` is the code of the klas; ``mobile`` is as typed and ``mobile_key`` ten digits; ``pc4`` is
    all that is kept of the address; ``programme_known`` tells whether the school has this crebo.
    """

    row: int
    number: str
    first_name: str
    prefix: str
    last_name: str
    group: str | None
    programme: str | None
    crebo: str | None
    programme_known: bool
    path: Path | None
    level: int | None
    cohort: int | None
    email: str | None
    mobile: str | None
    mobile_key: str | None
    pc4: str | None
    mentor: str | None
    active: bool
    minor_until: date | None
    earlier: tuple[EarlierPlacementIn, ...]

    @property
    def key(self) -> str:
        """The student number."""
        return self.number
