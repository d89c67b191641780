"""How many terms of Meldingen run out: the one thing of it that shows outside its lock."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.entities.sealed import SealedReminder
from app.queries.teaching import calendar


def terms_due(session: Session, *, today: date) -> int:
    """The terms that run out by the next working day, or did already."""
    last = calendar(session).add(today, 1)
    return session.scalar(select(func.count()).select_from(SealedReminder).where(SealedReminder.due <= last)) or 0
