"""What words of students and companies mean for a matching: codes of a published list, never the words themselves.

The list is data (``resources/rules/matching_words.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from app.resources import toml
from app.text import fold

COVERED = 10_000_000
"""Cents a month that stand for "all of it", where a company pays the travelling or a wage."""

_PUBLIC = "ov"


@dataclass(frozen=True, slots=True)
class _Listed:
    """An entry of the list: its name, and the words that mean it on either side."""

    name: str
    asked: tuple[str, ...] = ()
    there: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mode:
    """A way to travel, with what it takes and costs."""

    name: str
    start: int
    speed: int
    cents: int

    @property
    def public(self) -> bool:
        """Whether it is public transport."""
        return self.name == _PUBLIC

    def minutes(self, km: int) -> int:
        """How long these kilometres by road take, estimated and rounded up to five minutes."""
        exact = self.start + -(-km * 60 // self.speed)
        return -(-exact // 5) * 5

    def reach(self, minutes: int) -> int:
        """How many kilometres these minutes allow."""
        return max(0, (minutes - self.start) * self.speed // 60)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a student needs: facilities as bits, their names, and whether something was written that no word means."""

    bits: int
    names: tuple[str, ...]
    unread: bool


def asked_facilities(written: str | None) -> Asked:
    """The facilities in what a student wrote; what is arranged at the start is read, and keeps nobody away."""
    said = fold(written or "")
    found = [place for place, each in enumerate(_facilities()) if _has(said, each.asked)]
    arranged = any(_has(said, each.asked) for each in _arranged())
    names = tuple(_facilities()[place].name for place in found)
    return Asked(sum(1 << place for place in found), names, bool(said) and not found and not arranged)


def offered_facilities(written: Iterable[str] | None) -> int:
    """The facilities that an offer has, as bits; what nobody asked about is not there."""
    said = fold(" ; ".join(written or ()))
    return sum(1 << place for place, each in enumerate(_facilities()) if _has(said, each.there))


def wanted_kinds(written: str | None) -> tuple[int, ...]:
    """The kinds of company that a student names, in that order, each once."""
    said = fold(written or "")
    found = {min(at for word in each.asked if (at := said.find(word)) >= 0): place for place, each in _met(said)}
    return tuple(found[at] for at in sorted(found))


def kind_of(*written: str | None) -> int | None:
    """The kind of a company from its name and its sector; ``None`` where no word tells."""
    said = fold(" ; ".join(each for each in written if each))
    return next((place for place, _ in _met(said)), None)


def modes(written: Sequence[str]) -> tuple[Mode, ...]:
    """The ways in which a student travels; ``fiets`` in ``e-bike`` or ``elektrische fiets`` counts once."""
    found: list[Mode] = []
    for text in written:
        said = fold(text)
        for mode, words in _modes():
            if any(word in said.replace("/", " ").split() or (" " in word and word in said) for word in words):
                found.append(mode)
                said = " ".join(part for part in said.split() if not any(word in part for word in words))
    return tuple(dict.fromkeys(found))


def costs_of(ways: Iterable[Mode]) -> int:
    """What a month of travelling costs by the cheapest of these ways, in cents."""
    return min((way.cents for way in ways), default=0)


def _met(said: str) -> list[tuple[int, _Listed]]:
    return [(place, each) for place, each in enumerate(_kinds()) if _has(said, each.asked)]


def _has(said: str, words: Iterable[str]) -> bool:
    return any(word in said for word in words)


@cache
def _facilities() -> tuple[_Listed, ...]:
    rows = toml("rules", "matching_words.toml")["facility"]
    return tuple(_Listed(row["name"], tuple(row["asked"]), tuple(row["there"])) for row in rows)


@cache
def _arranged() -> tuple[_Listed, ...]:
    return tuple(_Listed(row["name"], tuple(row["asked"])) for row in toml("rules", "matching_words.toml")["arranged"])


@cache
def _kinds() -> tuple[_Listed, ...]:
    return tuple(_Listed(row["name"], tuple(row["words"])) for row in toml("rules", "matching_words.toml")["kind"])


@cache
def _modes() -> tuple[tuple[Mode, tuple[str, ...]], ...]:
    return tuple(
        (Mode(row["name"], row["start"], row["speed"], row["cents"]), tuple(row["words"]))
        for row in toml("rules", "matching_words.toml")["mode"]
    )
