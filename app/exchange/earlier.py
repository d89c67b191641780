"""The placements of before that a list of students carries in cells with several values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.exchange import cells
from app.exchange.cells import Unreadable
from app.exchange.reading import RowReader
from app.terms.pipeline import SystemStatus
from app.text import translate


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


def read_earlier(row: RowReader) -> tuple[EarlierPlacementIn, ...]:
    """The placements in cells with several values: the codes tell how many there are."""
    codes = cells.parts(row.cell("bpv_codes"), ",")
    if not codes:
        return ()

    def column(field: str) -> tuple[str | None, ...]:
        found = cells.parts(row.cell(field), ",")
        return tuple(part or None for part in found) if len(found) == len(codes) else (None,) * len(codes)

    names = cells.parts(row.cell("bpv_companies"), ",")
    if names and len(names) != len(codes):
        row.note(
            "comma_in_multi_value",
            translate("Students", "In een bedrijfsnaam staat een komma. De codes gelden."),
        )
    starts, planned_ends, ends = (map(_day, column(f"bpv_{name}")) for name in ("starts", "planned_ends", "ends"))
    states, mentors = column("bpv_states"), column("bpv_mentors")
    found = zip(codes, column("bpv_companies"), starts, planned_ends, ends, states, mentors, strict=True)
    return tuple(
        EarlierPlacementIn(code, company, start, planned, end, _status(state), mentor)
        for code, company, start, planned, end, state, mentor in found
        if code
    )


def _day(written: str | None) -> date | None:
    try:
        return cells.day(written)
    except Unreadable:
        return None


def _status(written: str | None) -> SystemStatus | None:
    try:
        found = cells.meaning(written, "status")
    except Unreadable:
        return None
    return None if found is None else SystemStatus(found)
