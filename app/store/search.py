"""The search index: names without accents, whole or in part, and the last digits of a phone number.

Two full-text tables over one row a found thing: words by their beginning, and pieces of three
letters for what stands in the middle of a name. A column takes part by ``info={"search": …}``:
``True`` for its words, ``"phone"`` for digits. Sealed files never come here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.orm import Session

from app.entities.base import Entity
from app.text import fold

_LAYOUT = "1"
_SHORTEST_PIECE = 3
_SHORTEST_TAIL = 3
_DDL = (
    """create table if not exists search_row
       (id integer primary key, kind text not null, key text not null, tail text, unique (kind, key))""",
    "create index if not exists search_row_tail on search_row (tail)",
    "create virtual table if not exists search_word using fts5(body, tokenize = 'unicode61', prefix = '2 3')",
    "create virtual table if not exists search_piece using fts5(body, tokenize = 'trigram')",
    # what is erased must not stay behind in the index
    "insert into search_word(search_word, rank) values ('secure-delete', 1)",
    "insert into search_piece(search_piece, rank) values ('secure-delete', 1)",
)
_DROP = ("search_row", "search_word", "search_piece")


@dataclass(frozen=True, slots=True)
class Found:
    """A row that a search found."""

    kind: str
    key: UUID


def ensure(connection: Connection) -> None:
    """Make the index if it is not there or was made by another version, and fill it."""
    exists = connection.execute(text("select 1 from sqlite_master where name = 'search_row'")).first()
    known = connection.execute(text("select value from meta where key = 'search_layout'")).scalar()
    if exists and known == _LAYOUT:
        return
    for name in _DROP:
        connection.execute(text(f"drop table if exists {name}"))
    for statement in _DDL:
        connection.execute(text(statement))
    for table in _searched():
        feed(connection, {(table.name, key) for key in connection.scalars(select(table.c.id))})
    connection.execute(
        text(
            "insert into meta (key, value) values ('search_layout', :layout) "
            "on conflict (key) do update set value = :layout"
        ),
        {"layout": _LAYOUT},
    )


def concerns(kind: str, columns: Iterable[str]) -> bool:
    """Whether the index holds something of these columns of a table."""
    return not _searched_columns().get(kind, frozenset()).isdisjoint(columns)


def feed(connection: Connection, touched: Iterable[tuple[str, UUID]]) -> None:
    """Bring the index up to date for the rows ``touched``, given as (kind, key)."""
    tables = {table.name: table for table in _searched()}
    by_table: dict[str, list[UUID]] = {}
    for kind, key in touched:
        if kind in tables:
            by_table.setdefault(kind, []).append(key)
    for kind, keys in by_table.items():
        for start in range(0, len(keys), 500):
            _feed(connection, tables[kind], keys[start : start + 500])


def find(session: Session, wanted: str, limit: int = 50) -> Sequence[Found]:
    """What matches every word of ``wanted``, best first; digits also find the end of a phone number."""
    words = fold(wanted).split()
    if not words:
        return ()
    found: dict[tuple[str, str], None] = {}
    digits = "".join(words)
    if digits.isdigit() and len(digits) >= _SHORTEST_TAIL:
        tail = digits[::-1]
        rows = session.execute(
            text(
                "select kind, key from search_row where tail >= :low and tail < :high order by tail, key limit :limit"
            ),
            {"low": tail, "high": tail + "\x7f", "limit": limit},
        )
        found.update(dict.fromkeys((row.kind, row.key) for row in rows))
    found.update(_matches(session, "search_word", " ".join(f"{_quoted(word)}*" for word in words), limit))
    pieces = [word for word in words if len(word) >= _SHORTEST_PIECE]
    if len(found) < limit and len(pieces) == len(words):
        found.update(_matches(session, "search_piece", " ".join(map(_quoted, pieces)), limit))
    return [Found(kind, UUID(hex=key)) for kind, key in list(found)[:limit]]


def _matches(session: Session, index: str, match: str, limit: int) -> dict[tuple[str, str], None]:
    rows = session.execute(
        text(
            f"select row.kind, row.key from {index} join search_row row on row.id = {index}.rowid "  # noqa: S608 - our own two names
            f"where {index} match :match order by {index}.rank, row.id limit :limit"
        ),
        {"match": match, "limit": limit},
    )
    return dict.fromkeys((row.kind, row.key) for row in rows)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


@cache
def _searched_columns() -> dict[str, frozenset[str]]:
    return {
        table.name: frozenset(column.name for column in table.c if column.info.get("search")) for table in _searched()
    }


def _searched() -> list[Table]:
    return [table for table in Entity.metadata.sorted_tables if any(column.info.get("search") for column in table.c)]


def _feed(connection: Connection, table: Table, keys: Sequence[UUID]) -> None:
    place = {"kind": table.name}
    hexes = [key.hex for key in keys]
    marks = ", ".join(f":key{n}" for n in range(len(hexes)))
    known = connection.execute(
        text(f"select id, key from search_row where kind = :kind and key in ({marks})"),  # noqa: S608 - only bind marks
        place | {f"key{n}": key for n, key in enumerate(hexes)},
    ).all()
    gone = [{"id": row.id} for row in known]
    if gone:
        for name in ("search_word", "search_piece"):
            connection.execute(text(f"delete from {name} where rowid = :id"), gone)  # noqa: S608 - our own two names
        connection.execute(text("delete from search_row where id = :id"), gone)
    columns = [column for column in table.c if column.info.get("search") is True]
    phones = [column for column in table.c if column.info.get("search") == "phone"]
    first = (connection.execute(text("select max(id) from search_row")).scalar() or 0) + 1
    rows = []
    for number, row in enumerate(connection.execute(select(table).where(table.c.id.in_(keys))).mappings(), first):
        phone = next((row[column.name] for column in phones if row[column.name]), None)
        body = fold(" ".join(row[column.name] for column in columns if row[column.name]))
        rows.append(place | {"id": number, "key": row["id"].hex, "body": body, "tail": phone[::-1] if phone else None})
    if rows:
        connection.execute(text("insert into search_row (id, kind, key, tail) values (:id, :kind, :key, :tail)"), rows)
        for name in ("search_word", "search_piece"):
            connection.execute(text(f"insert into {name} (rowid, body) values (:id, :body)"), rows)  # noqa: S608 - our own two names
