"""The code at the foot of a paper, by which anybody can ask later whether the school made it and holds it still."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.documents.data import Document, Options

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that looks like something else
_LENGTH = 8
_CODE = re.compile(rf"\b[{_LETTERS}]{{4}}-[{_LETTERS}]{{4}}\b")
_SEEN_AS = str.maketrans("OIL", "011")


def code_of(document: Document, options: Options) -> str:
    """The code of what is printed: the same values on the same day give the same code, any other gives another."""
    number = int.from_bytes(hashlib.sha256(repr((document, options)).encode("utf-8", "replace")).digest())
    letters = []
    for _ in range(_LENGTH):
        number, letter = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def digest_of(pdf: bytes) -> str:
    """What tells a file from any other, also from one in which a single letter was changed."""
    return hashlib.sha256(pdf).hexdigest()


def codes_in(text: str) -> tuple[str, ...]:
    """Every code that stands in ``text``."""
    return tuple(_CODE.findall(text))


def typed_code(text: str) -> str:
    """A code as somebody types it over: without care for capitals, spaces, dashes, and O for 0."""
    letters = re.sub(r"[^0-9A-Z]", "", text.upper()).translate(_SEEN_AS)
    return f"{letters[:4]}-{letters[4:]}"
