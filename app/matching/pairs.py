"""A student and a track side by side, in numbers; and which few may be shown to who chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.matching.criteria import SOFT, Key, failed
from app.matching.edges import Edges, points, quality
from app.matching.keeping import Inputs
from app.matching.lottery import number
from app.matching.market import Integers
from app.matching.reasons import Reason

SHOWN = 3


@dataclass(frozen=True, slots=True)
class PairFacts:
    """A student and a track side by side, in numbers: what each criterion saw and how many points it gave.

    ``failed`` are the hard criteria that forbid the pair; ``reason`` says why it is not the answer.
    """

    track: str
    quality: int
    failed: tuple[Key, ...]
    points: Mapping[Key, int]
    minutes: int
    limit: int
    days: int
    days_there: int
    goals: int
    goals_there: int
    tasks: int
    tasks_there: int
    preferred: int
    costs: int
    allowance: int
    needs: int
    reason: Reason | None = None


def pair_facts(told: Inputs, student: int, track: int, mask: int = 0, reason: Reason | None = None) -> PairFacts:
    """A student and a track, by their places in ``told``; ``mask`` has the bits of the hard criteria that forbid it."""
    one, other = np.array([student], np.int64), np.array([track], np.int64)
    learner, place = told.students, told.tracks
    used = {each.key for each in told.criteria if each.weight}
    wanted = learner.preference[student].tolist()
    kind = int(place.kind[track])
    return PairFacts(
        track=place.token[track].hex(),
        quality=int(quality(learner, place, told.criteria, one, other)[0]),
        failed=failed(mask),
        points={key: int(points(learner, place, key, one, other)[0]) for key in SOFT if key in used},
        minutes=int(place.minutes[learner.travel[student], track]),
        limit=int(learner.limit[student]),
        days=int(learner.days[student]),
        days_there=int(place.days[track]),
        goals=_count(learner.goals[student]),
        goals_there=_count(learner.goals[student] & place.goals[track]),
        tasks=_count(learner.tasks[student]),
        tasks_there=_count(learner.tasks[student] & place.tasks[track]),
        preferred=wanted.index(kind) + 1 if kind >= 0 and kind in wanted else 0,
        costs=int(learner.costs[student]),
        allowance=int(place.allowance[track]),
        needs=int(learner.needs[student]).bit_count(),
        reason=reason,
    )


def best_for_student(told: Inputs, pairs: Edges, student: int, free: Integers) -> tuple[tuple[int, int], ...]:
    """The few allowed pairs of a student that fit best, where the track has room: ``free`` (m) are its places left."""
    mine = np.flatnonzero((pairs.student == student) & (free[pairs.track] > 0))
    return _best(told, pairs, mine)


def best_for_offer(told: Inputs, pairs: Edges, offer: int, open_: Integers) -> tuple[tuple[int, int], ...]:
    """The few allowed pairs of an offer that fit best, with students who have no place yet: 1 in ``open_`` (n)."""
    mine = np.flatnonzero((told.offer[pairs.track] == offer) & (open_[pairs.student] > 0))
    return _best(told, pairs, mine)


def turn(told: Inputs, *parts: bytes) -> bytes:
    """The lottery number of who chooses: the lowest goes first."""
    return number(told.seed, *parts)


def _best(told: Inputs, pairs: Edges, mine: Integers) -> tuple[tuple[int, int], ...]:
    """The best of these pairs as student and track; the lottery decides between equals, and their order."""
    listed = [(int(pairs.student[each]), int(pairs.track[each]), int(pairs.quality[each])) for each in mine.tolist()]

    def drawn(pair: tuple[int, int]) -> bytes:
        return number(told.seed, told.students.token[pair[0]], told.tracks.token[pair[1]])

    ranked = sorted(listed, key=lambda each: (-each[2], drawn(each[:2])))
    return tuple(sorted((each[:2] for each in ranked[:SHOWN]), key=drawn))


def _count(words: np.ndarray[tuple[int, ...], np.dtype[np.uint64]]) -> int:
    return sum(int(word).bit_count() for word in words.tolist())
