"""What happened to a student, a company or anything else, as the journal tells it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, select, tuple_
from sqlalchemy.orm import Session

from app.clock import ZONE
from app.dates import long_date
from app.entities.base import Entity
from app.entities.company import Company
from app.entities.names import full_name
from app.entities.offer import Offer
from app.entities.people import Student, Supervisor
from app.entities.programme import Group, Period, Programme, ProgrammeUnit
from app.queries.masking import PersonName, Private
from app.rules.pipeline import guards
from app.store.edits import decoded
from app.store.journal import EDIT, STEP
from app.terms.fields import field_label
from app.terms.steps import Deed
from app.terms.term import Term
from app.text import translate

_UNSEEN = frozenset({"id", "version", "sort_key", "phone_key", "since", "edition", "rank"})
_MINUTES = 60
_CENTS = 100


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One field that a step changed, in words; empty where there was, or is, nothing."""

    field: str
    before: Private
    after: Private


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step: what was done, about what in particular, by whom and when, and every field it changed.

    ``erased`` when the journal may no longer tell what changed.
    """

    device: str
    seq: int
    at: datetime
    actor: PersonName
    deed: Deed
    about: Private
    final: bool
    erased: bool
    changes: tuple[ChangeRow, ...]


def history(session: Session, *, keys: Sequence[UUID], limit: int) -> tuple[HistoryRow, ...]:
    """The last ``limit`` steps that touched any of the rows ``keys``, the newest first."""
    touched = select(EDIT.c.device, EDIT.c.seq).where(EDIT.c.key.in_(keys)).distinct().subquery()
    steps = session.execute(
        select(STEP.c.device, STEP.c.seq, STEP.c.at, STEP.c.actor, STEP.c.command, STEP.c.final)
        .join(touched, (touched.c.device == STEP.c.device) & (touched.c.seq == STEP.c.seq))
        .order_by(STEP.c.at.desc(), STEP.c.seq.desc())
        .limit(limit)
    ).all()
    edits = _edits(session, [(step.device, step.seq) for step in steps], keys)
    words = _Words(_names(session, edits.values()))
    return tuple(
        HistoryRow(
            step.device,
            step.seq,
            step.at,
            step.actor,
            Deed(step.command),
            words.about(edits.get((step.device, step.seq), ())),
            step.final,
            any(edit.erased for edit in edits.get((step.device, step.seq), ())),
            words.changes(edits.get((step.device, step.seq), ())),
        )
        for step in steps
    )


@dataclass(frozen=True, slots=True)
class _Edit:
    """An edit of the journal with values of their own types."""

    kind: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    made: bool
    erased: bool


def _edits(
    session: Session, steps: Sequence[tuple[str, int]], keys: Sequence[UUID]
) -> Mapping[tuple[str, int], Sequence[_Edit]]:
    rows = session.execute(
        select(EDIT.c.device, EDIT.c.seq, EDIT.c.kind, EDIT.c.before, EDIT.c.after, EDIT.c.salt.is_(None).label("gone"))
        .where(tuple_(EDIT.c.device, EDIT.c.seq).in_(steps), EDIT.c.key.in_(keys))
        .order_by(EDIT.c.device, EDIT.c.seq, EDIT.c.n)
    )
    found: dict[tuple[str, int], list[_Edit]] = {}
    for row in rows:
        table = Entity.metadata.tables.get(row.kind)
        before, after = _values(table, row.before), _values(table, row.after)
        edit = _Edit(row.kind, before, after, made=row.before is None and row.after is not None, erased=row.gone)
        found.setdefault((row.device, row.seq), []).append(edit)
    return found


def _values(table: Table | None, stored: str | None) -> Mapping[str, Any]:
    """What the journal holds of a row; columns that the program no longer has are left out."""
    if table is None or stored is None:
        return {}
    return {name: _decoded(table.c[name], value) for name, value in json.loads(stored).items() if name in table.c}


def _decoded(column: Column[Any], value: Any) -> Any:
    try:
        return decoded(column, value)
    except ValueError:
        return value  # a word that a later version no longer knows


def _names(session: Session, edits: Iterable[Sequence[_Edit]]) -> Mapping[UUID, str]:
    """The name of everything that the edits refer to."""
    wanted: dict[str, set[UUID]] = {}
    for edit in (edit for step in edits for edit in step):
        for values in (edit.before, edit.after):
            for name, value in values.items():
                if isinstance(value, UUID) and name in _NAMED:
                    wanted.setdefault(name, set()).add(value)
    names: dict[UUID, str] = {}
    for column, keys in wanted.items():
        kind, parts = _NAMED[column]
        rows = session.execute(select(kind.id, *parts).where(kind.id.in_(keys)).order_by(kind.id))
        for key, *words in rows:
            names[key] = full_name(*words) if len(words) > 1 else words[0]
    return names


_PERSON = ("first_name", "prefix", "last_name")
_NAMED: Mapping[str, tuple[Any, tuple[Any, ...]]] = {
    "company_id": (Company, (Company.name,)),
    "offer_id": (Offer, (Offer.number,)),
    "contact_id": (Supervisor, tuple(getattr(Supervisor, part) for part in _PERSON)),
    "supervisor_id": (Supervisor, tuple(getattr(Supervisor, part) for part in _PERSON)),
    "student_id": (Student, tuple(getattr(Student, part) for part in _PERSON)),
    "period_id": (Period, (Period.name,)),
    "group_id": (Group, (Group.code,)),
    "programme_id": (Programme, (Programme.name,)),
    "unit_id": (ProgrammeUnit, (ProgrammeUnit.title,)),
}

_TELLING = (
    ("placement", "company_id", True),
    ("placement", "state", False),
    ("placement", "supervisor_id", False),
    ("placement", "minutes_done", False),
    ("placement", "weekdays", False),
    ("participation", "period_id", True),
    ("participation", "state", False),
    ("participation", "shortage_told_on", False),
    ("agreement", "student_signed_on", False),
    ("agreement", "company_signed_on", False),
    ("agreement", "school_signed_on", False),
    ("agreement", "guardian_signed_on", False),
    ("agreement", "change", True),
    ("contact_moment", "form", True),
    ("assessment", "judgement", False),
    ("unit_standing", "mastery", False),
    ("unit_verdict", "judgement", False),
    ("support_agreement", "facility", False),
    ("goal", "text", False),
    ("required_document", "document", True),
    ("required_document", "seen_on", False),
    ("recognition_check", "outcome", False),
    ("refused_place", "reason_kind", False),
    ("company", "contact_id", False),
    ("company_person", "name", False),
    ("offer", "tasks", False),
    ("learning_wish", "goals", False),
    ("note", "text", True),
)
"""Which field of which kind tells most of a step, in this order; ``True`` only where the row was made."""


def in_words(session: Session, kind: str, row: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    """The fields of a stored row with their words; what a user never meets is left out."""
    values = {str(name): value for name, value in row.items()}
    words = _Words(_names(session, [[_Edit(kind, {}, values, made=True, erased=False)]]))
    return tuple(
        (field_label(name), words.said(name, value))
        for name, value in values.items()
        if name not in _UNSEEN and field_label(name) != name
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """Edits in the words of the user."""

    names: Mapping[UUID, str]

    def about(self, edits: Sequence[_Edit]) -> str:
        """What a step was about: its most telling value."""
        for kind, name, made in _TELLING:
            for edit in edits:
                if edit.kind != kind or (made and not edit.made):
                    continue
                value = edit.after.get(name)
                if value is not None and name.endswith("_signed_on"):
                    return field_label(name)
                if value is not None:
                    return self.said(name, value)
        return ""

    def changes(self, edits: Sequence[_Edit]) -> tuple[ChangeRow, ...]:
        """Every field that differs, once."""
        rows: dict[ChangeRow, None] = {}
        for edit in edits:
            for name in {**edit.before, **edit.after}:
                label = field_label(name)
                if name in _UNSEEN or label == name:
                    continue
                before, after = self.said(name, edit.before.get(name)), self.said(name, edit.after.get(name))
                if before != after:
                    rows[ChangeRow(label, before, after)] = None
        return tuple(rows)

    def said(self, name: str, value: Any) -> str:
        """A stored value in words; nothing and unknown are empty."""
        match value:
            case None:
                text = ""
            case bool():
                text = translate("History", "ja") if value else translate("History", "nee")
            case int():
                text = _counted(name, value)
            case Term():
                text = value.label
            case UUID():
                text = self.names.get(value, "")
            case datetime():
                text = long_date(value.astimezone(ZONE).date())
            case date():
                text = long_date(value)
            case tuple():
                text = ", ".join(value)
            case _:
                text = _guard(value) if name == "guard" else str(value)
        return text


def _guard(key: str) -> str:
    return next((guard.label for guard in guards() if guard.key == key), key)


def _counted(name: str, value: int) -> str:
    if name.startswith("minutes") or name.endswith("_minutes"):
        return _duration(value)
    if name.endswith("_cents"):
        return f"€ {value // _CENTS},{value % _CENTS:02}"
    return str(value)


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, _MINUTES)
    if not hours:
        return translate("History", "{rest} minuten").format(rest=rest)
    if not rest:
        return translate("History", "{hours} uur").format(hours=hours)
    return translate("History", "{hours} uur en {rest} minuten").format(hours=hours, rest=rest)
