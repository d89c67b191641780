"""What holds for every problem, whatever it is."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.scheduling import Absent, Cancelled, Code, Who, after, check, plan, replan, unplannable
from tests.app.scheduling.problems import day, problems

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
SHORT = 40


@quick
@given(problems())
def test_every_plan_passes_the_check(problem):
    assert check(problem, plan(problem, iterations=SHORT)) == []


@pytest.mark.heavy
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(most_needs=9), st.integers(0, 5))
def test_every_plan_passes_the_check_at_length(problem, seed):
    assert check(problem, plan(problem, iterations=SHORT, seed=seed)) == []


@quick
@given(problems())
def test_a_seed_always_gives_the_same_plan(problem):
    assert plan(problem, iterations=SHORT, seed=3) == plan(problem, iterations=SHORT, seed=3)


@quick
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_told_changes_nothing(problem, random):
    fields = ("needs", "supervisors", "availability", "standing", "closures")
    shuffled = replace(
        problem, **{name: tuple(random.sample(getattr(problem, name), len(getattr(problem, name)))) for name in fields}
    )
    assert plan(shuffled, iterations=SHORT) == plan(problem, iterations=SHORT)


@quick
@given(problems())
def test_what_is_past_or_agreed_never_moves(problem):
    found = {row.need: row for row in plan(problem, iterations=SHORT).appointments}
    fixed = [row for row in problem.standing if problem.is_fixed(row)]
    assert [found[row.need] for row in fixed] == fixed


@quick
@given(problems())
def test_what_is_said_beforehand_to_have_no_day_gets_none(problem):
    left = {row.need: row.reason for row in plan(problem, iterations=SHORT).unplanned}
    assert {row.need for row in unplannable(problem)} <= left.keys()
    beforehand = {row.need: row.reason for row in unplannable(problem)}
    for key, reason in left.items():
        if reason.code not in {Code.SUPERVISOR_FULL, Code.TOO_CLOSE}:
            assert beforehand[key] == reason


_events = st.one_of(
    st.builds(Cancelled, st.sampled_from([f"n{number}" for number in range(7)])),
    st.builds(
        lambda who, key, first, length: Absent(who, key, day(first), day(first + length)),
        st.sampled_from(Who),
        st.sampled_from(["ans", "bo", "bakery", "student 1"]),
        st.integers(0, 9),
        st.integers(-1, 5),
    ),
)


@quick
@given(problems(), st.lists(_events, max_size=2))
def test_every_repair_passes_the_check(problem, events):
    planned = plan(problem, iterations=SHORT)
    stands = replace(problem, standing=planned.appointments)
    repaired = replan(stands, events, iterations=SHORT)
    assert check(after(stands, events), repaired) == []


@quick
@given(problems())
def test_a_repair_of_nothing_moves_nothing(problem):
    planned = plan(problem, iterations=SHORT)
    stands = replace(problem, standing=planned.appointments)
    locked = replan(stands, movable=False, iterations=SHORT)
    assert locked.changes == ()
    assert [(row.need, row.day, row.part) for row in locked.appointments] == [
        (row.need, row.day, row.part) for row in planned.appointments
    ]


@quick
@given(problems())
def test_problems_and_plans_travel_between_processes(problem):
    planned = plan(problem, iterations=SHORT)
    assert pickle.loads(pickle.dumps((problem, planned))) == (problem, planned)  # noqa: S301 - its own
