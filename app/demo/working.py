"""How the coordinator of the fictional school works: piles of cards, one command for each, on a day of its own."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.commands.agreements import sign_agreement
from app.commands.finding import propose
from app.commands.people import check_recognition
from app.commands.pipeline import advance
from app.commands.placing import assign_supervisor
from app.commands.recording import ContactDraft
from app.demo.cards import Card, Guide, Place, cards, guides, places, together
from app.entities.company import RecognitionCheck
from app.entities.placement import Placement
from app.entities.programme import Programme
from app.queries.pipeline import card_facts
from app.rules.pipeline import missing_for_next
from app.store.store import Store
from app.store.work import Command
from app.terms.company import Recognised
from app.terms.pipeline import Form, Judgement, Moment, Party

_PERIOD = "P1"
_FIRST = date(2027, 2, 1)
_UNCHECKED = 4
_ALL_THERE = 0.9  # sometimes the praktijkopleider could not come
_FORMS = (Form.VISIT, Form.VISIT, Form.VISIT, Form.PHONE, Form.VIDEO)


class Working:
    """The cards of a period, the places for them and who guides; and ways to work through a pile."""

    def __init__(self, store: Store, actor: str, chance: random.Random) -> None:
        self._store = store
        self._actor = actor
        self._chance = chance
        with store.reading() as session:
            self._cards = cards(session, _PERIOD, _FIRST)
            self._places: list[Place] = places(session, _PERIOD)
            self._guides: Mapping[UUID, Sequence[Guide]] = guides(session)
        self._ready = [card for card in self._cards if card.has_wish]
        chance.shuffle(self._ready)

    def _in_time(self) -> list[Card]:
        """The cards of the first round that still hold."""
        return [card for card in self._ready if card.placement is not None]

    def _on(self, day: date, *, hour: int = 9, minute: int = 0) -> AbstractContextManager[None]:
        return clock.at(datetime.combine(day, time(hour, minute), tzinfo=UTC))

    def _do(self, command: Command[..., Any], **intent: Any) -> Any:
        return self._store.change(command, self._actor, None, None, **intent).result

    def _dealt(self, pile: list[Card], fates: Mapping[str, int]) -> dict[str, list[Card]]:
        """So many cards from the top of the pile for each fate; they leave it."""
        dealt = {}
        for fate, count in fates.items():
            dealt[fate], pile[:count] = pile[:count], []
        return dealt

    def _propose(self, wanted: Iterable[Card]) -> None:
        """Give each card the best place that is left, and note what the card now has."""
        calls, chosen = [], []
        for card in wanted:
            suitable = [place for place in self._places if place.suits(card)]
            if not suitable:
                continue
            best = min(suitable, key=lambda place: place.distance(card))
            best.left -= 1
            chosen.append(card)
            calls.append({"participation_id": card.id, "company_id": best.company, "offer_id": best.id})
        for card, placement in zip(chosen, self._do(together(propose, calls)), strict=True):
            card.placement = placement

    def _advance(self, wanted: Iterable[Card], reason: str | None = None) -> None:
        """A step further for all; those who lack something only with the reason, where there is one."""
        pile = list(wanted)
        with self._store.reading() as session:
            facts = card_facts(session, [card.id for card in pile], clock.today())
        lacking = {card.id for card in pile if missing_for_next(facts[card.id].facts)}
        able = tuple(card.id for card in pile if card.id not in lacking)
        if able:
            self._do(advance, participation_ids=able)
        unable = tuple(card.id for card in pile if card.id in lacking)
        if unable and reason is not None:
            self._do(advance, participation_ids=unable, reason=reason)

    def _check_recognitions(self) -> None:
        """Look up what nobody had looked up yet; a few are left for another day."""
        with self._store.reading() as session:
            crebos = {row.id: row.crebo for row in session.scalars(select(Programme))}
            company_of = {row.id: row.company_id for row in session.scalars(select(Placement))}
            checked = {
                (row.company_id, row.crebo)
                for row in session.scalars(select(RecognitionCheck).where(RecognitionCheck.checked_on.is_not(None)))
            }
        needed = dict.fromkeys(
            (company_of[card.placement], crebos[card.programme]) for card in self._in_time() if card.placement
        )
        calls = [
            {"company_id": company, "crebo": crebo, "outcome": Recognised.YES}
            for company, crebo in needed
            if (company, crebo) not in checked
        ]
        self._do(together(check_recognition, calls[_UNCHECKED:]))

    def _assign(self, wanted: Iterable[Card]) -> None:
        """Spread the students over the supervisors of their programme, by the time that each has."""
        piles: dict[UUID, list[UUID]] = {}
        for card in wanted:
            able = self._guides.get(card.programme, ())
            if able and card.placement is not None:
                guide = min(able, key=lambda guide: (guide.students + 1) / guide.minutes)
                guide.students += 1
                piles.setdefault(guide.id, []).append(card.placement)
        calls = [{"placement_ids": tuple(found), "supervisor_id": guide} for guide, found in piles.items()]
        self._do(together(assign_supervisor, calls))

    def _sign(self, wanted: Sequence[Card], *parties: Party) -> None:
        calls = [
            {"placement_id": card.placement, "party": party, "signed_on": clock.today() - timedelta(days=days)}
            for card in wanted
            for days, party in enumerate(parties)
        ]
        self._do(together(sign_agreement, calls))

    def _talk(self, card: Card, moment: Moment, day: date) -> dict[str, Any]:
        everybody = self._chance.random() < _ALL_THERE
        draft = ContactDraft(moment, self._chance.choice(_FORMS), day, student=True, company=everybody, school=True)
        return {"placement_id": card.placement, "draft": draft}

    def _judgement(self, card: Card, moment: Moment, party: Party) -> dict[str, Any]:
        return {
            "placement_id": card.placement,
            "moment": moment,
            "party": party,
            "judgement": self._chance.choice((Judgement.SUFFICIENT, Judgement.GOOD, Judgement.SUFFICIENT)),
            "judged_on": clock.today(),
        }
