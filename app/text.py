"""Dutch source texts, translatable without Qt."""

from __future__ import annotations

from collections.abc import Callable

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


def plural(count: int, one: str, many: str) -> str:
    """``one`` or ``many`` with ``{n}`` filled; both are texts that were translated already."""
    return (one if count == 1 else many).format(n=count)


def fold(text: str) -> str:
    """``text`` in plain small letters, to search and compare by: ``Łukasik`` is ``lukasik``."""
    from anyascii import anyascii

    return " ".join(anyascii(text).casefold().split())


_NATIONAL = 10


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
