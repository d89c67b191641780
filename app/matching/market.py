"""What goes into a round and what comes out of it: frozen arrays of integers, without names or words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Integers: TypeAlias = NDArray[np.int64]
Pairs: TypeAlias = tuple[tuple[int, int], ...]

MOST_QUALITY = 1000
NOT_PLACED = -1


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Market:
    """Students, tracks, and the pairs that are allowed; n students, m tracks, k companies, g groups, e pairs.

    A track is what students are placed on: a company, for one programme, level, path, period and set of days.
    A group is what tracks of one company share below the company itself: a location, a praktijkopleider.

    - ``students``: n.
    - ``track_company`` (m): index of its company; ``track_capacity`` (m): places; ``track_minimum`` (m): the least
      number of students, obeyed before all else; ``track_group`` (m): index of its group, -1 for none.
    - ``company_capacity`` (k) and ``group_capacity`` (g): places over all their tracks.
    - ``edge_student``, ``edge_track``, ``edge_quality`` (e): the allowed pairs with their quality, 0 to 1000; kept
      sorted by student and track, whatever their order was.
    - ``student_token`` (n), ``track_token`` (m): random bytes of the round, all different; the lottery goes by
      them. Without tokens the place in the order stands in, and the order then decides ties.

    ``ValueError`` when something does not fit; ``TypeError`` when an array does not hold integers.
    """

    students: int
    track_company: Integers
    track_capacity: Integers
    company_capacity: Integers
    edge_student: Integers
    edge_track: Integers
    edge_quality: Integers
    track_minimum: Integers
    track_group: Integers
    group_capacity: Integers
    student_token: tuple[bytes, ...]
    track_token: tuple[bytes, ...]

    def __init__(  # noqa: PLR0917 - the published order of the arrays
        self,
        students: int,
        track_company: ArrayLike,
        track_capacity: ArrayLike,
        company_capacity: ArrayLike,
        edge_student: ArrayLike,
        edge_track: ArrayLike,
        edge_quality: ArrayLike,
        track_minimum: ArrayLike | None = None,
        track_group: ArrayLike | None = None,
        group_capacity: ArrayLike | None = None,
        student_token: Iterable[bytes] | None = None,
        track_token: Iterable[bytes] | None = None,
    ) -> None:
        company, capacity = whole(track_company), whole(track_capacity)
        tracks = len(company)
        student, track, quality = whole(edge_student), whole(edge_track), whole(edge_quality)
        if not len(student) == len(track) == len(quality):
            raise ValueError("edge_student, edge_track and edge_quality differ in length")
        order = np.argsort(student * max(1, tracks) + track, kind="stable")
        held = {
            "students": int(students),
            "track_company": company,
            "track_capacity": capacity,
            "company_capacity": whole(company_capacity),
            "edge_student": student[order],
            "edge_track": track[order],
            "edge_quality": quality[order],
            "track_minimum": whole(np.zeros(tracks, np.int64) if track_minimum is None else track_minimum),
            "track_group": whole(np.full(tracks, -1, np.int64) if track_group is None else track_group),
            "group_capacity": whole(np.zeros(0, np.int64) if group_capacity is None else group_capacity),
            "student_token": _tokens(student_token, int(students)),
            "track_token": _tokens(track_token, tracks),
        }
        for name, value in held.items():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)
            object.__setattr__(self, name, value)
        self._judge()

    @property
    def tracks(self) -> int:
        """The number of tracks, m."""
        return len(self.track_company)

    def group_company(self) -> Integers:
        """The company of each group (g); -1 for a group without tracks."""
        found = np.full(len(self.group_capacity), -1, np.int64)
        grouped = np.flatnonzero(self.track_group >= 0)
        found[self.track_group[grouped]] = self.track_company[grouped]
        return found

    def edges_of(self, student: ArrayLike, track: ArrayLike) -> Integers:
        """The index of each pair among the edges; -1 where the pair is not allowed or does not exist."""
        wanted_student, wanted_track = np.atleast_1d(whole(student)), np.atleast_1d(whole(track))
        codes = self.edge_student * max(1, self.tracks) + self.edge_track
        wanted = wanted_student * max(1, self.tracks) + wanted_track
        found = np.searchsorted(codes, wanted)
        at = np.minimum(found, max(0, len(codes) - 1))
        known = (wanted_track >= 0) & (wanted_track < self.tracks) & (found < len(codes))
        known &= codes[at] == wanted if len(codes) else False
        return np.where(known, found, -1)

    def _judge(self) -> None:
        if self.students < 0:
            raise ValueError("students is negative")
        for name in ("track_capacity", "track_minimum", "track_group"):
            if len(getattr(self, name)) != self.tracks:
                raise ValueError(f"{name} does not have one number for each track")
        for name in ("track_capacity", "company_capacity", "group_capacity", "track_minimum"):
            _within(name, getattr(self, name), 0, None)
        _within("edge_quality", self.edge_quality, 0, MOST_QUALITY)
        _within("edge_student", self.edge_student, 0, self.students - 1)
        _within("edge_track", self.edge_track, 0, self.tracks - 1)
        _within("track_company", self.track_company, 0, len(self.company_capacity) - 1)
        _within("track_group", self.track_group, -1, len(self.group_capacity) - 1)
        same = (np.diff(self.edge_student) == 0) & (np.diff(self.edge_track) == 0)
        if same.any():
            raise ValueError("a pair of student and track is given twice")
        grouped = np.flatnonzero(self.track_group >= 0)
        if (self.group_company()[self.track_group[grouped]] != self.track_company[grouped]).any():
            raise ValueError("a group has tracks of two companies")


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """What ``solve`` was asked: the width of a quality band in points, decisions of people, and the lottery."""

    band_width: int
    pins: Pairs
    vetoes: Pairs
    previous: Integers | None
    seed: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One step of the proof: the goals it settles (places in ``goals``), how they weigh, and the potentials.

    ``potentials`` has one integer for each student, track, group, company, and one for the sink, in that order.
    """

    goals: tuple[int, ...]
    weights: tuple[int, ...]
    potentials: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """The answer of a round with its proof.

    ``track`` (n): the track of each student, -1 is not placed; ``placed``: how many have one; ``bands``: students
    per quality band, worst band first; ``total``: the sum of their qualities; ``certificate``: the steps of the
    proof, which ``check`` judges without a solver; ``options``: what was asked.
    """

    track: Integers
    placed: int
    bands: tuple[int, ...]
    total: int
    certificate: tuple[Stage, ...]
    options: Options


def whole(values: ArrayLike) -> Integers:
    """An own array of 64-bit integers; ``TypeError`` for anything that is not whole numbers already."""
    array = np.asarray(values)
    if array.size and array.dtype.kind not in "iu":
        raise TypeError(f"whole numbers are needed, these are {array.dtype}")
    if array.dtype == np.uint64 and array.size and int(array.max()) > np.iinfo(np.int64).max:
        raise ValueError("a number is too large")
    return np.array(array, dtype=np.int64, ndmin=1)


def _within(name: str, values: Integers, least: int, most: int | None) -> None:
    if len(values) and (int(values.min()) < least or (most is not None and int(values.max()) > most)):
        raise ValueError(f"{name} goes outside {least} to {'any' if most is None else most}")


def _tokens(tokens: Iterable[bytes] | None, number: int) -> tuple[bytes, ...]:
    held = tuple(index.to_bytes(8, "big") for index in range(number)) if tokens is None else tuple(map(bytes, tokens))
    if len(held) != number or len(set(held)) != number:
        raise ValueError("there must be one token each, all different")
    return held
