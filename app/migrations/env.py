"""What Alembic runs: on the connection it is given, in batch mode where the database needs it."""

from __future__ import annotations

from typing import Any

from alembic import context

import app.store.store  # noqa: F401 - the journal and the notes of the file are part of the schema
from app.entities import Entity
from app.store.schema import is_ours


def include(_object: Any, name: str | None, kind: str, reflected: bool, _compared: Any) -> bool:  # noqa: FBT001 - Alembic's signature
    """Leave derived tables alone."""
    return not (kind == "table" and reflected and not is_ours(name or ""))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Entity.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    include_object=include,
    render_item=context.config.attributes.get("render_item"),
)
context.run_migrations()
