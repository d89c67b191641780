"""Explanations are true: each bound holds, each claim is what solving again would show."""

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.matching import (
    Aim,
    Code,
    Market,
    check,
    extra_places,
    force,
    gain,
    goals,
    losses,
    moves,
    relaxations,
    solve,
    why,
    why_no_place,
    why_not,
)
from tests.app.matching.markets import ANY_PACE, best, market, rounds, vector


def solved(posed):
    assume(best(posed.market, **posed.asked) is not None)
    return posed.market, solve(posed.market, **posed.asked)


def with_capacities(made, track, company, group):
    return Market(
        made.students, made.track_company, track, company, made.edge_student, made.edge_track, made.edge_quality,
        made.track_minimum, made.track_group, group, made.student_token, made.track_token,
    )  # fmt: skip


def with_students(made, group):
    """The same places, for these students alone."""
    kept = np.isin(made.edge_student, group)
    return Market(
        made.students, made.track_company, made.track_capacity, made.company_capacity, made.edge_student[kept],
        made.edge_track[kept], made.edge_quality[kept], None, made.track_group, made.group_capacity,
    )  # fmt: skip


def with_pair(made, student, track, quality=500):
    return Market(
        made.students, made.track_company, made.track_capacity, made.company_capacity,
        [*made.edge_student, student], [*made.edge_track, track], [*made.edge_quality, quality],
        made.track_minimum, made.track_group, made.group_capacity,
    )  # fmt: skip


@given(rounds())
@settings(ANY_PACE, max_examples=50)
def test_a_proven_loss_is_never_more_than_the_real_one(posed):
    """With the pair forced, trying everything finds nothing better than the bound says."""
    made, found = solved(posed)
    table = losses(made, found)
    wanted = goals(made, found.options)
    asked = {name: value for name, value in posed.asked.items() if name != "seed"}
    own = vector(made, found.track.tolist(), **asked)
    for edge in np.flatnonzero(table.goal >= 0).tolist():
        pair = (int(made.edge_student[edge]), int(made.edge_track[edge]))
        forced = best(made, **(asked | {"pins": [*asked.get("pins", ()), pair]}))
        goal = wanted[table.goal[edge]]
        if forced is None or goal.aim in {Aim.LOTTERY, Aim.DRAW}:
            continue
        place = {
            Aim.PLACED: 0,
            Aim.BAND: 1 + goal.band,
            Aim.TOTAL: len(found.bands) + 1,
            Aim.CHANGE: len(found.bands) + 2,
        }
        at = place[goal.aim]
        loss = [new - old for new, old in zip(forced, own, strict=True)]
        assert (*loss[:at], loss[at]) >= (*[0] * at, int(table.amount[edge]))


@given(rounds(), st.data())
@settings(ANY_PACE, max_examples=80)
def test_why_not_is_exactly_what_forcing_the_pair_costs(posed, data):
    made, found = solved(posed)
    assume(made.students)
    student = data.draw(st.integers(0, made.students - 1))
    track = data.draw(st.integers(0, made.tracks - 1))
    told, exact = why_not(made, found, student, track), force(made, found, student, track)
    if exact.matching is None:
        assert exact.reason.code in {
            Code.MATCHED, Code.PINNED, Code.VETOED, Code.NO_PAIR, Code.MINIMUM_HOLDS,
        }  # fmt: skip
        assert told == exact.reason
        return
    assert exact.matching.track[student] == track
    assert check(made, exact.matching) == []
    assert exact.moves == moves(found, exact.matching)
    assert student in {move.student for move in exact.moves}
    assert told == exact.reason
    assert exact.reason.numbers.get("amount", 1) > 0


def test_a_match_is_explained_by_its_points_and_those_of_the_other_tracks():
    made = market(2, [1, 1], {(0, 0): 900, (0, 1): 300, (1, 0): 880, (1, 1): 320})
    found = solve(made)
    assert found.track.tolist() == [0, 1]
    assert [why(made, found, student).numbers for student in (0, 1)] == [
        {"student": 0, "track": 0, "quality": 900, "band": 9, "better": 0, "worse": 1},
        {"student": 1, "track": 1, "quality": 320, "band": 3, "better": 1, "worse": 0},
    ]


def test_the_goal_that_a_pair_would_hurt_is_named():
    made = market(2, [1, 1], {(0, 0): 900, (0, 1): 320, (1, 0): 890, (1, 1): 210})
    found = solve(made)
    assert found.track.tolist() == [1, 0]
    told = why_not(made, found, 0, 0)
    assert (told.code, told.numbers) == (Code.COSTS_BAND, {"band": 2, "amount": 1})
    made = market(2, [1, 1], {(0, 0): 950, (0, 1): 320, (1, 0): 930, (1, 1): 310})
    told = why_not(made, solve(made), 0, 1)
    assert (told.code, told.numbers) == (Code.COSTS_TOTAL, {"amount": 10})


def test_a_pair_that_leaves_another_without_a_place_costs_a_place():
    made = market(2, [1, 1], {(0, 0): 900, (0, 1): 300, (1, 0): 100})
    found = solve(made)
    assert why_not(made, found, 0, 0).code is Code.COSTS_PLACES
    exact = force(made, found, 0, 0)
    assert (exact.reason.code, exact.reason.numbers) == (Code.COSTS_PLACES, {"amount": 1})
    assert [(move.student, move.before, move.after) for move in exact.moves] == [(0, 1, 0), (1, 0, -1)]


def test_what_people_decided_is_the_reason():
    made = market(2, [1, 1, 1], {(0, 0): 900, (0, 1): 800, (1, 1): 700, (1, 2): 100})
    found = solve(made, pins=[(1, 2)], vetoes=[(0, 1)])
    assert why(made, found, 1).code is Code.PINNED
    assert why_not(made, found, 1, 1).code is Code.PINNED
    assert why_not(made, found, 0, 1).code is Code.VETOED
    assert why_not(made, found, 0, 2).code is Code.NO_PAIR
    assert why_not(made, found, 0, 0).code is Code.MATCHED


def test_equally_good_pairs_are_decided_by_the_lottery():
    made = market(2, [1, 1], {(0, 0): 500, (0, 1): 500, (1, 0): 500, (1, 1): 500})
    found = solve(made, seed=b"a")
    other = 1 - int(found.track[0])
    assert why_not(made, found, 0, other).code is Code.COSTS_LOTTERY
    assert force(made, found, 0, other).reason.code is Code.COSTS_LOTTERY


def test_a_change_is_named_when_all_else_is_equal():
    made = market(2, [1, 1], {(0, 0): 500, (0, 1): 500, (1, 0): 500, (1, 1): 500})
    found = solve(made, previous=[0, 1])
    exact = force(made, found, 0, 1).reason
    assert (exact.code, exact.numbers) == (Code.COSTS_CHANGE, {"amount": 2})


@given(rounds(decisions=False, minimums=False))
@settings(ANY_PACE, max_examples=60)
def test_so_many_students_really_compete_for_so_many_places(posed):
    """Some students, this one among them, as many as told: with everything to themselves they get the places told."""
    made, found = solved(posed)
    for student in np.flatnonzero(found.track < 0).tolist():
        told = why_no_place(made, found, student)
        assert why(made, found, student) == told
        if told.code is Code.NO_FEASIBLE_TRACK:
            assert student not in made.edge_student
            continue
        competing, places = told.numbers["students"], told.numbers["places"]
        assert competing > places
        assert any(
            solve(with_students(made, group)).placed == places
            for group in combinations(range(made.students), competing)
            if student in group
        )


def test_a_student_whose_tracks_are_all_vetoed_has_no_feasible_track():
    made = market(1, [1], {(0, 0): 500})
    assert why_no_place(made, solve(made, vetoes=[(0, 0)]), 0).code is Code.NO_FEASIBLE_TRACK


def test_the_students_who_compete_are_counted():
    pairs = {(student, track): 500 for student in range(3) for track in range(2)} | {(3, 2): 500}
    made = market(4, [1, 1, 5], pairs)
    found = solve(made)
    waiting = int(np.flatnonzero(found.track < 0)[0])
    assert why_no_place(made, found, waiting).numbers == {"students": 3, "places": 2, "tracks": 2}


@given(rounds())
@settings(ANY_PACE, max_examples=60)
def test_an_extra_place_is_worth_exactly_what_it_says(posed):
    made, found = solved(posed)
    worth = extra_places(made, found).tolist()
    for track in range(made.tracks):
        got = gain(made, found, track)
        assert got.placed == worth[track]
        assert sum(got.bands) == got.placed


@given(rounds(minimums=False), st.data())
@settings(ANY_PACE, max_examples=60)
def test_one_more_place_never_lowers_the_number_placed(posed, data):
    made, found = solved(posed)
    track, company, group = (
        values + data.draw(st.integers(0, 1))
        for values in (made.track_capacity, made.company_capacity, made.group_capacity)
    )
    assert solve(with_capacities(made, track, company, group), **posed.asked).placed >= found.placed


@given(rounds(), st.data())
@settings(ANY_PACE, max_examples=60)
def test_a_relaxation_helps_exactly_when_it_is_named(posed, data):
    made, found = solved(posed)
    known = set(zip(made.edge_student.tolist(), made.edge_track.tolist(), strict=True))
    missing = [
        (student, track)
        for student in range(made.students)
        for track in range(made.tracks)
        if (student, track) not in known and (student, track) not in found.options.vetoes
    ]
    masks = [data.draw(st.integers(1, 7)) for _ in missing]
    near = [np.array(column, np.int64) for column in ([s for s, _ in missing], [t for _, t in missing], masks)]
    named = {(each.student, track): each.mask for each in relaxations(made, found, *near) for track in each.tracks}
    helps = {
        pair: mask
        for pair, mask in zip(missing, masks, strict=True)
        if found.track[pair[0]] < 0 and solve(with_pair(made, *pair), **posed.asked).placed > found.placed
    }
    fewest = {
        student: min(mask.bit_count() for (one, _), mask in helps.items() if one == student) for student, _ in helps
    }
    assert named == {pair: mask for pair, mask in helps.items() if mask.bit_count() == fewest[pair[0]]}


def test_a_vetoed_near_miss_is_no_relaxation():
    made = market(1, [1], {})
    found = solve(made, vetoes=[(0, 0)])
    near = [np.array([0]), np.array([0]), np.array([1])]
    assert relaxations(made, found, *near) == ()
    assert [each.tracks for each in relaxations(made, replace(found, options=solve(made).options), *near)] == [(0,)]
