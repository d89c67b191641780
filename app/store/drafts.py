"""Forms that are half filled in, kept so that a lock, a crash or a full day does not lose them.

Local to this laptop, encrypted like everything in the file, outside the journal. The command that
makes a draft into a fact deletes it in the same transaction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, Integer, Table, Text, delete, insert, select

from app import clock
from app.entities import Entity
from app.entities.base import Instant
from app.terms.drafts import DraftKey

DRAFT = Table(
    "draft",
    Entity.metadata,
    Column("form", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("layout", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("saved_at", Instant, nullable=False),
    info={"local": True},
)


def save(connection: Connection, key: DraftKey, content: Mapping[str, Any]) -> None:
    """Keep what is filled in so far; what was kept before is gone."""
    drop(connection, key)
    connection.execute(
        insert(DRAFT).values(
            form=key.form,
            subject=key.subject,
            layout=key.layout,
            content=json.dumps(content, ensure_ascii=False),
            saved_at=clock.now(),
        )
    )


def load(connection: Connection, key: DraftKey) -> Mapping[str, Any] | None:
    """What was filled in; ``None`` when there is nothing, or a form of another layout wrote it."""
    found = connection.scalar(
        select(DRAFT.c.content).where(
            DRAFT.c.form == key.form, DRAFT.c.subject == key.subject, DRAFT.c.layout == key.layout
        )
    )
    return None if found is None else json.loads(found)


def drop(connection: Connection, key: DraftKey) -> None:
    """Forget a draft."""
    connection.execute(delete(DRAFT).where(DRAFT.c.form == key.form, DRAFT.c.subject == key.subject))
