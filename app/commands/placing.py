"""What was agreed about a placement: its days, its pay, who guides it, and another one beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.dates import SHORT_WEEKDAYS, WEEKDAYS
from app.entities.company import Company
from app.entities.people import Supervisor
from app.entities.placement import Participation, Placement
from app.errors import Refusal
from app.queries.refusals import is_refused
from app.queries.teaching import calendar
from app.rules.hours import planned_minutes
from app.rules.pipeline import SIDE_STATES
from app.rules.weeks import Pattern, at_the_same_time, clashing_days
from app.store.work import Work, undoable
from app.terms.company import Allowance
from app.terms.pipeline import State
from app.terms.placing import HolidayWork, PlacementKind, Rhythm
from app.terms.steps import Deed
from app.text import translate


@dataclass(frozen=True, slots=True)
class PlacementDraft:
    """What school and company agreed about a placement, as a person types it in."""

    company_person: str | None
    first_day: date
    last_day: date
    days_per_week: int | None
    minutes_per_week: int | None
    allowance: Allowance
    allowance_cents: int | None
    minutes_total: int | None = None
    kind: PlacementKind = PlacementKind.USUAL
    weekdays: tuple[str, ...] | None = None
    rhythm: Rhythm = Rhythm.EVERY
    holidays: HolidayWork = HolidayWork.UNKNOWN


@undoable(Deed.KEEP_PLACEMENT)
def keep_placement(work: Work, *, placement_id: UUID, draft: PlacementDraft, seen: int | None = None) -> None:
    """Change what was agreed about a placement; an amount only goes with an allowance."""
    placement = work.get(Placement, placement_id, seen=seen)
    if draft.last_day < draft.first_day:
        raise Refusal(translate("Pipeline", "De laatste dag ligt voor de eerste dag."), field="last_day")
    if draft.allowance is Allowance.AMOUNT and draft.allowance_cents is None:
        raise Refusal(translate("Pipeline", "Hoeveel is de vergoeding?"), field="allowance_cents")
    placement.company_person = (draft.company_person or "").strip() or None
    placement.first_day, placement.last_day = draft.first_day, draft.last_day
    placement.days_per_week, placement.minutes_per_week = draft.days_per_week, draft.minutes_per_week
    placement.kind, placement.holidays = draft.kind, draft.holidays
    _set_days(placement, draft.weekdays, draft.rhythm)
    _refuse_clash(work, placement)
    placement.minutes_total = _planned(work, placement) if draft.minutes_total is None else draft.minutes_total
    placement.allowance = draft.allowance
    placement.allowance_cents = draft.allowance_cents if draft.allowance is Allowance.AMOUNT else None


@dataclass(frozen=True, slots=True)
class BesideDraft:
    """Another placement of a student who has one: where, why, when, on which days."""

    company_id: UUID
    kind: PlacementKind
    first_day: date
    last_day: date
    weekdays: tuple[str, ...] | None = None
    rhythm: Rhythm = Rhythm.EVERY
    minutes_per_week: int | None = None


@undoable(Deed.PLACE_BESIDE)
def place_beside(work: Work, *, participation_id: UUID, draft: BesideDraft) -> UUID:
    """Give a student who has a placement another one, beside it or after it.

    At a company where the student was already it takes over who guides there, and what was agreed about
    money.
    """
    card = work.get(Participation, participation_id)
    known = _open_placements(work, card.id)
    if not known:
        raise Refusal(translate("Pipeline", "Kies eerst een leerbedrijf met ‘Zoek leerbedrijf’."))
    if draft.last_day < draft.first_day:
        raise Refusal(translate("Pipeline", "De laatste dag ligt voor de eerste dag."), field="last_day")
    company = work.get(Company, draft.company_id)
    refuse_unfit(company)
    placement = Placement(
        participation_id=card.id,
        company_id=company.id,
        kind=draft.kind,
        first_day=draft.first_day,
        last_day=draft.last_day,
        minutes_per_week=draft.minutes_per_week,
        state=State.PROPOSED,
        since=work.today,
    )
    _set_days(placement, draft.weekdays, draft.rhythm)
    before = next((one for one in reversed(known) if one.company_id == company.id), None)
    if before is None and is_refused(work.session, company_id=company.id, offer_id=None, period_id=card.period_id):
        text = translate("Pipeline", "{company} weigerde een student. Weeg eerst de reden, bij het leerbedrijf.")
        raise Refusal(text.format(company=company.name), field="company_id")
    if before is not None:
        placement.company_person, placement.supervisor_id = before.company_person, before.supervisor_id
        placement.allowance, placement.allowance_cents = before.allowance, before.allowance_cents
        placement.costs_covered, placement.costs_refused = before.costs_covered, before.costs_refused
        placement.allowance_reason, placement.contract = before.allowance_reason, before.contract
        placement.travel_product = before.travel_product
    work.add(placement)
    work.session.flush()
    _refuse_clash(work, placement)
    placement.minutes_total = _planned(work, placement)
    return placement.id


def refuse_unfit(company: Company) -> None:
    """Refuse a company where the school decided not to place anybody."""
    if company.unfit:
        reason = company.unfit_reason or translate("Pipeline", "geen reden opgegeven")
        text = translate("Pipeline", "Bij {company} plaatst de school nu niet: {reason}.")
        raise Refusal(text.format(company=company.name, reason=reason))


@undoable(Deed.ASSIGN_SUPERVISOR)
def assign_supervisor(work: Work, *, placement_ids: tuple[UUID, ...], supervisor_id: UUID) -> None:
    """Give placements a supervisor."""
    supervisor = work.get(Supervisor, supervisor_id)
    for key in placement_ids:
        work.get(Placement, key).supervisor_id = supervisor.id


def _open_placements(work: Work, participation_id: UUID) -> list[Placement]:
    """Of a card, those that did not stop before their time, by their first day."""
    return list(
        work.session.scalars(
            select(Placement)
            .where(Placement.participation_id == participation_id, Placement.state.not_in(SIDE_STATES))
            .order_by(Placement.first_day, Placement.id)
        )
    )


def _set_days(placement: Placement, weekdays: tuple[str, ...] | None, rhythm: Rhythm) -> None:
    """Days by name say how many there are as well."""
    chosen = tuple(day for day in SHORT_WEEKDAYS if day in (weekdays or ()))
    placement.weekdays, placement.rhythm = chosen or None, rhythm
    if chosen:
        placement.days_per_week = len(chosen)


def _refuse_clash(work: Work, placement: Placement) -> None:
    """Refuse days on which the student is at another company; half days are left open."""
    own = _pattern(placement)
    for other in _open_placements(work, placement.participation_id):
        if other.id == placement.id:
            continue
        if other.company_id == placement.company_id and at_the_same_time(own, _pattern(other)):
            text = translate(
                "Pipeline", "De student is dan al bij dit leerbedrijf. Kies andere dagen of een later begin."
            )
            raise Refusal(text, field="first_day")
        days = clashing_days(own, _pattern(other))
        if days:
            text = translate(
                "Pipeline",
                "Op {days} is de student dan al bij {company}. Zijn het halve dagen? Laat de dagen dan open.",
            )
            words = " en ".join(WEEKDAYS[SHORT_WEEKDAYS.index(day)] for day in days)
            company = work.get(Company, other.company_id).name
            raise Refusal(text.format(days=words, company=company), field="weekdays")


def _pattern(placement: Placement) -> Pattern:
    return Pattern(placement.first_day, placement.last_day, placement.weekdays, placement.rhythm)


def _planned(work: Work, placement: Placement) -> int | None:
    free: frozenset[date] = frozenset()
    if placement.holidays is HolidayWork.FREE:
        free = calendar(work.session).free
    return planned_minutes(placement.first_day, placement.last_day, placement.minutes_per_week, placement.rhythm, free)
