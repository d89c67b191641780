"""Which fields of a row name a person, and how they look while others watch the screen.

A row marks such a field by its type: ``PersonName`` shows initials in presentation mode, ``Private``
shows nothing. So no page can forget it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

_INITIALS = "initials"
_NOTHING = "nothing"
_DOTS = "•••"

PersonName = Annotated[str, _INITIALS]
Private = Annotated[str, _NOTHING]

Answer = TypeVar("Answer")


def masked(answer: Answer) -> Answer:
    """``answer`` (a row, or rows in a sequence or mapping) with every person in it hidden."""
    return _masked(answer)  # type: ignore[no-any-return]  # what went in comes out, of its own type


def initials(name: str) -> str:
    """``Zakaria van de Pol`` as ``Z. P.``: enough to follow a story, too little to know who it is.

    ``Pol, Zakaria van de`` gives the same.
    """
    last, comma, given = name.partition(", ")
    words = (f"{given} {last}" if comma else name).split()
    parts = [part for part in words if part[:1].isupper()] or words
    return " ".join(f"{part[0]}." for part in ([parts[0], parts[-1]] if len(parts) > 1 else parts))


def _masked(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _masked_row(value)
    if isinstance(value, tuple | list):
        return type(value)(_masked(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _masked(item) for key, item in value.items()}
    return value


def _masked_row(row: Any) -> Any:
    kind: Any = type(row)
    marks = _marks(kind)
    changes: dict[str, Any] = {}
    for entry in fields(row):
        value = getattr(row, entry.name)
        mark = marks.get(entry.name)
        if mark is not None and isinstance(value, str):
            hidden = initials(value) if mark == _INITIALS and value else _DOTS if value else value
            changes[entry.name] = hidden
        elif is_dataclass(value) or isinstance(value, tuple | list | Mapping):
            inner = _masked(value)
            if inner != value:
                changes[entry.name] = inner
    return replace(row, **changes) if changes else row


@cache
def _marks(kind: Any) -> Mapping[str, str]:
    """The mark of each field that has one; an optional field carries it inside its union."""
    found = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        for part in (hint, *get_args(hint)):
            if get_origin(part) is Annotated and part.__metadata__[0] in {_INITIALS, _NOTHING}:
                found[name] = part.__metadata__[0]
    return found
