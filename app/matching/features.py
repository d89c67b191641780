"""What a round may know of students and tracks: this list and nothing else.

No field can hold a name, a gender, a birth date, an origin, a photo, or of an address more than minutes: all are
whole numbers that code places in published lists, sets as bits, minutes and cents, and random tokens.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.matching.market import Integers, whole

UNKNOWN = -1
_KIND = ("programme", "level", "path", "period")
_LONG_SETS = {"goals", "tasks"}


@dataclass(frozen=True, slots=True, eq=False)
class MatchFeatures:
    """What is known of n students, each by a random ``token`` of the round.

    - ``programme``, ``level``, ``path``, ``period`` (n): codes; a track must have all four the same.
    - ``days`` (n): the weekdays of the stage, Monday is bit 0.
    - ``travel`` (n): which row of ``minutes`` is theirs; ``limit`` (n): the most minutes; -1 is unknown.
    - ``goals``, ``tasks`` (n x words of 64 bits): what they want to learn and do; empty is anything.
    - ``needs`` (n): facilities without which they cannot work, as bits; ``held`` (n): what they have of what
      companies may require, as bits.
    - ``costs`` (n): cents a month that the stage costs them.
    - ``preference`` (n x r): kinds of company, best first; -1 is no more.
    - ``former`` (p x 2): student and company, where they have been before.
    """

    token: tuple[bytes, ...]
    programme: Integers
    level: Integers
    path: Integers
    period: Integers
    days: Integers
    travel: Integers
    limit: Integers
    goals: NDArray[np.uint64]
    tasks: NDArray[np.uint64]
    needs: Integers
    held: Integers
    costs: Integers
    preference: Integers
    former: Integers

    def __init__(self, token: Iterable[bytes], **columns: ArrayLike) -> None:
        _fill(self, token, columns, {"preference", "former"})


@dataclass(frozen=True, slots=True, eq=False)
class TrackFeatures:
    """What is known of m tracks, each by a random ``token`` of the round.

    - ``company`` (m): index of the company; ``kind`` (m): what kind of company, -1 is unknown.
    - ``programme``, ``level``, ``path``, ``period``, ``days``: as with the students; the days that the place has.
    - ``goals``, ``tasks`` (m x words): what can be learnt and done there.
    - ``facilities`` (m): what is there of what students may need; ``required`` (m): what the work requires.
    - ``allowance`` (m): cents a month; -1 is unknown.
    - ``minutes`` (rows x m): travel time of each row of students to each track; -1 is unknown.
    """

    token: tuple[bytes, ...]
    company: Integers
    kind: Integers
    programme: Integers
    level: Integers
    path: Integers
    period: Integers
    days: Integers
    goals: NDArray[np.uint64]
    tasks: NDArray[np.uint64]
    facilities: Integers
    required: Integers
    allowance: Integers
    minutes: NDArray[np.int16]

    def __init__(self, token: Iterable[bytes], *, minutes: ArrayLike, **columns: ArrayLike) -> None:
        _fill(self, token, columns, set(), minutes=_matrix(minutes))
        if self.minutes.shape[1] != len(self.token):
            raise ValueError("minutes does not have one column for each track")


def kinds(students: MatchFeatures, tracks: TrackFeatures) -> tuple[Integers, Integers]:
    """One code for programme, level, path and period together: of each student (n) and of each track (m)."""
    rows = [np.stack([getattr(each, name) for name in _KIND], axis=1) for each in (students, tracks)]
    _, code = np.unique(np.concatenate(rows), axis=0, return_inverse=True)
    flat = code.reshape(-1).astype(np.int64)
    return flat[: len(students.token)], flat[len(students.token) :]


def _fill(
    target: MatchFeatures | TrackFeatures,
    token: Iterable[bytes],
    columns: dict[str, ArrayLike],
    tables: set[str],
    **ready: NDArray[np.int16],
) -> None:
    """Freeze the columns on their type; ``TypeError`` for a column that is not on the list or is missing."""
    held = tuple(map(bytes, token))
    known = {each.name for each in fields(target)} - {"token"} - set(ready)
    if known != set(columns):
        raise TypeError(f"columns that do not belong, or are missing: {sorted(known ^ set(columns))}")
    values: dict[str, NDArray[np.int64] | NDArray[np.uint64] | NDArray[np.int16]] = dict(ready)
    for name, column in columns.items():
        values[name] = _sets(column) if name in _LONG_SETS else whole(column)
        if name == "former":
            values[name] = values[name].reshape(-1, 2)
        elif values[name].shape[0] != len(held) or values[name].ndim != 1 + (name in _LONG_SETS | tables):
            raise ValueError(f"{name} does not have one row for each token")
    object.__setattr__(target, "token", held)
    for name, value in values.items():
        value.setflags(write=False)
        object.__setattr__(target, name, value)


def _sets(values: ArrayLike) -> NDArray[np.uint64]:
    array = np.asarray(values)
    if array.dtype != np.uint64:
        raise TypeError("a long set is words of 64 bits without sign")
    return np.array(array, ndmin=2)


def _matrix(values: ArrayLike) -> NDArray[np.int16]:
    array = whole(values)
    longest = np.iinfo(np.int16).max
    if array.ndim != 2 or (array < UNKNOWN).any() or (array > longest).any():  # noqa: PLR2004 - rows and columns
        raise ValueError("minutes is not a table of minutes")
    return array.astype(np.int16)
