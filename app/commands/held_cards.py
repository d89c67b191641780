"""Cards with the rows that hold their state, as commands move them; and why a step was taken all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.entities.placement import Override, Participation, Placement
from app.errors import Refusal
from app.queries.pipeline import CardFacts, card_facts
from app.rules import pipeline
from app.rules.pipeline import SIDE_STATES
from app.store.work import Work
from app.terms.pipeline import State
from app.text import translate

_SHORTEST_REASON = 8
_CHUNK = 500


def seeking_state(work: Work, card: Participation, *, has_wish: bool) -> State:
    """Where a student stands who has no placement now: one that stopped before asks for another."""
    stopped = select(Placement.id).where(Placement.participation_id == card.id, Placement.state.in_(SIDE_STATES))
    if work.session.scalars(stopped).first() is not None:
        return State.REPLACING
    return State.WISH_READY if has_wish else State.WISH_OPEN


def override(
    work: Work, known: CardFacts, lacking: tuple[pipeline.Guard, ...], following: State, reason: str | None
) -> None:
    """Go on although something is ``lacking``: refuses where no reason can lift that, else keeps the reason."""
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


def facts_of(work: Work, participation_id: UUID) -> CardFacts:
    """What the rules need to know of one card."""
    return held_cards(work, (participation_id,))[0].facts


@dataclass(frozen=True, slots=True)
class HeldCard:
    """The facts of a card with the row that holds its state."""

    facts: CardFacts
    holder: Participation | Placement

    def set_state(self, state: State, day: date) -> None:
        """Let it stand in another state since this day."""
        self.holder.state, self.holder.since = state, day


def held_cards(work: Work, participation_ids: tuple[UUID, ...], lead: tuple[UUID, ...] = ()) -> list[HeldCard]:
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
    return [HeldCard(facts[key], rows[facts[key].placement_id or key]) for key in keys]
