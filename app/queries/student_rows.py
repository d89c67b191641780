"""What the details of a student are made of: periods, placements, talks, judgements, papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.queries.masking import PersonName, Private
from app.rules.asks import Ask
from app.rules.norm import Standing
from app.rules.pipeline import SIDE_STATES, Guard
from app.terms.company import Allowance
from app.terms.pipeline import Form, Judgement, Lane, Moment, Party, State
from app.terms.placing import HolidayWork, PlacementKind, Rhythm


@dataclass(frozen=True, slots=True)
class WishRow:
    """A leerwens; ``needs`` is empty when it names a diagnosis: that stays out of sight here."""

    goals: Private
    company_kind: Private
    tasks: Private
    transport: tuple[str, ...]
    max_minutes: int | None
    max_km: int | None
    days: tuple[str, ...] | None
    needs: Private


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A talk that was held, and whether it counts for the norm."""

    id: UUID
    moment: Moment
    form: Form | None
    held_on: date
    student: bool
    company: bool
    school: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """What company or school judged."""

    moment: Moment
    party: Party
    judgement: Judgement
    judged_on: date


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A party that must sign the agreement, the day on which it got it and the day on which it signed."""

    party: Party
    signed_on: date | None
    sent_on: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A paper that the work asks for; ``holds`` when it was seen and is still valid."""

    document: str
    seen_on: date | None
    valid_until: date | None
    holds: bool


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """A placement with its papers, talks and judgements."""

    id: UUID
    version: int
    company_id: UUID
    company: str
    town: str
    company_phone: str
    company_person: PersonName
    person_phone: Private
    supervisor_id: UUID | None
    supervisor: PersonName
    state: State
    over: bool
    first_day: date
    last_day: date
    ended_on: date | None
    end_reason: Private
    kind: PlacementKind
    days_per_week: int | None
    weekdays: tuple[str, ...] | None
    rhythm: Rhythm
    holidays: HolidayWork
    minutes_per_week: int | None
    minutes_total: int | None
    minutes_done: int | None
    allowance: Allowance
    allowance_cents: int | None
    sent_on: date | None
    signatures: tuple[SignatureRow, ...]
    talks: tuple[TalkRow, ...]
    verdicts: tuple[VerdictRow, ...]
    documents: tuple[DocumentRow, ...]

    @property
    def stopped(self) -> bool:
        """Whether it stopped before its time."""
        return self.state in SIDE_STATES


@dataclass(frozen=True, slots=True)
class PeriodCardRow:
    """The student in one period: the card of the board with all that belongs to it, newest placement first."""

    participation_id: UUID
    period_id: UUID
    period: str
    first_day: date
    last_day: date
    state: State
    lane: Lane | None
    next_state: State | None
    since: date
    ask: Ask
    missing: tuple[Guard, ...]
    contact: Standing
    wish: WishRow | None
    placement_id: UUID | None
    placements: tuple[PlacementRow, ...]

    @property
    def placement(self) -> PlacementRow | None:
        """The placement that holds now."""
        return next((row for row in self.placements if row.id == self.placement_id), None)

    @property
    def beside(self) -> tuple[PlacementRow, ...]:
        """What runs or is planned beside the placement that holds now."""
        return tuple(row for row in self.placements if not row.over and row.id != self.placement_id)
