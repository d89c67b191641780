"""Repairing a plan: nothing moves that need not, and every move is listed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.scheduling import (
    Absent,
    Cancelled,
    Code,
    Problem,
    Rules,
    Who,
    after,
    check,
    plan,
    replan,
)
from tests.app.scheduling.problems import agreed, day, need, problem, proposed


def repaired(given: Problem, *events, **options):
    """The repair, checked."""
    found = replan(given, events, iterations=150, **options)
    assert check(after(given, events), found) == []
    return found


def standing(given: Problem) -> Problem:
    """The problem with its plan as what stands."""
    return replace(given, standing=plan(given, iterations=150).appointments)


def places(rows):
    return {row.need: (row.day, row.part, row.mode) for row in rows}


def test_a_cancelled_talk_comes_on_another_day_and_nothing_else_moves():
    given = standing(problem(*(need(f"n{number}", days=12) for number in range(8))))
    before = places(given.standing)
    found = repaired(given, Cancelled("n3"))
    now = places(found.appointments)
    assert now["n3"][0] != before["n3"][0]
    assert {key: place for key, place in now.items() if key != "n3"} == {
        key: place for key, place in before.items() if key != "n3"
    }
    assert found.changes == ()


def test_a_new_placement_is_fitted_in():
    given = standing(problem(need("n0"), need("n1")))
    wider = problem(*given.needs, need("n2", company="farm"), standing=given.standing)
    found = repaired(wider)
    assert places(found.appointments) | places(given.standing) == places(found.appointments)
    assert len(found.appointments) == 3


def test_the_ill_are_left_alone_for_as_long_as_it_takes():
    given = problem(
        need("n0", days=12),
        need("n1", days=12),
        standing=(agreed("n0", 1, 600), proposed("n1", 2, 600)),
    )
    found = repaired(given, Absent(Who.SUPERVISOR, "ans", day(0), day(4)))
    assert min(row.day for row in found.appointments) > day(4)
    assert all(row.hour is None for row in found.appointments)


@pytest.mark.parametrize(("who", "key"), [(Who.COMPANY, "farm"), (Who.STUDENT, "student n0")])
def test_only_those_who_are_hit_come_on_another_day(who, key):
    given = problem(
        need("n0", company="farm"),
        need("n1"),
        standing=(proposed("n0", 1, 600), proposed("n1", 1, 840)),
    )
    found = repaired(given, Absent(who, key, day(1), day(1)))
    rows = {row.need: row for row in found.appointments}
    assert rows["n0"].day != day(1)
    assert places([rows["n1"]]) == places(given.standing[1:])


def crowded() -> Problem:
    """A full Monday and an empty Tuesday; who comes new can on Monday alone."""
    rows = need("n0", days=2), need("n1", days=1), need("new", days=1)
    return problem(*rows, rules=Rules(most_a_day=2), standing=(proposed("n0", 0, 500), proposed("n1", 0, 560)))


def test_another_moves_only_where_that_makes_room():
    found = repaired(crowded())
    assert [(change.need, change.before.day, change.after.day) for change in found.changes] == [("n0", day(0), day(1))]
    assert found.unplanned == ()


def test_nobody_moves_when_that_is_not_wanted():
    found = repaired(crowded(), movable=False)
    assert found.changes == ()
    assert [(left.need, left.reason.code) for left in found.unplanned] == [("new", Code.SUPERVISOR_FULL)]


def test_what_is_agreed_makes_no_room():
    firm = replace(crowded(), standing=(agreed("n0", 0, 500), agreed("n1", 0, 560)))
    found = repaired(firm)
    assert [left.need for left in found.unplanned] == ["new"]
    assert found.changes == ()


def test_nobody_loses_a_day_for_another():
    given = problem(
        need("n0", days=1), need("n1", days=1), rules=Rules(most_a_day=1), standing=(proposed("n1", 0, 600),)
    )
    found = repaired(given)
    assert [left.need for left in found.unplanned] == ["n0"]
    assert [row.need for row in found.appointments] == ["n1"]


def test_the_fewest_move_before_the_kilometres_count():
    """One move makes room at the price of a long way; two would be shorter."""
    given = problem(
        need("n0", company="farm", days=2),
        need("n1", company="clinic", days=3),
        need("new", company="bakery", days=1),
        rules=Rules(most_a_day=2),
        standing=(proposed("n0", 0, 500), proposed("n1", 0, 630)),
    )
    found = repaired(given)
    assert len(found.changes) == 1
    assert found.unplanned == ()


def test_a_past_appointment_is_not_cancelled():
    given = problem(need("n0"), need("n1"), standing=(proposed("n0", -3, 600),))
    found = repaired(given, Cancelled("n0"), Absent(Who.SUPERVISOR, "ans", day(-7), day(0)))
    assert given.standing[0] in found.appointments


def test_a_cancelled_need_without_appointment_is_just_planned():
    found = repaired(problem(need("n0")), Cancelled("n0"), Cancelled("unheard of"))
    assert len(found.appointments) == 1


def test_what_no_longer_fits_is_moved_and_listed():
    given = problem(need("n0"), need("n1"), standing=(proposed("n0", 5, 600), proposed("n1", 2, 600)))
    found = repaired(given)
    assert [change.need for change in found.changes] == ["n0"]
