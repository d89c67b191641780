"""A report in pieces, each a report by itself: the letters of a round one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.documents.parts import Facts, NewPage, Part, ReportData, Words


def pieces(data: ReportData) -> tuple[ReportData, ...]:
    """What begins on a new page in ``data``, each as a report whose heading is its first title."""
    return tuple(_piece(data, parts) for parts in _parted(data.parts) if parts)


def _parted(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    piece: list[Part] = []
    for part in parts:
        if isinstance(part, NewPage):
            yield tuple(piece)
            piece = []
        else:
            piece.append(part)
    yield tuple(piece)


def _piece(data: ReportData, parts: tuple[Part, ...]) -> ReportData:
    first = parts[0]
    if isinstance(first, Words | Facts) and first.title:
        return replace(data, heading=first.title, lead="", parts=(replace(first, title=""), *parts[1:]))
    return replace(data, parts=parts)
