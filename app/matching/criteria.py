"""The criteria of a round: data, frozen before a name is seen (``resources/rules/matching.toml`` until then)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Key(StrEnum):
    """What a criterion looks at; the hard ones forbid a pair, the soft ones give points."""

    DAYS = "days"
    MINUTES = "minutes"
    NEEDS = "needs"
    REQUIRED = "required"
    FORMER = "former"

    GOALS = "goals"
    TASKS = "tasks"
    PREFERENCE = "preference"
    NEARNESS = "nearness"
    COSTS = "costs"
    PRESENCE = "presence"


HARD = (Key.DAYS, Key.MINUTES, Key.NEEDS, Key.REQUIRED, Key.FORMER)
SOFT = (Key.GOALS, Key.TASKS, Key.PREFERENCE, Key.NEARNESS, Key.COSTS, Key.PRESENCE)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: what it looks at, whether it forbids, its weight, why it is objective, whence its facts.

    ``weight`` is a share of the points; a soft criterion of weight 0 is not used. ``stretch``: how many percent over
    the limit of the student still counts as a near miss; only travel has one. ``ValueError`` when hard and soft mix.
    """

    key: Key
    name: str
    justification: str
    fact: str
    hard: bool = False
    weight: int = 0
    stretch: int = 0

    def __post_init__(self) -> None:
        if self.hard != (self.key in HARD):
            raise ValueError(f"{self.key} is {'soft' if self.hard else 'hard'}")
        if self.weight < 0 or (self.hard and self.weight) or self.stretch < 0:
            raise ValueError(f"{self.key} has a weight or a stretch that it cannot have")

    @property
    def bit(self) -> int:
        """The bit of a hard criterion in the mask of what a pair fails."""
        return 1 << HARD.index(self.key)


def read_criteria(rows: Iterable[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    """Criteria from rows of data, such as the tables of ``resources/rules/matching.toml``.

    ``ValueError`` for a key that nothing looks at, ``TypeError`` for a field that no criterion has.
    """
    return tuple(Criterion(**{**row, "key": Key(row["key"])}) for row in rows)


def failed(mask: int) -> tuple[Key, ...]:
    """The hard criteria in a mask."""
    return tuple(key for place, key in enumerate(HARD) if mask >> place & 1)


def fingerprint(criteria: Iterable[Criterion]) -> str:
    """The SHA-256 of criteria, whatever their order, in hexadecimal: the same for the same criteria anywhere."""
    rows = sorted((asdict(criterion) for criterion in criteria), key=lambda row: str(row["key"]))
    told = json.dumps(rows, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(told.encode("ascii")).hexdigest()
