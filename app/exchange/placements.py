"""Placements with their contact moments, running and past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.terms.company import Allowance
from app.terms.exchange import CompanyLink
from app.terms.pipeline import Form, Moment, Party, SystemStatus
from app.terms.school import Path


@dataclass(frozen=True, slots=True)
class ContactMomentIn:
    """A contact moment that was held; ``present`` is empty when nobody wrote it down."""

    kind: Moment
    day: date
    form: Form | None
    present: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class PlacementIn:
    """A placement; ``company`` and ``supervisor`` are the keys of the ``Known`` ones.

    ``follows`` is the number of the placement that this one replaces. ``cover`` is None when unknown.
    """

    row: int
    number: str
    student: str
    company: str
    link: CompanyLink
    crebo: str | None
    path: Path | None
    start: date
    planned_end: date | None
    end: date | None
    status: SystemStatus | None
    end_reason: str | None
    days_per_week: int | None
    week_minutes: int | None
    total_minutes: int | None
    done_minutes: int | None
    mentor: str | None
    supervisor: str | None
    signed_on: date | None
    contacts: tuple[ContactMomentIn, ...]
    fee_state: Allowance
    fee_cents: int | None
    cover: tuple[str, ...] | None
    follows: str | None

    @property
    def key(self) -> str:
        """The BPV-nummer."""
        return self.number
