"""Whether a plan keeps every rule, worked out minute by minute without the planner.

Nothing here is shared with the search but the values and the map: free time is a row of minutes, routes are driven
again, sums are added again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

from app.scheduling.answers import Code, Plan
from app.scheduling.roads import Atlas
from app.scheduling.values import MIDNIGHT, Appointment, Availability, Mode, Need, Part, Problem, Supervisor, Who

_AFTERWARDS = frozenset({Code.SUPERVISOR_FULL, Code.TOO_CLOSE})
_A_YEAR = 366
Places = list[str]


def check(problem: Problem, plan: Plan) -> list[str]:
    """What is wrong with ``plan`` as an answer to ``problem``, for a developer to read; empty when all holds.

    Judged are: every need answered once; past and agreed appointments untouched; window, days, hours of the three,
    closures, first days, gap, most a day; each route with its ways and pause; the times; sums, changes and clashes; and
    that nothing left out could simply have been added.
    """
    return list(_Judge(problem, plan).faults())


class _Judge:
    """One problem and the plan under judgement."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self._problem, self._plan, self._atlas = problem, plan, Atlas(problem.roads)
        self._needs = {need.key: need for need in problem.needs}
        self._supervisors = {supervisor.key: supervisor for supervisor in problem.supervisors}
        self._fixed = {row.need: row for row in problem.standing if problem.is_fixed(row)}
        self._fixed_on: dict[tuple[str, date], list[Appointment]] = defaultdict(list)
        for row in self._fixed.values():
            self._fixed_on[row.supervisor, row.day].append(row)
        self._rows: dict[tuple[Who, str], list[Availability]] = defaultdict(list)
        for told in problem.availability:
            self._rows[told.who, told.key].append(told)
        self._minutes: dict[tuple[Who, str, date], bytes] = {}
        self._starting: dict[tuple[str, date], bytes] = {}
        self._settled: dict[tuple[str, date], date | None] = {}
        self._by_day: dict[tuple[str, date], list[Appointment]] = defaultdict(list)
        for row in plan.appointments:
            if row.supervisor in self._supervisors and row.day > problem.today and row.need in self._needs:
                self._by_day[row.supervisor, row.day].append(row)

    def faults(self) -> Iterator[str]:
        """Everything that is wrong."""
        yield from self._answered()
        if any(row.need not in self._needs for row in self._plan.appointments):
            return
        for row in self._plan.appointments:
            if row.need not in self._fixed:
                yield from (f"{row.need}: {fault}" for fault in self._row(row))
        yield from self._apart()
        for (key, day), rows in self._by_day.items():
            yield from (f"{key} on {day}: {fault}" for fault in self._day(self._supervisors[key], day, rows))
        yield from self._sums()
        yield from self._clashes()
        for left in self._plan.unplanned:
            if left.need in self._needs and (fault := self._left(self._needs[left.need], left.reason.code)):
                yield f"{left.need}: {fault}"

    # --- accounts -----------------------------------------------------------------------------------------------

    def _answered(self) -> Iterator[str]:
        answers = Counter(row.need for row in self._plan.appointments)
        answers.update(left.need for left in self._plan.unplanned)
        for key in sorted(answers.keys() | self._needs.keys()):
            if key not in self._needs:
                yield f"{key}: nobody needs this"
            elif answers[key] != 1:
                yield f"{key}: answered {answers[key]} times"
        planned = {row.need: row for row in self._plan.appointments}
        for key, row in self._fixed.items():
            if planned.get(key) != row:
                yield f"{key}: stood fixed, and was changed"
        order = [(row.supervisor, row.day, row.earliest, row.need) for row in self._plan.appointments]
        if order != sorted(order):
            yield "the appointments are out of order"

    def _changed(self) -> list[str]:
        now = {row.need: (row.supervisor, row.day, row.part, row.mode) for row in self._plan.appointments}
        standing = sorted(self._problem.standing, key=lambda row: row.need)
        return [row.need for row in standing if now.get(row.need) != (row.supervisor, row.day, row.part, row.mode)]

    def _sums(self) -> Iterator[str]:
        hectometres = online = 0
        for (key, day), rows in self._by_day.items():
            online += sum(row.mode is Mode.ONLINE for row in rows)
            for _, _, outing in self._outings(self._supervisors[key], day, rows):
                places = [self._where(row) for row in outing]
                hectometres += sum(self._way(self._supervisors[key].base, *leg)[0] for leg in self._legs(key, places))
        changed, weights, plan = self._changed(), self._problem.weights, self._plan
        objective = (
            hectometres + weights.day * len(self._by_day) + weights.online * online + weights.move * len(changed)
        )
        told = (plan.hectometres, plan.days, plan.objective)
        if told != (hectometres, len(self._by_day), objective):
            yield f"the sums are {(hectometres, len(self._by_day), objective)}, not {told}"
        before = {row.need: row for row in self._problem.standing}
        now = {row.need: row for row in self._plan.appointments}
        if [(change.need, change.before, change.after) for change in plan.changes] != [
            (key, before[key], now.get(key)) for key in changed
        ]:
            yield "the changes are not those listed"

    # --- one appointment ----------------------------------------------------------------------------------------

    def _row(self, row: Appointment) -> Iterator[str]:
        need = self._needs[row.need]
        if row.agreed or row.day <= self._problem.today:
            yield "new, and yet agreed or past"
        if row.supervisor != need.supervisor or row.supervisor not in self._supervisors:
            yield "with another supervisor"
        if row.mode not in need.modes:
            yield "in a mode that is not allowed"
        if not self._suits(need, row.day):
            yield "on a day that does not suit"
        if not row.earliest <= row.latest:
            yield "later than its latest time"
        for minute in (row.earliest, row.latest):
            if self._starts(need, row.day)[minute : minute + 1] != b"\1":
                yield f"at {minute} one of the three has no time"
            if (minute < self._problem.rules.noon) != (row.part is Part.MORNING):
                yield "in another part of the day"
        if row.assumed != frozenset(who for who, key in self._three(need) if not self._told(who, key)):
            yield "its assumptions are not those named"

    def _suits(self, need: Need, day: date) -> bool:
        closed = any(closure.first <= day <= closure.last for closure in self._problem.closures)
        if closed or not need.first <= day <= need.last or day in need.not_on or day <= self._problem.today:
            return False
        if need.starts is None or self._problem.rules.settling_days <= 0:
            return True
        key = (need.student, need.starts)
        if key not in self._settled:
            days = (need.starts + timedelta(days=offset) for offset in range(_A_YEAR))
            there = [day for day in days if any(self._free(Who.STUDENT, need.student, day))]
            wait = self._problem.rules.settling_days
            self._settled[key] = there[wait - 1] if len(there) >= wait else None
        settled = self._settled[key]
        return settled is not None and day > settled

    def _starts(self, need: Need, day: date) -> bytes:
        """For each minute whether the talk can start then, as far as the three go."""
        if (need.key, day) not in self._starting:
            together = ~0
            for who, key in self._three(need):
                together &= int.from_bytes(self._free(who, key, day))
            starts = bytearray(MIDNIGHT)
            for start, end in _runs(together.to_bytes(MIDNIGHT)):
                _paint(starts, start, end - need.minutes + 1, 1)
            self._starting[need.key, day] = bytes(starts)
        return self._starting[need.key, day]

    def _told(self, who: Who, key: str) -> bool:
        return any(row.hours for row in self._rows[who, key])

    def _free(self, who: Who, key: str, day: date, *, talk: tuple[int, int] | None = None) -> bytes:
        """Each minute of a day: 1 if free. The agenda may hold the ``talk`` itself."""
        if talk is None and (who, key, day) in self._minutes:
            return self._minutes[who, key, day]
        rows = self._rows[who, key]
        hours = [told for row in rows for told in row.hours] or self._problem.rules.ordinary
        minutes = bytearray(MIDNIGHT)
        for told in hours:
            if day.weekday() in told.weekdays and (told.first or day) <= day <= (told.last or day):
                _paint(minutes, told.start, told.end, 1)
        for busy in (busy for row in rows for busy in row.busy if busy.day == day):
            if (busy.start, busy.end) != talk:
                _paint(minutes, busy.start, busy.end, 0)
        if talk is None:
            self._minutes[who, key, day] = bytes(minutes)
        return bytes(minutes)

    @staticmethod
    def _three(need: Need) -> tuple[tuple[Who, str], ...]:
        return (Who.SUPERVISOR, need.supervisor), (Who.COMPANY, need.company), (Who.STUDENT, need.student)

    # --- together -----------------------------------------------------------------------------------------------

    def _apart(self) -> Iterator[str]:
        of_student: dict[str, list[Appointment]] = defaultdict(list)
        for row in self._plan.appointments:
            of_student[self._needs[row.need].student].append(row)
        for rows in of_student.values():
            for one, other in combinations(rows, 2):
                if not (one.need in self._fixed and other.need in self._fixed) and self._too_near(one, other):
                    yield f"{one.need} and {other.need}: too near, or in the wrong order"

    def _too_near(self, one: Appointment, other: Appointment) -> bool:
        first, second = sorted((one, other), key=lambda row: (self._needs[row.need].rank, row.day))
        return (second.day - first.day).days < self._problem.rules.gap_days

    def _day(self, supervisor: Supervisor, day: date, rows: Sequence[Appointment]) -> Iterator[str]:
        most = self._most(supervisor)
        if len(rows) > most and any(row.need not in self._fixed for row in rows):
            yield f"{len(rows)} talks, at most {most}"
        outings = self._outings(supervisor, day, rows)
        if sum(len(outing) for _, _, outing in outings) != len(rows):
            yield "outside the free time of the supervisor"
        for start, end, outing in outings:
            if all(row.need in self._fixed for row in outing):
                continue
            best = self._drive(supervisor, start, end, outing)
            if best is None:
                yield "the route does not fit"
            elif best != ([row.earliest for row in outing], [row.latest for row in outing]):
                yield f"the times are {best}"

    def _most(self, supervisor: Supervisor) -> int:
        return self._problem.rules.most_a_day if supervisor.most_a_day is None else supervisor.most_a_day

    def _pieces(self, supervisor: Supervisor, day: date) -> list[tuple[int, int]]:
        """From when until when the supervisor can be out: free time, and what is agreed with the way to it."""
        closed = any(closure.first <= day <= closure.last for closure in self._problem.closures)
        minutes = bytearray(MIDNIGHT) if closed else bytearray(self._free(Who.SUPERVISOR, supervisor.key, day))
        for row in self._fixed_on.get((supervisor.key, day), ()):
            _, way = self._way(supervisor.base, supervisor.base, self._where(row))
            _paint(minutes, row.earliest - way, row.earliest + self._needs[row.need].minutes + way, 1)
        return list(_runs(minutes))

    def _outings(
        self, supervisor: Supervisor, day: date, rows: Iterable[Appointment]
    ) -> list[tuple[int, int, list[Appointment]]]:
        ordered = sorted(rows, key=lambda row: (row.earliest, row.need))
        split = (
            (start, end, [row for row in ordered if start <= row.earliest < end])
            for start, end in self._pieces(supervisor, day)
        )
        return [piece for piece in split if piece[2]]

    def _where(self, row: Appointment) -> str:
        """Where a talk is held: an online one at the base, and so an agreed one at a place that is on no map."""
        base = self._supervisors[row.supervisor].base
        place = self._needs[row.need].place
        return place if row.mode is Mode.ON_SITE and self._atlas.way(base, place) is not None else base

    def _way(self, base: str, one: str, other: str) -> tuple[int, int]:
        """The known way, or else past the base."""
        known = self._atlas.way(one, other)
        if known is not None:
            return known
        here, there = self._atlas.way(base, one) or (0, 0), self._atlas.way(base, other) or (0, 0)
        return here[0] + there[0], here[1] + there[1]

    def _legs(self, supervisor: str, places: Places) -> Iterable[tuple[str, str]]:
        base = self._supervisors[supervisor].base
        return pairwise([base, *places, base])

    def _drive(
        self, supervisor: Supervisor, start: int, end: int, rows: Sequence[Appointment]
    ) -> tuple[list[int], list[int]] | None:
        """The times of a route in this order: the earliest ones, then those with the most room."""
        talks = [(self._where(row), self._needs[row.need].minutes, self._possible(row)) for row in rows]
        pause = self._problem.rules.pause
        if pause is None or start > pause.first or end < pause.last:
            return self._times(supervisor.base, start, end, talks)
        sittings = bytearray(MIDNIGHT)
        _paint(sittings, pause.first, pause.last - pause.minutes + 1, 1)
        stations = [supervisor.base, *(talk[0] for talk in talks), supervisor.base]
        found = []
        for leg in range(len(talks) + 1):
            for place in {stations[leg], stations[leg + 1]}:
                rest = (place, pause.minutes, bytes(sittings))
                if times := self._times(supervisor.base, start, end, [*talks[:leg], rest, *talks[leg:]]):
                    found.append(tuple(row[:leg] + row[leg + 1 :] for row in times))
        early = min((times[0] for times in found), default=None)
        if early is None:
            return None
        return early, max(times[1] for times in found if times[0] == early)

    def _possible(self, row: Appointment) -> bytes:
        """The minutes at which a talk may start, in its part of the day; an agreed one at its hour."""
        minutes = bytearray(MIDNIGHT)
        if row.need in self._fixed:
            minutes[row.earliest] = 1
            return bytes(minutes)
        starts, noon = self._starts(self._needs[row.need], row.day), self._problem.rules.noon
        part = slice(0, noon) if row.part is Part.MORNING else slice(noon, MIDNIGHT)
        minutes[part] = starts[part]
        return bytes(minutes)

    def _times(
        self, base: str, start: int, end: int, talks: Sequence[tuple[str, int, bytes]]
    ) -> tuple[list[int], list[int]] | None:
        earliest, now, here = [], start, base
        for place, minutes, possible in talks:
            now = possible.find(1, now + self._way(base, here, place)[1])
            if now < 0:
                return None
            earliest.append(now)
            now, here = now + minutes, place
        if now + self._way(base, here, base)[1] > end:
            return None
        latest, now, here = [], end, base
        for place, minutes, possible in reversed(talks):
            now = possible.rfind(1, 0, max(0, now - self._way(base, place, here)[1] - minutes + 1))
            latest.append(now)
            here = place
        return earliest, latest[::-1]

    # --- what is left -------------------------------------------------------------------------------------------

    def _left(self, need: Need, code: Code) -> str | None:
        if (code is Code.NO_SUPERVISOR) != (need.supervisor not in self._supervisors):
            return "whether there is a supervisor is not as the reason says"
        if need.supervisor not in self._supervisors or need.key in self._fixed:
            return None
        alone = False
        for row in self._candidates(need):
            if not self._fits_with(row, ()):
                continue
            near = any(
                self._needs[other.need].student == need.student and self._too_near(row, other)
                for other in self._plan.appointments
                if other.need != need.key
            )
            if not (near and self._is_settled_near(row)):
                alone = True
            there = self._by_day.get((row.supervisor, row.day), [])
            has_room = len(there) < self._most(self._supervisors[row.supervisor])
            if not near and has_room and self._fits_with(row, there):
                return f"it could be on {row.day}"
        if alone != (code in _AFTERWARDS) and code is not Code.TOO_CLOSE:
            return "the reason is not the reason"
        return None

    def _is_settled_near(self, row: Appointment) -> bool:
        """Whether a fixed moment of the student is too near."""
        student = self._needs[row.need].student
        return any(
            self._needs[other.need].student == student and self._too_near(row, other) for other in self._fixed.values()
        )

    def _candidates(self, need: Need) -> Iterator[Appointment]:
        """A row for each day, mode and part of the day on which a need could be as far as the three go."""
        supervisor = self._supervisors[need.supervisor]
        noon = self._problem.rules.noon
        day = max(need.first, self._problem.today + timedelta(days=1))
        while day <= need.last:
            starts = self._starts(need, day) if self._suits(need, day) else b""
            for part, minute in ((Part.MORNING, starts[:noon].find(1)), (Part.AFTERNOON, starts.find(1, noon))):
                for mode in need.modes if minute >= 0 else ():
                    if mode is Mode.ONLINE or self._atlas.way(supervisor.base, need.place) is not None:
                        yield Appointment(
                            need=need.key, supervisor=supervisor.key, day=day, part=part, mode=mode,
                            earliest=minute, latest=minute,
                        )  # fmt: skip
            day += timedelta(days=1)

    def _fits_with(self, row: Appointment, others: Sequence[Appointment]) -> bool:
        """Whether a row fits in a route of its day between the ``others``, in their order."""
        supervisor = self._supervisors[row.supervisor]
        for start, end in self._pieces(supervisor, row.day):
            there = sorted(
                (other for other in others if start <= other.earliest < end), key=lambda other: other.earliest
            )
            if there and self._drive(supervisor, start, end, there) is None:
                continue  # agreed ones that clash
            if any(
                self._drive(supervisor, start, end, [*there[:place], row, *there[place:]])
                for place in range(len(there) + 1)
            ):
                return True
        return False

    def _clashes(self) -> Iterator[str]:
        expected = set()
        for (key, day), rows in self._by_day.items():
            for start, end, outing in self._outings(self._supervisors[key], day, rows):
                fixed = [row for row in outing if row.need in self._fixed]
                if fixed and self._drive(self._supervisors[key], start, end, fixed) is None:
                    expected |= {row.need for row in fixed}
        for row in self._fixed.values():
            if row.day > self._problem.today and row.supervisor in self._supervisors and not self._holds(row):
                expected.add(row.need)
        told = [clash.need for clash in self._plan.clashes]
        if told != sorted(expected):
            yield f"the clashes are {sorted(expected)}, not {told}"

    def _holds(self, row: Appointment) -> bool:
        """Whether an agreed appointment is within its window, on an open day, in the time of all three."""
        need = self._needs[row.need]
        closed = any(closure.first <= row.day <= closure.last for closure in self._problem.closures)
        talk = (row.earliest, row.earliest + need.minutes)
        subjects = ((Who.SUPERVISOR, row.supervisor), *self._three(need)[1:])
        free = all(all(self._free(who, key, row.day, talk=talk)[slice(*talk)]) for who, key in subjects)
        return need.first <= row.day <= need.last and not closed and free and talk[1] <= MIDNIGHT


def _paint(minutes: bytearray, start: int, end: int, value: int) -> None:
    first, last = max(0, start), min(MIDNIGHT, end)
    if first < last:
        minutes[first:last] = bytes([value]) * (last - first)


def _runs(minutes: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """Each unbroken row of free minutes."""
    end = 0
    while (start := minutes.find(1, end)) >= 0:
        end = minutes.find(0, start)
        end = len(minutes) if end < 0 else end
        yield start, end
