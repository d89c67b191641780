"""The database without the ORM: what backup, health and hand-over need of it, by the file's own library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.store.troubles import in_words

_BUSY_SECONDS = 5


@contextmanager
def connected(path: Path, key: bytes | bytearray, mode: str = "rw") -> Iterator[Any]:
    """A connection to ``path`` under the raw ``key``; ``mode`` is ``ro``, ``rw`` or ``rwc`` (may make it).

    What goes wrong with the file inside the block is raised as ``Trouble``.
    """
    address = f"{path.absolute().as_uri()}?mode={mode}"
    with (
        in_words(),
        closing(driver.connect(address, uri=True, isolation_level=None, timeout=_BUSY_SECONDS)) as connection,
    ):
        connection.execute("pragma cipher_log_level = none")  # else the library writes to the terminal
        connection.execute(f"pragma key = \"x'{key.hex()}'\"")
        yield connection


def read_meta(connection: Any, key: str) -> str:
    """What the school's ``meta`` table says of ``key``; empty where it says nothing."""
    row = connection.execute("select value from meta where key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def write_meta(connection: Any, key: str, value: str) -> None:
    """Let the school's ``meta`` table say ``value`` of ``key``."""
    connection.execute(
        "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
        (key, value),
    )


def counts(connection: Any) -> dict[str, int]:
    """How many rows each table holds, without those that are derived for searching."""
    found = connection.execute("select name, sql from sqlite_master where type = 'table' order by name").fetchall()
    derived = tuple(f"{name}_" for name, sql in found if sql.lower().startswith("create virtual"))
    names = [
        name
        for name, sql in found
        if not sql.lower().startswith("create virtual") and not name.startswith(("sqlite_", *derived))
    ]
    # the names come from the schema itself
    return {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in names}  # noqa: S608


def is_whole(connection: Any) -> bool:
    """Whether every page is as it was written and the tables and indexes agree."""
    if connection.execute("pragma cipher_integrity_check").fetchall():
        return False
    return bool(connection.execute("pragma integrity_check").fetchall() == [("ok",)])
