"""The proven optimum of one supervisor: every feasible outing is a column, HiGHS chooses among them."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations
from typing import Any

from app.scheduling import Problem
from app.scheduling.openings import Openings
from app.scheduling.roads import Atlas
from app.scheduling.rounds import Given, Round, compile_round, is_near
from app.scheduling.routes import fits


@dataclass(frozen=True)
class Proof:
    """The best objective with everything planned, the proven bound below it, and what it took."""

    objective: int
    bound: float
    columns: int
    kept: int
    seconds: float

    @property
    def is_exact(self) -> bool:
        return self.bound > self.objective - 1


def prove(problem: Problem, known: int, *, limit: float) -> Proof | None:
    """The optimum of the one supervisor of ``problem``; ``known`` is an objective that was reached.

    Nothing is proven (``None``) when no plan has every need that has a stop.
    """
    began = time.perf_counter()
    supervisor = problem.supervisors[0]
    given = Given(problem, Openings(problem), Atlas(problem.roads), {})
    made = compile_round(given, supervisor, sorted(problem.needs, key=lambda need: need.key), [])
    columns = _columns(made)
    model = _Model(problem, made, columns)
    relaxed = model.solve(columns, integer=False, limit=limit)
    # A column whose reduced cost alone lifts the bound over a known plan is in no better plan.
    spare = known - relaxed.bound
    kept = [column for column, cost in zip(columns, relaxed.reduced, strict=True) if cost <= spare + 1e-6]
    answer = model.solve(kept, integer=True, limit=limit)
    seconds = time.perf_counter() - began
    best = min(known, round(answer.objective))
    return Proof(best, min(answer.bound, best), len(columns), len(kept), seconds)


Column = tuple[int, int, frozenset[int]]
"""What it costs without the day, its outing, its needs."""


def _columns(made: Round) -> list[Column]:
    of_outing: dict[int, list[int]] = defaultdict(list)
    for stops in made.of_need:
        for stop in stops:
            of_outing[made.stops[stop].outing].append(stop)
    found: dict[tuple[int, frozenset[int]], int] = {}
    for outing, stops in of_outing.items():
        level = {frozenset((stop,)): cost for stop in stops if (cost := _cost(made, outing, (stop,))) is not None}
        for size in range(1, made.most_a_day + 1):
            for group, cost in level.items():
                needs = frozenset(made.stops[stop].need for stop in group)
                found[outing, needs] = min(cost, found.get((outing, needs), cost))
            level = _grown(made, outing, stops, level, size + 1)
    return [(cost, outing, needs) for (outing, needs), cost in found.items()]


def _grown(
    made: Round, outing: int, stops: list[int], level: dict[frozenset[int], int], size: int
) -> dict[frozenset[int], int]:
    """The feasible groups with one stop more; each part of a feasible group is feasible."""
    larger: dict[frozenset[int], int] = {}
    for group in level:
        taken = {made.stops[stop].need for stop in group}
        for stop in stops:
            wider = group | {stop}
            if made.stops[stop].need in taken or wider in larger:
                continue
            if all(frozenset(part) in level for part in combinations(wider, size - 1)):
                costs = [cost for order in permutations(wider) if (cost := _cost(made, outing, order)) is not None]
                if costs:
                    larger[wider] = min(costs)
    return larger


def _cost(made: Round, outing: int, order: tuple[int, ...]) -> int | None:
    stops = [made.stops[stop] for stop in order]
    if not fits(made.outings[outing], stops, made.minutes, made.pause):
        return None
    places = [0, *(stop.place for stop in stops), 0]
    return sum(made.hectometres[one][other] for one, other in pairwise(places)) + sum(stop.cost for stop in stops)


@dataclass
class _Answer:
    objective: float
    bound: float
    reduced: list[float]


class _Model:
    """Choose outings: each need once, each outing once, each day paid once, at most so many a day, moments apart."""

    def __init__(self, problem: Problem, made: Round, columns: list[Column]) -> None:
        self._problem, self._made = problem, made
        used = {outing for _, outing, _ in columns}
        self._days = sorted({made.outings[outing].day for outing in used})
        self._needs = [need for need, stops in enumerate(made.of_need) if stops]
        self._near = self._near_rows(columns)

    def _near_rows(self, columns: list[Column]) -> list[tuple[int, int, int, frozenset[int]]]:
        """A need on a day, and another need of the student on one of the days too near to it."""
        days: dict[int, set[int]] = defaultdict(set)
        for _, outing, needs in columns:
            for need in needs:
                days[need].add(self._made.outings[outing].day)
        gap = self._problem.rules.gap_days
        rows = []
        for need, others in enumerate(self._made.apart):
            for other, side in others:
                for day in sorted(days[need]) if other > need else ():
                    near = frozenset(there for there in days[other] if is_near(day - there, side, 0, gap))
                    if near:
                        rows.append((need, day, other, near))
        return rows

    def solve(self, columns: list[Column], *, integer: bool, limit: float) -> _Answer:
        import highspy

        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("time_limit", limit)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", 0.99)
        chosen = [solver.addVariable(0, 1, cost) for cost, _, _ in columns]
        paid = {day: solver.addVariable(0, 1, self._problem.weights.day) for day in self._days}
        self._constrain(solver, columns, chosen, paid)
        if integer:
            for variable in [*chosen, *paid.values()]:
                solver.changeColIntegrality(variable.index, highspy.HighsVarType.kInteger)
        solver.run()
        info = solver.getInfo()
        bound = info.mip_dual_bound if integer else info.objective_function_value
        reduced = [] if integer else list(solver.getSolution().col_dual)[: len(columns)]
        return _Answer(info.objective_function_value, bound, reduced)

    def _constrain(self, solver: Any, columns: list[Column], chosen: list[Any], paid: dict[int, Any]) -> None:
        of_need: dict[int, list[Any]] = defaultdict(list)
        of_outing: dict[int, list[Any]] = defaultdict(list)
        of_day: dict[int, list[Any]] = defaultdict(list)
        on_day: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for (_, outing, needs), variable in zip(columns, chosen, strict=True):
            day = self._made.outings[outing].day
            of_outing[outing].append(variable)
            of_day[day].append(variable * len(needs))
            for need in needs:
                of_need[need].append(variable)
                on_day[need, day].append(variable)
        for need in self._needs:
            solver.addConstr(solver.qsum(of_need[need]) == 1)
        for outing, variables in of_outing.items():
            solver.addConstr(solver.qsum([*variables, -1 * paid[self._made.outings[outing].day]]) <= 0)
        for day, weighted in of_day.items():
            if sum(self._made.outings[outing].day == day for outing in of_outing) > 1:
                solver.addConstr(solver.qsum(weighted) <= self._made.most_a_day)
        for need, day, other, near in self._near:
            rows = [*on_day[need, day], *(variable for there in near for variable in on_day[other, there])]
            if rows:
                solver.addConstr(solver.qsum(rows) <= 1)
