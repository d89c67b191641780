"""What somebody types in a cell of the grid of leerwensen: days and ways of travelling, in a few letters."""

from __future__ import annotations

import re

from app.dates import SHORT_WEEKDAYS, WEEKDAYS
from app.terms.exchange import Transport
from app.text import fold

_PARTS = re.compile(r"[\s,;+/]+")
_RANGE = re.compile(r"^([a-z]{2,})(?:t/m|tm|-)([a-z]{2,})$")


def days_of_text(text: str) -> tuple[str, ...] | None:
    """``ma di vr`` or ``ma t/m do`` as days; ``None`` for something else. Nothing is no day."""
    folded = re.sub(r"\s*(t/m|tm|-)\s*", r"\1", fold(text))
    if found := _RANGE.match(folded):
        first, last = (_day(part) for part in found.groups())
        if first is None or last is None or last < first:
            return None
        return SHORT_WEEKDAYS[first : last + 1]
    places = [_day(part) for part in _PARTS.split(folded) if part]
    known = {place for place in places if place is not None}
    return None if None in places else tuple(SHORT_WEEKDAYS[place] for place in sorted(known))


def ways_of_text(text: str) -> tuple[str, ...] | None:
    """``fiets, ov`` as ways of travelling; the first letters will do. ``None`` for something else."""
    found = []
    for part in (part for part in _PARTS.split(fold(text)) if part):
        alike = [way for way in Transport if way.value == part] or [
            way for way in Transport if way.value.startswith(part)
        ]
        if len(alike) != 1:
            return None
        found.append(alike[0])
    return tuple(way.value for way in Transport if way in found)


def _day(part: str) -> int | None:
    return next((at for at, day in enumerate(WEEKDAYS) if len(part) > 1 and day.startswith(part)), None)
