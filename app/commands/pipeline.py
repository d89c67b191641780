"""Moving a card: take part, go a step on or back, stand aside, end early."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.commands.agreements import send_agreement
from app.commands.held_cards import HeldCard, facts_of, held_cards, override, seeking_state
from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Period
from app.errors import Refusal
from app.rules import pipeline
from app.rules.pipeline import ABSENT_STATES, SIDE_STATES
from app.store.work import Work, undoable
from app.terms.pipeline import Lane, State
from app.terms.steps import Deed
from app.text import translate


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
        for card in held_cards(work, moving, lead):
            with _naming(work, card, several=len(participation_ids) > 1):
                _advance(work, card, reason)
        moving = _still_before(work, moving, until, lead)


def _advance(work: Work, card: HeldCard, reason: str | None) -> None:
    known = card.facts
    following = pipeline.next_state(known.facts.state)
    if following is None:
        raise Refusal(_no_next(known.facts.state), field="company" if known.placement_id is None else None)
    lacking = pipeline.missing(known.facts, following)
    if lacking:
        override(work, known, lacking, following, reason)
    card.set_state(following, work.today)
    if following is State.AGREEMENT_SENT:
        send_agreement(work, card.holder.id, minor=known.facts.minor)


@undoable(Deed.STEP_BACK)
def step_back(
    work: Work, *, participation_ids: tuple[UUID, ...], until: Lane | None = None, lead: tuple[UUID, ...] = ()
) -> None:
    """Take cards back to the state before, for a step that was taken too soon; with ``until`` back into that lane.

    ``lead`` names the placements that are meant, of students who have several.
    """
    moving = participation_ids
    while moving:
        for card in held_cards(work, moving, lead):
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
    facts = ((card.facts.participation_id, card.facts.facts) for card in held_cards(work, moving, lead))
    return tuple(key for key, known in facts if pipeline.lane_of(known.state, known.last_day, known.today) is not until)


@contextmanager
def _naming(work: Work, card: HeldCard, *, several: bool) -> Iterator[None]:
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
    if facts_of(work, card.id).placement_id is not None:
        raise Refusal(translate("Pipeline", "Deze student heeft een plaatsing. Beëindig die eerst."))
    card.state, card.since = state, work.today


@undoable(Deed.RETURN_TO_BOARD)
def return_to_board(work: Work, *, participation_id: UUID) -> None:
    """Bring a student back who stood aside."""
    card = work.get(Participation, participation_id)
    if card.state not in ABSENT_STATES:
        raise Refusal(translate("Pipeline", "Deze student staat al op het bord."))
    has_wish = facts_of(work, card.id).facts.has_wish
    card.state, card.since = seeking_state(work, card, has_wish=has_wish), work.today


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


def _no_next(state: State) -> str:
    if state is State.COMPLETED:
        return translate("Pipeline", "Deze stage is al afgerond.")
    if state in ABSENT_STATES:
        return translate("Pipeline", "Deze student staat niet op het bord. Zet die eerst terug.")
    return translate("Pipeline", "Kies eerst een leerbedrijf voor deze student.")
