"""The card of the board: a student in a period, with the placements and papers that belong to it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.company import Allowance, Answer, TravelProduct
from app.terms.pipeline import State, SystemStatus
from app.terms.placing import HolidayWork, PlacementKind, Rhythm
from app.terms.progress import HoursSource


class Participation(Shared, Entity):
    """One student in one period; its own state holds while no placement of it does."""

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("student_id", "period_id"),)

    student_id: Mapped[UUID] = mapped_column(refers_to("student.id"))
    period_id: Mapped[UUID] = mapped_column(refers_to("period.id"), index=True)
    state: Mapped[State]
    since: Mapped[date]
    shortage_told_on: Mapped[date | None] = mapped_column(default=None)


class Placement(Shared, Entity):
    """A student at a company; its state changes only along ``rules.pipeline``."""

    __tablename__ = "placement"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="in_order"),)

    participation_id: Mapped[UUID] = mapped_column(refers_to("participation.id"), index=True)
    company_id: Mapped[UUID] = mapped_column(refers_to("company.id"), index=True)
    offer_id: Mapped[UUID | None] = mapped_column(refers_to("offer.id"), default=None, index=True)
    supervisor_id: Mapped[UUID | None] = mapped_column(refers_to("supervisor.id"), default=None, index=True)
    company_person: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    number: Mapped[str | None] = mapped_column(unique=True, default=None)
    self_found: Mapped[bool] = mapped_column(default=False)
    first_day: Mapped[date]
    last_day: Mapped[date]
    ended_on: Mapped[date | None] = mapped_column(default=None)
    end_reason: Mapped[str | None] = mapped_column(default=None)
    state: Mapped[State] = mapped_column(index=True)
    since: Mapped[date]
    kind: Mapped[PlacementKind] = mapped_column(default=PlacementKind.USUAL)
    days_per_week: Mapped[int | None] = mapped_column(default=None)
    weekdays: Mapped[tuple[str, ...] | None] = mapped_column(default=None)
    rhythm: Mapped[Rhythm] = mapped_column(default=Rhythm.EVERY)
    holidays: Mapped[HolidayWork] = mapped_column(default=HolidayWork.UNKNOWN)
    minutes_per_week: Mapped[int | None] = mapped_column(default=None)
    minutes_total: Mapped[int | None] = mapped_column(default=None)
    minutes_done: Mapped[int | None] = mapped_column(default=None)
    minutes_counted_on: Mapped[date | None] = mapped_column(default=None)
    minutes_source: Mapped[HoursSource | None] = mapped_column(default=None)
    allowance: Mapped[Allowance] = mapped_column(default=Allowance.UNKNOWN)
    allowance_cents: Mapped[int | None] = mapped_column(default=None)
    allowance_reason: Mapped[str | None] = mapped_column(default=None)
    contract: Mapped[Answer] = mapped_column(default=Answer.UNKNOWN)
    travel_product: Mapped[TravelProduct] = mapped_column(default=TravelProduct.UNKNOWN)
    costs_covered: Mapped[tuple[str, ...] | None] = mapped_column(default=None)
    costs_refused: Mapped[tuple[str, ...] | None] = mapped_column(default=None)
    system_status: Mapped[SystemStatus | None] = mapped_column(default=None)
    follows: Mapped[str | None] = mapped_column(default=None)


class Override(Shared, Entity):
    """A step of the pipeline that was taken although something was missing, and why."""

    __tablename__ = "override"

    participation_id: Mapped[UUID] = mapped_column(refers_to("participation.id"), index=True)
    guard: Mapped[str]
    state: Mapped[State]
    reason: Mapped[str] = mapped_column(info={"personal": True})
    decided_at: Mapped[datetime]
    decided_by: Mapped[str]


class Agreement(Shared, Entity):
    """A praktijkovereenkomst: when it went to whom, and by whom it was signed on which day.

    A later edition is a bpv-blad for ``change``: the parties stay, so what they signed still holds.
    """

    __tablename__ = "agreement"

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"), index=True)
    edition: Mapped[int] = mapped_column(default=1)
    change: Mapped[str | None] = mapped_column(default=None)
    sent_on: Mapped[date | None] = mapped_column(default=None)
    student_sent_on: Mapped[date | None] = mapped_column(default=None)
    company_sent_on: Mapped[date | None] = mapped_column(default=None)
    school_sent_on: Mapped[date | None] = mapped_column(default=None)
    guardian_sent_on: Mapped[date | None] = mapped_column(default=None)
    student_signed_on: Mapped[date | None] = mapped_column(default=None)
    company_signed_on: Mapped[date | None] = mapped_column(default=None)
    school_signed_on: Mapped[date | None] = mapped_column(default=None)
    guardian_signed_on: Mapped[date | None] = mapped_column(default=None)


class RequiredDocument(Shared, Entity):
    """A paper that the work asks for, such as a VOG: that it was seen and until when it holds, never what it says."""

    __tablename__ = "required_document"
    __table_args__ = (UniqueConstraint("placement_id", "document"),)

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"), index=True)
    document: Mapped[str]
    seen_on: Mapped[date | None] = mapped_column(default=None)
    valid_until: Mapped[date | None] = mapped_column(default=None)
    seen_by: Mapped[str | None] = mapped_column(default=None)


class Reminder(Shared, Entity):
    """A reminder about an agreement that was not signed yet: on which day it went out, and who sent it."""

    __tablename__ = "reminder"

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"), index=True)
    sent_on: Mapped[date]
    sent_by: Mapped[str]


class EarlierPlacement(Shared, Entity):
    """A placement that the student list mentions at a company that the school does not have yet.

    It becomes a placement once the company comes in; ``last_day`` is when it was to end.
    """

    __tablename__ = "earlier_placement"
    __table_args__ = (UniqueConstraint("student_id", "leerbedrijf_id", "first_day"),)

    student_id: Mapped[UUID] = mapped_column(refers_to("student.id"))
    leerbedrijf_id: Mapped[str] = mapped_column(index=True)
    company_name: Mapped[str | None] = mapped_column(default=None)
    company_person: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    first_day: Mapped[date]
    last_day: Mapped[date | None] = mapped_column(default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    system_status: Mapped[SystemStatus | None] = mapped_column(default=None)
