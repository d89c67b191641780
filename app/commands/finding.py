"""Finding a place for who has none: propose a company, take what the student found, or record that there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.commands.held_cards import facts_of, override, seeking_state
from app.commands.people import CompanyDraft, keep_company
from app.commands.placing import refuse_unfit
from app.entities.company import Company
from app.entities.offer import Offer
from app.entities.placement import Participation, Placement
from app.entities.programme import Period
from app.errors import Refusal
from app.queries.pipeline import CardFacts
from app.queries.refusals import is_refused
from app.rules import pipeline
from app.rules.hours import planned_minutes, remaining_minutes
from app.rules.pipeline import ABSENT_STATES, SIDE_STATES
from app.store.work import Work, undoable
from app.terms.pipeline import State
from app.terms.steps import Deed
from app.text import fold, translate


@undoable(Deed.PROPOSE)
def propose(
    work: Work, *, participation_id: UUID, company_id: UUID, offer_id: UUID | None = None, reason: str | None = None
) -> UUID:
    """Propose a company for a student who has no placement; the offer fills in what it knows.

    A place that was refused, and not weighed since, takes a ``reason``, which stays.
    """
    card = work.get(Participation, participation_id)
    known = facts_of(work, card.id)
    if known.placement_id is not None:
        raise Refusal(
            translate("Pipeline", "Deze student heeft al een plaatsing. Beëindig die eerst, of kies ‘Plaatsing erbij’.")
        )
    company = work.get(Company, company_id)
    offer = work.get(Offer, offer_id) if offer_id is not None else None
    _weigh_place(work, known, company.id, offer_id, reason)
    return _place(work, card, company, offer).id


@undoable(Deed.TAKE_OWN_FIND)
def take_own_find(
    work: Work,
    *,
    participation_id: UUID,
    company_id: UUID | None,
    new: CompanyDraft | None = None,
    company_person: str | None = None,
    reason: str | None = None,
) -> UUID:
    """Record a company that the student found; it is agreed on, and its recognition is what comes next.

    Without ``company_id`` it is a company that the school does not know yet: ``new``.
    """
    card = work.get(Participation, participation_id)
    known = facts_of(work, card.id)
    if known.placement_id is not None:
        raise Refusal(translate("Pipeline", "Deze student heeft al een plaatsing. Beëindig die eerst."))
    if company_id is None and new is None:
        raise Refusal(translate("Pipeline", "Welk leerbedrijf is het?"), field="company_id")
    if company_id is None and new is not None:
        _refuse_known(work, new)
        company_id = keep_company.run(work, draft=new)
    _weigh_place(work, known, company_id or card.id, None, reason)
    placement = _place(work, card, work.get(Company, company_id or card.id), None)
    placement.self_found, placement.state = True, State.PLACED
    placement.company_person = (company_person or "").strip() or None
    return placement.id


@undoable(Deed.REPORT_NO_PLACE)
def report_no_place(work: Work, *, participation_id: UUID, since: date | None, told_on: date | None) -> None:
    """Record since when there is no place for a student, and when the SBB-adviseur was told.

    Without ``since`` the school seeks on as before.
    """
    card = work.get(Participation, participation_id)
    known = facts_of(work, card.id)
    if known.placement_id is not None:
        raise Refusal(translate("Pipeline", "Deze student heeft een plaatsing."))
    if card.state in ABSENT_STATES:
        raise Refusal(translate("Pipeline", "Deze student staat niet op het bord. Zet die eerst terug."))
    for field, day in (("since", since), ("told_on", told_on)):
        if day is not None and day > work.today:
            raise Refusal(translate("Pipeline", "Deze dag moet nog komen."), field=field)
    card.shortage_told_on = told_on if since is not None else None
    if since is not None:
        card.state, card.since = State.NO_PLACE, since
    elif card.state is State.NO_PLACE:
        card.state, card.since = seeking_state(work, card, has_wish=known.facts.has_wish), work.today


def _refuse_known(work: Work, new: CompanyDraft) -> None:
    """Let a company that the school knows by this name not come in a second time."""
    town = fold(new.town or "")
    same = select(Company).where(Company.sort_key == fold(new.name.strip())).order_by(Company.id)
    for known in work.session.scalars(same):
        if not town or not known.town or fold(known.town) == town:
            where = f"{known.name}, {known.town}" if known.town else known.name
            text = translate("Pipeline", "{company} kent de school al. Kies het uit de lijst.")
            raise Refusal(text.format(company=where), field="company_id")


def _weigh_place(work: Work, known: CardFacts, company_id: UUID, offer_id: UUID | None, reason: str | None) -> None:
    """Let nobody fill a place in silence that was refused to somebody else."""
    period_id = work.get(Participation, known.participation_id).period_id
    refused = is_refused(work.session, company_id=company_id, offer_id=offer_id, period_id=period_id)
    if lacking := pipeline.missing(replace(known.facts, place_refused=refused), State.PROPOSED):
        override(work, known, lacking, State.PROPOSED, reason)


def _place(work: Work, card: Participation, company: Company, offer: Offer | None) -> Placement:
    """A new placement of a student who has none; after one that stopped it has the hours that are left."""
    refuse_unfit(company)
    period = work.get(Period, card.period_id)
    if offer is not None:
        _refuse_full(work, offer, period)
    stopped = list(
        work.session.scalars(
            select(Placement)
            .where(Placement.participation_id == card.id, Placement.state.in_(SIDE_STATES))
            .order_by(Placement.first_day, Placement.id)
        )
    )
    first_day = min(max(period.first_day, work.today), period.last_day) if stopped else period.first_day
    placement = Placement(
        participation_id=card.id,
        company_id=company.id,
        first_day=first_day,
        last_day=period.last_day,
        state=State.PROPOSED,
        since=work.today,
    )
    if offer is not None:
        placement.offer_id, placement.company_person = offer.id, offer.contact
        placement.weekdays, placement.days_per_week = offer.days, None if offer.days is None else len(offer.days)
        placement.minutes_per_week = offer.minutes_per_week
        placement.allowance, placement.allowance_cents = offer.allowance, offer.allowance_cents
        placement.costs_covered, placement.costs_refused = offer.costs_covered, offer.costs_refused
    planned = planned_minutes(placement.first_day, placement.last_day, placement.minutes_per_week)
    asked = next((one.minutes_total for one in stopped if one.minutes_total is not None), None)
    placement.minutes_total = remaining_minutes(asked, [one.minutes_done for one in stopped]) if asked else planned
    work.add(placement)
    work.session.flush()
    return placement


def _refuse_full(work: Work, offer: Offer, period: Period) -> None:
    if offer.places is None:
        return
    taken = work.session.scalars(
        select(Placement.id)
        .join(Participation, Participation.id == Placement.participation_id)
        .where(
            Placement.offer_id == offer.id,
            Participation.period_id == period.id,
            Placement.state.not_in(SIDE_STATES),
        )
    ).all()
    if len(taken) >= offer.places:
        raise Refusal(translate("Pipeline", "Deze stageplaats is al vol in deze periode."), field="offer")
