"""Pieces of a day: sorted, apart, from a minute up to a minute."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
Spans = tuple[Span, ...]


def union(pieces: Iterable[Span]) -> Spans:
    """All time that is in any of ``pieces``; what touches becomes one."""
    joined: list[Span] = []
    for start, end in sorted(piece for piece in pieces if piece[0] < piece[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def without(spans: Spans, taken: Iterable[Span]) -> Spans:
    """The time of ``spans`` that is not taken; what ends before it begins takes nothing."""
    left = spans
    for start, end in taken:
        if start >= end:
            continue
        left = tuple(
            piece
            for first, last in left
            for piece in (((first, last),) if end <= first or start >= last else ((first, start), (end, last)))
            if piece[0] < piece[1]
        )
    return left


def common(one: Spans, other: Spans) -> Spans:
    """The time that is in both."""
    both = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple((start, end) for start, end in both if start < end)


def starts(spans: Spans, minutes: int) -> Spans:
    """First and last minute, both included, at which something of ``minutes`` can start."""
    return tuple((start, end - minutes) for start, end in spans if end - start >= minutes)
