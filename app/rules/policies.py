"""What a school can decide, and what holds until it does (``resources/rules/policies.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.resources import toml
from app.text import translate


@dataclass(frozen=True, slots=True)
class KnownPolicy:
    """One thing to decide; with ``least`` and ``most`` it is a whole number, else a word."""

    key: str
    page: str
    question: str
    default: str
    source: str
    least: int | None = None
    most: int | None = None

    @property
    def text(self) -> str:
        """The question as the user reads it."""
        return translate("Policies", self.question)

    def accepts(self, value: str) -> bool:
        """Whether ``value`` is an answer to the question."""
        if self.least is None or self.most is None:
            return bool(value.strip())
        return value.isdecimal() and self.least <= int(value) <= self.most


@cache
def known_policies() -> Mapping[str, KnownPolicy]:
    """Everything that can be decided, by key."""
    return {row["key"]: KnownPolicy(**row) for row in toml("rules", "policies.toml")["policy"]}
