"""Calls to companies about places."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.calls import CallOutcome


class CompanyCall(Shared, Entity):
    """Somebody of the school called a company for places in a period, and what came of it."""

    __tablename__ = "company_call"

    company_id: Mapped[UUID] = mapped_column(refers_to("company.id"), index=True)
    period_id: Mapped[UUID] = mapped_column(refers_to("period.id"), index=True)
    called_at: Mapped[datetime]
    called_by: Mapped[str]
    outcome: Mapped[CallOutcome]
    places: Mapped[int | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(default=None)
