"""From features to pairs: which are allowed, how good each is, and which only just fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.matching.criteria import SOFT, Criterion, Key
from app.matching.features import UNKNOWN, MatchFeatures, TrackFeatures, kinds
from app.matching.market import MOST_QUALITY, Integers

_CELLS = 2_000_000  # pairs looked at together: bounds the memory, not the answer


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """The allowed pairs with their quality (0 to 1000), and the near misses with the bits of what they fail."""

    student: Integers
    track: Integers
    quality: Integers
    near_student: Integers
    near_track: Integers
    near_mask: Integers


def edges(
    students: MatchFeatures, tracks: TrackFeatures, criteria: Iterable[Criterion], *, most_failed: int = 1
) -> Edges:
    """Every pair of the same programme, level, path and period that fails no hard criterion; none is left out.

    Near misses fail at most ``most_failed`` criteria, and travel by no more than its stretch. What is unknown
    forbids nothing and gives no points.
    """
    listed = tuple(criteria)
    allowed: list[tuple[Integers, Integers]] = []
    near: list[tuple[Integers, Integers, Integers]] = []
    for rows, columns in _blocks(*kinds(students, tracks)):
        mask, lost = _failures(students, tracks, listed, rows, columns)
        at, on = np.nonzero((mask == 0) & ~lost)
        allowed.append((rows[at], columns[on]))
        if most_failed:
            at, on = np.nonzero((mask > 0) & ~lost & (np.bitwise_count(mask) <= most_failed))
            near.append((rows[at], columns[on], mask[at, on].astype(np.int64)))
    student, track = _joined(allowed, 2)
    near_student, near_track, near_mask = _joined(near, 3)
    return Edges(student, track, quality(students, tracks, listed, student, track), near_student, near_track, near_mask)


def quality(
    students: MatchFeatures, tracks: TrackFeatures, criteria: Iterable[Criterion], student: Integers, track: Integers
) -> Integers:
    """The quality of pairs (e), 0 to 1000: the points of the soft criteria by their weights, in whole numbers."""
    used = [criterion for criterion in criteria if criterion.weight]
    total = np.zeros(len(student), np.int64)
    for criterion in used:
        total += criterion.weight * points(students, tracks, criterion.key, student, track)
    return total // max(1, sum(criterion.weight for criterion in used))


def points(students: MatchFeatures, tracks: TrackFeatures, key: Key, student: Integers, track: Integers) -> Integers:
    """What pairs (e) get for one soft criterion, 0 to 1000."""
    match key:
        case Key.GOALS:
            return _covered(students.goals[student], tracks.goals[track])
        case Key.TASKS:
            return _covered(students.tasks[student], tracks.tasks[track])
        case Key.PREFERENCE:
            return _preferred(students.preference[student], tracks.kind[track])
        case Key.NEARNESS:
            minutes = tracks.minutes[students.travel[student], track].astype(np.int64)
            limit = students.limit[student]
            known = (minutes != UNKNOWN) & (limit > 0)
            return np.where(known, _share(np.maximum(0, limit - minutes), limit), 0)
        case Key.COSTS:
            allowance, costs = tracks.allowance[track], students.costs[student]
            return np.where(costs <= 0, MOST_QUALITY, _share(np.clip(allowance, 0, costs), costs))
        case Key.PRESENCE:
            offered = tracks.days[track]
            return _share(_count(students.days[student] & offered), _count(offered))
        case _:
            raise ValueError(f"{key} gives no points; these do: {', '.join(SOFT)}")


def _blocks(student_kind: Integers, track_kind: Integers) -> Iterator[tuple[Integers, Integers]]:
    """Students and tracks of the same kind, in blocks that fit in memory."""
    for kind in np.intersect1d(student_kind, track_kind):
        rows, columns = np.flatnonzero(student_kind == kind), np.flatnonzero(track_kind == kind)
        step = max(1, _CELLS // len(columns))
        for start in range(0, len(rows), step):
            yield rows[start : start + step], columns


def _failures(
    students: MatchFeatures, tracks: TrackFeatures, criteria: tuple[Criterion, ...], rows: Integers, columns: Integers
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """The bits of what each pair of a block fails, and which pairs are no near miss whatever they fail."""
    mask = np.zeros((len(rows), len(columns)), np.uint8)
    lost = np.zeros_like(mask, dtype=bool)
    for criterion in criteria:
        match criterion.key:
            case Key.DAYS:
                fails = _lacks(students.days, tracks.days, rows, columns)
            case Key.NEEDS:
                fails = _lacks(students.needs, tracks.facilities, rows, columns)
            case Key.REQUIRED:
                fails = _lacks(tracks.required, students.held, columns, rows).T
            case Key.MINUTES:
                minutes = tracks.minutes[students.travel[rows][:, None], columns[None, :]]
                limit = students.limit[rows]
                limit = np.where(limit == UNKNOWN, np.iinfo(np.int16).max, limit)
                fails = minutes > limit[:, None]
                lost |= minutes > (limit * (100 + criterion.stretch) // 100)[:, None]
            case Key.FORMER:
                fails = _known_there(students.former, tracks.company, rows, columns)
            case _:
                continue
        mask |= fails.astype(np.uint8) * np.uint8(criterion.bit)
    return mask, lost


def _lacks(asked: Integers, given: Integers, rows: Integers, columns: Integers) -> NDArray[np.bool_]:
    """Where something of the asked set is not in the given one."""
    found: NDArray[np.bool_] = (asked[rows][:, None] & ~given[columns][None, :]) != 0
    return found


def _known_there(former: Integers, company: Integers, rows: Integers, columns: Integers) -> NDArray[np.bool_]:
    """Where a student has been at the company before."""
    found = np.zeros((len(rows), len(columns)), bool)
    place = {student: at for at, student in enumerate(rows.tolist())}
    for student, before in former.tolist():
        if student in place:
            found[place[student]] |= company[columns] == before
    return found


def _covered(wanted: NDArray[np.uint64], offered: NDArray[np.uint64]) -> Integers:
    asked = _count(wanted).sum(axis=1)
    return np.where(asked == 0, MOST_QUALITY, _share(_count(wanted & offered).sum(axis=1), asked))


def _preferred(wanted: Integers, kind: Integers) -> Integers:
    """All points for the first kind of company, evenly less for each next one, none for a kind not named."""
    ranks = wanted.shape[1]
    found = np.zeros(len(kind), np.int64)
    for rank in reversed(range(ranks)):
        hit = (wanted[:, rank] == kind) & (kind != UNKNOWN)
        found[hit] = MOST_QUALITY * (ranks - rank) // ranks
    return np.where((wanted == UNKNOWN).all(axis=1), MOST_QUALITY, found)


def _share(part: Integers, of: Integers) -> Integers:
    return MOST_QUALITY * part // np.maximum(1, of)


def _count(sets: NDArray[np.int64] | NDArray[np.uint64]) -> Integers:
    return np.bitwise_count(sets).astype(np.int64)


def _joined(parts: Sequence[tuple[Integers, ...]], columns: int) -> tuple[Integers, ...]:
    """The parts of all blocks, sorted by student and track."""
    if not parts:
        return tuple(np.zeros(0, np.int64) for _ in range(columns))
    whole = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.lexsort((whole[1], whole[0]))
    return tuple(column[order] for column in whole)
