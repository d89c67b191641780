"""The lists of stagebegeleiders who do not have the program: whom they guide, what is due, and a code for each talk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.queries.contact_rows import ContactRow
from app.queries.masking import PersonName
from app.queries.teaching import UnitRow, units
from app.rules.norm import Slot
from app.rules.tickets import ticketed
from app.terms.school import UnitKind


@dataclass(frozen=True, slots=True)
class LineRow:
    """A talk that is still to be held, with the code by which it is told."""

    code: str
    row: ContactRow
    slot: Slot

    @property
    def planned_on(self) -> date | None:
        """The day that is planned for it."""
        return next((one.day for one in self.row.appointments if one.is_open and one.moment is self.slot.moment), None)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """What goes to one supervisor: whom they guide, and each talk to come, the first that is due on top."""

    supervisor_id: UUID
    supervisor: PersonName
    rows: tuple[ContactRow, ...]
    lines: tuple[LineRow, ...]


WorkProcesses = Mapping[UUID, tuple[UnitRow, ...]]
"""The werkprocessen of each programme in the order in which a list numbers them."""


def work_processes(session: Session, rows: Iterable[ContactRow]) -> WorkProcesses:
    """The werkprocessen of the programmes of some students."""
    programmes = {row.programme_id for row in rows if row.programme_id is not None}
    return {
        key: tuple(unit for unit in units(session, programme_id=key) if unit.kind is UnitKind.WORK_PROCESS)
        for key in sorted(programmes)
    }


def sheets(rows: Iterable[ContactRow]) -> tuple[SheetRow, ...]:
    """The list of each supervisor who guides somebody, by name; without one there is no list."""
    own: dict[UUID, list[ContactRow]] = {}
    for row in rows:
        if row.supervisor_id is not None:
            own.setdefault(row.supervisor_id, []).append(row)
    found = [SheetRow(key, mine[0].supervisor, tuple(mine), lines_of(mine)) for key, mine in own.items()]
    return tuple(sorted(found, key=lambda sheet: (sheet.supervisor, sheet.supervisor_id)))


def lines_of(rows: Sequence[ContactRow]) -> tuple[LineRow, ...]:
    """The talks of some placements that are still to be held, in the order of a list."""
    found = [
        LineRow(one.code, row, one.slot)
        for row in rows
        for one in ticketed(row.placement_id, row.since, row.slots, row.impossible)
    ]
    return tuple(sorted(found, key=lambda line: (line.slot.last, line.row.student, line.code)))
