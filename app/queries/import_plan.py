"""From rows that are wanted to what must be written for them, field by field, without writing anything."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.entities.base import Entity
from app.progress import Progress
from app.queries.import_history import Field, LastWord, last_words, removed_here
from app.queries.import_known import Row, School
from app.queries.import_rows import ChangedRow, Decisions, FieldChange, NewRow
from app.queries.import_wanted import (
    Action,
    Add,
    Change,
    Kind,
    PartIn,
    Parts,
    Remove,
    Values,
    Wanted,
    table_of,
)
from app.queries.import_words import shown
from app.store.edits import decoded, encoded
from app.terms.fields import field_label

_RIDERS = {"phone_key": "phone", "since": "state"}  # shown and decided together with the other
_EVERY = 200


@dataclass(frozen=True, slots=True)
class _Difference:
    """One thing that the file has otherwise: a field, or a part that comes or goes."""

    id: str
    label: str
    ours: str
    theirs: str
    actions: tuple[Action, ...]
    judged: Field | None  # whose last word decides whether this is a conflict
    kind: str
    imported_from: Callable[[LastWord], str | None]
    signature: str | None = None  # of a part that comes: to see whether it was taken away here


@dataclass(slots=True)
class Plan:
    """What an import would write. ``support`` are rows to make first when an accepted row refers to them."""

    new: list[NewRow] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    unchanged: int = 0
    actions: dict[str, list[Action]] = field(default_factory=lambda: defaultdict(list))
    defaults: set[str] = field(default_factory=set)
    support: Mapping[UUID, Entity] = field(default_factory=dict)

    def chosen(self, decisions: Decisions) -> Iterator[Action]:
        """The actions that ``decisions`` leave, with the rows that they need before them."""
        made: set[UUID] = set()
        wanted = (self.defaults - decisions.leave) | decisions.take
        for one, actions in self.actions.items():
            if one in wanted:
                yield from self._with_support(actions, made)

    def also(self) -> Counter[str]:
        """How many rows are added, by table, when nothing is decided otherwise."""
        added = (action.entity for action in self.chosen(Decisions()) if isinstance(action, Add))
        return Counter(table_of(type(entity)).name for entity in added)

    def _with_support(self, actions: Iterable[Action], made: set[UUID]) -> Iterator[Action]:
        for action in actions:
            if not self.support:
                yield action
                continue
            for value in _references(action):
                yield from self._support(value, made)
            yield action

    def _support(self, key: UUID, made: set[UUID]) -> Iterator[Action]:
        entity = self.support.get(key)
        if entity is None or key in made:
            return
        made.add(key)
        yield from self._with_support([Add(entity)], made)


def plan(
    session: Session,
    school: School,
    wanted: Sequence[Wanted],
    support: Mapping[UUID, Entity],
    progress: Progress,
) -> Plan:
    """Compare the wanted rows with the school's; say which differences are conflicts."""
    made = Plan(support=support)
    names = _Names(school, support)
    differences: list[tuple[Wanted, list[_Difference]]] = []
    gone_here = _Removed(session)
    for done, one in enumerate(wanted):
        if done % _EVERY == 0:
            progress.step(done, len(wanted))
        if one.existing is None:
            _plan_new(made, one, gone_here)
        else:
            differences.append((one, list(_differences(one, one.existing, names))))
    progress.step(len(wanted), len(wanted))
    _plan_changes(session, made, differences, gone_here)
    return made


@dataclass(frozen=True, slots=True)
class _Names:
    """What rows that are referred to are called, those to be made included."""

    school: School
    support: Mapping[UUID, Entity]

    def shown(self, column: str, value: Any) -> str:
        if isinstance(value, UUID) and (entity := self.support.get(value)) is not None:
            return str(getattr(entity, "code", None) or getattr(entity, "name", ""))
        return shown(column, value, self.school.names(column))


class _Removed:
    """What people took away here, by table."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[str, list[Values]] = {}
        self._known: dict[tuple[str, frozenset[str]], frozenset[str]] = {}

    def has(self, kind: str, identity: Values) -> bool:
        columns = frozenset(identity)
        if kind not in self._rows:
            self._rows[kind] = list(removed_here(self._session, kind))
        if (kind, columns) not in self._known:
            rows = ({column: row.get(column) for column in columns} for row in self._rows[kind])
            self._known[kind, columns] = frozenset(map(_signature, rows))
        return _signature({column: encoded(value) for column, value in identity.items()}) in self._known[kind, columns]


def _signature(stored: Values) -> str:
    return json.dumps(stored, ensure_ascii=False, sort_keys=True)


def _plan_new(made: Plan, one: Wanted, gone_here: _Removed) -> None:
    table = table_of(one.kind).name
    identity = f"{table}:+:{one.key}"
    removed = gone_here.has(table, one.identity)
    made.new.append(NewRow(identity, one.row, one.key, one.name, one.detail, removed))
    actions = made.actions[identity]
    actions.append(Add(one.kind(id=one.id, **one.values)))
    for parts in one.parts:
        actions += [Add(_part(parts, part)) for part in parts.wanted]
    actions += [along.action for along in one.along]
    if not removed:
        made.defaults.add(identity)


def _part(parts: Parts, part: PartIn) -> Entity:
    return parts.kind(**{**parts.owner, **part.identity, **part.values})


def _plan_changes(
    session: Session,
    made: Plan,
    differences: Sequence[tuple[Wanted, list[_Difference]]],
    gone_here: _Removed,
) -> None:
    asked: dict[str, set[Field]] = defaultdict(set)
    for _, found in differences:
        for difference in found:
            if difference.judged is not None:
                asked[difference.kind].add(difference.judged)
    words = {kind: last_words(session, kind, fields) for kind, fields in asked.items()}
    for one, found in differences:
        changes = []
        for difference in found:
            change = _judged(difference, words, gone_here)
            changes.append(change)
            made.actions[change.id] += difference.actions
            if not change.conflict:
                made.defaults.add(change.id)
        _plan_along(made, one, {change.id: change for change in changes})
        if changes:
            made.changed.append(ChangedRow(one.row, one.key, one.name, tuple(changes)))
        else:
            made.unchanged += 1


def _judged(difference: _Difference, words: Mapping[str, Mapping[Field, LastWord]], gone_here: _Removed) -> FieldChange:
    conflict, imported = False, None
    if difference.judged is not None:
        word = words[difference.kind][difference.judged]
        conflict, imported = not word.imported, difference.imported_from(word)
    elif difference.signature is not None:
        conflict = gone_here.has(difference.kind, json.loads(difference.signature))
    return FieldChange(difference.id, difference.label, difference.ours, difference.theirs, conflict, imported)


def _plan_along(made: Plan, one: Wanted, changes: Mapping[str, FieldChange]) -> None:
    """What comes along with a row that stays: at once, or with the field that it depends on."""
    table = table_of(one.kind).name
    own = f"{table}:{one.id.hex}:along"
    for along in one.along:
        holder = f"{table}:{one.id.hex}:{along.needs}"
        made.actions[holder if holder in changes else own].append(along.action)
    if own in made.actions:
        made.defaults.add(own)


def _differences(one: Wanted, existing: Row, names: _Names) -> Iterator[_Difference]:
    yield from _of_row(one.kind, existing, one.values, names, "")
    for parts in one.parts:
        yield from _of_parts(one, parts, names)


def _of_row(kind: Kind, existing: Row, values: Values, names: _Names, of: str) -> Iterator[_Difference]:
    table, key = table_of(kind), existing["id"]
    differing = {column: value for column, value in values.items() if existing[column] != value}
    grouped: dict[str, list[Action]] = defaultdict(list)
    for column, value in differing.items():
        grouped[_RIDERS.get(column, column)].append(Change(kind, key, column, value))
    for column, actions in grouped.items():
        ours, theirs = existing[column], values.get(column, existing[column])

        def imported(word: LastWord, column: str = column) -> str | None:
            return names.shown(column, decoded(table.c[column], word.value)) if word.ever_imported else None

        yield _Difference(
            id=f"{table.name}:{key.hex}:{column}",
            label=f"{of}{field_label(column)}",
            ours=names.shown(column, ours),
            theirs=names.shown(column, theirs),
            actions=tuple(actions),
            judged=(key, column),
            kind=table.name,
            imported_from=imported,
        )


def _of_parts(one: Wanted, parts: Parts, names: _Names) -> Iterator[_Difference]:
    table = table_of(parts.kind).name
    ours = {parts.key(row): row for row in parts.existing}
    theirs = {parts.key({**part.identity, **part.values}): part for part in parts.wanted}
    for key, part in theirs.items():
        if key in ours:
            values = {**part.identity, **part.values}
            yield from _of_row(parts.kind, ours[key], values, names, f"{parts.label} {part.name}: ")
            continue
        identity = {column: encoded(value) for column, value in (dict(parts.owner) | dict(part.identity)).items()}
        signature = _signature(identity)
        yield _Difference(
            id=f"{table}:{one.id.hex}:+:{signature}",
            label=parts.label,
            ours="",
            theirs=part.name,
            actions=(Add(_part(parts, part)),),
            judged=None,
            kind=table,
            imported_from=_nothing,
            signature=signature,
        )
    for key, row in ours.items() if parts.complete else ():
        if key not in theirs:
            yield _Difference(
                id=f"{table}:{row['id'].hex}:-",
                label=parts.label,
                ours=parts.name(row),
                theirs="",
                actions=(Remove(parts.kind, row["id"]),),
                judged=(row["id"], "id"),
                kind=table,
                imported_from=_nothing,
            )


def _nothing(_word: LastWord) -> None:
    """No value to show."""


@cache
def _referring(kind: Kind) -> tuple[str, ...]:
    """The columns of a kind that refer to other rows."""
    return tuple(column.key for column in table_of(kind).c if column.foreign_keys)


def _references(action: Action) -> Iterator[UUID]:
    if isinstance(action, Add):
        for column in _referring(type(action.entity)):
            value = getattr(action.entity, column)
            if value is not None:
                yield value
    elif isinstance(action, Change) and isinstance(action.value, UUID):
        yield action.value
