"""Text from people, imports and templates, made safe for paper: cleaned, and read for **bold** and *italic*.

Nothing here is markup to a library: a run is plain text with two flags, so no text can do more than be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

_INVISIBLE = {
    0x00AD, 0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF,  # soft hyphen, zero width, direction marks
    *range(0x202A, 0x202F), *range(0x2066, 0x206A),  # embedding and isolation of directions
    *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400),  # variation selectors, skin tones
}  # fmt: skip
_REPLACED = {
    0x0085: "\n",
    0x2028: "\n",
    0x2029: "\n",
    0x0009: " ",
    0x2007: "\u00a0",
    0x2009: " ",
    0x202F: "\u00a0",
    0x2010: "-",
    0x2011: "-",
    0x2212: "–",
    0x0149: "’n",
}
_EVERYDAY = re.compile("[ -~\n\u00a0-\u00ac\u00ae-\u0148\u014a-\u024f\u2013\u2014\u2018-\u201f\u2022\u2026\u20ac]*")
"""What most texts are made of, and what stays as it is."""
_NO_CHARACTER = frozenset({"Cc", "Cs", "Cn", "Co"})
_MARK = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*\n]+)\*")
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face; ``url`` is where it leads to, in a cell of a table."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""


Runs = tuple[Run, ...]


def clean(text: str) -> str:
    """``text`` in NFC without control, format and private characters; never fails."""
    if _EVERYDAY.fullmatch(text):
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(_cleaned(unicodedata.normalize("NFC", whole)))


def _cleaned(text: str) -> Iterator[str]:
    for character in text.replace("\r\n", "\n"):
        code = ord(character)
        if code in _REPLACED:
            yield _REPLACED[code]
        elif character == "\n" or not (code in _INVISIBLE or unicodedata.category(character) in _NO_CHARACTER):
            yield character


def plain(text: str) -> Runs:
    """``text`` as it is, without reading any markup in it: names, addresses, numbers."""
    return (Run(clean(text)),)


def marked(text: str, **fields: str) -> Runs:
    """A text of a template: **bold** and *italic* are read, then ``{name}`` is replaced by ``fields``.

    A value never brings markup of its own, and an unknown field stays as it was written.
    """
    return tuple(_marked(clean(text), {name: clean(value) for name, value in fields.items()}))


def _marked(text: str, fields: dict[str, str]) -> Iterator[Run]:
    at = 0
    for mark in _MARK.finditer(text):
        if mark.start() > at:
            yield Run(_filled(text[at : mark.start()], fields))
        bold, italic = mark["bold"], mark["italic"]
        yield Run(_filled(bold or italic, fields), bold=bold is not None, italic=italic is not None)
        at = mark.end()
    if at < len(text) or not text:
        yield Run(_filled(text[at:], fields))


def _filled(text: str, fields: dict[str, str]) -> str:
    return _FIELD.sub(lambda field: fields.get(field[1], field[0]), text)


def fields_of(text: str) -> frozenset[str]:
    """The names of the ``{fields}`` in ``text``."""
    return frozenset(_FIELD.findall(text))


def curtailed(text: str, most: int) -> str:
    """``text`` in at most ``most`` characters, ended after a word."""
    whole = clean(text)
    if len(whole) <= most:
        return whole
    words = shorten(whole, most, placeholder="…")
    return words if len(words) > 1 else f"{whole[: most - 1]}…"  # a first word that is too long is broken


def spoken(runs: Runs) -> str:
    """The bare text of ``runs``: for alternative texts, bookmarks and titles."""
    return "".join(run.text for run in runs).replace("\n", " ").strip()
