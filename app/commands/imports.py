"""Reading a table into the school: everything that was previewed, in one step that can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import object_mapper

from app.entities.base import Entity
from app.entities.record import ColumnMemory
from app.errors import Refusal
from app.queries.import_rows import Decisions, Preview
from app.queries.import_wanted import Action, Add, Change, Kind, Remove
from app.queries.imports import planned
from app.store.work import Command, Work, undoable
from app.terms.exchange import Subject
from app.terms.imports import DEEDS
from app.text import translate

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: rows that are new, rows that changed, and people who were taken out of the work."""

    new: int
    changed: int
    left: int


def import_rows(work: Work, *, preview: Preview, decisions: Decisions) -> Imported:
    """Store what ``preview`` showed, as ``decisions`` say.

    Refuses when the school is no longer as the preview saw it. Raises ``Cancelled``; nothing is stored then.
    """
    made = planned(
        work.session,
        subject=preview.subject,
        parsed=preview.parsed,
        today=work.today,
        columns=preview.mapping,
        scope=preview.scope,
        accepted=preview.accepted,
        progress=work.progress,
    )
    if made.preview != preview:
        raise Refusal(translate("Import", "De school is intussen gewijzigd. Bekijk opnieuw wat er verandert."))
    _write(work, made.plan.chosen(decisions))
    _remember(work, preview)
    return _counted(preview, decisions)


COMMANDS: Mapping[Subject, Command[Any, Imported]] = {
    subject: undoable(deed)(import_rows) for subject, deed in DEEDS.items()
}
"""The command that reads a table of each subject; its step carries the name of the subject."""


def _write(work: Work, actions: Iterable[Action]) -> None:
    added: dict[Kind, list[Entity]] = defaultdict(list)
    changes: dict[Kind, dict[UUID, list[Change]]] = defaultdict(lambda: defaultdict(list))
    removed: list[Remove] = []
    for action in actions:
        if isinstance(action, Add):
            added[type(action.entity)].append(action.entity)
        elif isinstance(action, Change):
            changes[action.kind][action.key].append(action)
        else:
            removed.append(action)
    for kind, by_key in changes.items():
        _change(work, kind, by_key)
    for one in removed:
        work.session.delete(work.session.get_one(one.kind, one.key))
    work.session.flush()
    for entities in added.values():
        work.insert_many(entities)


def _change(work: Work, kind: Kind, by_key: Mapping[UUID, list[Change]]) -> None:
    keys = list(by_key)
    for start in range(0, len(keys), _CHUNK):
        work.progress.step(start, len(keys))
        part = keys[start : start + _CHUNK]
        for row in work.session.scalars(select(kind).where(kind.__table__.c.id.in_(part))):
            for change in by_key[object_mapper(row).primary_key_from_instance(row)[0]]:
                setattr(row, change.column, change.value)


def _remember(work: Work, preview: Preview) -> None:
    """Keep what the columns of this school mean, for its next file."""
    if preview.mapping is None:
        return
    subject = preview.subject.value
    known = {
        row.header: row for row in work.session.scalars(select(ColumnMemory).where(ColumnMemory.subject == subject))
    }
    for header, field in preview.mapping.remembered().items():
        if header in known:
            known[header].field = field
        else:
            work.add(ColumnMemory(subject=subject, header=header, field=field))


def _counted(preview: Preview, decisions: Decisions) -> Imported:
    take, leave = decisions.take, decisions.leave
    new = sum(row.id in take if row.removed_here else row.id not in leave for row in preview.new)
    changed = sum(
        any(change.id in take if change.conflict else change.id not in leave for change in row.fields)
        for row in preview.changed
    )
    return Imported(new, changed, sum(row.id in take for row in preview.leaving))
