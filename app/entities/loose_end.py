"""What is still to be done about a placement that ended before its time."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.termination import LooseEndKind


class LooseEnd(Shared, Entity):
    """One thing to see to after an early end, until the day it was done."""

    __tablename__ = "loose_end"
    __table_args__ = (UniqueConstraint("placement_id", "kind"),)

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"))
    kind: Mapped[LooseEndKind]
    since: Mapped[date]
    done_on: Mapped[date | None] = mapped_column(default=None)
