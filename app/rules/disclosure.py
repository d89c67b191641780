"""Which small numbers of a table stay hidden, so that nobody can find out about one student.

A cell of fewer than five tells about persons; so does one of all but fewer than five. A single hidden
cell could be worked out from the total, so then another is hidden with it.
"""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 5


def hidden(cells: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The places of those ``cells`` (count, of how many) that are not to be shown beside their sum.

    Nought and everybody say nothing about one student in a group of five or more, so they may be seen.
    """
    gone = {at for at, (count, whole) in enumerate(cells) if not _may_be_seen(count, whole)}
    while gone and not _safe([cells[at] for at in gone]):
        left = [at for at, (_count, whole) in enumerate(cells) if at not in gone and whole]
        if not left:
            break
        gone.add(min(left, key=lambda at: (cells[at][1], at)))
    return frozenset(gone)


def may_show_sum(cells: Sequence[tuple[int, int]]) -> bool:
    """Whether the sum of ``cells`` can stand under them: it says nothing about a few, nor about what is hidden."""
    count, whole = sum(one for one, _ in cells), sum(other for _, other in cells)
    gone = hidden(cells)
    return _may_be_seen(count, whole) and (not gone or _safe([cells[at] for at in gone]))


def _may_be_seen(count: int, whole: int) -> bool:
    if not whole:
        return True
    return whole >= LEAST and (count == 0 or count >= LEAST) and (count == whole or whole - count >= LEAST)


def _safe(cells: Sequence[tuple[int, int]]) -> bool:
    """Whether what can be worked out of hidden cells, their sum, says nothing about a few students."""
    count, whole = sum(one for one, _ in cells), sum(other for _, other in cells)
    return len(cells) > 1 and _may_be_seen(count, whole)
