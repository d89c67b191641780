"""What comes out of a table: rows, and in words what happened to every other row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, Protocol, TypeVar


class Outcome(StrEnum):
    """What became of a row of the file."""

    STORED = "stored"
    WARNED = "warned"
    MERGED = "merged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was noticed about one row.

    ``row`` is the row of the sheet or the physical line of the csv. ``code`` is stable, ``text`` is a
    sentence for the user. ``first_row`` is the row that this one was merged into or gave way to. ``key`` is
    the number in a refused row, so that whom it names is not taken for gone. ``lacks`` is a name in the row,
    as written, that the school could have and has not.
    """

    row: int
    code: str
    outcome: Outcome
    text: str
    first_row: int | None = None
    key: str | None = None
    lacks: str | None = None


class RowIn(Protocol):
    """A row of any subject."""

    @property
    def row(self) -> int:
        """Where it stands in the file."""
        ...

    @property
    def key(self) -> str:
        """What it is recognised by, within its subject."""
        ...


Row = TypeVar("Row", bound=RowIn)


@dataclass(frozen=True, slots=True)
class Proposal(Generic[Row]):
    """A row that is stored only after the user agreed that ``written`` means ``company_name``."""

    row: Row
    written: str
    company: str
    company_name: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Row]):
    """All rows of a table after its rules; no value of a column that is never stored is in it.

    ``read`` = rows + proposals + merged + refused. ``findings`` stand in the order of the file; a row
    can have several.
    """

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    proposals: tuple[Proposal[Row], ...] = ()

    @property
    def merged(self) -> tuple[Finding, ...]:
        """The rows that were taken together with another one."""
        return self._with(Outcome.MERGED)

    @property
    def refused(self) -> tuple[Finding, ...]:
        """The rows that are not stored, each with its reason."""
        return self._with(Outcome.REFUSED)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What the user should know of rows that are stored."""
        return self._with(Outcome.WARNED)

    @property
    def read(self) -> int:
        """How many rows of the file had anything in them."""
        return len(self.rows) + len(self.proposals) + len(self.merged) + len(self.refused)

    def confirmed(self, rows: Collection[int]) -> Parsed[Row]:
        """Accept the proposals of these file rows; the others keep waiting."""
        accepted = [proposal.row for proposal in self.proposals if proposal.row.row in rows]
        waiting = tuple(proposal for proposal in self.proposals if proposal.row.row not in rows)
        return replace(self, rows=_in_file_order([*self.rows, *accepted]), proposals=waiting)

    def _with(self, outcome: Outcome) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.outcome is outcome)


def _in_file_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: row.row))
