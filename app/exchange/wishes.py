"""The answers to the form of the leerwensen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.terms.exchange import Transport, Weekday


@dataclass(frozen=True, slots=True)
class WishIn:
    """The leerwens of one student for one period; ``filled_at`` is local time without a zone.

    ``needs_health`` marks ``needs`` that name a diagnosis: kept out of lists, matching and exports.
    """

    row: int
    number: str
    period: str
    filled_at: datetime | None
    goals: str | None
    werkprocessen: tuple[str, ...]
    unknown_werkprocessen: tuple[str, ...]
    company_kind: str | None
    tasks: str | None
    transport: tuple[Transport, ...]
    max_minutes: int | None
    max_km: int | None
    days: tuple[Weekday, ...]
    needs: str | None
    needs_health: bool

    @property
    def key(self) -> str:
        """The student number and the code of the period."""
        return f"{self.number}/{self.period}"
