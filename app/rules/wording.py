"""What words in a free text touch: a diagnosis, which is not written down here, or a ground of discrimination."""

from __future__ import annotations

import re
from functools import cache

from app.resources import toml
from app.text import fold

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def names_diagnosis(text: str) -> bool:
    """Whether a text names a diagnosis rather than what is needed."""
    return _has(text, "health")


def may_be_asked(text: str) -> bool:
    """Whether a requirement may play a part; one that touches a ground or mere taste may not (AWGB art. 1 and 5)."""
    return not _has(text, "not_acceptable")


def _has(text: str, kind: str) -> bool:
    padded = f" {_plain(text)} "
    return any(f" {word} " in padded for word in _words(kind))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_plain(word) for word in toml("exchange", "words.toml")[kind])


def _plain(text: str) -> str:
    return _NOT_A_LETTER.sub(" ", fold(text)).strip()
