"""What is agreed about money for the placements in view, what a stage costs its student, and what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.names import full_name
from app.entities.offer import Offer
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Group
from app.queries.masking import PersonName
from app.queries.pipeline import in_view
from app.queries.placement_lists import View
from app.queries.policy import policies
from app.rules.allowance import Tariff, Travel, guideline, left_to_pay, monthly_travel
from app.rules.pipeline import SIDE_STATES
from app.rules.travel import estimated_km
from app.terms.company import Allowance, Answer, CostKind, MoneyAsk, TravelProduct
from app.terms.school import Path


@dataclass(frozen=True, slots=True)
class AllowanceRow:
    """What a company pays a student, which costs it covers (``None``: nobody asked), and what that leaves.

    ``travel`` and ``gap`` are estimates in cents a month, ``guideline`` is what school or cao asks for these
    hours; each is ``None`` where it is not known.
    """

    participation_id: UUID
    placement_id: UUID
    student_id: UUID
    version: int
    student: PersonName
    group: str
    company_id: UUID
    company: str
    path: Path | None
    allowance: Allowance
    cents: int | None
    reason: str
    contract: Answer
    product: TravelProduct
    minutes_per_week: int | None
    costs: tuple[str, ...] | None
    refused: tuple[str, ...] | None
    way: Travel
    tariff: Tariff
    travel: int | None
    gap: int | None
    guideline: int | None
    asks: tuple[MoneyAsk, ...]

    @property
    def uncovered(self) -> bool:
        """Whether a student pays all costs, as far as the school knows: asked, and nothing is covered."""
        return MoneyAsk.NOTHING_COVERED in self.asks


def allowances(session: Session, *, view: View) -> tuple[AllowanceRow, ...]:
    """Every placement in view that was not broken off; those with most to talk about first."""
    wanted = Placement.participation_id.in_(in_view(view.today, view.period_id, view.programme_id, view.group_id))
    rows = _rows(session, view, wanted)
    return tuple(sorted(rows, key=lambda row: (not row.uncovered, -len(row.asks))))


def allowance(session: Session, *, placement_id: UUID, view: View) -> AllowanceRow | None:
    """The same of one placement; ``None`` when it is gone."""
    return next(iter(_rows(session, view, Placement.id == placement_id)), None)


def _rows(session: Session, view: View, wanted: Any) -> Sequence[AllowanceRow]:
    decided = policies(session, view.today)
    tariff = Tariff(int(decided["allowance.km"]), int(decided["allowance.transit"]))
    euros, branches = int(decided["allowance.guideline"]), decided["allowance.branches"]
    return [
        _row(found, tariff, guideline(euros, branches, found.sector, found.Placement.minutes_per_week))
        for found in session.execute(_placements(wanted))
    ]


def _placements(wanted: Any) -> Select[*tuple[Any, ...]]:
    """The placements that are wanted, with what their money depends on, by the name of the student."""
    return (
        select(
            Placement,
            Student.id,
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Student.path,
            Student.pc4,
            Group.code,
            Company.name,
            Company.pc4.label("company_pc4"),
            Company.sector,
            Offer.public_transport,
        )
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Company, Company.id == Placement.company_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .outerjoin(Offer, Offer.id == Placement.offer_id)
        .where(wanted, Placement.state.not_in(SIDE_STATES))
        .order_by(Student.sort_key, Placement.first_day, Placement.id)
    )


def _row(found: Any, tariff: Tariff, asked: int | None) -> AllowanceRow:
    """One placement; ``asked`` is the guideline for its hours."""
    about: Placement = found.Placement
    travel = Travel(
        estimated_km(found.pc4, found.company_pc4),
        about.days_per_week,
        about.weekdays,
        about.travel_product,
        found.public_transport or Answer.UNKNOWN,
        found.path,
    )
    covered = CostKind.TRAVEL.value in (about.costs_covered or ())
    cents = monthly_travel(travel, tariff)
    gap = left_to_pay(cents, travel_covered=covered, allowance_cents=about.allowance_cents)
    return AllowanceRow(
        participation_id=about.participation_id,
        placement_id=about.id,
        student_id=found.id,
        version=about.version,
        student=full_name(found.first_name, found.prefix, found.last_name),
        group=found.code or "",
        company_id=about.company_id,
        company=found.name,
        path=found.path,
        allowance=about.allowance,
        cents=about.allowance_cents,
        reason=about.allowance_reason or "",
        contract=about.contract,
        product=about.travel_product,
        minutes_per_week=about.minutes_per_week,
        costs=about.costs_covered,
        refused=about.costs_refused,
        way=travel,
        tariff=tariff,
        travel=cents,
        gap=gap,
        guideline=None if found.path is Path.BBL else asked,
        asks=_asks(about, found.path, gap, asked),
    )


def _asks(about: Placement, path: Path | None, gap: int | None, asked: int | None) -> tuple[MoneyAsk, ...]:
    """What to talk about with the company, the heaviest first."""
    if path is Path.BBL:
        return () if about.contract is Answer.YES else (MoneyAsk.CONTRACT,)
    below = asked is not None and about.allowance is Allowance.AMOUNT and (about.allowance_cents or 0) < asked
    none_at_all = about.costs_covered == () and not (about.allowance_cents or 0)
    kinds = (
        (none_at_all, MoneyAsk.NOTHING_COVERED),
        (about.costs_covered is None, MoneyAsk.COSTS_UNKNOWN),
        (bool(gap), MoneyAsk.GAP),
        (about.allowance is Allowance.UNKNOWN, MoneyAsk.ALLOWANCE_UNKNOWN),
        (about.allowance is Allowance.NONE and not about.allowance_reason, MoneyAsk.NO_REASON),
        (below, MoneyAsk.BELOW_GUIDELINE),
    )
    return tuple(kind for holds, kind in kinds if holds)
