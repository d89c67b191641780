"""Whether a plan keeps every rule, worked out minute by minute without the planner.

Nothing here is shared with the search but the values and the map: free time is a row of minutes, routes are driven
again, sums are added again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from app.scheduling.answers import Code, Plan
from app.scheduling.driving import Driving
from app.scheduling.minutes import Minutes, three
from app.scheduling.values import Appointment, Mode, Need, Part, Problem, Supervisor

_AFTERWARDS = frozenset({Code.SUPERVISOR_FULL, Code.TOO_CLOSE})


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
        self._problem, self._plan = problem, plan
        self._minutes = Minutes(problem)
        self._driving = Driving(problem, self._minutes)
        self._needs = {need.key: need for need in problem.needs}
        self._supervisors = {supervisor.key: supervisor for supervisor in problem.supervisors}
        self._fixed = {row.need: row for row in problem.standing if problem.is_fixed(row)}
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
            for _, _, outing in self._driving.outings(self._supervisors[key], day, rows):
                hectometres += self._driving.length(self._supervisors[key], outing)
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
        if not self._minutes.suits(need, row.day):
            yield "on a day that does not suit"
        if not row.earliest <= row.latest:
            yield "later than its latest time"
        for minute in (row.earliest, row.latest):
            if self._minutes.starts(need, row.day)[minute : minute + 1] != b"\1":
                yield f"at {minute} one of the three has no time"
            if (minute < self._problem.rules.noon) != (row.part is Part.MORNING):
                yield "in another part of the day"
        if row.assumed != frozenset(who for who, key in three(need) if not self._minutes.told(who, key)):
            yield "its assumptions are not those named"

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
        most = _most_of(self._problem, supervisor)
        if len(rows) > most and any(row.need not in self._fixed for row in rows):
            yield f"{len(rows)} talks, at most {most}"
        outings = self._driving.outings(supervisor, day, rows)
        if sum(len(outing) for _, _, outing in outings) != len(rows):
            yield "outside the free time of the supervisor"
        for start, end, outing in outings:
            if all(row.need in self._fixed for row in outing):
                continue
            best = self._driving.drive(supervisor, start, end, outing)
            if best is None:
                yield "the route does not fit"
            elif best != ([row.earliest for row in outing], [row.latest for row in outing]):
                yield f"the times are {best}"

    # --- what is left -------------------------------------------------------------------------------------------

    def _left(self, need: Need, code: Code) -> str | None:
        if (code is Code.NO_SUPERVISOR) != (need.supervisor not in self._supervisors):
            return "whether there is a supervisor is not as the reason says"
        if need.supervisor not in self._supervisors or need.key in self._fixed:
            return None
        alone = beside_fixed = False
        for row in self._candidates(need):
            if not self._fits_with(row, ()):
                continue
            near = any(
                self._needs[other.need].student == need.student and self._too_near(row, other)
                for other in self._plan.appointments
                if other.need != need.key
            )
            there = self._by_day.get((row.supervisor, row.day), [])
            if not (near and self._is_settled_near(row)):
                alone = True
                fixed = [other for other in there if other.need in self._fixed]
                beside_fixed = beside_fixed or self._fits_with(row, fixed)
            has_room = len(there) < _most_of(self._problem, self._supervisors[row.supervisor])
            if not near and has_room and self._fits_with(row, there):
                return f"it could be on {row.day}"
        if code is Code.TOO_CLOSE:
            return None
        # where only agreed talks stand in the way, both are true: there is no time, and the supervisor is full
        if (beside_fixed and code not in _AFTERWARDS) or (not alone and code in _AFTERWARDS):
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
            starts = self._minutes.starts(need, day) if self._minutes.suits(need, day) else b""
            for part, minute in ((Part.MORNING, starts[:noon].find(1)), (Part.AFTERNOON, starts.find(1, noon))):
                for mode in need.modes if minute >= 0 else ():
                    if mode is Mode.ONLINE or self._driving.is_known(supervisor.base, need.place):
                        yield Appointment(
                            need=need.key, supervisor=supervisor.key, day=day, part=part, mode=mode,
                            earliest=minute, latest=minute,
                        )  # fmt: skip
            day += timedelta(days=1)

    def _fits_with(self, row: Appointment, others: Sequence[Appointment]) -> bool:
        """Whether a row fits in a route of its day between the ``others``, in their order."""
        supervisor = self._supervisors[row.supervisor]
        for start, end in self._driving.pieces(supervisor, row.day):
            there = sorted(
                (other for other in others if start <= other.earliest < end), key=lambda other: other.earliest
            )
            if there and self._driving.drive(supervisor, start, end, there) is None:
                continue  # agreed ones that clash
            if any(
                self._driving.drive(supervisor, start, end, [*there[:place], row, *there[place:]])
                for place in range(len(there) + 1)
            ):
                return True
        return False

    def _clashes(self) -> Iterator[str]:
        expected = set()
        for (key, day), rows in self._by_day.items():
            for start, end, outing in self._driving.outings(self._supervisors[key], day, rows):
                fixed = [row for row in outing if row.need in self._fixed]
                if fixed and self._driving.drive(self._supervisors[key], start, end, fixed) is None:
                    expected |= {row.need for row in fixed}
        for row in self._fixed.values():
            if (
                row.day > self._problem.today
                and row.supervisor in self._supervisors
                and not self._minutes.holds(self._needs[row.need], row)
            ):
                expected.add(row.need)
        told = [clash.need for clash in self._plan.clashes]
        if told != sorted(expected):
            yield f"the clashes are {sorted(expected)}, not {told}"


def _most_of(problem: Problem, supervisor: Supervisor) -> int:
    return problem.rules.most_a_day if supervisor.most_a_day is None else supervisor.most_a_day
