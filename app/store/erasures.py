"""What was erased for good, kept outside the database so that putting back an older one erases it again.

``school.erased`` holds kinds, random keys and days, nothing about anybody. It lies beside the database and
goes along to every place with backups; a restore joins the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, delete, select, update

from app.entities.base import Entity
from app.store import search
from app.store.drafts import DRAFT
from app.store.edits import Edit
from app.store.files import write_whole
from app.store.journal import EDIT, forget

_FORMAT = 1
_CHUNK = 500


@dataclass(frozen=True, slots=True, order=True)
class Erasure:
    """A row that was erased with everything that belongs to it: a student, for one."""

    kind: str
    key: UUID
    on: date


def beside(database: Path) -> Path:
    """Where the list lies of the school in ``database``."""
    return database.with_name("school.erased")


def copy_name(school: str) -> str:
    """The name of the list in a place with backups."""
    return f"driehoek-{school[:8]}.erased"


def read_erasures(path: Path) -> frozenset[Erasure]:
    """What was erased; nothing where there is no list, or where it cannot be read."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        content = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(
            Erasure(row["kind"], UUID(hex=row["key"]), date.fromisoformat(row["on"])) for row in content["erased"]
        )
    return frozenset()


def write_erasures(path: Path, erased: Iterable[Erasure]) -> None:
    """Write the list, wholly or not at all; what it held already stays in it."""
    every = sorted(read_erasures(path) | frozenset(erased))
    rows = [{"kind": one.kind, "key": one.key.hex, "on": one.on.isoformat()} for one in every]
    write_whole(path, json.dumps({"format": _FORMAT, "erased": rows}, indent=1).encode())


def belonging(connection: Connection, roots: Iterable[tuple[str, UUID]]) -> Mapping[str, frozenset[UUID]]:
    """The rows ``roots`` that are there, with every row that refers to them, and so on, by kind."""
    found: dict[str, set[UUID]] = {}
    fresh: dict[str, set[UUID]] = {}
    for kind, key in roots:
        table = Entity.metadata.tables.get(kind)
        if table is not None and connection.execute(select(table.c.id).where(table.c.id == key)).first():
            fresh.setdefault(kind, set()).add(key)
    while fresh:
        for kind, keys in fresh.items():
            found.setdefault(kind, set()).update(keys)
        fresh = {kind: keys - found.get(kind, set()) for kind, keys in _referring(connection, fresh).items()}
        fresh = {kind: keys for kind, keys in fresh.items() if keys}
    return {kind: frozenset(keys) for kind, keys in found.items()}


def _referring(connection: Connection, to: Mapping[str, set[UUID]]) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    for table in Entity.metadata.sorted_tables:
        if table.info.get("local"):
            continue
        for foreign in table.foreign_keys:
            keys = sorted(to.get(foreign.column.table.name, ()))
            for start in range(0, len(keys), _CHUNK):
                rows = select(table.c.id).where(foreign.parent.in_(keys[start : start + _CHUNK]))
                found.setdefault(table.name, set()).update(connection.scalars(rows))
    return found


def removals(rows: Mapping[str, frozenset[UUID]]) -> list[Edit]:
    """The edits that take ``rows`` out; they say which rows, and nothing of what stood in them."""
    return [Edit(kind, key, before={}, after=None) for kind, keys in sorted(rows.items()) for key in sorted(keys)]


def purge(connection: Connection, rows: Mapping[str, frozenset[UUID]]) -> None:
    """Take what is left of ``rows`` out of the journal, the search index and half-filled forms."""
    keys = [key for found in rows.values() for key in found]
    forget(connection, keys)
    for key in keys:
        told = (EDIT.c.before.contains(key.hex)) | (EDIT.c.after.contains(key.hex))
        connection.execute(update(EDIT).where(told).values(before=None, after=None, salt=None))
        connection.execute(delete(DRAFT).where(DRAFT.c.subject == key.hex))
    search.feed(connection, {(kind, key) for kind, found in rows.items() for key in found})
