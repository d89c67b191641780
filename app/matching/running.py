"""What a process of its own does for a round: solve and check, check again, explain. Texts in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from app.matching.checking import check
from app.matching.edges import Edges, quality
from app.matching.explaining import extra_places, losses, relaxations, why, why_no_place, why_not
from app.matching.goals import Aim, goals
from app.matching.keeping import Inputs, Tokens, answer_text, read_answer, read_inputs
from app.matching.market import NOT_PLACED, Integers, Market, Matching
from app.matching.pairs import PairFacts, pair_facts
from app.matching.reasons import Code, Infeasible, Reason
from app.matching.solving import solve
from app.progress import Progress

_OTHERS = 2
_DRAWS = 2
_EXACT = 500  # students: an exact answer takes a shortest path for each pair


@dataclass(frozen=True, slots=True)
class Solved:
    """An answer as a text, what it says, and what ``check`` finds wrong with it: nothing, when it is proven.

    ``conflict`` is there instead when the decisions of people contradict each other.
    """

    answer: str
    students: int
    placed: int
    total: int
    faults: tuple[str, ...] = ()
    conflict: Reason | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """Why one student has this track or none: the pair itself, others beside it, and what would help."""

    token: str
    reason: Reason
    own: PairFacts | None
    others: tuple[PairFacts, ...]
    helps: tuple[PairFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A whole round explained: student by student, and its panel.

    ``bands``: students per quality band, worst first; ``drawn``: how many get another track by another seed;
    ``extra``: tracks where one more place would place one more student.
    """

    students: tuple[Explained, ...]
    placed: int
    bands: tuple[int, ...]
    band_width: int
    total: int
    drawn: int
    extra: tuple[str, ...]


def solve_round(
    *, inputs: str, pins: Tokens, vetoes: Tokens, previous: Mapping[str, str], progress: Progress
) -> Solved:
    """The best matching of ``inputs`` under the decisions of people, with its check.

    ``pins`` and ``vetoes`` are pairs of tokens, ``previous`` the track of each student before; what is no longer in
    the round is left out.
    """
    told = read_inputs(inputs)
    market = told.market(told.edges(most_failed=0))
    student, track = _places(told)
    before = np.full(market.students, NOT_PLACED, np.int64)
    for one, other in previous.items():
        if one in student and other in track:
            before[student[one]] = track[other]
    try:
        matching = solve(
            market,
            band_width=told.band_width,
            pins=_indices(pins, student, track),
            vetoes=_indices(vetoes, student, track),
            previous=before if previous else None,
            seed=told.seed,
            progress=progress,
        )
    except Infeasible as infeasible:
        return Solved("", market.students, 0, 0, conflict=infeasible.reason)
    faults = tuple(check(market, matching))
    return Solved(answer_text(matching), market.students, matching.placed, matching.total, faults)


def check_round(*, inputs: str, answer: str, progress: Progress) -> tuple[str, ...]:
    """What is wrong with a kept answer; empty when its optimum is proven from the kept inputs."""
    progress.step(0, 1)
    told, matching = read_inputs(inputs), read_answer(answer)
    asked = matching.options
    wrong = check(told.market(told.edges(most_failed=0)), matching)
    if (asked.band_width, asked.seed) != (told.band_width, told.seed):
        wrong = ["options: another width or seed than went in", *wrong]
    progress.step(1, 1)
    return tuple(wrong)


def explain_round(*, inputs: str, answer: str, progress: Progress) -> Explanation:
    """A kept answer in numbers, for every student."""
    told, matching = read_inputs(inputs), read_answer(answer)
    pairs = told.edges(most_failed=2)
    market = told.market(pairs)
    telling = _Telling(told, pairs, market, matching)
    rows = []
    for student in range(market.students):
        progress.step(student, market.students)
        rows.append(telling.student(student))
    tokens = [token.hex() for token in told.tracks.token]
    extra = tuple(tokens[track] for track in np.flatnonzero(extra_places(market, matching)).tolist())
    drawn = _drawn(market, matching, progress)
    return Explanation(tuple(rows), matching.placed, matching.bands, told.band_width, matching.total, drawn, extra)


def helps_of(*, inputs: str, answer: str) -> Mapping[str, tuple[PairFacts, ...]]:
    """What would help each student without a place in a kept answer, the smallest thing first, by token."""
    told, matching = read_inputs(inputs), read_answer(answer)
    pairs = told.edges(most_failed=2)
    telling = _Telling(told, pairs, told.market(pairs), matching)
    waiting = np.flatnonzero(matching.track == NOT_PLACED).tolist()
    return {told.students.token[student].hex(): tuple(telling.helping(student)) for student in waiting}


def _drawn(market: Market, matching: Matching, progress: Progress) -> int:
    """How many students have another track when the lottery falls otherwise."""
    asked = matching.options
    changed = np.zeros(market.students, bool)
    for draw in range(_DRAWS):
        other = solve(
            market,
            band_width=asked.band_width,
            pins=asked.pins,
            vetoes=asked.vetoes,
            previous=asked.previous,
            seed=asked.seed + bytes([draw]),
            progress=progress,
        )
        changed |= other.track != matching.track
    return int(changed.sum())


class _Telling:
    """What every student's explanation is read from, worked out once."""

    def __init__(self, told: Inputs, pairs: Edges, market: Market, matching: Matching) -> None:
        self._told, self._pairs, self._market, self._matching = told, pairs, market, matching
        self._losses = losses(market, matching)
        self._goals = goals(market, matching.options)
        self._of = np.searchsorted(market.edge_student, np.arange(market.students + 1))
        self._helps: dict[int, list[tuple[int, int]]] = {}
        for one in relaxations(market, matching, pairs.near_student, pairs.near_track, pairs.near_mask):
            self._helps.setdefault(one.student, []).extend((track, one.mask) for track in one.tracks)
        order = np.argsort(pairs.near_student, kind="stable")
        self._near = order, np.searchsorted(pairs.near_student[order], np.arange(market.students + 1))

    def student(self, student: int) -> Explained:
        """One student explained."""
        track = int(self._matching.track[student])
        own = None if track == NOT_PLACED else self._pair(student, track, 0)
        placeless = own is None
        reason = why_no_place(self._market, self._matching, student) if placeless else self._why(student)
        others = tuple(self._others(student, track, _OTHERS + placeless))
        helps = tuple(self.helping(student)) if placeless else ()
        return Explained(self._told.students.token[student].hex(), reason, own, others, helps)

    def _why(self, student: int) -> Reason:
        return why(self._market, self._matching, student)

    def _others(self, student: int, track: int, wanted: int) -> Iterator[PairFacts]:
        """The best other tracks: allowed ones first, then those that only just fail."""
        own = np.arange(self._of[student], self._of[student + 1])
        own = own[self._market.edge_track[own] != track]
        tokens = self._market.track_token
        ranked = sorted(
            own.tolist(),
            key=lambda edge: (-int(self._market.edge_quality[edge]), tokens[self._market.edge_track[edge]]),
        )
        for edge in ranked[:wanted]:
            other = int(self._market.edge_track[edge])
            yield self._pair(student, other, 0, self._why_not(student, edge, other))
        for other, mask in self._near_ones(student)[: max(0, wanted - len(ranked))]:
            yield self._pair(student, other, mask)

    def _near_ones(self, student: int) -> list[tuple[int, int]]:
        """The near misses of a student, the best first."""
        order, bounds = self._near
        rows = order[bounds[student] : bounds[student + 1]]
        track, mask = self._pairs.near_track[rows], self._pairs.near_mask[rows]
        return self._ranked(student, list(zip(track.tolist(), mask.tolist(), strict=True)))

    def helping(self, student: int) -> Iterator[PairFacts]:
        """What would help a student without a place, the smallest thing first."""
        for track, mask in self._ranked(student, self._helps.get(student, []))[: _OTHERS + 1]:
            yield self._pair(student, track, mask)

    def _ranked(self, student: int, listed: list[tuple[int, int]]) -> list[tuple[int, int]]:
        if not listed:
            return []
        track = np.array([each for each, _ in listed], np.int64)
        good = self._quality(np.full(len(track), student, np.int64), track).tolist()
        tokens = self._market.track_token
        ranked = sorted(
            zip(listed, good, strict=True), key=lambda each: (each[0][1].bit_count(), -each[1], tokens[each[0][0]])
        )
        return [pair for pair, _ in ranked]

    def _quality(self, student: Integers, track: Integers) -> Integers:
        return quality(self._told.students, self._told.tracks, self._told.criteria, student, track)

    def _why_not(self, student: int, edge: int, track: int) -> Reason | None:
        """Why an allowed track is not the answer: from the proof of all pairs, exactly where that is silent.

        ``None`` where it is silent in a round too large to ask for every pair.
        """
        goal, amount = int(self._losses.goal[edge]), int(self._losses.amount[edge])
        if goal < 0 and self._market.students > _EXACT:
            return None
        if goal < 0:
            return why_not(self._market, self._matching, student, track)
        hurt = self._goals[goal]
        if hurt.aim is Aim.BAND:
            return Reason(Code.COSTS_BAND, {"band": hurt.band, "amount": amount})
        code = {
            Aim.PLACED: Code.COSTS_PLACES,
            Aim.TOTAL: Code.COSTS_TOTAL,
            Aim.CHANGE: Code.COSTS_CHANGE,
        }.get(hurt.aim, Code.COSTS_LOTTERY)
        return Reason(code, {} if code is Code.COSTS_LOTTERY else {"amount": amount})

    def _pair(self, student: int, track: int, mask: int, reason: Reason | None = None) -> PairFacts:
        return pair_facts(self._told, student, track, mask, reason)


def _places(told: Inputs) -> tuple[Mapping[str, int], Mapping[str, int]]:
    return (
        {token.hex(): place for place, token in enumerate(told.students.token)},
        {token.hex(): place for place, token in enumerate(told.tracks.token)},
    )


def _indices(pairs: Tokens, student: Mapping[str, int], track: Mapping[str, int]) -> Iterable[tuple[int, int]]:
    return [(student[one], track[other]) for one, other in pairs if one in student and other in track]
