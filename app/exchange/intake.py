"""A file on its way in, in two looks: what its columns are, then what its rows say.

Both are meant for a child process. Between them only headers and a few examples come back, none from a
column that may not be kept; so what is never stored never leaves that process.
"""

from __future__ import annotations

import collections.abc
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.exchange.known import Known
from app.exchange.mapping import Guess, Mapping, guesses, map_columns
from app.exchange.parsed import Parsed
from app.exchange.parsing import parse
from app.exchange.tables import Cell, Sheet, Table, is_blank, read_table
from app.exchange.talks import TalkIn, together
from app.progress import Progress
from app.terms.exchange import Subject

Remembered = collections.abc.Mapping[Subject, collections.abc.Mapping[str, str]]
_EXAMPLES = 3
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file is by its headers: its sheets, how many rows, which subjects it fits, and its columns.

    ``examples`` are a few values of each column, by place; of a column that may not be kept there are none.
    """

    path: Path
    sheet: str | None
    sheets: tuple[Sheet, ...]
    header_row: int
    rows: int
    warnings: tuple[str, ...]
    guesses: tuple[Guess, ...]
    mapping: Mapping
    examples: tuple[tuple[str, ...], ...] = field(repr=False)

    @property
    def subject(self) -> Subject:
        """What its rows are taken to be about."""
        return self.mapping.subject


def look(
    *,
    path: Path,
    remembered: Remembered,
    sheet: str | None = None,
    header_row: int | None = None,
    subject: Subject | None = None,
    progress: Progress,
) -> Seen:
    """Look at the columns of a file; ``remembered`` is what the school said before about each subject.

    Raises ``Refusal`` (at field ``header_row`` when only the headings are not found), ``OSError``, ``Cancelled``.
    """
    table = read_table(path, sheet=sheet, header_row=header_row, progress=progress)
    found = guesses(table)
    chosen = subject or found[0].subject
    mapping = map_columns(table, chosen, remembered.get(chosen))
    examples = tuple(() if column.sensitive else _examples(table, at) for at, column in enumerate(mapping.columns))
    return Seen(
        path, table.sheet, table.sheets, table.header_row, len(table.rows), table.warnings, found, mapping, examples
    )


def read(
    *, path: Path, sheet: str | None, header_row: int, mapping: Mapping, known: Known, progress: Progress
) -> Parsed[Any]:
    """The rows of a file by the rules of its subject; raises what ``look`` does."""
    table = read_table(path, sheet=sheet, header_row=header_row, progress=progress)
    return parse(table, mapping, known, progress=progress)


@dataclass(frozen=True, slots=True)
class Part:
    """One of several files that are read as one, as somebody looked at it."""

    path: Path
    sheet: str | None
    header_row: int
    mapping: Mapping


def read_together(*, parts: tuple[Part, ...], known: Known, progress: Progress) -> Parsed[TalkIn]:
    """The lists of several stagebegeleiders as one; raises what ``look`` does."""
    found = []
    for part in parts:
        one = read(
            path=part.path,
            sheet=part.sheet,
            header_row=part.header_row,
            mapping=part.mapping,
            known=known,
            progress=progress,
        )
        found.append((part.path.name, one))
    return found[0][1] if len(found) == 1 else together(found)


def _examples(table: Table, at: int) -> tuple[str, ...]:
    """The first different values of a column."""
    found: dict[str, None] = {}
    for row in table.rows:
        cell = row.cells[at]
        if not is_blank(cell):
            found.setdefault(_shown(cell))
        if len(found) == _EXAMPLES:
            break
    return tuple(found)


def _shown(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y %H:%M}" if isinstance(cell, datetime) else f"{cell:%d-%m-%Y}"
    text = " ".join(str(cell).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
