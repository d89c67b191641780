"""The engine finds the optimum, and says so when there is none."""

import multiprocessing
import pickle

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.matching import Code, Infeasible, Market, check, solve
from app.matching.flow import min_cost_flow
from app.progress import Cancelled, Progress
from tests.app.matching.markets import ANY_PACE, best, market, rounds, shortest_paths, vector_of


def equals_trying_everything(posed):
    wanted = best(posed.market, **posed.asked)
    if wanted is None:
        with pytest.raises(Infeasible):
            solve(posed.market, **posed.asked)
        return
    found = solve(posed.market, **posed.asked)
    assert vector_of(posed.market, found, **posed.asked) == wanted
    assert (posed.market.students - found.placed, *found.bands, -found.total) == wanted[: 2 + len(found.bands)]
    assert check(posed.market, found) == []


@given(rounds())
@settings(ANY_PACE, max_examples=400)
def test_the_optimum_is_the_best_of_all_matchings(posed):
    equals_trying_everything(posed)


@pytest.mark.heavy
@given(rounds(most_students=6))
@settings(ANY_PACE, max_examples=4000)
def test_the_optimum_is_the_best_of_all_matchings_of_thousands_of_markets(posed):
    equals_trying_everything(posed)


@given(rounds())
@settings(ANY_PACE, max_examples=50)
def test_two_engines_give_the_same_matching(posed):
    assume(best(posed.market, **posed.asked) is not None)
    one, other = solve(posed.market, **posed.asked), solve(posed.market, **posed.asked, engine=shortest_paths)
    assert one.track.tolist() == other.track.tolist()
    assert [stage.potentials.tolist() for stage in one.certificate] == [
        stage.potentials.tolist() for stage in other.certificate
    ]


@st.composite
def tied_markets(draw):
    """Students and tracks with random tokens, where much is equally good."""
    students, tracks = draw(st.integers(2, 12)), draw(st.integers(1, 6))
    pairs = [(student, track) for student in range(students) for track in range(tracks)]
    kept = draw(st.lists(st.sampled_from(pairs), unique=True))
    tokens = draw(st.lists(st.binary(max_size=3), unique=True, min_size=students + tracks, max_size=students + tracks))
    made = market(
        students,
        draw(st.lists(st.integers(0, 3), min_size=tracks, max_size=tracks)),
        {pair: draw(st.sampled_from([400, 500])) for pair in kept},
        student_token=tokens[:students],
        track_token=tokens[students:],
    )
    return made, draw(st.permutations(range(students))), draw(st.permutations(range(tracks)))


@given(tied_markets(), st.binary(max_size=3))
@settings(ANY_PACE, max_examples=80)
def test_the_order_of_students_tracks_companies_and_pairs_never_matters(tied, seed):
    made, students, tracks = tied
    place_of_student, place_of_track = np.argsort(students), np.argsort(tracks)
    shuffled = Market(
        made.students,
        made.tracks - 1 - np.arange(made.tracks),
        made.track_capacity[list(tracks)],
        made.company_capacity,
        place_of_student[made.edge_student][::-1],
        place_of_track[made.edge_track][::-1],
        made.edge_quality[::-1],
        student_token=[made.student_token[student] for student in students],
        track_token=[made.track_token[track] for track in tracks],
    )
    one, other = solve(made, seed=seed), solve(shuffled, seed=seed)
    back = [-1 if track < 0 else tracks[track] for track in other.track[place_of_student].tolist()]
    assert one.track.tolist() == back


def test_the_lottery_decides_who_goes_without_by_token_and_seed():
    tokens = [b"blue", b"green", b"red"]
    pairs = {(student, 0): 700 for student in range(3)}
    winners = set()
    for seed in range(30):
        made = market(3, [1], pairs, student_token=tokens, track_token=[b"t"])
        winners.add(int(np.argmax(solve(made, seed=bytes([seed])).track)))
    assert winners == {0, 1, 2}


def test_the_best_lottery_number_gets_the_place_that_is_left():
    import hashlib

    tokens = [b"blue", b"green", b"red"]
    made = market(3, [1], {(student, 0): 700 for student in range(3)}, student_token=tokens, track_token=[b"t"])

    def number(token):
        parts = (b"seed", token)
        return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()

    lucky = min(range(3), key=lambda student: number(tokens[student]))
    assert solve(made, seed=b"seed").track[lucky] == 0


def test_placing_more_students_comes_before_placing_them_better():
    made = market(2, [1, 1], {(0, 0): 1000, (0, 1): 10, (1, 0): 20})
    assert solve(made).track.tolist() == [1, 0]


def test_the_worst_band_comes_before_the_total():
    made = market(2, [1, 1], {(0, 0): 1000, (0, 1): 210, (1, 0): 200, (1, 1): 90})
    found = solve(made)
    assert (found.track.tolist(), found.bands[:3], found.total) == ([1, 0], (0, 0, 2), 410)


def test_of_equally_good_matchings_the_one_that_changes_least_wins():
    made = market(2, [1, 1], {(0, 0): 500, (0, 1): 500, (1, 0): 500, (1, 1): 500})
    for earlier in ([0, 1], [1, 0]):
        for seed in (b"a", b"b", b"c", b"d"):
            assert solve(made, previous=earlier, seed=seed).track.tolist() == earlier
    again = solve(made, seed=b"a")
    assert solve(made, previous=again, seed=b"b").track.tolist() == again.track.tolist()


def test_a_track_opens_only_with_its_minimum_and_that_comes_first():
    pairs = {(0, 0): 900, (1, 0): 900, (0, 1): 100, (1, 1): 100}
    made = market(2, [2, 2], pairs, track_minimum=[0, 2])
    assert solve(made).track.tolist() == [1, 1]


def test_a_group_shares_its_places():
    pairs = {(student, track): 500 for student in range(3) for track in range(2)}
    made = market(3, [3, 3], pairs, companies=[0, 0], track_group=[0, 0], group_capacity=[2])
    assert solve(made).placed == 2


@pytest.mark.parametrize(
    ("asked", "code", "numbers"),
    [
        ({"pins": [(1, 1)]}, Code.PIN_WITHOUT_PAIR, {"student": 1, "track": 1}),
        ({"pins": [(0, 0)], "vetoes": [(0, 0)]}, Code.PIN_VETOED, {"student": 0, "track": 0}),
        ({"pins": [(0, 0), (0, 1)]}, Code.PIN_TWICE, {"student": 0, "track": 0, "other": 1}),
        ({"pins": [(0, 0), (1, 0)]}, Code.TRACK_OVERFULL, {"track": 0, "asked": 2, "capacity": 1}),
        ({"pins": [(2, 2), (3, 2)]}, Code.GROUP_OVERFULL, {"group": 0, "asked": 2, "capacity": 1}),
        ({"pins": [(0, 1), (2, 3), (3, 3)]}, Code.COMPANY_OVERFULL, {"company": 1, "asked": 3, "capacity": 2}),
    ],
)
def test_decisions_that_collide_name_where(asked, code, numbers):
    pairs = {(0, 0): 1, (0, 1): 1, (1, 0): 1, (2, 2): 1, (3, 2): 1, (2, 3): 1, (3, 3): 1}
    made = market(
        4, [1, 2, 3, 3], pairs, companies=[0, 1, 2, 1], company_capacity=[9, 2, 9],
        track_group=[-1, -1, 0, -1], group_capacity=[1],
    )  # fmt: skip
    with pytest.raises(Infeasible) as refused:
        solve(made, **asked)
    assert (refused.value.reason.code, refused.value.reason.numbers) == (code, numbers)
    assert pickle.loads(pickle.dumps(refused.value)).reason == refused.value.reason  # noqa: S301 - our own bytes


def test_minimums_that_ask_for_too_many_of_the_same_students_say_so():
    pairs = {(0, 0): 5, (0, 1): 5, (1, 1): 5, (2, 2): 5}
    made = market(3, [2, 2, 2], pairs, track_minimum=[1, 2, 0])
    with pytest.raises(Infeasible) as refused:
        solve(made)
    assert refused.value.reason.code is Code.MINIMUM_UNREACHABLE
    assert {name: refused.value.reason.numbers[name] for name in ("tracks", "asked", "students")} == {
        "tracks": 2,
        "asked": 3,
        "students": 2,
    }


@given(rounds(decisions=False), st.data())
@settings(ANY_PACE, max_examples=50)
def test_a_pin_of_the_match_and_a_veto_of_an_unused_pair_change_nothing(posed, data):
    assume(posed.market.students and best(posed.market, **posed.asked))
    found = solve(posed.market, **posed.asked)
    student = data.draw(st.integers(0, posed.market.students - 1))
    track = int(found.track[student])
    if track >= 0:
        assert solve(posed.market, **posed.asked, pins=[(student, track)]).track.tolist() == found.track.tolist()
    unused = data.draw(st.integers(0, posed.market.tracks - 1).filter(lambda other: other != track) | st.none())
    if unused is not None:
        assert solve(posed.market, **posed.asked, vetoes=[(student, unused)]).track.tolist() == found.track.tolist()


@given(rounds(decisions=False, minimums=False), st.data())
@settings(ANY_PACE, max_examples=60)
def test_a_student_who_can_go_to_more_tracks_keeps_a_place_and_the_round_gets_no_worse(posed, data):
    made = posed.market
    assume(made.students)
    student = data.draw(st.integers(0, made.students - 1))
    own = made.edge_student == student
    more = [track for track in range(made.tracks) if track not in made.edge_track[own].tolist()]
    assume(more)
    track, quality = data.draw(st.sampled_from(more)), data.draw(st.integers(0, 1000))
    wider = Market(
        made.students, made.track_company, made.track_capacity, made.company_capacity,
        [*made.edge_student, student], [*made.edge_track, track], [*made.edge_quality, quality],
        track_group=made.track_group, group_capacity=made.group_capacity,
    )  # fmt: skip
    before, after = solve(made, **posed.asked), solve(wider, **posed.asked)
    assert before.track[student] < 0 or after.track[student] >= 0
    assert (-after.placed, after.bands, -after.total) <= (-before.placed, before.bands, -before.total)


@pytest.mark.parametrize(
    ("made", "track"),
    [
        (market(0, [], {}), []),
        (market(0, [3], {}), []),
        (market(3, [], {}), [-1, -1, -1]),
        (market(2, [1, 1], {}), [-1, -1]),
        (market(2, [0], {(0, 0): 5, (1, 0): 5}), [-1, -1]),
        (market(1, [1], {(0, 0): 0}), [0]),
        (market(1, [1], {(0, 0): 1000}), [0]),
    ],
    ids=["nothing", "no students", "no tracks", "no pairs", "no places", "no quality", "all quality"],
)
def test_a_round_with_almost_nothing_has_its_answer_and_its_proof(made, track):
    found = solve(made)
    assert found.track.tolist() == track
    assert check(made, found) == []


def test_ties_everywhere_are_solved_and_proven():
    made = market(60, [2] * 25, {(student, track): 600 for student in range(60) for track in range(25)})
    found = solve(made, seed=b"x")
    assert (found.placed, found.bands[6]) == (50, 50)
    assert check(made, found) == []


def test_a_long_chain_of_moves_is_followed_to_its_end():
    pairs = {(0, 0): 900} | {(student, student - 1): 900 for student in range(1, 400)}
    pairs |= {(student, student): 100 for student in range(1, 400)}
    made = market(400, [1] * 400, pairs)
    found = solve(made)
    assert found.track.tolist() == list(range(400))
    assert check(made, found) == []


def test_markets_too_large_for_exact_numbers_are_refused():
    with pytest.raises(OverflowError):
        solve(Market(1, [0], [1], np.ones(1 << 20, int), [0], [0], [5]))


def test_costs_that_could_leave_the_exact_numbers_are_refused():
    one = np.array([1])
    with pytest.raises(OverflowError):
        min_cost_flow(one - 1, one, one, np.array([1, -1]), one << 59)


def test_no_stage_comes_near_the_end_of_the_exact_numbers():
    random = np.random.default_rng(5)
    student, track = np.nonzero(random.random((300, 60)) < 0.3)
    made = Market(
        300, np.arange(60), np.full(60, 4), np.full(60, 4), student, track, random.integers(0, 1001, len(track))
    )
    largest = []

    def watched(tail, head, capacity, supply, cost):
        largest.append(int(cost.max()) * (len(supply) + 2))
        return min_cost_flow(tail, head, capacity, supply, cost)

    for width in (1, 20, 100):
        found = solve(made, band_width=width, previous=np.full(300, -1), engine=watched)
        assert check(made, found) == []
    assert max(largest) < 1 << 60
    assert len(largest) > 9


@pytest.mark.parametrize(
    "broken",
    [
        {"edge_quality": [1001]},
        {"edge_quality": [-1]},
        {"edge_student": [2]},
        {"edge_track": [1]},
        {"edge_track": [-1]},
        {"track_company": [1]},
        {"track_capacity": [-1]},
        {"track_capacity": [1, 1]},
        {"track_minimum": [-1]},
        {"track_group": [0]},
        {"edge_student": [0, 0], "edge_track": [0, 0], "edge_quality": [1, 2]},
        {"edge_student": [0, 1]},
        {"student_token": [b"a", b"a"]},
        {"track_token": [b"a", b"b"]},
        {"students": -1},
    ],
)
def test_a_market_that_does_not_fit_together_is_refused(broken):
    fitting = {
        "students": 2, "track_company": [0], "track_capacity": [1], "company_capacity": [1],
        "edge_student": [0], "edge_track": [0], "edge_quality": [500],
    }  # fmt: skip
    Market(**fitting)
    with pytest.raises(ValueError, match=r".+"):
        Market(**(fitting | broken))


def test_a_group_of_two_companies_is_refused():
    with pytest.raises(ValueError, match="two companies"):
        market(1, [1, 1], {(0, 0): 1}, track_group=[0, 0], group_capacity=[1])


def test_numbers_that_are_not_whole_are_refused():
    with pytest.raises(TypeError):
        market(1, [1], {(0, 0): 0.5})


@pytest.mark.parametrize(
    "asked",
    [{"band_width": 0}, {"band_width": 1001}, {"pins": [(5, 0)]}, {"vetoes": [(0, 5)]}, {"previous": [0, 0]},
     {"previous": [7]}],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused(asked):
    with pytest.raises(ValueError, match=r".+"):
        solve(market(1, [1], {(0, 0): 500}), **asked)


def test_the_work_says_where_it_is_and_stops_when_asked():
    made = market(3, [1, 1], {(student, track): 100 * student + track for student in range(3) for track in range(2)})
    told = []
    solve(made, progress=Progress(lambda done, total: told.append((done, total))))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        solve(made, progress=stopped)


def test_a_round_is_solved_in_a_fresh_process():
    made = market(3, [1, 1], {(student, track): 100 * student + track for student in range(3) for track in range(2)})
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found = pool.apply(solve, (made,), {"seed": b"s", "pins": [(0, 1)]})
    assert found.track.tolist() == solve(made, seed=b"s", pins=[(0, 1)]).track.tolist()
    assert check(made, found) == []
