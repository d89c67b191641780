"""How long a round takes, beside other people's solvers on the same markets: ``python3 dev.py bench``."""

from __future__ import annotations

import importlib.util
import multiprocessing
import sys
import time

import numpy as np
import pytest

from app.matching import (
    check,
    edges,
    extra_places,
    force,
    gain,
    losses,
    read_criteria,
    relaxations,
    solve,
    why_no_place,
    why_not,
)
from app.matching.keeping import Inputs, inputs_text, read_answer, read_inputs
from app.matching.running import check_round, explain_round, solve_round
from app.progress import Progress
from app.resources import toml
from tests.bench.matching_instances import SIZES, instance
from tests.bench.matching_oracles import highs_assignment, ortools_flow, scipy_assignment, stable_matching

CRITERIA = read_criteria(toml("rules", "matching.toml")["criterion"])
RUNS = 3
EXPLAINED = 2_000


def measured(work, runs=RUNS):
    """The best time in ms of processor work, and the answer: what a machine that does nothing else would need."""
    best, answer = float("inf"), None
    for _ in range(runs):
        began = time.process_time()
        answer = work()
        best = min(best, 1000 * (time.process_time() - began))
    return best, answer


def tell(line):
    sys.stdout.write(f"\n{line}")


def memory_mb():
    if sys.platform == "win32":
        return "?"
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: size.name)
def posed(request):
    made = instance(request.param)
    found = edges(made.students, made.tracks, CRITERIA)
    return request.param, made, found, made.market(found)


def test_the_whole_run(posed):
    size, made, found, market = posed
    began = time.perf_counter()
    first = solve(market, seed=b"bench")
    assert check(market, first) == []
    elapsed = 1000 * (time.perf_counter() - began)
    building, _ = measured(lambda: made.market(edges(made.students, made.tracks, CRITERIA)))
    solving, matching = measured(lambda: solve(market, seed=b"bench"))
    judging, wrong = measured(lambda: check(market, matching))
    assert wrong == []
    placed = np.flatnonzero(matching.track >= 0)
    student = int(placed[0])
    other = int(market.edge_track[market.edge_student == student][0])
    again, _ = measured(lambda: solve(market, seed=b"bench", pins=[(student, other)], previous=matching))
    total = building + solving + judging
    tell(
        f"{size.name}: {len(found.student):,} pairs, {len(found.near_student):,} near misses, "
        f"{matching.placed:,} placed, bands {matching.bands}\n"
        f"  edges {building:.0f} + solve {solving:.0f} + check {judging:.0f} = {total:.0f} ms "
        f"(limit {size.limit_ms}), after a pin {again:.0f} ms, {memory_mb()} MB; "
        f"solve and check by the clock, the first time: {elapsed:.0f} ms"
    )


def test_the_whole_round_as_the_program_runs_it(posed):
    """From the frozen text to the proven answer as a text, and all explanations: what the child process does."""
    size, made, _, _ = posed
    inputs = Inputs(
        made.students,
        made.tracks,
        made.capacity,
        np.arange(len(made.capacity)),
        np.zeros((0, 2), np.int64),
        CRITERIA,
        100,
        b"bench",
    )
    asked = {"pins": (), "vetoes": (), "previous": {}, "progress": Progress()}
    writing, text = measured(lambda: inputs_text(inputs))
    reading, _ = measured(lambda: read_inputs(text))
    running, solved = measured(lambda: solve_round(inputs=text, **asked))
    assert solved.faults == ()
    pinned = {**asked, "pins": (pin(made, solved.answer),), "previous": tracks(made, solved.answer)}
    again, moved = measured(lambda: solve_round(inputs=text, **pinned))
    assert moved.faults == ()
    checking, wrong = measured(lambda: check_round(inputs=text, answer=solved.answer, progress=Progress()))
    assert wrong == ()
    tell(
        f"{size.name}: a round of {len(text) / 1e6:.1f} MB: freeze {writing:.0f}; read, edges, solve, check and tell "
        f"{running:.0f} (reading {reading:.0f}) ms (limit {size.limit_ms}), after a pin {again:.0f}, "
        f"check of a kept one {checking:.0f} ms, {memory_mb()} MB"
    )
    if size.students <= EXPLAINED:
        explaining, told = measured(
            lambda: explain_round(inputs=text, answer=solved.answer, progress=Progress()), runs=1
        )
        tell(f"{size.name}: all {len(told.students):,} students explained in {explaining:.0f} ms")


def tracks(made, answer):
    """The track of each student of an answer, by token."""
    found = read_answer(answer).track.tolist()
    return {
        token.hex(): made.tracks.token[track].hex()
        for token, track in zip(made.students.token, found, strict=True)
        if track >= 0
    }


def pin(made, answer):
    """A student with the first track that is allowed and not the answer, by token."""
    pairs = edges(made.students, made.tracks, CRITERIA, most_failed=0)
    track = read_answer(answer).track
    at = int(np.flatnonzero(track[pairs.student] != pairs.track)[0])
    return made.students.token[pairs.student[at]].hex(), made.tracks.token[pairs.track[at]].hex()


def test_the_explanations(posed):
    size, _, found, market = posed
    matching = solve(market, seed=b"bench")
    waiting = int(np.flatnonzero(matching.track < 0)[0])
    unused = np.flatnonzero(market.edge_track != matching.track[market.edge_student])
    edge = int(unused[len(unused) // 2])
    pair = int(market.edge_student[edge]), int(market.edge_track[edge])
    questions = {
        "why not, one pair": lambda: why_not(market, matching, *pair),
        "least loss of all pairs": lambda: losses(market, matching),
        "why no place": lambda: why_no_place(market, matching, waiting),
        "relaxations of all": lambda: relaxations(
            market, matching, found.near_student, found.near_track, found.near_mask
        ),
        "extra places, all tracks": lambda: extra_places(market, matching),
        "force a pair": lambda: force(market, matching, *pair),
        "gain of a place": lambda: gain(market, matching, pair[1]),
    }
    times = ", ".join(f"{name} {measured(work)[0]:.0f}" for name, work in questions.items())
    tell(f"{size.name}, ms: {times}")


@pytest.mark.parametrize(
    ("module", "work", "largest"),
    [("highspy", highs_assignment, 2_000), ("scipy", scipy_assignment, 10_000), ("matching", stable_matching, 10_000)],
)
def test_other_goals_for_comparison(posed, module, work, largest):
    size, _, _, market = posed
    wanted(module, size, largest)
    own, matching = measured(lambda: solve(market, seed=b"bench"))
    # In a process of its own: HiGHS and the one inside OR-Tools do not go together.
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        theirs, placed = pool.apply(once, (work, market))
    told = {None: "no answer in a minute", -1: "a RecursionError"}.get(placed, f"it places {placed}")
    tell(f"{size.name}: {module} {theirs:.0f} ms, {theirs / own:.1f} times ours; {told}, we {matching.placed}")


def once(work, market):
    """The time of one run, and how many it places: -1 when it goes too deep, None when it gives up."""
    began = time.process_time()
    try:
        placed = work(market)
    except RecursionError:
        placed = -1
    return 1000 * (time.process_time() - began), placed


def test_another_engine_finds_the_same(posed):
    size, _, _, market = posed
    wanted("ortools", size, 10_000)
    own, matching = measured(lambda: solve(market, seed=b"bench"))
    theirs, other = measured(lambda: solve(market, seed=b"bench", engine=ortools_flow), runs=1)
    tell(f"{size.name}: with OR-Tools {theirs:.0f} ms, {theirs / own:.1f} times ours")
    assert check(market, other) == []
    assert (matching.track == other.track).all()


def wanted(module, size, largest):
    if not importlib.util.find_spec(module):
        pytest.skip(f"{module} is not installed")
    if size.students > largest:
        pytest.skip(f"{module} takes minutes at {size.name}")
