"""What an import wants of the school: rows with their parts, and the writes that make them so."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table

from app.entities.base import Entity
from app.queries.import_known import Row

Values = Mapping[str, Any]
Kind = type[Entity]


@dataclass(frozen=True, slots=True)
class Add:
    """A row to store."""

    entity: Entity


@dataclass(frozen=True, slots=True)
class Change:
    """A field to set."""

    kind: Kind
    key: UUID
    column: str
    value: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """A row to take away, because it is part of a list that the file gives anew."""

    kind: Kind
    key: UUID


Action = Add | Change | Remove


@dataclass(frozen=True, slots=True)
class PartIn:
    """A row that belongs to another one: by what it is recognised, and what it holds."""

    identity: Values
    values: Values
    name: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows of one kind that belong to a wanted row, as the file and as the school have them.

    ``complete``: the file gives the whole list, so what it lacks goes. ``key`` recognises a row.
    """

    kind: Kind
    label: str
    owner: Values
    wanted: Sequence[PartIn]
    existing: Sequence[Row]
    key: Callable[[Values], Hashable]
    name: Callable[[Values], str]
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Along:
    """Something to write together with a row; only when the field ``needs`` is taken over, if it names one."""

    action: Action
    needs: str | None = None


@dataclass(slots=True)
class Wanted:
    """A row of the school as the file wants it. ``existing`` is what the school has of it."""

    row: int
    key: str
    name: str
    detail: str
    kind: Kind
    id: UUID
    identity: Values
    values: Values
    existing: Row | None
    parts: Sequence[Parts] = ()
    along: Sequence[Along] = ()


def table_of(kind: type[Entity]) -> Table:
    """The table of a kind of row."""
    return cast("Table", kind.__table__)
