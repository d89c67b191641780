"""Plan and replan: one supervisor after another, and the reasons for what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from random import Random

from app.progress import Progress
from app.scheduling.answers import Change, Clash, Code, Plan, Reason, Unplanned
from app.scheduling.events import Event, after
from app.scheduling.openings import Openings, three
from app.scheduling.roads import Atlas
from app.scheduling.rounds import Given, Round, compile_round, is_near
from app.scheduling.routes import timetable
from app.scheduling.search import Draft, Search
from app.scheduling.values import Appointment, Mode, Need, Part, Problem, Supervisor, Who

ITERATIONS = 4000
_BEAT = 50
_DECISIVE = 10**9
"""The weight of a move when moves count before all kilometres that a year of outings can hold."""


def plan(problem: Problem, *, iterations: int = ITERATIONS, seed: int = 0, progress: Progress | None = None) -> Plan:
    """Plan every need that can be planned.

    For each supervisor, one after another: as many needs as possible in their window, then the fewest kilometres, used
    days, video talks and changes of what stands, weighted. Past and agreed appointments stay. ``progress`` counts
    iterations of all supervisors together; raises ``progress.Cancelled`` when the user stops it.
    """
    return _Planner(problem, iterations, seed, progress or Progress()).plan()


def replan(
    problem: Problem,
    events: Sequence[Event] = (),
    *,
    iterations: int = ITERATIONS,
    seed: int = 0,
    movable: bool = True,
    progress: Progress | None = None,
) -> Plan:
    """Repair what stands after ``events``, or after needs were added to ``problem``.

    First with everything that stands locked in its day and part of the day. Only if that leaves out a need that could
    have been planned, and others are ``movable``, the plan with the fewest moves is sought; it is the answer if it
    plans more. The plan solves ``after(problem, events)``; ``Plan.changes`` lists every move, to be accepted.
    """
    changed = after(problem, events)
    reports = progress or Progress()
    locked = _Planner(changed, iterations, seed, reports, locked=True).plan()
    possible = [left for left in locked.unplanned if left.reason.code in _AFTERWARDS]
    if not possible or not movable:
        return locked
    moved = _Planner(changed, iterations, seed, reports, move=_DECISIVE).plan()
    return moved if len(moved.unplanned) < len(locked.unplanned) else locked


_AFTERWARDS = frozenset({Code.SUPERVISOR_FULL, Code.TOO_CLOSE})


def unplannable(problem: Problem) -> tuple[Unplanned, ...]:
    """What cannot be planned whatever is done, with the reason: known before any planning, in no time."""
    return _Planner(problem, 0, 0, Progress()).impossible()


class _Planner:
    """One run over all supervisors."""

    def __init__(
        self,
        problem: Problem,
        iterations: int,
        seed: int,
        progress: Progress,
        *,
        locked: bool = False,
        move: int | None = None,
    ) -> None:
        self._problem, self._iterations, self._seed, self._progress = problem, iterations, seed, progress
        self._move = problem.weights.move if move is None else move
        self._locked = locked
        self._openings, self._atlas = Openings(problem), Atlas(problem.roads)
        self._needs = {need.key: need for need in problem.needs}
        self._fixed = [row for row in problem.standing if problem.is_fixed(row)]
        self._days: dict[str, list[tuple[date, int]]] = defaultdict(list)
        for row in self._fixed:
            need = self._needs[row.need]
            self._days[need.student].append((row.day, need.rank))
        self._known = {supervisor.key for supervisor in problem.supervisors}
        self._hectometres = 0
        self._clashes: list[Clash] = []
        settled = {row.need for row in self._fixed}
        self._open: dict[str, list[Need]] = defaultdict(list)
        for need in sorted(problem.needs, key=lambda need: need.key):
            if need.key not in settled:
                self._open[need.supervisor].append(need)

    def plan(self) -> Plan:
        """Solve round after round; a student's moments with an earlier supervisor are settled for the next."""
        found = list(self._fixed)
        unplanned: list[Unplanned] = []
        supervisors = sorted(self._problem.supervisors, key=lambda supervisor: supervisor.key)
        total = max(1, len(supervisors) * self._iterations)
        for number, supervisor in enumerate(supervisors):
            made = self._round(supervisor)
            draft = self._search(made, number * self._iterations, total)
            placed = self._appointments(made, draft)
            self._count(made, draft)
            self._clashes += self._misfits(made, self._agreed(supervisor))
            for row in placed:
                self._days[self._needs[row.need].student].append((row.day, self._needs[row.need].rank))
            found += placed
            unplanned += self._left(made, draft)
        self._progress.step(total, total)
        return self._answer(found, [*unplanned, *self._without_supervisor()])

    def impossible(self) -> tuple[Unplanned, ...]:
        """The needs for which no round has a single stop."""
        left = self._without_supervisor()
        for supervisor in self._problem.supervisors:
            made = self._round(supervisor)
            left += [Unplanned(made.needs[index].key, reason) for index, reason in made.why_none.items()]
        return tuple(sorted(left, key=lambda row: row.need))

    def _without_supervisor(self) -> list[Unplanned]:
        needs = [need for key, needs in self._open.items() if key not in self._known for need in needs]
        return [Unplanned(need.key, Reason(Code.NO_SUPERVISOR)) for need in needs]

    def _agreed(self, supervisor: Supervisor) -> list[Appointment]:
        return [row for row in self._fixed if row.supervisor == supervisor.key and not self._problem.is_past(row)]

    def _round(self, supervisor: Supervisor) -> Round:
        agreed = self._agreed(supervisor)
        given = Given(self._problem, self._openings, self._atlas, self._days, self._move)
        return compile_round(given, supervisor, self._open[supervisor.key], agreed)

    def _search(self, made: Round, before: int, total: int) -> Draft:
        weights, rules = self._problem.weights, self._problem.rules
        random = Random(f"{self._seed} {made.supervisor.key}")  # noqa: S311 - a search, and it must come out again
        search = Search(
            made, day_cost=weights.day, move_cost=self._move, gap=rules.gap_days, random=random, locked=self._locked
        )

        def step(iteration: int) -> None:
            if iteration % _BEAT == 0:
                self._progress.step(before + iteration, total)

        self._progress.step(before, total)
        return search.run(self._iterations, step)

    def _appointments(self, made: Round, draft: Draft) -> list[Appointment]:
        """The routes as appointments, each with the room that its route leaves."""
        found: list[Appointment] = []
        noon = self._problem.rules.noon
        for outing, route in zip(made.outings, draft.routes, strict=True):
            stops = [made.stops[index] for index in route]
            if all(stop.fixed for stop in stops):
                continue
            times = timetable(outing, stops, made.minutes, made.pause, noon)
            if times is None:
                raise AssertionError("the search kept a route that does not fit")
            for stop, earliest, latest in zip(stops, *times, strict=True):
                if not stop.fixed:
                    need = made.needs[stop.need]
                    found.append(
                        Appointment(
                            need=need.key,
                            supervisor=made.supervisor.key,
                            day=date.fromordinal(outing.day),
                            part=Part.MORNING if earliest < noon else Part.AFTERNOON,
                            mode=Mode.ONLINE if stop.online else Mode.ON_SITE,
                            earliest=earliest,
                            latest=latest,
                            assumed=self._openings.assumed(need),
                        )
                    )
        return found

    def _left(self, made: Round, draft: Draft) -> list[Unplanned]:
        """The needs of a round without a place, each with its reason."""
        left = []
        gap = self._problem.rules.gap_days
        for index, need in enumerate(made.needs):
            if draft.at[index] >= 0:
                continue
            reason = made.why_none.get(index)
            if reason is None:
                days = {made.outings[made.stops[stop].outing].day for stop in made.of_need[index]}
                others = [
                    (made.outings[made.stops[draft.at[other]].outing].day, side)
                    for other, side in made.apart[index]
                    if draft.at[other] >= 0
                ]
                near = all(any(is_near(day - other, side, 0, gap) for other, side in others) for day in days)
                reason = Reason(Code.TOO_CLOSE, (gap,)) if near else Reason(Code.SUPERVISOR_FULL, (len(days),))
            left.append(Unplanned(need.key, reason))
        return left

    def _answer(self, found: Iterable[Appointment], unplanned: Iterable[Unplanned]) -> Plan:
        appointments = tuple(sorted(found, key=lambda row: (row.supervisor, row.day, row.earliest, row.need)))
        changes = _changes(self._problem, appointments)
        weights = self._problem.weights
        days, online = self._days_used(appointments)
        return Plan(
            appointments=appointments,
            unplanned=tuple(sorted(unplanned, key=lambda row: row.need)),
            changes=changes,
            clashes=tuple(sorted(self._clashes, key=lambda row: row.need)),
            objective=self._hectometres + weights.day * days + weights.online * online + weights.move * len(changes),
            hectometres=self._hectometres,
            days=days,
            seed=self._seed,
            iterations=self._iterations,
        )

    def _count(self, made: Round, draft: Draft) -> None:
        """Add the length of every route of a round."""
        for route in draft.routes:
            places = [0, *(made.stops[stop].place for stop in route), 0]
            self._hectometres += sum(made.hectometres[one][other] for one, other in pairwise(places))

    def _days_used(self, appointments: Sequence[Appointment]) -> tuple[int, int]:
        """The days with a talk, one supervisor's and another's apart, and the talks by video, after today."""
        coming = [row for row in appointments if row.supervisor in self._known and not self._problem.is_past(row)]
        return len({(row.supervisor, row.day) for row in coming}), sum(row.mode is Mode.ONLINE for row in coming)

    def _misfits(self, made: Round, agreed: Sequence[Appointment]) -> list[Clash]:
        """The agreed appointments of a round that no longer fit, each with the first reason."""
        found = []
        for row in agreed:
            need = self._needs[row.need]
            together = [
                len(made.fixed[index])
                for index in made.shut
                if made.outings[index].day == row.day.toordinal()
                and made.outings[index].start <= row.earliest < made.outings[index].end
            ]
            span = (row.earliest, row.earliest + need.minutes)
            subjects = ((Who.SUPERVISOR, row.supervisor), *three(need)[1:])
            free = [self._openings.holds(who, key, row.day, span) for who, key in subjects]
            if together:
                found.append(Clash(row.need, Reason(Code.OVERLAP, tuple(together))))
            elif not need.first <= row.day <= need.last:
                found.append(Clash(row.need, Reason(Code.OUTSIDE_WINDOW)))
            elif self._openings.is_closed(row.day):
                found.append(Clash(row.need, Reason(Code.SCHOOL_CLOSED)))
            elif not all(free):
                found.append(Clash(row.need, Reason(Code.NOT_FREE, tuple(map(int, free)))))
        return found


def _changes(problem: Problem, appointments: Sequence[Appointment]) -> tuple[Change, ...]:
    """What stood elsewhere: another day, part of the day, mode or supervisor, or nowhere any more."""
    now = {row.need: row for row in appointments}
    changes = []
    for row in sorted(problem.standing, key=lambda row: row.need):
        found = now.get(row.need)
        if found is None or _stand(found) != _stand(row):
            changes.append(Change(row.need, row, found))
    return tuple(changes)


def _stand(row: Appointment) -> tuple[str, date, Part, Mode]:
    return row.supervisor, row.day, row.part, row.mode
