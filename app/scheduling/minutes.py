"""The time of everybody in a problem as rows of minutes: how the check sees it, apart from the planner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from app.scheduling.values import MIDNIGHT, Appointment, Availability, Need, Problem, Who

_A_YEAR = 366


class Minutes:
    """For each minute of a day a byte: 1 where there is time."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._rows: dict[tuple[Who, str], list[Availability]] = defaultdict(list)
        for told in problem.availability:
            self._rows[told.who, told.key].append(told)
        self._minutes: dict[tuple[Who, str, date], bytes] = {}
        self._starting: dict[tuple[str, date], bytes] = {}
        self._settled: dict[tuple[str, date], date | None] = {}

    def is_closed(self, day: date) -> bool:
        """Whether the school does not work on ``day``."""
        return any(closure.first <= day <= closure.last for closure in self._problem.closures)

    def suits(self, need: Need, day: date) -> bool:
        """Whether a new appointment may be on ``day``, hours aside."""
        if (
            self.is_closed(day)
            or not need.first <= day <= need.last
            or day in need.not_on
            or day <= self._problem.today
        ):
            return False
        if need.starts is None or self._problem.rules.settling_days <= 0:
            return True
        key = (need.student, need.starts)
        if key not in self._settled:
            days = (need.starts + timedelta(days=offset) for offset in range(_A_YEAR))
            there = [day for day in days if any(self.free(Who.STUDENT, need.student, day))]
            wait = self._problem.rules.settling_days
            self._settled[key] = there[wait - 1] if len(there) >= wait else None
        settled = self._settled[key]
        return settled is not None and day > settled

    def starts(self, need: Need, day: date) -> bytes:
        """For each minute whether the talk can start then, as far as the three go."""
        if (need.key, day) not in self._starting:
            together = ~0
            for who, key in three(need):
                together &= int.from_bytes(self.free(who, key, day))
            starts = bytearray(MIDNIGHT)
            for start, end in runs(together.to_bytes(MIDNIGHT)):
                paint(starts, start, end - need.minutes + 1, 1)
            self._starting[need.key, day] = bytes(starts)
        return self._starting[need.key, day]

    def told(self, who: Who, key: str) -> bool:
        """Whether anybody told the hours of a subject."""
        return any(row.hours for row in self._rows[who, key])

    def free(self, who: Who, key: str, day: date, *, talk: tuple[int, int] | None = None) -> bytes:
        """Each minute of a day: 1 if free. The agenda may hold the ``talk`` itself."""
        if talk is None and (who, key, day) in self._minutes:
            return self._minutes[who, key, day]
        rows = self._rows[who, key]
        hours = [told for row in rows for told in row.hours] or self._problem.rules.ordinary
        minutes = bytearray(MIDNIGHT)
        for told in hours:
            if day.weekday() in told.weekdays and (told.first or day) <= day <= (told.last or day):
                paint(minutes, told.start, told.end, 1)
        for busy in (busy for row in rows for busy in row.busy if busy.day == day):
            if (busy.start, busy.end) != talk:
                paint(minutes, busy.start, busy.end, 0)
        if talk is None:
            self._minutes[who, key, day] = bytes(minutes)
        return bytes(minutes)

    def holds(self, need: Need, row: Appointment) -> bool:
        """Whether an agreed appointment is within its window, on an open day, in the time of all three."""
        talk = (row.earliest, row.earliest + need.minutes)
        subjects = ((Who.SUPERVISOR, row.supervisor), *three(need)[1:])
        free = all(all(self.free(who, key, row.day, talk=talk)[slice(*talk)]) for who, key in subjects)
        return need.first <= row.day <= need.last and not self.is_closed(row.day) and free and talk[1] <= MIDNIGHT


def three(need: Need) -> tuple[tuple[Who, str], ...]:
    """Supervisor, company and student of a need."""
    return (Who.SUPERVISOR, need.supervisor), (Who.COMPANY, need.company), (Who.STUDENT, need.student)


def paint(minutes: bytearray, start: int, end: int, value: int) -> None:
    """Set the minutes from ``start`` up to ``end``."""
    first, last = max(0, start), min(MIDNIGHT, end)
    if first < last:
        minutes[first:last] = bytes([value]) * (last - first)


def runs(minutes: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """Each unbroken row of free minutes."""
    end = 0
    while (start := minutes.find(1, end)) >= 0:
        end = minutes.find(0, start)
        end = len(minutes) if end < 0 else end
        yield start, end
