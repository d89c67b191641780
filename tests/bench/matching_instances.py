"""Rounds as a Dutch region could have them, made from a seed: students and tracks around ten towns, without persons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.matching import Edges, Market, MatchFeatures, TrackFeatures

_TOWNS = np.array(
    [[187, 429], [182, 421], [193, 436], [176, 427], [201, 425], [190, 444], [180, 436], [172, 418], [196, 417],
     [187, 411]], float,
)  # fmt: skip
_KM_PER_HOUR = np.array([15.0, 32.0, 52.0])
_MINUTES_BEFORE = np.array([0.0, 12.0, 4.0])
_GOALS, _TASKS = 24, 8


@dataclass(frozen=True)
class Size:
    """How large a round is, and what it may take."""

    name: str
    students: int
    companies: int
    programmes: int
    patience: float
    limit_ms: int


SIZES = (
    Size("300 x 200", 300, 200, 1, 1.3, 50),
    Size("2,000 x 1,500", 2_000, 1_500, 4, 1.1, 500),
    Size("10,000 x 6,000", 10_000, 6_000, 20, 1.1, 4_000),
)


@dataclass(frozen=True)
class Instance:
    """The features of a round, and the places."""

    students: MatchFeatures
    tracks: TrackFeatures
    capacity: np.ndarray
    company_capacity: np.ndarray

    def market(self, edges: Edges) -> Market:
        return Market(
            len(self.students.token),
            self.tracks.company,
            self.capacity,
            self.company_capacity,
            edges.student,
            edges.track,
            edges.quality,
            student_token=self.students.token,
            track_token=self.tracks.token,
        )


def instance(size: Size, seed: int = 1, places_per_student: float = 1.04) -> Instance:
    """About as many places as students, but not where and for what they are needed."""
    random = np.random.default_rng(seed)
    popular = random.uniform(0.5, 1.5, size.programmes)
    popular /= popular.sum()
    towns = random.dirichlet(np.ones(len(_TOWNS)) * 3)
    home = _TOWNS[random.choice(len(_TOWNS), size.students, p=towns)] + random.normal(0, 7, (size.students, 2))
    company, at, capacity = _tracks(random, size, towns, places_per_student)
    mode = random.choice(3, size.students, p=[0.3, 0.55, 0.15])
    travel, minutes = _travel(home, mode, at)
    students = MatchFeatures(
        [random.bytes(16) for _ in range(size.students)],
        **_kind(random, size.students, popular),
        days=random.choice([0b00111, 0b11100, 0b11111], size.students, p=[0.6, 0.2, 0.2]),
        travel=travel,
        limit=(random.choice([30, 45, 60, 75], size.students, p=[0.15, 0.35, 0.35, 0.15]) * size.patience).astype(int),
        goals=_bits(random, size.students, _GOALS, 0.25).astype(np.uint64)[:, None],
        tasks=_bits(random, size.students, _TASKS, 0.3).astype(np.uint64)[:, None],
        needs=np.where(random.random(size.students) < 0.06, _bits(random, size.students, 4, 0.35), 0),
        held=_bits(random, size.students, 1, 0.2) + 2 * _bits(random, size.students, 1, 0.85),
        costs=random.choice([0, 5000, 10000, 15000], size.students, p=[0.3, 0.35, 0.25, 0.1]),
        preference=random.integers(0, 8, (size.students, 3)),
        former=[],
    )
    tracks = TrackFeatures(
        [random.bytes(16) for _ in range(len(company))],
        **_kind(random, len(company), popular),
        company=company,
        kind=random.integers(0, 8, len(company)),
        days=random.choice([0b11111, 0b00111, 0b11100], len(company), p=[0.8, 0.1, 0.1]),
        goals=_bits(random, len(company), _GOALS, 0.6).astype(np.uint64)[:, None],
        tasks=_bits(random, len(company), _TASKS, 0.5).astype(np.uint64)[:, None],
        facilities=_bits(random, len(company), 4, 0.6),
        required=_bits(random, len(company), 1, 0.08) + 2 * _bits(random, len(company), 1, 0.25),
        allowance=random.choice([0, 10000, 20000, 35000], len(company), p=[0.35, 0.3, 0.25, 0.1]),
        minutes=minutes,
    )
    shared = np.bincount(company, capacity).astype(int)
    return Instance(students, tracks, capacity, np.maximum(1, shared * 9 // 10))


def _tracks(random, size, towns, places_per_student):
    """One to three tracks of one to five places each per company, until there are enough places."""
    owner = np.repeat(np.arange(size.companies), random.choice([1, 2, 3], size.companies, p=[0.4, 0.35, 0.25]))
    near = _TOWNS[random.choice(len(_TOWNS), size.companies, p=towns)] + random.normal(0, 8, (size.companies, 2))
    capacity = random.choice([1, 2, 3, 4, 5], len(owner), p=[0.45, 0.27, 0.14, 0.08, 0.06])
    order = random.permutation(len(owner))
    enough = np.searchsorted(np.cumsum(capacity[order]), places_per_student * size.students) + 1
    kept = np.sort(order[:enough])
    _, company = np.unique(owner[kept], return_inverse=True)
    return company, near[owner[kept]], capacity[kept]


def _travel(home, mode, at):
    """Which row of the table each student has: one per square of two kilometres and means of transport."""
    square = np.column_stack([home // 2, mode]).astype(int)
    rows, travel = np.unique(square, axis=0, return_inverse=True)
    middle = rows[:, :2] * 2 + 1
    km = 1.3 * np.sqrt(((middle[:, None, :] - at[None, :, :]) ** 2).sum(axis=2))
    minutes = km / _KM_PER_HOUR[rows[:, 2]][:, None] * 60 + _MINUTES_BEFORE[rows[:, 2]][:, None]
    return travel.reshape(-1), np.minimum(minutes, 600).astype(int)


def _kind(random, number, popular):
    return {
        "programme": random.choice(len(popular), number, p=popular),
        "level": np.full(number, 4),
        "path": (random.random(number) < 0.15).astype(int),
        "period": (random.random(number) < 0.15).astype(int),
    }


def _bits(random, number, width, share):
    return ((random.random((number, width)) < share) * (1 << np.arange(width))).sum(axis=1).astype(np.int64)
