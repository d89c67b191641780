"""Words in free text that do not belong in a file: health, belief, origin, and names of people it is not about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.resources import toml
from app.text import fold

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LEAST_NAME = 3


class Touchy(StrEnum):
    """Why a word is pointed out."""

    HEALTH = "health"
    BELIEF = "belief"
    ORIGIN = "origin"
    ORIENTATION = "orientation"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of a text, and why it is pointed out."""

    word: str
    why: Touchy


def lint(text: str, names: Iterable[str] = ()) -> tuple[Hit, ...]:
    """The words of ``text`` to look at again; ``names`` are those that the school knows. Each word comes once."""
    known = {fold(part) for name in names for part in _WORD.findall(name) if len(part) >= _LEAST_NAME}
    found: dict[str, Hit] = {}
    for word in _WORD.findall(text):
        plain = fold(word)
        for why, stems, words in _lists():
            if plain.startswith(stems) or plain in words:
                found.setdefault(plain, Hit(word, why))
        if word[0].isupper() and plain in known:
            found.setdefault(plain, Hit(word, Touchy.NAME))
    return tuple(found.values())


@cache
def _lists() -> tuple[tuple[Touchy, tuple[str, ...], frozenset[str]], ...]:
    rules = toml("rules", "incident_words.toml")
    kinds = [why for why in Touchy if why is not Touchy.NAME]
    return tuple(
        (
            why,
            tuple(fold(stem) for stem in rules[why.value]["stems"]),
            frozenset(fold(word) for word in rules[why.value].get("words", ())),
        )
        for why in kinds
    )
