"""What a preview of an import shows: frozen rows, for the screen and for the command that follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from app.terms.exchange import Subject
from app.terms.imports import Became, Leaving

if TYPE_CHECKING:
    from app.exchange.mapping import Column
    from app.exchange.mapping import Mapping as Columns
    from app.exchange.parsed import Parsed, Proposal


@dataclass(frozen=True, slots=True)
class Scope:
    """What a file speaks for: codes of groups, crebos of programmes and codes of periods.

    Only inside it does a preview say that somebody or something is gone.
    """

    groups: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What was noticed about a row of the file, in a sentence; ``first_row`` is the one that it gave way to."""

    row: int
    code: str
    became: Became
    text: str
    first_row: int | None = None


@dataclass(frozen=True, slots=True)
class NewRow:
    """Something that the school does not have yet.

    ``removed_here`` means that the school had it and somebody took it away here; it then comes back
    only when that is chosen.
    """

    id: str
    row: int
    key: str
    name: str
    detail: str
    removed_here: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that the file has otherwise.

    It is a conflict when somebody edited it here since the last import that set it: the default then
    keeps ours. ``imported`` is what that last import set; ``None`` where no import ever did.
    """

    id: str
    label: str
    ours: str
    theirs: str
    conflict: bool
    imported: str | None


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """Something that the school has, with every field that the file has otherwise."""

    row: int
    key: str
    name: str
    fields: tuple[FieldChange, ...]

    @property
    def conflicts(self) -> bool:
        """Whether a field was edited here as well."""
        return any(change.conflict for change in self.fields)


@dataclass(frozen=True, slots=True)
class LeavingRow:
    """Somebody who may have left: proposed to be taken out of the school's work, never deleted."""

    id: str
    key: str
    name: str
    detail: str
    reason: Leaving


@dataclass(frozen=True, slots=True)
class GoneRow:
    """Something that the school has and the file, within its scope, has not; it stays as it is."""

    key: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class AlsoRow:
    """What comes along with the rows, such as contact persons or participations: how many of which."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the user decided about a preview, by the ids of its rows and fields.

    ``take``: conflicts in which the file wins, removed rows that come back, people who left.
    ``leave``: new rows and changes that are not wanted. Without decisions new rows and plain changes
    come in, conflicts keep ours, and nobody leaves.
    """

    take: frozenset[str] = frozenset()
    leave: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, before anything is stored."""

    subject: Subject
    today: date
    parsed: Parsed[Any] = field(repr=False)
    accepted: frozenset[int]
    scope: Scope
    file_scope: Scope
    new: tuple[NewRow, ...] = field(repr=False)
    changed: tuple[ChangedRow, ...] = field(repr=False)
    leaving: tuple[LeavingRow, ...] = field(repr=False)
    gone: tuple[GoneRow, ...] = field(repr=False)
    unchanged: int
    also: tuple[AlsoRow, ...]
    findings: tuple[FindingRow, ...] = field(repr=False)
    mapping: Columns | None = field(repr=False, default=None)

    @property
    def conflicts(self) -> tuple[FieldChange, ...]:
        """Every field that was edited here since an import last set it."""
        return tuple(change for row in self.changed for change in row.fields if change.conflict)

    @property
    def merged(self) -> tuple[FindingRow, ...]:
        """Rows of the file that were taken together."""
        return self._with(Became.MERGED)

    @property
    def refused(self) -> tuple[FindingRow, ...]:
        """Rows of the file that are not stored, each with its line and its reason."""
        return self._with(Became.REFUSED)

    @property
    def warnings(self) -> tuple[FindingRow, ...]:
        """What to know about rows that are stored."""
        return self._with(Became.WARNED)

    @property
    def proposals(self) -> tuple[Proposal[Any], ...]:
        """Rows that wait for a yes to the company that was found by a similar name."""
        return tuple(one for one in self.parsed.proposals if one.row.row not in self.accepted)

    @property
    def not_stored(self) -> tuple[Column, ...]:
        """The columns of which nothing is kept, each with its reason."""
        return () if self.mapping is None else self.mapping.not_stored

    @property
    def nothing_to_do(self) -> bool:
        """Whether the school already is as the file says."""
        return not (self.new or self.changed or self.leaving or self.also)

    def _with(self, became: Became) -> tuple[FindingRow, ...]:
        return tuple(finding for finding in self.findings if finding.became is became)
