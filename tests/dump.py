"""Everything a school holds, to compare: the rows without their versions, and the search index."""

from __future__ import annotations

from sqlalchemy import select, text

from app.entities import Entity
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
