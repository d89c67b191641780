"""What went wrong in our own code, told without a single value: no names, no texts, no paths of a person.

Architecture, *Errors*: anything that is not a refusal or trouble with the store is our bug, and its
report holds no personal data. Messages of exceptions quote values (``KeyError: 'Noor'``), and so
do the sentences of refusals, so no message is kept: only kinds, places in the code and versions.
"""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Iterator
from pathlib import PurePath

from app import VERSION, clock

_HERE = PurePath(__file__).parents[2]
_LIBRARIES = ("site-packages", "lib", "Lib")


class StackOfChild(Exception):  # noqa: N818 - it carries the stack of an error, it is none itself
    """The stack of an error in another process, as lines that hold no values."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__(lines)
        self.lines = lines


def stack_lines(error: BaseException) -> list[str]:
    """The error and what caused it, innermost last: kinds, files, lines and functions only."""
    lines: list[str] = []
    for link in _chain(error):
        if isinstance(link, StackOfChild):
            lines += [f"  (child) {line.strip()}" for line in link.lines]
            continue
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {_place(frame.filename)}:{frame.lineno} {frame.name}")
    return lines


def report(error: BaseException) -> str:
    """The report that a user may send on: versions, system and stack."""
    head = [
        f"Driehoek {VERSION}",
        f"{clock.now():%Y-%m-%d %H:%M} UTC",
        f"{platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}",
        "frozen" if getattr(sys, "frozen", False) else "source",
    ]
    return "\n".join([*head, "", *stack_lines(error), ""])


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, then what caused it, each once."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _place(filename: str) -> str:
    """The file within our code or its library, without the folders of this computer."""
    place = PurePath(filename)
    if not place.is_absolute():
        return place.as_posix()
    if place.is_relative_to(_HERE):
        inside = place.relative_to(_HERE).parts
        if "site-packages" not in inside:
            return "/".join(inside)
    for at, part in reversed(list(enumerate(place.parts[:-1]))):
        if part in _LIBRARIES or part.startswith("python3"):
            return "/".join(place.parts[at + 1 :])
    return place.name
