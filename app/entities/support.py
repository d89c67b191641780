"""What was agreed with a student who needs something to learn the work as well as others."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to


class SupportAgreement(Shared, Entity):
    """A facility that was agreed: what is needed, never why; a company knows of it only with the student's consent."""

    __tablename__ = "support_agreement"

    student_id: Mapped[UUID] = mapped_column(refers_to("student.id"), index=True)
    facility: Mapped[str] = mapped_column(info={"personal": True})
    agreed_on: Mapped[date]
    shared: Mapped[bool] = mapped_column(default=False)
    consent_on: Mapped[date | None] = mapped_column(default=None)
    rank: Mapped[int]
