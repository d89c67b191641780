"""Codes that people write down and type back: the recovery code and the code by phone.

Crockford's base 32 in groups of five: four random characters and one that checks the group and
its place, so that a slip of the pen is pointed out before any key is tried.
"""

from __future__ import annotations

import secrets

from app.errors import Refusal
from app.text import translate

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RECOVERY_GROUPS = 7
"""140 random bits."""
PHONE_GROUPS = 4
"""80 random bits, behind Argon2id: short enough to read out."""
_DATA = 4
_GROUP = _DATA + 1
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code(groups: int) -> str:
    """A random code as it is printed: ``7K2QX-…``, with a hyphen between the groups."""
    made = []
    for place in range(groups):
        data = [secrets.randbelow(len(ALPHABET)) for _ in range(_DATA)]
        made.append("".join(ALPHABET[value] for value in [*data, _check(place, data)]))
    return "-".join(made)


def read_code(typed: str, groups: int, field: str) -> str:
    """The code that was ``typed``, as printed: small letters, spaces, O for 0 and I or L for 1 are fine.

    Raises ``Refusal`` at ``field`` that says which group is wrong.
    """
    text = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_LOOKALIKES)
    wrong = sorted({sign for sign in text if sign not in ALPHABET})
    if wrong:
        words = translate("Codes", "Het teken {sign} komt in een code niet voor.")
        raise Refusal(words.format(sign=wrong[0]), field)
    if len(text) != groups * _GROUP:
        words = translate("Codes", "De code heeft {wanted} tekens; je typte er {given}.")
        raise Refusal(words.format(wanted=groups * _GROUP, given=len(text)), field)
    parts = [text[start : start + _GROUP] for start in range(0, len(text), _GROUP)]
    for place, part in enumerate(parts):
        *data, check = (ALPHABET.index(sign) for sign in part)
        if check != _check(place, data):
            words = translate("Codes", "In groep {place} ({group}) staat een typefout.")
            raise Refusal(words.format(place=place + 1, group=part), field)
    return "-".join(parts)


def is_code(typed: str, groups: int) -> bool:
    """Whether ``typed`` reads as a code of ``groups`` groups without a slip."""
    try:
        read_code(typed, groups, "")
    except Refusal:
        return False
    return True


def _check(place: int, data: list[int]) -> int:
    """The check value of a group: a polynomial over GF(32) with the group's place as its first term.

    Every single wrong character, every swap of neighbours and every swap of groups changes it.
    """
    value = place + 1
    for part in data:
        value = _doubled(value) ^ part
    return _doubled(value)


def _doubled(value: int) -> int:
    """``value`` times x in GF(2)[x] / (x⁵ + x² + 1)."""
    return (value << 1) ^ (0b100101 if value & 0b10000 else 0)
