"""The encrypted database: how a connection is opened and how a transaction begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event

APPLICATION_ID = 0x44524945  # "DRIE": another program's database is never taken for ours
_CACHE_KIB = 65_536
_BUSY_SECONDS = 5


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine on the file at ``path``, encrypted with the raw 256-bit ``key``.

    Its transactions are for reading; ``writing(engine)`` gives the other kind. Nothing is read yet,
    so a wrong key shows itself at the first statement.
    """
    engine = create_engine(
        f"sqlite:///{path.as_posix()}",
        module=driver,
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
    )

    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins too late by itself; _begin does it
        for pragma in (
            "cipher_log_level = none",  # else the library writes to the terminal
            f"key = \"x'{key.hex()}'\"",
            f"cache_size = -{_CACHE_KIB}",
            "journal_mode = wal",
            "synchronous = full",  # with NORMAL a power cut may lose the last steps
            "foreign_keys = on",
            "secure_delete = on",
        ):
            connection.execute(f"pragma {pragma}")

    event.listen(engine, "connect", configure, insert=True)
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the one writer's place at once.

    A transaction that begins by reading and writes later fails as soon as another wrote in between.
    """
    return engine.execution_options(write=True)


def _begin(connection: Connection) -> None:
    wants_to_write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wants_to_write else "BEGIN")
