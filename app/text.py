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
