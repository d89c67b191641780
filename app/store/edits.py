"""What changed in one row, heard from a session's flushes or made for rows that no session knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, object_mapper
from sqlalchemy.orm.attributes import get_history

from app.entities.base import Entity

Values = Mapping[str, Any]


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


def coalesced(edits: Iterable[Edit]) -> Iterator[Edit]:
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


def columns(edit: Edit) -> frozenset[str]:
    """The columns that an edit is about."""
    return frozenset(edit.after or ()) | frozenset(edit.before or ())
