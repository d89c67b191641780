"""How good the plans are, and how long they take: ``python3 dev.py bench tests/bench/bench_scheduling.py``.

HiGHS and PyVRP are no dependencies; where they are not installed, what needs them is skipped and says so.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from dataclasses import replace
from random import Random

import pytest

from app.scheduling import Cancelled, Problem, Rules, after, check, plan, replan
from tests.bench.scheduling_exact import prove
from tests.bench.scheduling_instances import MONDAY, team
from tests.bench.scheduling_pyvrp import route

SEEDS = range(10)
PROOF_SECONDS = 900.0
WEEK_NINE = 9 * 7


def tell(line):
    sys.stdout.write(f"\n{line}")
    sys.stdout.flush()


def needs_module(name):
    if not importlib.util.find_spec(name):
        pytest.skip(f"{name} is not installed")


def planned(problem: Problem, **options):
    """The plan, checked, and the seconds of the processor that it took."""
    began = time.process_time()
    found = plan(problem, **options)
    seconds = time.process_time() - began
    assert check(problem, found) == []
    return found, seconds


@pytest.mark.parametrize(("students", "visits", "seed"), [(16, 40, 1), (16, 40, 2), (16, 40, 3), (25, 60, 1)])
def test_one_supervisor_beside_the_proven_optimum(students, visits, seed):
    needs_module("highspy")
    problem = team(1, students, visits, seed=seed)
    runs = [planned(problem, seed=number) for number in SEEDS]
    objectives = [found.objective for found, _ in runs]
    assert not any(found.unplanned for found, _ in runs)
    proof = prove(problem, min(objectives), limit=PROOF_SECONDS)
    gaps = [100 * (objective / proof.bound - 1) for objective in objectives]
    tell(
        f"{visits} visits, instance {seed}: optimum {proof.objective} ({'proven' if proof.is_exact else 'bound'} "
        f"{proof.bound:.0f}, {proof.columns:,} columns, {proof.seconds:.0f} s); ours in {runs[0][1]:.1f} s, over it by "
        f"{min(gaps):.1f} to {max(gaps):.1f} %, mean {sum(gaps) / len(gaps):.1f} %"
    )
    assert max(gaps) <= 5 or visits < 60  # the limit is for a whole year's round; smaller ones are told


@pytest.mark.parametrize("visits", [60, 90])
def test_a_cancellation_moves_hardly_anything(visits):
    problem = team(1, visits // 3 + (5 if visits == 60 else 0), visits, seed=1)
    base, _ = planned(problem)
    chance = Random(1)  # noqa: S311 - it must come out again
    later = replace(problem, today=MONDAY.fromordinal(MONDAY.toordinal() + WEEK_NINE), standing=base.appointments)
    coming = [row for row in base.appointments if row.day > later.today]
    moves, ways, seconds, failed = [], [], [], 0
    for _ in range(12):
        event = Cancelled(chance.choice(coming).need)
        began = time.process_time()
        found = replan(later, [event])
        seconds.append(time.process_time() - began)
        assert check(after(later, [event]), found) == []
        moves.append(len(found.changes))
        failed += len(found.unplanned) > len(base.unplanned)
        ways.append(found.kilometres)
    tell(
        f"{visits} visits, 12 cancellations: others moved {sum(moves) / 12:.1f} on average, at most {max(moves)}; "
        f"{failed} without a new day; {sum(seconds) / 12:.1f} s each"
    )
    assert sum(moves) / 12 <= 1


def test_a_team_beside_pyvrp():
    """Twenty supervisors, 1,800 visits; without a pause, which PyVRP does not know."""
    problem = team(20, 30, 90, seed=2, rules=Rules(pause=None))
    for iterations in (4000, 12_000):
        found, seconds = planned(problem, iterations=iterations)
        tell(
            f"team, {iterations} iterations: {seconds:.0f} s in one process, {len(found.appointments)} planned, "
            f"{found.kilometres:,} km, {found.days} days, objective {found.objective:,}"
        )
        assert seconds <= 60
    needs_module("pyvrp")
    for limit in (1.0, 4.0):
        routes = [route(problem, row.key, seconds=limit) for row in problem.supervisors]
        tell(
            f"team, PyVRP {limit:.0f} s each: {sum(row.planned for row in routes)} planned, "
            f"{sum(row.hectometres for row in routes) // 10:,} km, {sum(row.days for row in routes)} days, "
            f"objective {sum(row.objective for row in routes):,}"
        )


def test_a_team_with_every_rule():
    problem = team(20, 30, 90, seed=2)
    found, seconds = planned(problem)
    began = time.process_time()
    check(problem, found)
    judging = time.process_time() - began
    tell(
        f"team with pauses: {seconds:.0f} s and {judging:.1f} s to check; {len(found.appointments)} planned, "
        f"{found.kilometres:,} km, {found.days} days"
    )
    assert seconds <= 60
