"""Reading a file of ROC Waalhaven in that says something else than it did."""

from __future__ import annotations

from dataclasses import replace

from app import clock
from app.commands.imports import COMMANDS
from app.demo.files import preview_file
from app.queries.import_rows import Decisions, Preview, Scope
from app.queries.imports import preview
from app.store.journal import Step
from app.store.store import Store
from app.terms.exchange import Subject

ACTOR = "Marieke"


def shown(store: Store, subject: Subject, rows=None, *, scope: Scope | None = None, without=()) -> Preview:
    """The preview of a file whose ``rows`` (a function over them) are otherwise, ``without`` the fields named."""
    seen = preview_file(store, subject)
    parsed, columns = seen.parsed.confirmed(seen.accepted), seen.mapping
    if rows is not None:
        parsed = replace(parsed, rows=tuple(rows(parsed.rows)))
    if without:
        columns = replace(columns, columns=tuple(one for one in columns.columns if one.field not in without))
    with store.reading() as session:
        return preview(session, subject=subject, parsed=parsed, today=clock.today(), columns=columns, scope=scope)


def take_in(store: Store, seen: Preview, **decided) -> Step | None:
    """Read in what was shown; ``take`` and ``leave`` are the decisions."""
    decisions = Decisions(**{name: frozenset(ids) for name, ids in decided.items()})
    return store.change(COMMANDS[seen.subject], ACTOR, preview=seen, decisions=decisions).step


def edited(number: str, **values):
    """A function over rows that gives the row with this key other values."""
    return lambda rows: [replace(row, **values) if row.key == number else row for row in rows]
