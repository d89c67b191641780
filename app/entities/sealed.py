"""What Meldingen stores: ciphertext under a random id, and days on which something is due. Nothing else is in clear."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared


class SealedFile(Shared, Entity):
    """A sealed file; ``layout`` says how to read what is inside. Its key lies outside the database."""

    __tablename__ = "sealed_file"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4, sort_order=-2)
    layout: Mapped[int] = mapped_column(Integer)
    content: Mapped[str]


class SealedReminder(Shared, Entity):
    """A day on which something in Meldingen is due; only the sealed file itself knows that it is its own."""

    __tablename__ = "sealed_reminder"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4, sort_order=-2)
    due: Mapped[date] = mapped_column(index=True)
