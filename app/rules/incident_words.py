"""Words in free text that do not belong in a file: health, belief, origin, and names of people it is not about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.resources import toml
from app.rules.incident_file import Incident
from app.text import fold

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BEGIN = re.compile(r"(?:^|[.!?:\n])[\s\"'‘“(]*\Z")
_LEAST_NAME = 3
SEPARATOR = ", "
"""Between words that were kept for one reason."""


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
    parts = (part for name in names for part in _WORD.findall(name))  # "van" is nobody's name
    known = {fold(part) for part in parts if len(part) >= _LEAST_NAME and part[0].isupper()}
    found: dict[str, Hit] = {}
    for match in _WORD.finditer(text):
        word, plain = match[0], fold(match[0])
        for why, stems, words in _lists():
            if plain.startswith(stems) or plain in words:
                found.setdefault(plain, Hit(word, why))
        if word[0].isupper() and plain in known and not (plain in _ordinary() and _begins(text, match.start())):
            found.setdefault(plain, Hit(word, Touchy.NAME))
    return tuple(found.values())


def unexplained(before: Incident | None, after: Incident, names: Iterable[str]) -> tuple[str, ...]:
    """The words to look at again that came into the free text of a file and that nobody gave a reason for."""
    known = {fold(word) for kept in after.kept for word in kept.words.split(SEPARATOR)}
    if before is not None:
        known |= {fold(hit.word) for hit in lint(_free_text(before), names)}
    return tuple(hit.word for hit in lint(_free_text(after), names) if fold(hit.word) not in known)


def _free_text(incident: Incident) -> str:
    told = (incident.what, incident.where, incident.when, incident.witnesses, incident.promise)
    ended = (text for one in incident.closings for text in (one.why, one.feedback_reason, one.aftercare_reason))
    again = (one.why for one in incident.reopenings)
    return "\n".join((*told, *(done.text for done in incident.done), *ended, *again))


def _begins(text: str, at: int) -> bool:
    """Whether what stands there is the first word of a sentence."""
    return _BEGIN.search(text[:at]) is not None


@cache
def _ordinary() -> frozenset[str]:
    """Words with which any sentence may begin, though somebody is called so."""
    return frozenset(fold(word) for word in toml("rules", "incident_words.toml")["name"]["ordinary"])


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
