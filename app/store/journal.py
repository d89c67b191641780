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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
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
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, object_mapper
from sqlalchemy.orm.attributes import get_history

from app.entities.base import Entity, Instant
from app.errors import Refusal
from app.progress import Progress
from app.store import search
from app.terms.fields import field_label
from app.text import translate

Values = Mapping[str, Any]
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
class Edit:
    """One row as it was and as it became, in stored form; ``None`` where it did not exist.

    Of a row that stayed, only the changed columns are here.
    """

    kind: str
    key: UUID
    before: Values | None
    after: Values | None

    def reversed(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.kind, self.key, before=self.after, after=self.before)


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


@dataclass(slots=True)
class Recorder:
    """The edits of one transaction, as the session's flushes and ``apply`` told them."""

    edits: list[Edit] = field(default_factory=list)


@contextmanager
def recording(session: Session) -> Iterator[Recorder]:
    """Collect the edits of every flush of ``session``; statements that it cannot see are refused."""
    recorder = Recorder()

    def collect(session: Session, _flush: UOWTransaction) -> None:
        recorder.edits += [_inserted(entity) for entity in session.new]
        recorder.edits += [edit for entity in session.dirty if (edit := _updated(entity))]
        recorder.edits += [_deleted(entity) for entity in session.deleted]

    def refuse_bulk(state: ORMExecuteState) -> None:
        if not state.is_select:
            raise RuntimeError("bulk statements bypass the journal: use journal.apply")

    event.listen(session, "after_flush", collect)
    event.listen(session, "do_orm_execute", refuse_bulk)
    yield recorder


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
    kept = tuple(_coalesced(edits))
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
    search.feed(connection, {(edit.kind, edit.key) for edit in kept if search.concerns(edit.kind, _columns(edit))})
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


def encoded(value: Any) -> Any:
    """A value as JSON can hold it."""
    match value:
        case UUID():
            return value.hex
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def decoded(column: Column[Any], value: Any) -> Any:
    """The value of ``column`` that ``encoded`` wrote."""
    if value is None:
        return None
    kind: type[Any] = column.type.python_type
    if kind is UUID:
        return UUID(hex=value)
    if issubclass(kind, datetime | date):
        return kind.fromisoformat(value)
    return tuple(value) if kind is tuple else kind(value)


def inserted(entity: Entity) -> Edit:
    """The edit that stores ``entity``, which no session knows, with its defaults filled."""
    table = _table_of(entity)
    values: dict[str, Any] = {}
    for attribute in object_mapper(entity).column_attrs:
        column = attribute.columns[0]
        value = getattr(entity, attribute.key)
        if value is None and column.default is not None:
            default: Any = column.default
            value = default.arg(None) if default.is_callable else default.arg
        values[column.name] = encoded(value)
    return Edit(table.name, UUID(hex=values["id"]), None, values)


def _table_of(entity: object) -> Table:
    table = object_mapper(entity).local_table
    if not isinstance(table, Table):
        raise TypeError(f"{type(entity).__name__} is not stored in a table of its own")
    return table


def _stored_values(entity: Any, *, as_stored: bool) -> dict[str, Any]:
    values = {}
    for attribute in object_mapper(entity).column_attrs:
        past = get_history(entity, attribute.key).deleted if as_stored else ()
        values[attribute.columns[0].name] = encoded(past[0] if past else getattr(entity, attribute.key))
    return values


def _inserted(entity: Any) -> Edit:
    return Edit(_table_of(entity).name, entity.id, None, _stored_values(entity, as_stored=False))


def _deleted(entity: Any) -> Edit:
    return Edit(_table_of(entity).name, entity.id, _stored_values(entity, as_stored=True), None)


def _updated(entity: Any) -> Edit | None:
    before, after = {}, {}
    for attribute in object_mapper(entity).column_attrs:
        name = attribute.columns[0].name
        history = get_history(entity, attribute.key)
        if name != "version" and history.has_changes():
            before[name] = encoded(history.deleted[0] if history.deleted else None)
            after[name] = encoded(history.added[0] if history.added else None)
    return Edit(_table_of(entity).name, entity.id, before, after) if after else None


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


def _coalesced(edits: Iterable[Edit]) -> Iterator[Edit]:
    """One edit a row, in the order in which the rows were first touched."""
    rows: dict[tuple[str, UUID], Edit] = {}
    for edit in edits:
        known = rows.get((edit.kind, edit.key))
        rows[edit.kind, edit.key] = edit if known is None else _joined(known, edit)
    for edit in rows.values():
        if edit.before is None or edit.after is None:
            if edit.before is not edit.after:
                yield edit
            continue
        changed = [name for name, value in edit.after.items() if edit.before.get(name) != value and name != "version"]
        if changed:
            yield Edit(
                edit.kind,
                edit.key,
                {name: edit.before.get(name) for name in changed},
                {name: edit.after[name] for name in changed},
            )


def _joined(first: Edit, second: Edit) -> Edit:
    if first.before is None:  # it is new in this step
        after = None if second.after is None else {**(first.after or {}), **second.after}
        return Edit(first.kind, first.key, None, after)
    if second.after is None:  # it went: the first edit's columns as they were, the rest as the second saw them
        return Edit(first.kind, first.key, {**(second.before or {}), **first.before}, None)
    if first.after is None:  # it went and came back
        return Edit(first.kind, first.key, first.before, second.after)
    before = {**(second.before or {}), **first.before}
    return Edit(first.kind, first.key, before, {**first.after, **second.after})


def _columns(edit: Edit) -> frozenset[str]:
    return frozenset(edit.after or ()) | frozenset(edit.before or ())


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
