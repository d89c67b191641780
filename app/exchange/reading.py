"""Goes through the rows of a table, one at a time, and keeps what was noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, NoReturn

from app.exchange import cells
from app.exchange.mapping import Mapping
from app.exchange.parsed import Finding, Outcome, Parsed, Proposal, Row
from app.exchange.tables import Cell, Table, TableRow
from app.progress import Progress

_STEP = 500


class RowRefused(Exception):  # noqa: N818 - an outcome of a row, not an error
    """A row is not stored; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class RowReader:
    """One row by its fields, and the notes about it."""

    def __init__(self, row: TableRow, places: dict[str, int]) -> None:
        self.number = row.number
        self.findings: list[Finding] = []
        self._cells = row.cells
        self._places = places

    def has(self, name: str) -> bool:
        """Whether the table has a column for this field; what a table has not can't be missing in a row."""
        return name in self._places

    def cell(self, name: str) -> Cell:
        """The value as the file has it."""
        place = self._places.get(name)
        return None if place is None else self._cells[place]

    def text(self, name: str) -> str | None:
        """The text of a field; line breaks stay."""
        return cells.text(self.cell(name))

    def line(self, name: str) -> str | None:
        """The text of a field on one line."""
        return cells.line(self.cell(name))

    def note(self, code: str, text: str) -> None:
        """Something was noticed that needs no attention."""
        self.findings.append(Finding(self.number, code, Outcome.STORED, text))

    def warn(self, code: str, text: str, *, lacks: str | None = None) -> None:
        """The row is stored, and the user should know this."""
        self.findings.append(Finding(self.number, code, Outcome.WARNED, text, lacks=lacks))

    def refuse(self, code: str, text: str, first_row: int | None = None, *, lacks: str | None = None) -> NoReturn:
        """The row is not stored."""
        raise RowRefused(Finding(self.number, code, Outcome.REFUSED, text, first_row, self._key(), lacks))

    def _key(self) -> str | None:
        try:
            return cells.identifier(self.cell("number"))
        except cells.Unreadable:
            return None


@dataclass(slots=True)
class Reading(Generic[Row]):
    """A row that was read, with its notes; they count only when the row is stored."""

    row: Row
    findings: list[Finding]


@dataclass(slots=True)
class Readings(Generic[Row]):
    """All rows that were read, and those that were not."""

    rows: list[Reading[Row]] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)


def read_rows(table: Table, mapping: Mapping, read: Callable[[RowReader], Row], progress: Progress) -> Readings[Row]:
    """Read every row; ``read`` raises ``RowRefused`` for one that can't be stored."""
    places = {column.field: column.index for column in mapping.columns if column.field is not None}
    readings: Readings[Row] = Readings()
    for done, row in enumerate(table.rows):
        if done % _STEP == 0:
            progress.step(done, len(table.rows))
        reader = RowReader(row, places)
        try:
            readings.rows.append(Reading(read(reader), reader.findings))
        except RowRefused as refused:
            readings.refused.append(refused.finding)
    return readings


def keep_first(
    readings: Readings[Row], number: Callable[[Row], str], code: str, text: str
) -> tuple[list[Reading[Row]], list[Finding]]:
    """The first row of each number, and what happened to the others; ``text`` says so, and which ``{row}`` stays."""
    kept: dict[str, Reading[Row]] = {}
    others = list(readings.refused)
    for reading in readings.rows:
        first = kept.setdefault(number(reading.row), reading)
        if first is not reading:
            others.append(merged(reading.row.row, code, text.format(row=first.row.row), first.row.row))
    return list(kept.values()), others


def merged(row: int, code: str, text: str, first_row: int) -> Finding:
    """The row was taken together with another one."""
    return Finding(row, code, Outcome.MERGED, text, first_row)


def parsed(
    kept: Iterable[Reading[Row]], others: Iterable[Finding], proposals: Iterable[Proposal[Row]] = ()
) -> Parsed[Row]:
    """The rows that are kept with their notes, and what happened to the others, in the order of the file."""
    waiting = tuple(proposals)
    asked = {id(proposal.row) for proposal in waiting}
    ordered = sorted(kept, key=lambda reading: reading.row.row)
    findings = [*others, *(finding for reading in ordered for finding in reading.findings)]
    return Parsed(
        tuple(reading.row for reading in ordered if id(reading.row) not in asked),
        tuple(sorted(findings, key=lambda finding: finding.row)),
        tuple(sorted(waiting, key=lambda proposal: proposal.row.row)),
    )
