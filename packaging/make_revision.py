"""Write the next revision from what the entities say and the last revision does not.

``python packaging/make_revision.py "what changes"``; then read it, and raise ``app.store.schema.HEAD``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Enum, text

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.entities.base import Instant, Key, Words
from app.store import schema
from app.store.engine import open_engine, writing


def plain(kind: str, thing: Any, _context: Any) -> str | bool:
    """Write the database's own types: a revision must not change when the program's types do."""
    if kind == "type":
        if isinstance(thing, Words):
            return "sa.Text()"
        if isinstance(thing, Key):
            return "sa.Uuid()"
        if isinstance(thing, Instant):
            return "sa.DateTime()"
        if isinstance(thing, Enum):
            return f"sa.String(length={thing.length})"
    return False


def main(message: str) -> None:
    """Upgrade an empty file to the last revision, compare, and write what is new."""
    config = schema.config()
    known = len(list(ScriptDirectory.from_config(config).walk_revisions()))
    with tempfile.TemporaryDirectory() as folder:
        engine = writing(open_engine(Path(folder) / "empty.db", bytes(32)))
        with engine.begin() as connection:
            config.attributes |= {"connection": connection, "render_item": plain}
            command.upgrade(config, "head")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message, autogenerate=True, rev_id=f"{known + 1:04}")
            connection.execute(text("select 1"))
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
