"""Moving a card: propose a company, go a step on or back, stand aside, end early."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.commands.agreements import send_agreement
from app.commands.people import CompanyDraft, keep_company
from app.commands.placing import refuse_unfit
from app.entities.company import Company
from app.entities.names import full_name
from app.entities.offer import Offer
from app.entities.people import Student
from app.entities.placement import Override, Participation, Placement
from app.entities.programme import Period
from app.errors import Refusal
from app.queries.pipeline import CardFacts, card_facts
from app.queries.refusals import is_refused
from app.rules import pipeline
from app.rules.hours import planned_minutes, remaining_minutes
from app.rules.pipeline import ABSENT_STATES, SIDE_STATES
from app.store.work import Work, undoable
from app.terms.pipeline import Lane, State
from app.terms.steps import Deed
from app.text import fold, translate

_SHORTEST_REASON = 8
_CHUNK = 500


@undoable(Deed.PARTICIPATE)
def participate(work: Work, *, student_id: UUID, period_id: UUID) -> UUID:
    """Let a student take part in a period."""
    student = work.get(Student, student_id)
    period = work.get(Period, period_id)
    taken = select(Participation.id).where(Participation.student_id == student.id, Participation.period_id == period.id)
    if work.session.scalar(taken):
        raise Refusal(translate("Pipeline", "Deze student doet al mee in deze periode."))
    card = Participation(student_id=student.id, period_id=period.id, state=State.WISH_OPEN, since=work.today)
    work.add(card)
    work.session.flush()
    return card.id


@undoable(Deed.PROPOSE)
def propose(
    work: Work, *, participation_id: UUID, company_id: UUID, offer_id: UUID | None = None, reason: str | None = None
) -> UUID:
    """Propose a company for a student who has no placement; the offer fills in what it knows.

    A place that was refused, and not weighed since, takes a ``reason``, which stays.
    """
    card = work.get(Participation, participation_id)
    known = _facts(work, card.id)
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
    known = _facts(work, card.id)
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
    known = _facts(work, card.id)
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
        card.state, card.since = _seeking(work, card, has_wish=known.facts.has_wish), work.today


def _seeking(work: Work, card: Participation, *, has_wish: bool) -> State:
    stopped = select(Placement.id).where(Placement.participation_id == card.id, Placement.state.in_(SIDE_STATES))
    if work.session.scalars(stopped).first() is not None:
        return State.REPLACING
    return State.WISH_READY if has_wish else State.WISH_OPEN


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
        _override(work, known, lacking, State.PROPOSED, reason)


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


@undoable(Deed.ADVANCE)
def advance(
    work: Work,
    *,
    participation_ids: tuple[UUID, ...],
    reason: str | None = None,
    until: Lane | None = None,
    lead: tuple[UUID, ...] = (),
) -> None:
    """Take cards to their next state, all or none; with ``until`` on and on, to the first state in that lane.

    ``lead`` names the placements that are meant, of students who have several.

    Refuses by name what is missing; with a ``reason`` it goes on all the same where the rule allows
    that, and the reason stays.
    """
    moving = participation_ids
    while moving:
        for card in _held(work, moving, lead):
            with _naming(work, card, several=len(participation_ids) > 1):
                _advance(work, card, reason)
        moving = _still_before(work, moving, until, lead)


def _advance(work: Work, card: _Held, reason: str | None) -> None:
    known = card.facts
    following = pipeline.next_state(known.facts.state)
    if following is None:
        raise Refusal(_no_next(known.facts.state), field="company" if known.placement_id is None else None)
    lacking = pipeline.missing(known.facts, following)
    if lacking:
        _override(work, known, lacking, following, reason)
    card.set_state(following, work.today)
    if following is State.AGREEMENT_SENT:
        send_agreement(work, card.holder.id, minor=known.facts.minor)


def _override(
    work: Work, known: CardFacts, lacking: tuple[pipeline.Guard, ...], following: State, reason: str | None
) -> None:
    fixed = [guard for guard in lacking if not guard.override]
    if fixed:
        raise Refusal(" ".join(guard.text for guard in fixed))
    if reason is None:
        raise Refusal(" ".join(guard.text for guard in lacking), override=lacking[0].key)
    if len(reason.strip()) < _SHORTEST_REASON:
        raise Refusal(translate("Pipeline", "Schrijf in een paar woorden waarom."), field="reason")
    for guard in lacking:
        work.add(
            Override(
                participation_id=known.participation_id,
                guard=guard.key,
                state=following,
                reason=reason.strip(),
                decided_at=work.now,
                decided_by=work.actor,
            )
        )


@undoable(Deed.STEP_BACK)
def step_back(
    work: Work, *, participation_ids: tuple[UUID, ...], until: Lane | None = None, lead: tuple[UUID, ...] = ()
) -> None:
    """Take cards back to the state before, for a step that was taken too soon; with ``until`` back into that lane.

    ``lead`` names the placements that are meant, of students who have several.
    """
    moving = participation_ids
    while moving:
        for card in _held(work, moving, lead):
            before = pipeline.previous_state(card.facts.facts.state)
            with _naming(work, card, several=len(participation_ids) > 1):
                if before is None:
                    raise Refusal(translate("Pipeline", "Verder terug kan niet."))
            card.set_state(before, work.today)
        moving = _still_before(work, moving, until, lead)


def _still_before(work: Work, moving: tuple[UUID, ...], until: Lane | None, lead: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """The cards that are not in the lane ``until`` yet."""
    if until is None:
        return ()
    facts = ((card.facts.participation_id, card.facts.facts) for card in _held(work, moving, lead))
    return tuple(key for key, known in facts if pipeline.lane_of(known.state, known.last_day, known.today) is not until)


@contextmanager
def _naming(work: Work, card: _Held, *, several: bool) -> Iterator[None]:
    """Let a refusal say about which student it is, where it could be any of ``several``."""
    try:
        yield
    except Refusal as refusal:
        if not several:
            raise
        student = work.get(Student, work.get(Participation, card.facts.participation_id).student_id)
        name = full_name(student.first_name, student.prefix, student.last_name)
        raise Refusal(f"{name}: {refusal}", field=refusal.field, override=refusal.override) from refusal


@undoable(Deed.STAND_ASIDE)
def stand_aside(work: Work, *, participation_id: UUID, state: State) -> None:
    """Take a student without placement off the board: postponed, exempt or deregistered."""
    card = work.get(Participation, participation_id)
    if state not in ABSENT_STATES:
        raise ValueError(state)
    if _facts(work, card.id).placement_id is not None:
        raise Refusal(translate("Pipeline", "Deze student heeft een plaatsing. Beëindig die eerst."))
    card.state, card.since = state, work.today


@undoable(Deed.RETURN_TO_BOARD)
def return_to_board(work: Work, *, participation_id: UUID) -> None:
    """Bring a student back who stood aside."""
    card = work.get(Participation, participation_id)
    if card.state not in ABSENT_STATES:
        raise Refusal(translate("Pipeline", "Deze student staat al op het bord."))
    has_wish = _facts(work, card.id).facts.has_wish
    card.state, card.since = _seeking(work, card, has_wish=has_wish), work.today


@undoable(Deed.END_PLACEMENT)
def end_placement(work: Work, *, placement_id: UUID, state: State, ended_on: date, reason: str) -> None:
    """End a placement before its time; its student needs another one and is on the board again."""
    placement = work.get(Placement, placement_id)
    if state not in SIDE_STATES:
        raise ValueError(state)
    if placement.state in SIDE_STATES or placement.state is State.COMPLETED:
        raise Refusal(translate("Pipeline", "Deze plaatsing is al voorbij."))
    if not reason.strip():
        raise Refusal(translate("Pipeline", "Schrijf op waarom de plaatsing eindigt."), field="reason")
    placement.state, placement.since = state, work.today
    placement.ended_on, placement.end_reason = ended_on, reason.strip()
    card = work.get(Participation, placement.participation_id)
    card.state, card.since = State.REPLACING, work.today


def _facts(work: Work, participation_id: UUID) -> CardFacts:
    return _held(work, (participation_id,))[0].facts


@dataclass(frozen=True, slots=True)
class _Held:
    """The facts of a card with the row that holds its state."""

    facts: CardFacts
    holder: Participation | Placement

    def set_state(self, state: State, day: date) -> None:
        self.holder.state, self.holder.since = state, day


def _held(work: Work, participation_ids: tuple[UUID, ...], lead: tuple[UUID, ...] = ()) -> list[_Held]:
    """Many cards in a few statements, each once, in the order asked for."""
    work.session.flush()
    keys = tuple(dict.fromkeys(participation_ids))
    rows: dict[UUID, Participation | Placement] = {}
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK]
        for card in work.session.scalars(select(Participation).where(Participation.id.in_(part))):
            rows[card.id] = card
        for placement in work.session.scalars(select(Placement).where(Placement.participation_id.in_(part))):
            rows[placement.id] = placement
    for key in keys:
        work.get(Participation, key)  # refuses one that is gone
    facts = card_facts(work.session, keys, work.today, lead=lead)
    return [_Held(facts[key], rows[facts[key].placement_id or key]) for key in keys]


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


def _no_next(state: State) -> str:
    if state is State.COMPLETED:
        return translate("Pipeline", "Deze stage is al afgerond.")
    if state in ABSENT_STATES:
        return translate("Pipeline", "Deze student staat niet op het bord. Zet die eerst terug.")
    return translate("Pipeline", "Kies eerst een leerbedrijf voor deze student.")
