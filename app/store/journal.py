"""The journal: every write as edits, chained by hash, so that it can be undone, told and proven.

There is one road for a write. A command changes entities and the session's flush is heard here, or
``apply`` writes edits itself (undo, redo, import); either way ``keep`` closes the step: it stores the
edits, links the chain and feeds the search index. Rows that the ORM cannot see (bulk statements,
cascades, server defaults) are refused or not used.

The chain: an edit's hash covers its salted payload, a step's digest covers its edits' hashes, who,
what and when, and the digest before it. So a payload can be erased and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from app.entities.base import Entity, Instant
from app.errors import Refusal
from app.progress import Progress
from app.store import search
from app.store.edits import Edit, Values, coalesced, columns, decoded, encoded
from app.terms.fields import field_label
from app.text import translate

_LOCAL = {"local": True}  # such a table belongs to this laptop and is never shared
_BATCH = 2000

STEP = Table(
    "journal_step",
    Entity.metadata,
    Column("device", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("final", Boolean, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    info=_LOCAL,
)
EDIT = Table(
    "journal_edit",
    Entity.metadata,
    Column("device", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("key", Uuid, nullable=False, index=True),
    Column("before", Text),
    Column("after", Text),
    Column("salt", LargeBinary),
    Column("hash", LargeBinary, nullable=False),
    info=_LOCAL,
)


@dataclass(frozen=True, slots=True)
class Step:
    """What one command changed."""

    device: str
    seq: int
    at: datetime
    actor: str
    command: str
    final: bool
    edits: tuple[Edit, ...]

    @property
    def touched(self) -> Mapping[str, frozenset[UUID]]:
        """The ids that this step changed, by kind."""
        found: dict[str, set[UUID]] = {}
        for edit in self.edits:
            found.setdefault(edit.kind, set()).add(edit.key)
        return {kind: frozenset(keys) for kind, keys in found.items()}


@dataclass(frozen=True, slots=True)
class Signature:
    """Who makes a step, where and when, and which command it is."""

    device: str
    actor: str
    at: datetime
    command: str
    final: bool = False


def apply(connection: Connection, edits: Sequence[Edit], *, progress: Progress | None = None) -> None:
    """Write ``edits`` in order; refuse all of them when a row is no longer as they expect.

    Only the columns of an edit are compared, so a later change of another field does no harm.
    """
    done = 0
    for (kind, is_insert), run in groupby(edits, key=lambda edit: (edit.kind, edit.before is None)):
        table = Entity.metadata.tables[kind]
        batch = list(run)
        for start in range(0, len(batch), _BATCH):
            part = batch[start : start + _BATCH]
            if is_insert:
                _refuse_present(connection, table, part)
                connection.execute(insert(table), [_row_of(table, edit) for edit in part])
            else:
                for edit in part:
                    _change(connection, table, edit)
            done += len(part)
            if progress is not None:
                progress.step(done, len(edits))


def keep(connection: Connection, edits: Iterable[Edit], signature: Signature) -> Step | None:
    """Close a step: store its edits, link it to the chain, feed the search index.

    Edits of one row become one; where nothing changed in the end there is no step.
    """
    kept = tuple(coalesced(edits))
    if not kept:
        return None
    previous_seq, previous = head(connection, signature.device)
    seq = previous_seq + 1
    rows = [_stored(edit, signature.device, seq, n) for n, edit in enumerate(kept)]
    digest = _digest(previous, seq, signature, [row["hash"] for row in rows])
    connection.execute(
        insert(STEP).values(
            device=signature.device,
            seq=seq,
            at=signature.at,
            actor=signature.actor,
            command=signature.command,
            final=signature.final,
            digest=digest,
            previous=previous,
        )
    )
    for start in range(0, len(rows), _BATCH):
        connection.execute(insert(EDIT), rows[start : start + _BATCH])
    search.feed(connection, {(edit.kind, edit.key) for edit in kept if search.concerns(edit.kind, columns(edit))})
    return Step(signature.device, seq, signature.at, signature.actor, signature.command, signature.final, kept)


def head(connection: Connection, device: str) -> tuple[int, bytes]:
    """The number and digest of the last step of ``device``; zero and nothing before the first."""
    last = select(func.max(STEP.c.seq)).where(STEP.c.device == device).scalar_subquery()
    row = connection.execute(
        select(STEP.c.seq, STEP.c.digest).where(STEP.c.device == device, STEP.c.seq == last)
    ).one_or_none()
    return (0, b"") if row is None else (row.seq, row.digest)


def read(connection: Connection, device: str, seq: int) -> Step:
    """A step as the journal holds it; raises ``Refusal`` when its payload was erased."""
    row = connection.execute(select(STEP).where(STEP.c.device == device, STEP.c.seq == seq)).one()
    edits = connection.execute(select(EDIT).where(EDIT.c.device == device, EDIT.c.seq == seq).order_by(EDIT.c.n)).all()
    if any(edit.salt is None for edit in edits):
        raise Refusal(translate("Journal", "De inhoud van deze stap is gewist. Terugdraaien kan niet meer."))
    return Step(
        device,
        seq,
        row.at,
        row.actor,
        row.command,
        row.final,
        tuple(Edit(edit.kind, edit.key, _parsed(edit.before), _parsed(edit.after)) for edit in edits),
    )


def forget(connection: Connection, keys: Iterable[UUID]) -> None:
    """Erase what the journal holds of the rows ``keys``; the chain still verifies, nothing can be undone to them."""
    for key in keys:
        connection.execute(update(EDIT).where(EDIT.c.key == key).values(before=None, after=None, salt=None))


def verify(connection: Connection, progress: Progress | None = None) -> list[str]:
    """What is wrong with the journal, a line for each break; empty when every link and payload holds."""
    faults: list[str] = []
    total = connection.scalar(select(func.count()).select_from(STEP)) or 0
    steps = connection.execute(select(STEP).order_by(STEP.c.device, STEP.c.seq)).all()
    edits = connection.execution_options(yield_per=_BATCH).execute(
        select(EDIT).order_by(EDIT.c.device, EDIT.c.seq, EDIT.c.n)
    )
    hashes: dict[tuple[str, int], list[bytes]] = {}
    for edit in edits:
        hashes.setdefault((edit.device, edit.seq), []).append(edit.hash)
        if edit.salt is not None and edit.hash != _hash(edit.salt, edit.kind, edit.key, edit.before, edit.after):
            faults.append(f"{edit.device}:{edit.seq}.{edit.n} payload")
    expected: dict[str, tuple[int, bytes]] = {}
    for done, step in enumerate(steps, start=1):
        before_seq, before_digest = expected.get(step.device, (0, b""))
        if step.seq != before_seq + 1:
            faults.append(f"{step.device}:{step.seq} gap")
        elif step.previous != before_digest:
            faults.append(f"{step.device}:{step.seq} link")
        signature = Signature(step.device, step.actor, step.at, step.command, step.final)
        if step.digest != _digest(step.previous, step.seq, signature, hashes.get((step.device, step.seq), [])):
            faults.append(f"{step.device}:{step.seq} digest")
        expected[step.device] = (step.seq, step.digest)
        if progress is not None:
            progress.step(done, total)
    return faults


def _row_of(table: Table, edit: Edit) -> dict[str, Any]:
    values = {name: decoded(table.c[name], value) for name, value in (edit.after or {}).items()}
    return values | {"version": values.get("version", 0) + 1}


def _refuse_present(connection: Connection, table: Table, edits: Sequence[Edit]) -> None:
    keys = [edit.key for edit in edits]
    for start in range(0, len(keys), 500):
        if connection.execute(select(table.c.id).where(table.c.id.in_(keys[start : start + 500]))).first():
            raise Refusal(translate("Journal", "Terugdraaien kan niet meer: dit bestaat al weer."))


def _change(connection: Connection, table: Table, edit: Edit) -> None:
    row = connection.execute(select(table).where(table.c.id == edit.key)).mappings().one_or_none()
    if row is None:
        raise Refusal(translate("Journal", "Terugdraaien kan niet meer: dit is intussen verwijderd."))
    for name, value in (edit.before or {}).items():
        if name != "version" and encoded(row[name]) != value:
            text = translate("Journal", "Terugdraaien kan niet meer: het veld ‘{field}’ is daarna nog gewijzigd.")
            raise Refusal(text.format(field=field_label(name)))
    same = table.c.id == bindparam("row_key")
    if edit.after is None:
        connection.execute(delete(table).where(same), {"row_key": edit.key})
    else:
        values = {name: decoded(table.c[name], value) for name, value in edit.after.items() if name != "version"}
        connection.execute(
            update(table).where(same).values(**values, version=table.c.version + 1), {"row_key": edit.key}
        )


def _stored(edit: Edit, device: str, seq: int, n: int) -> dict[str, Any]:
    before, after = _written(edit.before), _written(edit.after)
    salt = os.urandom(16)
    return {
        "device": device,
        "seq": seq,
        "n": n,
        "kind": edit.kind,
        "key": edit.key,
        "before": before,
        "after": after,
        "salt": salt,
        "hash": _hash(salt, edit.kind, edit.key, before, after),
    }


def _written(values: Values | None) -> str | None:
    if values is None:
        return None
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _parsed(text: str | None) -> Values | None:
    return None if text is None else json.loads(text)


def _hash(salt: bytes, kind: str, key: UUID, before: str | None, after: str | None) -> bytes:
    payload = json.dumps([kind, key.hex, before, after], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(salt + payload.encode()).digest()


def _digest(previous: bytes, seq: int, signature: Signature, hashes: Sequence[bytes]) -> bytes:
    known = [
        signature.device,
        seq,
        signature.at.isoformat(),
        signature.actor,
        signature.command,
        signature.final,
        [value.hex() for value in hashes],
    ]
    return hashlib.sha256(previous + json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()).digest()
