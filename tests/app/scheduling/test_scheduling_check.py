"""A plan that was changed is found out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.scheduling import (
    Availability,
    Clash,
    Closure,
    ClosureKind,
    Code,
    Mode,
    Part,
    Plan,
    Reason,
    Rules,
    Unplanned,
    Who,
    check,
    plan,
)
from tests.app.scheduling.problems import EITHER, agreed, busy, day, need, problem, proposed

PROBLEM = problem(
    need("fixed", company="garage", days=12),
    need("held", first=day(-20), days=12),
    need("late", company="clinic", first=day(7), days=12),
    need("moved", company="farm", days=5, not_on=frozenset({day(1)})),
    need("no one", supervisor="nobody"),
    need("past", first=day(-9), last=day(-2)),
    need("round", company="clinic", days=12, modes=EITHER),
    need("twin", company="farm", days=12, student="student round"),
    standing=(agreed("fixed", 2, 840), proposed("held", -1, 600), proposed("moved", 1, 600)),
    closures=(Closure(day(8), day(8), ClosureKind.OWN),),
)
PLAN = plan(PROBLEM, iterations=200)


def changed(key: str, **fields) -> Plan:
    """The plan with one appointment made different, and in order."""
    rows = [replace(row, **fields) if row.need == key else row for row in PLAN.appointments]
    rows.sort(key=lambda row: (row.supervisor, row.day, row.earliest, row.need))
    return replace(PLAN, appointments=tuple(rows))


def test_the_plan_itself_passes():
    assert {row.need for row in PLAN.appointments} == {"fixed", "held", "late", "moved", "round", "twin"}
    assert check(PROBLEM, PLAN) == []


FREE = [row for row in PLAN.appointments if row.need in {"late", "moved", "round", "twin"}]


@pytest.mark.parametrize("row", FREE, ids=lambda row: row.need)
@pytest.mark.parametrize("days", [-14, -7, 1, 7, 14])
def test_another_day_is_found_out(row, days):
    elsewhere = changed(row.need, day=row.day + timedelta(days=days))
    assert check(PROBLEM, elsewhere)


@pytest.mark.parametrize("row", PLAN.appointments, ids=lambda row: row.need)
@pytest.mark.parametrize(
    "fields",
    [
        lambda row: {"earliest": row.earliest - 5},
        lambda row: {"earliest": row.earliest + 5},
        lambda row: {"latest": row.latest - 5},
        lambda row: {"latest": row.latest + 5},
        lambda row: {"part": Part.MORNING if row.part is Part.AFTERNOON else Part.AFTERNOON},
        lambda row: {"mode": Mode.ONLINE if row.mode is Mode.ON_SITE else Mode.ON_SITE},
        lambda row: {"agreed": not row.agreed},
        lambda row: {"assumed": row.assumed ^ {Who.COMPANY}},
        lambda _: {"supervisor": "nobody"},
        lambda _: {"need": "unheard of"},
    ],
    ids=["earlier", "later", "less room", "more room", "part", "mode", "agreed", "assumed", "supervisor", "need"],
)
def test_every_other_value_of_an_appointment_is_found_out(row, fields):
    assert check(PROBLEM, changed(row.need, **fields(row)))


@pytest.mark.parametrize("row", PLAN.appointments, ids=lambda row: row.need)
def test_an_appointment_left_out_or_doubled_is_found_out(row):
    rest = tuple(other for other in PLAN.appointments if other is not row)
    assert check(PROBLEM, replace(PLAN, appointments=rest))
    assert check(PROBLEM, replace(PLAN, appointments=(*PLAN.appointments, row)))


@pytest.mark.parametrize("row", FREE, ids=lambda row: row.need)
def test_what_could_have_been_planned_is_not_excused(row):
    rest = tuple(other for other in PLAN.appointments if other is not row)
    excused = (*PLAN.unplanned, Unplanned(row.need, Reason(Code.SUPERVISOR_FULL, (3,))))
    faults = check(PROBLEM, replace(PLAN, appointments=rest, unplanned=excused))
    assert any("it could be on" in fault for fault in faults)


@pytest.mark.parametrize("left", PLAN.unplanned, ids=lambda left: left.need)
def test_a_false_reason_is_found_out(left):
    false = tuple(
        replace(other, reason=Reason(Code.SUPERVISOR_FULL, (1,))) if other is left else other
        for other in PLAN.unplanned
    )
    assert check(PROBLEM, replace(PLAN, unplanned=false))


@pytest.mark.parametrize("name", ["objective", "hectometres", "days"])
def test_a_false_sum_is_found_out(name):
    assert check(PROBLEM, replace(PLAN, **{name: getattr(PLAN, name) - 1}))


def test_false_changes_and_clashes_are_found_out():
    assert [change.need for change in PLAN.changes] == ["moved"]
    assert check(PROBLEM, replace(PLAN, changes=()))
    assert check(PROBLEM, replace(PLAN, clashes=(Clash("fixed", Reason(Code.SCHOOL_CLOSED)),)))


@pytest.mark.parametrize(
    ("harder", "word"),
    [
        ({"closures": (Closure(day(0), day(12), ClosureKind.HOLIDAY),)}, "does not suit"),
        ({"rules": Rules(most_a_day=1)}, "at most"),
        ({"rules": Rules(gap_days=30)}, "too near"),
        ({"today": day(20)}, "agreed or past"),
    ],
    ids=["closed", "most a day", "gap", "today"],
)
def test_a_plan_for_an_easier_problem_is_found_out(harder, word):
    rows = (need(f"n{number}", student=f"student {number % 2}", days=12) for number in range(4))
    together = problem(*rows, rules=Rules(gap_days=0))
    easy = plan(together, iterations=50)
    assert check(together, easy) == []
    faults = check(replace(together, **harder), easy)
    assert any(word in fault for fault in faults)


@pytest.mark.parametrize("who", list(Who))
def test_each_of_the_three_must_have_time(who):
    row = FREE[0]
    wanted = next(need for need in PROBLEM.needs if need.key == row.need)
    key = {Who.SUPERVISOR: "ans", Who.COMPANY: wanted.company, Who.STUDENT: wanted.student}[who]
    away = busy(who, key, (row.day - day(0)).days)
    assert check(replace(PROBLEM, availability=(*PROBLEM.availability, away)), PLAN)


def test_hours_that_are_told_later_end_an_assumption():
    untold = problem(need("n0"), availability=())
    assumed = plan(untold, iterations=10)
    assert assumed.appointments[0].assumed == frozenset(Who)
    told = replace(untold, availability=(Availability(Who.COMPANY, "bakery", untold.rules.ordinary),))
    assert check(told, assumed) == ["n0: its assumptions are not those named"]
