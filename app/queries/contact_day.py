"""One day of a supervisor: the talks in order, the ways between them, and what is near on a day out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.queries.contact_rows import AppointmentRow, ContactRow
from app.queries.travel import base_of, ways
from app.rules.norm import Slot
from app.rules.travel import town_of
from app.terms.contact import DayPart
from app.terms.pipeline import Form

_MORNING, _AFTERNOON = 9 * 60, 13 * 60
_TENTH = 10


@dataclass(frozen=True, slots=True)
class Way:
    """A way in whole kilometres and minutes, rounded up: an estimate, unless the school told it (``told``)."""

    kilometres: int
    minutes: int
    here: str
    there: str
    told: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A talk of the day, its place in the order, and how one gets there."""

    number: int
    row: ContactRow
    appointment: AppointmentRow
    begins: int
    way: Way | None

    @property
    def leave_before(self) -> int | None:
        """When one has to leave for it."""
        return None if self.way is None else self.begins - self.way.minutes

    @property
    def ends(self) -> int:
        """When the talk is over."""
        return self.begins + self.appointment.minutes


@dataclass(frozen=True, slots=True)
class DayRoute:
    """The talks of one supervisor on one day, in order, and the way home."""

    day: date
    stops: tuple[Stop, ...]
    home: Way | None

    @property
    def kilometres(self) -> int:
        """All known ways together: an estimate."""
        return sum(way.kilometres for way in self.ways)

    @property
    def minutes(self) -> int:
        """The minutes on the road, by the same estimate."""
        return sum(way.minutes for way in self.ways)

    @property
    def is_told(self) -> bool:
        """Whether all of it is what the school told, and nothing an estimate."""
        return all(way.told for way in self.ways)

    @property
    def ways(self) -> list[Way]:
        """The known ways in order, the last one home."""
        return [way for way in (*(stop.way for stop in self.stops), self.home) if way is not None]


@dataclass(frozen=True, slots=True)
class NearRow:
    """A moment that is due and near where somebody is."""

    row: ContactRow
    slot: Slot
    kilometres: int | None
    days_left: int

    @property
    def id(self) -> UUID:
        """The placement."""
        return self.row.placement_id


def day_route(session: Session, rows: Iterable[ContactRow], *, day: date, supervisor_id: UUID | None) -> DayRoute:
    """The day of one supervisor; talks by video are held at school, so they take no way.

    Without a supervisor it is the day of everybody: nobody drives from one to the next, so there are no ways.
    """
    found = [
        (row, one)
        for row in rows
        for one in row.appointments
        if one.day == day and supervisor_id in {None, one.supervisor_id, row.supervisor_id}
    ]
    found.sort(key=lambda pair: (begins(pair[1]), pair[0].company, pair[0].student, pair[1].id))
    base = base_of(session)
    roads = ways(session, {base, *(row.pc4 for row, _one in found)})
    at, stops = base, []

    def way(one: str, other: str) -> Way | None:
        known = None if supervisor_id is None else roads.way(one, other)
        told = roads.is_told(one, other)
        return None if known is None else Way(-(-known[0] // _TENTH), known[1], one, other, told)

    for number, (row, one) in enumerate(found, start=1):
        there = row.pc4 if one.form is Form.VISIT else base
        stops.append(Stop(number, row, one, begins(one), way(at, there)))
        at = there
    return DayRoute(day, tuple(stops), way(at, base) if stops else None)


def begins(row: AppointmentRow) -> int:
    """When a talk begins, as far as it is known: its hour, else the first that fits, else its part of the day."""
    if row.likely_at is not None:
        return row.likely_at
    return _MORNING if row.part is DayPart.MORNING else _AFTERNOON


def near(
    session: Session, rows: Sequence[ContactRow], *, pc4: str, day: date, supervisor_id: UUID | None, within: int
) -> tuple[NearRow, ...]:
    """What is due on a day out around ``pc4``: the open moments that can be held then, the late and near first."""
    found = []
    roads = ways(session, {pc4, *(row.pc4 for row in rows)})
    for row in rows:
        slot = row.need
        if slot is None or supervisor_id not in {None, row.supervisor_id} or row.planned is not None:
            continue
        if (
            (slot.moment, day) in row.called_off
            or slot.first > day
            or day > row.last_day
            or day < row.first_day + timedelta(days=2)
        ):
            continue
        way = roads.way(pc4, row.pc4)
        if way is not None and way[0] <= within * _TENTH:
            found.append(NearRow(row, slot, -(-way[0] // _TENTH), (slot.last - day).days))
    return tuple(sorted(found, key=lambda one: (one.days_left > 0, one.kilometres or 0, one.days_left, one.id)))


def towns(rows: Iterable[ContactRow]) -> tuple[tuple[str, str], ...]:
    """The towns where students are, each with a postcode area in it, by name."""
    found: dict[str, str] = {}
    for row in rows:
        town = town_of(row.pc4) or row.town
        if town and row.pc4:
            found.setdefault(town, row.pc4)
    return tuple(sorted(found.items()))
