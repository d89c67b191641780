"""What goes into a matching: the published list, which the engine is tested against and people can read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.resources import toml
from app.text import translate


class Side(StrEnum):
    """Of whom a fact is."""

    STUDENT = "student"
    TRACK = "track"
    ROUND = "round"

    @property
    def label(self) -> str:
        """As people say it."""
        return {
            Side.STUDENT: translate("Matching", "student"),
            Side.TRACK: translate("Matching", "stageplaats"),
            Side.ROUND: translate("Matching", "ronde"),
        }[self]


@dataclass(frozen=True, slots=True)
class Feature:
    """One fact that goes in: its name in the frozen inputs, its name for people, and where it comes from."""

    side: Side
    field: str
    name: str
    source: str


@cache
def published() -> tuple[Feature, ...]:
    """Everything that goes in, side by side."""
    listed: Mapping[str, list[Mapping[str, str]]] = toml("rules", "matching_features.toml")
    return tuple(Feature(side, **row) for side in Side for row in listed[side])


def never() -> tuple[str, ...]:
    """What does not go in, because nothing can hold it."""
    return tuple(toml("rules", "matching_features.toml")["never"])
