"""Who last set a field: an import, or a person who knew better; read from the journal."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.journal import EDIT, STEP
from app.terms.imports import DEEDS
from app.terms.steps import Deed

_CHUNK = 500
_IMPORTS = frozenset(deed.value for deed in DEEDS.values())
Field = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class LastWord:
    """Whether the latest edit of a field that still stands was an import, and what the last import set (as stored)."""

    imported: bool
    value: Any = None
    ever_imported: bool = False


@dataclass(frozen=True, slots=True)
class _Set:
    command: str
    before: Any
    after: Any


@dataclass(slots=True)
class _Track:
    """The edits of one field that stand, and those that were taken back."""

    standing: list[_Set] = field(default_factory=list)
    undone: list[_Set] = field(default_factory=list)

    def add(self, edit: _Set) -> None:
        if edit.command != Deed.UNDO.value:
            self.standing.append(edit)
        elif self.undone and _same(self.undone[-1], edit.before, edit.after):
            self.standing.append(self.undone.pop())  # taken forth again
        else:
            for at in reversed(range(len(self.standing))):
                if _same(self.standing[at], edit.after, edit.before):
                    self.undone.append(self.standing.pop(at))
                    break

    def last_word(self) -> LastWord:
        imports = [edit for edit in self.standing if edit.command in _IMPORTS]
        if not imports:
            return LastWord(imported=False)
        return LastWord(self.standing[-1].command in _IMPORTS, imports[-1].after, ever_imported=True)


def last_words(session: Session, kind: str, fields: Collection[Field]) -> Mapping[Field, LastWord]:
    """For each field (row key, column) of ``kind`` who set it last.

    An edit that was undone does not count, nor does its undoing: the word is then with the edit before.
    Where the journal holds nothing of a field (its payload was erased), nobody's word stands and the
    field counts as edited here.
    """
    wanted = set(fields)
    tracks: dict[Field, _Track] = {one: _Track() for one in wanted}
    for edit in _edits(session, kind, {key for key, _ in wanted}):
        before, after = _parsed(edit.before), _parsed(edit.after)
        for column in before.keys() | after.keys():
            if track := tracks.get((edit.key, column)):
                track.add(_Set(edit.command, before.get(column), after.get(column)))
    return {one: track.last_word() for one, track in tracks.items()}


def removed_here(session: Session, kind: str) -> Iterator[Mapping[str, Any]]:
    """The rows of ``kind``, as stored, that a person took away; not those that left by undoing an import."""
    rows = session.execute(
        select(EDIT.c.before)
        .join(STEP, (STEP.c.device == EDIT.c.device) & (STEP.c.seq == EDIT.c.seq))
        .where(EDIT.c.kind == kind, EDIT.c.after.is_(None), EDIT.c.before.is_not(None))
        .where(STEP.c.command != Deed.UNDO.value, STEP.c.command.not_in(_IMPORTS))
        .order_by(STEP.c.at, EDIT.c.device, EDIT.c.seq, EDIT.c.n)
    )
    return (json.loads(row.before) for row in rows)


def _edits(session: Session, kind: str, keys: Iterable[UUID]) -> list[Any]:
    ordered = sorted(keys)
    found: list[Any] = []
    for start in range(0, len(ordered), _CHUNK):
        found.extend(
            session.execute(
                select(EDIT.c.key, EDIT.c.before, EDIT.c.after, STEP.c.command)
                .join(STEP, (STEP.c.device == EDIT.c.device) & (STEP.c.seq == EDIT.c.seq))
                .where(EDIT.c.kind == kind, EDIT.c.key.in_(ordered[start : start + _CHUNK]), EDIT.c.salt.is_not(None))
                .order_by(STEP.c.at, EDIT.c.device, EDIT.c.seq, EDIT.c.n)
            ).all()
        )
    return found


def _parsed(text: str | None) -> dict[str, Any]:
    return {} if text is None else json.loads(text)


def _same(edit: _Set, before: Any, after: Any) -> bool:
    return bool(edit.before == before and edit.after == after)
