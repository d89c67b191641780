"""The numbers of Meldingen for the school: counted honestly, and never so small that they point to somebody.

A cell under five is hidden, and beside it as many others as it takes that none can be worked out from the
total. There are no totals by row or column: those would give away more than they tell. Source: the usual
rules of statistical disclosure control (primary and complementary suppression).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from app.dates import school_year
from app.rules.incident_file import Incident, Tally
from app.terms.incidents import Consequence, Kind, Phase, Reaction, Track

LEAST = 5
_NO_CONSEQUENCE = {Consequence.STUDENT_DECLINED, Consequence.UNFOUNDED}
Cells = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by row and column with their total; ``None`` is hidden."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int | None]
    total: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a year with of how many files it is known; ``None`` where there are too few."""

    key: str
    value: int | None
    known: int | None


def tally(incident: Incident) -> Tally:
    """The line of one file in the numbers of its school year."""
    closing = incident.closings[-1] if incident.is_closed else None
    return Tally(
        year=school_year(incident.received_on),
        kind=incident.kind,
        phase=incident.phase,
        track=incident.track,
        receipt_days=_days(incident, "receipt"),
        talk_days=_days(incident, "talk"),
        feedback_days=_days(incident, "feedback"),
        closed=closing is not None,
        with_consequence=closing is not None and closing.consequence not in _NO_CONSEQUENCE,
        as_promised=frozenset(incident.reactions) == frozenset(Reaction),
    )


def by_kind_and_phase(lines: Sequence[Tally]) -> Table:
    """How many reports there were by type and phase, with everything hidden that could point to somebody."""
    counts = {
        (kind.value, phase.value): sum(line.kind is kind and line.phase is phase for line in lines)
        for kind in Kind
        for phase in Phase
    }
    return shielded(tuple(kind.value for kind in Kind), tuple(phase.value for phase in Phase), counts)


def figures(lines: Sequence[Tally]) -> tuple[Figure, ...]:
    """Days to receipt, talk and feedback (the middle one), and shares of a hundred; each only of five files or more."""
    reports = [line for line in lines if line.track is Track.INCIDENT]
    closed = [line for line in reports if line.closed]
    return (
        _middle("receipt_days", [line.receipt_days for line in reports]),
        _middle("talk_days", [line.talk_days for line in reports]),
        _middle("feedback_days", [line.feedback_days for line in reports]),
        _share("with_consequence", [line.with_consequence for line in closed]),
        _share("as_promised", [line.as_promised for line in reports]),
    )


def shielded(rows: tuple[str, ...], columns: tuple[str, ...], counts: Cells) -> Table:
    """``counts`` with their total, without any number under five and without one that the others give away.

    The total less what is shown is the sum of what is hidden. So at least two cells are hidden or none, their
    sum is five or more, and they are never all four, which is the most that a hidden cell can be. Where that
    asks for it the smallest shown cell is hidden too, and at last the total.
    """
    total = sum(counts.values())
    hidden = {cell for cell, count in counts.items() if count < LEAST}
    shown = sorted((cell for cell in counts if cell not in hidden), key=lambda cell: (counts[cell], cell))
    while hidden and shown and _tells(hidden, counts):
        hidden.add(shown.pop(0))
    known = not hidden or (total >= LEAST and not _tells(hidden, counts))
    cells = {cell: None if cell in hidden else count for cell, count in counts.items()}
    return Table(rows, columns, cells, total if known else None)


def _tells(hidden: AbstractSet[tuple[str, str]], counts: Cells) -> bool:
    """Whether the sum of the hidden cells says what is in one of them."""
    held = sum(counts[cell] for cell in hidden)
    return len(hidden) == 1 or held < LEAST or held == (LEAST - 1) * len(hidden)


def _days(incident: Incident, step: str) -> int | None:
    dates: list[date] = [done.on for done in incident.done if done.step == step and not done.waived]
    return (dates[0] - incident.received_on).days if dates else None


def _middle(key: str, values: Sequence[int | None]) -> Figure:
    known = sorted(value for value in values if value is not None)
    if len(known) < LEAST:
        return Figure(key, None, None)
    return Figure(key, known[len(known) // 2], len(known))


def _share(key: str, values: Sequence[bool]) -> Figure:
    """A share of a hundred in steps of ten, where both those who are in it and those who are not are five or none."""
    yes, count = sum(values), len(values)
    if count < LEAST or 0 < yes < LEAST or 0 < count - yes < LEAST:
        return Figure(key, None, None)
    return Figure(key, round(10 * yes / count) * 10, count)
