"""Places that a company did not give to the student whom the school placed there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.company import RefusalKind


class RefusedPlace(Shared, Entity):
    """A place that was refused, and how the reason weighs; never whom it was about or what was said.

    Without ``offer_id`` it is about the company as a whole. ``cleared`` once it may be filled again.
    """

    __tablename__ = "refused_place"

    company_id: Mapped[UUID] = mapped_column(refers_to("company.id"), index=True)
    offer_id: Mapped[UUID | None] = mapped_column(refers_to("offer.id"), default=None)
    period_id: Mapped[UUID] = mapped_column(refers_to("period.id"))
    reason_kind: Mapped[RefusalKind]
    refused_on: Mapped[date]
    recorded_by: Mapped[str]
    weighed_on: Mapped[date | None] = mapped_column(default=None)
    weighed_by: Mapped[str | None] = mapped_column(default=None)
    cleared: Mapped[bool] = mapped_column(default=False)
