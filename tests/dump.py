"""Everything a school holds, to compare: the rows without their versions, and the search index."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import select, text

from app.entities import Entity
from app.store.edits import encoded
from app.store.journal import Step
from app.store.store import Store

_APART = {"journal_step", "journal_edit"}


def dump(store: Store) -> dict[str, list[dict]]:
    """Every shared row of every table by key, and what the search index says of it."""
    with store.reading() as session:
        rows = {
            table.name: sorted(
                ({k: v for k, v in row.items() if k != "version"} for row in session.execute(select(table)).mappings()),
                key=str,
            )
            for table in Entity.metadata.sorted_tables
            if table.name not in _APART
        }
        index = text(
            "select row.kind, row.key, row.tail, word.body from search_row row "
            "join search_word word on word.rowid = row.id join search_piece piece on piece.rowid = row.id "
            "where piece.body = word.body order by row.kind, row.key"
        )
        return rows | {"search": [dict(row) for row in session.execute(index).mappings()]}


def difference(before: dict[str, list[dict]], after: dict[str, list[dict]]) -> set[tuple]:
    """What one dump says and the other does not, row by row: kind, key, and each field with both values."""
    found = set()
    for kind in before:
        if kind == "search":
            continue
        old, new = ({row.get("id"): row for row in dumped[kind]} for dumped in (before, after))
        for key in old.keys() | new.keys():
            one, other = old.get(key), new.get(key)
            names = [
                name
                for name in {**(one or {}), **(other or {})}
                if one is None or other is None or one[name] != other[name]
            ]
            if names:
                found.add((kind, key, _shown(one, names), _shown(other, names)))
    return found


def told(step: Step) -> set[tuple]:
    """The same of what a step says that it changed."""
    return {
        (edit.kind, edit.key, _shown(edit.before, list(edit.before or ())), _shown(edit.after, list(edit.after or ())))
        for edit in step.edits
    }


def _shown(row: Mapping | None, names: list[str]) -> frozenset | None:
    if row is None:
        return None
    return frozenset((name, json.dumps(encoded(row[name]))) for name in names if name != "version")
