"""What somebody saw of the recognition that a placement stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import RecognitionCheck
from app.queries.policy import policies
from app.rules.recognition import Seen, stand_of
from app.terms.company import RecognitionStand

AGE = "term.recognition_age"
"""The decision how old a check may be when a placement starts."""


@dataclass(frozen=True, slots=True)
class RecognitionSeenRow:
    """How a recognition stands to a placement, and when that was seen."""

    stand: RecognitionStand
    checked_on: date | None


def recognition_of(
    session: Session, *, company_id: UUID, crebo: str, first_day: date, today: date
) -> RecognitionSeenRow:
    """What is known of the recognition of a company for a programme, for a placement from ``first_day``."""
    row = session.execute(
        select(
            RecognitionCheck.outcome,
            RecognitionCheck.checked_on,
            RecognitionCheck.held_since,
        )
        .where(
            RecognitionCheck.company_id == company_id,
            RecognitionCheck.crebo == crebo,
            RecognitionCheck.checked_on.is_not(None),
        )
        .order_by(RecognitionCheck.checked_on.desc())
        .limit(1)
    ).one_or_none()
    seen = None if row is None else Seen(row.outcome, row.checked_on, row.held_since or row.checked_on)
    stand = stand_of(seen, first_day, today, int(policies(session, today)[AGE]))
    return RecognitionSeenRow(stand, None if row is None else row.checked_on)
