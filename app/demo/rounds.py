"""The matching rounds of the fictional school: two that are on the board, and one that waits for its reviewers."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.commands.matching import (
    decide_match,
    freeze_criteria,
    give_other_part,
    keep_proposal,
    open_round,
)
from app.commands.matching_choices import ChoiceDraft, record_choice
from app.commands.matching_signing import place_round, sign_round
from app.demo.cards import together
from app.entities.programme import Period, Programme
from app.errors import Refusal
from app.matching.running import solve_round
from app.progress import Progress
from app.queries.matching import round_detail
from app.queries.matching_choices import ChooserRow, choosers
from app.queries.matching_input import asked
from app.queries.matching_review import ReviewRow, review
from app.store.store import Store
from app.store.work import Command
from app.terms.matching import CHOSE, ChoiceReason, Variant, Verdict

_PERIOD = "P2"
_CHOSEN, _OVER, _RUNNING = "PMK", "KOK", "VIG"
_SECOND = "Ruben Claassen"
_COUNCIL = "Yara Hendriks, studentenraad"
_VETO = "De plek heeft pas vanaf week 20 werk voor een student."
_HOUR = time(9, 30, tzinfo=clock.ZONE)


def hold_rounds(store: Store, actor: str, chance: random.Random) -> None:
    """Hold the rounds of the second period, with ``chance`` for what is drawn."""
    _Holding(store, actor, chance).over()
    _Holding(store, actor, chance).running()
    _Holding(store, actor, chance).chosen()


class _Holding:
    """A round as somebody holds it, day by day."""

    def __init__(self, store: Store, actor: str, chance: random.Random) -> None:
        self._store, self._actor, self._chance = store, actor, chance
        self._round: UUID | None = None

    def chosen(self) -> None:
        """A round of a month ago in which the students chose: from three places each, in the order of the lottery."""
        self._begin(_CHOSEN, date(2027, 1, 25), "zes wilgen 1948", Variant.STUDENT)
        with _on(date(2027, 1, 28)):
            self._choose()
        with _on(date(2027, 1, 29)):
            self._solve()
        self._finish(date(2027, 2, 1))

    def over(self) -> None:
        """A round of two weeks ago: judged, signed by two, and on the board."""
        self._begin(_OVER, date(2027, 2, 8), "negen emmers 31")
        with _on(date(2027, 2, 9)):
            self._solve()
        self._finish(date(2027, 2, 11))

    def running(self) -> None:
        """A round of last week: one match was rejected and looked for again, half is judged."""
        self._begin(_RUNNING, date(2027, 2, 23), "blauwe maandag 7")
        with _on(date(2027, 2, 24)):
            self._solve()
        with _on(date(2027, 2, 25)):
            first = self._open()[0]
            self._do(decide_match, alias=first.alias, verdict=Verdict.VETO, offer_id=first.offer_id, reason=_VETO)
            self._solve()
        with _on(date(2027, 2, 26)):
            rows = self._open()
            self._agree(rows[: len(rows) // 2])

    def _finish(self, day: date) -> None:
        """Judge, sign, let a second person sign on paper the day after, and put it on the board some days later."""
        with _on(day):
            self._agree(self._open())
            self._do(sign_round)
        later = day + timedelta(days=1)
        with _on(later), self._store.reading() as session:
            about = round_detail(session, self._key, today=clock.today())
        with _on(later):
            self._do(sign_round, name=_SECOND, code="" if about is None else about.paper_code)
        with _on(day + timedelta(days=4)):
            self._do(place_round)

    def _choose(self) -> None:
        """The first third takes the place with the most points of the three, or now and then another."""
        rows = self._choosers()
        for at in range(len(rows) // 3):
            row = rows[at]
            if not self._takes(row):
                rows = self._choosers()  # somebody before took the last place there
                self._takes(rows[at])

    def _takes(self, row: ChooserRow) -> bool:
        """Record what a candidate takes; whether it was still there."""
        best = max(row.shown, key=lambda shown: 0 if shown.facts is None else shown.facts.quality, default=None)
        reason = ChoiceReason.NONE_FITS if best is None else self._chance.choice(CHOSE[Variant.STUDENT])
        if best is not None and not self._chance.randrange(5):
            best, reason = self._chance.choice(row.shown), ChoiceReason.TRAVEL
        draft = ChoiceDraft(row.alias, None if best is None else best.offer_id, reason, clock.today())
        try:
            self._do(record_choice, draft=draft)
        except Refusal:
            return False
        return True

    def _choosers(self) -> tuple[ChooserRow, ...]:
        """Who chooses, in order."""
        with self._store.reading() as session:
            return choosers(session, self._key, today=clock.today())

    @property
    def _key(self) -> UUID:
        if self._round is None:
            raise RuntimeError("no round is open")
        return self._round

    def _begin(self, programme: str, day: date, part: str, variant: Variant = Variant.DIRECT) -> None:
        with self._store.reading() as session:
            opleiding = session.scalars(select(Programme.id).where(Programme.code == programme)).one()
            period = session.scalars(select(Period.id).where(Period.code == _PERIOD)).one()
        draw = self._chance.randbytes
        with _on(day):
            about: dict[str, Any] = {"programme_id": opleiding, "period_id": period, "variant": variant}
            self._round = self._store.change(open_round, self._actor, None, None, draw=draw, **about).result
            self._do(freeze_criteria, draw=draw)
            self._do(give_other_part, part=part, giver=_COUNCIL)

    def _solve(self) -> None:
        with self._store.reading() as session:
            told = asked(session, self._key, today=clock.today())
        solved = solve_round(
            inputs=told.inputs, pins=told.pins, vetoes=told.vetoes, previous=told.previous, progress=Progress()
        )
        self._do(keep_proposal, inputs=told.inputs, solved=solved)

    def _open(self) -> list[ReviewRow]:
        """The matches that the reviewer has not judged."""
        with self._store.reading() as session:
            rows = review(session, self._key, self._actor)
        return [row for row in rows if row.offer_id is not None and row.verdict is None]

    def _agree(self, rows: Iterable[ReviewRow]) -> None:
        """Agree with all of these, as somebody does who works through a pile."""
        calls = [
            {"round_id": self._key, "alias": row.alias, "verdict": Verdict.AGREE, "offer_id": row.offer_id}
            for row in rows
        ]
        self._store.change(together(decide_match, calls), self._actor)

    def _do(self, command: Command[..., Any], **intent: Any) -> None:
        self._store.change(command, self._actor, None, None, round_id=self._key, **intent)


def _on(day: date) -> AbstractContextManager[None]:
    return clock.at(datetime.combine(day, _HOUR).astimezone(UTC))
