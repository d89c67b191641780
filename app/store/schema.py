"""Which shape a file has, and how an older one is brought to today's.

Alembic is imported only when a file is older than the program: the head is a constant that a test
holds against the revisions.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, func, inspect, select, text

import app.migrations
from app.entities import Entity
from app.errors import Trouble, TroubleKind

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"
_DERIVED = ("search_", "sqlite_", "alembic_version")


def is_ours(table: str) -> bool:
    """Whether a table holds what people wrote, and is not derived from it."""
    return not table.startswith(_DERIVED)


def stamp(connection: Connection) -> None:
    """Mark a file that was made just now as of today's shape."""
    connection.execute(text("create table alembic_version (version_num varchar(32) not null primary key)"))
    connection.execute(text("insert into alembic_version (version_num) values (:head)"), {"head": HEAD})


def revision(connection: Connection) -> str | None:
    """The revision of a file; ``None`` where it was never marked."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("select version_num from alembic_version"))
    return found


def is_behind(connection: Connection) -> bool:
    """Whether a file must be brought to today's shape; raises ``Trouble`` when it is newer than the program."""
    found = revision(connection)
    if found == HEAD:
        return False
    if found is None:
        raise Trouble(TroubleKind.DAMAGED)
    if found not in known():
        raise Trouble(TroubleKind.NEWER)
    return True


def known() -> frozenset[str]:
    """The revisions that this program knows, by the names of their files."""
    return frozenset(path.name.partition("_")[0] for path in (_home() / "versions").glob("[0-9]*.py"))


def migrate(engine: Engine, scripts: Config | None = None) -> None:
    """Bring a file to today's shape in one transaction; nothing changes when it fails.

    Foreign keys are off meanwhile: SQLite changes a table by dropping it, which with them on would
    silently delete the rows that refer to it. So rows are counted and references checked before commit.
    """
    from alembic import command

    with engine.connect() as connection:
        connection.exec_driver_sql("pragma foreign_keys = off")  # no effect once the transaction began
        connection.commit()
        with connection.begin():
            before = _counts(connection)
            prepared = scripts or config()
            prepared.attributes["connection"] = connection
            command.upgrade(prepared, "head")
            _refuse_loss(before, _counts(connection))
            if connection.exec_driver_sql("pragma foreign_key_check").first():
                raise Trouble(TroubleKind.DAMAGED)
        connection.exec_driver_sql("pragma foreign_keys = on")


def config() -> Config:
    """Where the revisions are."""
    from alembic.config import Config

    prepared = Config()
    prepared.set_main_option("path_separator", "newline")  # a path may hold blanks
    prepared.set_main_option("script_location", _home().as_posix())
    return prepared


def _home() -> Path:
    return Path(app.migrations.__file__).parent


def _counts(connection: Connection) -> dict[str, int]:
    tables = [name for name in inspect(connection).get_table_names() if is_ours(name)]
    known: dict[str, Any] = {name: Entity.metadata.tables.get(name) for name in tables}
    return {
        name: connection.scalar(select(func.count()).select_from(text(f'"{name}"') if table is None else table)) or 0
        for name, table in known.items()
    }


def _refuse_loss(before: dict[str, int], after: dict[str, int]) -> None:
    """A revision may take a whole table away; it may not lose rows of one that stays."""
    if any(after.get(name, count) < count for name, count in before.items()):
        raise Trouble(TroubleKind.DAMAGED)
