"""Which facilities were agreed with a student; these stand with the student alone, never in a list or a match."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.support import SupportAgreement
from app.queries.masking import Private


@dataclass(frozen=True, slots=True)
class SupportRow:
    """A facility: what is needed, since when, and whether the company may know."""

    id: UUID
    facility: Private
    agreed_on: date
    shared: bool
    consent_on: date | None


def support_of(session: Session, *, student_id: UUID) -> tuple[SupportRow, ...]:
    """What was agreed with a student, in their own order."""
    rows = session.execute(
        select(
            SupportAgreement.id,
            SupportAgreement.facility,
            SupportAgreement.agreed_on,
            SupportAgreement.shared,
            SupportAgreement.consent_on,
        )
        .where(SupportAgreement.student_id == student_id)
        .order_by(SupportAgreement.rank, SupportAgreement.id)
    )
    return tuple(SupportRow(*row) for row in rows)
