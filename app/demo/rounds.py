"""Two matching rounds of the fictional school: one that is on the board, and one that waits for its reviewers."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time
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
from app.commands.matching_signing import place_round, sign_round
from app.demo.cards import together
from app.entities.programme import Period, Programme
from app.matching.running import solve_round
from app.progress import Progress
from app.queries.matching import round_detail
from app.queries.matching_input import asked
from app.queries.matching_review import ReviewRow, review
from app.store.store import Store
from app.store.work import Command
from app.terms.matching import Verdict

_PERIOD = "P2"
_OVER, _RUNNING = "KOK", "VIG"
_SECOND = "Ruben Claassen"
_COUNCIL = "Yara Hendriks, studentenraad"
_VETO = "De plek heeft pas vanaf week 20 werk voor een student."
_HOUR = time(9, 30, tzinfo=clock.ZONE)


def hold_rounds(store: Store, actor: str, chance: random.Random) -> None:
    """Hold both rounds of the second period, with ``chance`` for what is drawn."""
    _Holding(store, actor, chance).over()
    _Holding(store, actor, chance).running()


class _Holding:
    """A round as somebody holds it, day by day."""

    def __init__(self, store: Store, actor: str, chance: random.Random) -> None:
        self._store, self._actor, self._chance = store, actor, chance
        self._round: UUID | None = None

    def over(self) -> None:
        """A round of two weeks ago: judged, signed by two, and on the board."""
        self._begin(_OVER, date(2027, 2, 8), "negen emmers 31")
        with _on(date(2027, 2, 9)):
            self._solve()
        with _on(date(2027, 2, 11)):
            self._agree(self._open())
            self._do(sign_round)
        with _on(date(2027, 2, 12)), self._store.reading() as session:
            about = round_detail(session, self._key, today=clock.today())
        with _on(date(2027, 2, 12)):
            self._do(sign_round, name=_SECOND, code="" if about is None else about.paper_code)
        with _on(date(2027, 2, 15)):
            self._do(place_round)

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

    @property
    def _key(self) -> UUID:
        if self._round is None:
            raise RuntimeError("no round is open")
        return self._round

    def _begin(self, programme: str, day: date, part: str) -> None:
        with self._store.reading() as session:
            opleiding = session.scalars(select(Programme.id).where(Programme.code == programme)).one()
            period = session.scalars(select(Period.id).where(Period.code == _PERIOD)).one()
        draw = self._chance.randbytes
        with _on(day):
            self._round = self._store.change(
                open_round, self._actor, None, None, programme_id=opleiding, period_id=period, draw=draw
            ).result
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
