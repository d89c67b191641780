"""Dutch source texts, translatable without Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Translator = Callable[[str, str], str]


class _Texts:
    """The translator in use; one a process, because one person looks at it."""

    def __init__(self) -> None:
        self.translator: Translator | None = None


_texts = _Texts()


def install(translator: Translator | None) -> None:
    """Translate with ``translator`` from now on; ``None`` gives the Dutch source texts."""
    _texts.translator = translator


def translate(context: str, text: str) -> str:
    """``text`` in the user's language; Dutch when no translator is installed."""
    return text if _texts.translator is None else _texts.translator(context, text)


def plural(count: int, one: str, many: str, none: str = "") -> str:
    """``one`` or ``many`` with ``{n}`` filled, ``none`` for 0 where it is given; all were translated already."""
    if count == 0 and none:
        return none
    return (one if count == 1 else many).format(n=count)


def fold(text: str) -> str:
    """``text`` in plain small letters, to search and compare by: ``Łukasik`` is ``lukasik``."""
    from anyascii import anyascii

    return " ".join(anyascii(text).casefold().split())


def listed(words: Sequence[str]) -> str:
    """Words one after another as one says them: ``a, b en c``."""
    *first, last = words or ("",)
    return translate("Text", "{first} en {last}").format(first=", ".join(first), last=last) if first else last


_NATIONAL = 10
# Areas and services of three digits; all others have four (ACM, Nummerplan telefoon- en ISDN-diensten).
_SHORT_AREAS = re.compile("0(1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7[0-9]|8[4578]|91)")
_FREE = ("0800", "0900", "0906", "0909")


def phone_key(typed: str | None) -> str | None:
    """The ten digits of the Dutch number in ``typed``, to find and compare by; ``None`` where there are none.

    ``+31 6…``, ``0031…`` and a number that lost its leading zero in a spreadsheet all come out as ``06…``.
    """
    digits = "".join(character for character in typed or "" if character.isdigit())
    for country in ("0031", "31"):
        if digits.startswith(country) and len(digits) >= len(country) + _NATIONAL - 1:
            digits = "0" + digits.removeprefix(country).removeprefix("0")
    if len(digits) == _NATIONAL - 1 and not digits.startswith("0"):
        digits = "0" + digits
    return digits if len(digits) == _NATIONAL else None


def phone_text(typed: str | None) -> str:
    """A Dutch number in the groups in which one says it, ``024 000 95 57``; what is no such number as it was typed."""
    digits = phone_key(typed)
    if digits is None or not digits.startswith("0") or digits.startswith(_FREE):
        return (typed or "").strip()
    if digits.startswith("06"):
        groups: tuple[int, ...] = (2, 4, 6, 8, 10)
    elif _SHORT_AREAS.match(digits):
        groups = (3, 6, 8, 10)
    else:
        groups = (4, 6, 8, 10)
    return " ".join(digits[start:end] for start, end in zip((0, *groups), groups, strict=False))
