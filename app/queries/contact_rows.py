"""A placement with its talks as the pages show it: what is held, planned, promised and short."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.queries.masking import PersonName, Private
from app.rules.norm import Norm, Slot, Standing
from app.terms.contact import DayPart, Short, Stage
from app.terms.pipeline import Form, Moment, Party


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """A talk that is planned, or was held as planned; times are minutes after midnight."""

    id: UUID
    version: int
    placement_id: UUID
    supervisor_id: UUID | None
    moment: Moment
    form: Form
    stage: Stage
    day: date
    part: DayPart
    starts_at: int | None
    minutes: int
    earliest: int | None
    latest: int | None
    sequence: int

    @property
    def likely_at(self) -> int | None:
        """When it begins, or can begin at the earliest."""
        return self.starts_at if self.starts_at is not None else self.earliest

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held."""
        return self.stage in {Stage.PROPOSED, Stage.AGREED}


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """What somebody will do, and before which day."""

    id: UUID
    text: Private
    owner: Party
    due_on: date | None
    kept_on: date | None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A running placement: how it stands against its norm, what comes next, and what is planned."""

    placement_id: UUID
    student_id: UUID
    student: PersonName
    group: str
    programme_id: UUID | None
    period: str
    period_id: UUID
    company_id: UUID
    company: str
    street: str
    town: str
    pc4: str
    phone: str
    person: PersonName
    person_phone: Private
    person_email: Private
    student_email: Private
    supervisor_email: Private
    supervisor_id: UUID | None
    supervisor: PersonName
    first_day: date
    last_day: date
    since: date
    """From which day talks count: of a bbl placement that of this school year."""
    held: Standing
    slots: tuple[Slot, ...]
    short: tuple[Short, ...]
    impossible: tuple[Moment, ...]
    why_impossible: tuple[Private, ...]
    promised: tuple[int, int] | None
    appointments: tuple[AppointmentRow, ...]
    promises: tuple[PromiseRow, ...]
    called_off: tuple[tuple[Moment, date], ...] = ()
    """Days that were agreed for a talk and did not suit after all."""
    content_due: tuple[Party, ...] = ()
    """Who was there at the end and was not asked yet how content they are."""
    visits: str = ""
    """When the company can be visited, in words; empty while nobody told."""

    @property
    def norm(self) -> Norm:
        """What it has to reach."""
        return self.held.norm

    @property
    def need(self) -> Slot | None:
        """The next moment that the norm asks and that can still be held."""
        return next((slot for slot in self.slots if slot.held_on is None and slot.moment not in self.impossible), None)

    @property
    def planned(self) -> AppointmentRow | None:
        """The talk that is planned first of those to come."""
        return next((row for row in self.appointments if row.is_open), None)
