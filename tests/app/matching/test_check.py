"""The judge accepts every optimum and nothing else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.matching import Market, check, solve
from tests.app.matching.markets import ANY_PACE, best, choices, market, rounds


def stated(made, matching, track):
    """The matching with other tracks, and with the numbers that belong to those."""
    track = np.array(track, np.int64)
    placed = np.flatnonzero(track >= 0)
    quality = made.edge_quality[made.edges_of(placed, track[placed])]
    width = matching.options.band_width
    bands = tuple(np.bincount(quality // width, minlength=1000 // width + 1).tolist())
    return replace(matching, track=track, placed=len(placed), bands=bands, total=int(quality.sum()))


@given(rounds(most_students=4))
@settings(ANY_PACE, max_examples=80)
def test_every_other_matching_is_refused_however_well_it_is_stated(posed):
    assume(best(posed.market, **posed.asked) is not None)
    found = solve(posed.market, **posed.asked)
    decisions = {name: posed.asked.get(name, ()) for name in ("pins", "vetoes")}
    for other in choices(posed.market, **decisions):
        right = list(other) == found.track.tolist()
        assert (check(posed.market, stated(posed.market, found, other)) == []) is right


@pytest.fixture
def solved():
    pairs = {(student, track): 97 * (student + 1) * (track + 2) % 1001 for student in range(5) for track in range(4)}
    made = market(
        5, [1, 1, 2, 1], pairs, companies=[0, 0, 1, 1], company_capacity=[2, 2], track_minimum=[0, 1, 0, 0],
        track_group=[0, 0, -1, -1], group_capacity=[2],
    )  # fmt: skip
    return made, solve(made, pins=[(0, 2)], vetoes=[(1, 3)], previous=[0, 1, 2, 2, 3], seed=b"seed")


def test_the_optimum_is_accepted(solved):
    assert check(*solved) == []


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"placed": 5}, "placed"),
        ({"total": 1}, "total"),
        ({"bands": (4,) + (0,) * 10}, "bands"),
        ({"track": np.array([2, -1, -1, -1, -1], np.int64)}, "track 1"),
        ({"track": np.array([0, 1, 2, 3, -1], np.int64)}, "pinned"),
        ({"track": np.array([2, 3, 1, -1, -1], np.int64)}, "vetoed"),
        ({"track": np.array([2, 1, 1, -1, -1], np.int64)}, "track 1: 2 students"),
        ({"track": np.array([2, 1, 2, 3, -1], np.int64)}, "company 1: 3 students"),
        ({"track": np.array([2, 1, 0, 9, -1], np.int64)}, "does not exist"),
        ({"track": np.array([2, 1, 0, -1], np.int64)}, "each student"),
        ({"track": np.array([2, 1, 0, -1, -1], np.float64)}, "each student"),
        ({"certificate": ()}, "every goal"),
    ],
)
def test_what_is_wrong_is_named(solved, changes, wrong):
    made, matching = solved
    assert any(wrong in finding for finding in check(made, replace(matching, **changes)))


def test_a_pair_that_is_not_allowed_is_named():
    made = market(2, [1, 1], {(0, 0): 500})
    found = replace(solve(made), track=np.array([0, 1], np.int64))
    assert check(made, found)[0] == "student 1: track 1 is not allowed"


def test_a_full_group_is_named():
    pairs = {(0, 0): 5, (1, 1): 5}
    made = market(2, [1, 1], pairs, companies=[0, 0], track_group=[0, 0], group_capacity=[1])
    found = replace(solve(made), track=np.array([0, 1], np.int64))
    assert "group 0: 2 students, outside 0 to 1" in check(made, found)


def test_every_stage_is_needed_and_their_order_too(solved):
    made, matching = solved
    stages = matching.certificate
    assert len(stages) > 1
    for place in range(len(stages)):
        assert check(made, replace(matching, certificate=stages[:place] + stages[place + 1 :]))
    assert check(made, replace(matching, certificate=stages[::-1]))


def test_goals_that_weigh_too_little_prove_nothing(solved):
    made, matching = solved
    first = matching.certificate[0]
    light = replace(first, weights=tuple(1 for _ in first.weights))
    assert check(made, replace(matching, certificate=(light, *matching.certificate[1:])))


@pytest.mark.parametrize("weights", [(), (1,) * 99, (1 << 70,), (0,)])
def test_weights_that_make_no_sense_prove_nothing(solved, weights):
    made, matching = solved
    *rest, last = matching.certificate
    assert check(made, replace(matching, certificate=(*rest, replace(last, weights=weights))))


@pytest.mark.parametrize("decision", [{"pins": ((9, 0),)}, {"vetoes": ((0, 9),)}, {"vetoes": ((-1, 0),)}])
def test_decisions_about_nobody_are_named(solved, decision):
    made, matching = solved
    told = check(made, replace(matching, options=replace(matching.options, **decision)))
    assert told == ["pins, vetoes: a student or track that does not exist"]


def test_a_width_or_an_earlier_matching_that_makes_no_sense_is_named(solved):
    made, matching = solved
    for asked in ({"band_width": 0}, {"previous": np.array([0])}):
        assert check(made, replace(matching, options=replace(matching.options, **asked)))


def test_potentials_are_whole_numbers_of_the_right_number_and_size(solved):
    made, matching = solved
    first, *rest = matching.certificate
    for broken in (first.potentials[:-1], first.potentials.astype(np.float64), first.potentials - (1 << 61)):
        assert check(made, replace(matching, certificate=(replace(first, potentials=broken), *rest)))


def test_a_potential_that_is_moved_far_is_caught():
    """Then some open arc of that student contradicts what flows."""
    pairs = {(student, track): 90 * (student + track) for student in range(4) for track in range(3)}
    made = market(4, [1, 1, 1], pairs)
    matching = solve(made, seed=b"x")
    first, *rest = matching.certificate
    for student in range(made.students):
        for far in (-(1 << 55), 1 << 55):
            moved = first.potentials.copy()
            moved[student] += far
            assert check(made, replace(matching, certificate=(replace(first, potentials=moved), *rest)))


@given(rounds(), st.data())
@settings(ANY_PACE, max_examples=60)
def test_another_market_or_other_decisions_are_judged_by_themselves(posed, data):
    """Whatever the judge accepts is optimal for what it was shown, also when that was tampered with."""
    assume(posed.market.students and len(posed.market.edge_quality) and best(posed.market, **posed.asked) is not None)
    made, found = posed.market, solve(posed.market, **posed.asked)
    qualities = made.edge_quality.copy()
    place = data.draw(st.integers(0, len(qualities) - 1))
    qualities[place] = data.draw(st.integers(0, 1000))
    other = Market(
        made.students, made.track_company, made.track_capacity, made.company_capacity, made.edge_student,
        made.edge_track, qualities, made.track_minimum, made.track_group, made.group_capacity,
    )  # fmt: skip
    shown = stated(other, found, found.track)
    if check(other, shown) == []:
        assert solve(other, **posed.asked).track.tolist() == found.track.tolist()
