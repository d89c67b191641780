"""Scripts that run from right to left: letters in the form that their place asks, lines in the order of the eye.

Sources: Unicode 16, 9.2 (Arabic joining) and Unicode Standard Annex 9 (directions), as far as names and short
texts need them: no embedding, one direction a paragraph. The forms themselves come from ``unicodedata``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb"})
"""Languages that are written from right to left."""
_FORMS = (*range(0xFB50, 0xFDFB), *range(0xFE70, 0xFEFD))
_LAM, _ALEFS = "\u0644", "\u0622\u0623\u0625\u0627"
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
Kept = TypeVar("Kept")
_RIGHT, _LEFT, _NEUTRAL = "R", "L", "N"


@cache
def _forms() -> dict[tuple[str, str], str]:
    """The form of one letter, or of lam with alef, by what it is made of and where it stands."""
    found: dict[tuple[str, str], str] = {}
    for code in _FORMS:
        kind, _, made_of = unicodedata.decomposition(chr(code)).partition("> ")
        letters = "".join(chr(int(part, 16)) for part in made_of.split())
        if kind.startswith("<") and (len(letters) == 1 or (letters[:1] == _LAM and letters[1:] in _ALEFS)):
            found.setdefault((kind[1:], letters), chr(code))
    return found


def has_right_to_left(text: str) -> bool:
    """Whether any letter of ``text`` runs from right to left."""
    # Most texts have nothing from the blocks of these scripts, which is quicker seen than asked of every letter.
    found = _FROM_RIGHT.search(text)
    return found is not None and any(unicodedata.bidirectional(one) in {"R", "AL"} for one in text[found.start() :])


def begins_right_to_left(text: str) -> bool:
    """Whether the first letter of ``text`` does, and so the whole paragraph (UAX 9, P2)."""
    for one in text:
        kind = unicodedata.bidirectional(one)
        if kind in {"R", "AL", "L"}:
            return kind != "L"
    return False


def shaped(word: str) -> str:
    """``word`` with each Arabic letter in the form that joins its neighbours; other letters stay."""
    if not has_right_to_left(word):
        return word
    letters = _ligated(word)
    out: list[str] = []
    for at, letter in enumerate(letters):
        joined_before = at > 0 and _joins_on(letters[at - 1]) and _joins_back(letter)
        joined_after = at + 1 < len(letters) and _joins_on(letter) and _joins_back(letters[at + 1])
        place = {
            (False, False): "isolated",
            (False, True): "initial",
            (True, True): "medial",
            (True, False): "final",
        }[joined_before, joined_after]
        out.append(_forms().get((place, letter), letter))
    return "".join(out)


def _ligated(word: str) -> list[str]:
    """The letters of ``word``, lam with alef as one; signs above and below letters do not part them."""
    letters: list[str] = []
    for one in (character for character in word if not unicodedata.combining(character)):
        if letters and letters[-1] == _LAM and ("isolated", _LAM + one) in _forms():
            letters[-1] = _LAM + one
        else:
            letters.append(one)
    return letters


def _joins_on(letter: str) -> bool:
    """Whether the next letter can join ``letter``."""
    return ("initial", letter) in _forms()


def _joins_back(letter: str) -> bool:
    """Whether ``letter`` can join the one before it."""
    return ("final", letter) in _forms()


def in_order_of_the_eye(characters: Sequence[tuple[str, Kept]], *, from_right: bool) -> list[tuple[str, Kept]]:
    """Characters, each with what belongs to it, in the order of painting, for a line in the order of speech."""
    kinds = _directions([one for one, _font in characters], _RIGHT if from_right else _LEFT)
    stretches: list[tuple[str, list[tuple[str, Kept]]]] = []
    for pair, kind in zip(characters, kinds, strict=True):
        if stretches and stretches[-1][0] == kind:
            stretches[-1][1].append(pair)
        else:
            stretches.append((kind, [pair]))
    if from_right:
        stretches.reverse()
    return [pair for kind, pairs in stretches for pair in (_turned(pairs) if kind == _RIGHT else pairs)]


def _turned(pairs: list[tuple[str, Kept]]) -> Iterator[tuple[str, Kept]]:
    for one, kept in reversed(pairs):
        yield one.translate(_MIRRORED), kept


def _directions(characters: Sequence[str], base: str) -> list[str]:
    """The way of each character: figures and letters of Europe to the right, marks as what is around them."""
    kinds = [_kind(one) for one in characters]
    at = 0
    while at < len(kinds):
        if kinds[at] != _NEUTRAL:
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] == _NEUTRAL:
            end += 1
        before = kinds[at - 1] if at else base
        after = kinds[end] if end < len(kinds) else base
        kinds[at:end] = [before if before == after else base] * (end - at)
        at = end
    return kinds


def _kind(one: str) -> str:
    found = unicodedata.bidirectional(one)
    if found in {"R", "AL"}:
        return _RIGHT
    return _LEFT if found in {"L", "EN", "AN"} else _NEUTRAL
