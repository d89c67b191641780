"""Whom a paper names: only contacts that somebody confirmed, and the ones that are left off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.queries.policy import policies
from app.queries.school import HelplineRow, helplines
from app.terms.school import Place


@dataclass(frozen=True, slots=True)
class PaperContacts:
    """Contacts in and outside the school that are confirmed, and those that nobody confirmed in time."""

    in_school: tuple[HelplineRow, ...]
    outside: tuple[HelplineRow, ...]
    left_off: tuple[HelplineRow, ...]


def paper_contacts(session: Session, *, today: date) -> PaperContacts:
    """The contacts to print today; one that was checked too long ago, or never, is not printed."""
    limit = int(policies(session, today)["helpline.days"])
    shown = [row for row in helplines(session) if row.shown]
    fresh = [row for row in shown if row.checked_on is not None and (today - row.checked_on).days <= limit]
    return PaperContacts(
        tuple(row for row in fresh if row.place is Place.SCHOOL),
        tuple(row for row in fresh if row.place is Place.OUTSIDE),
        tuple(row for row in shown if row not in fresh),
    )
