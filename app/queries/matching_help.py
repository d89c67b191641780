"""What would help those whom the last proposals left without a place, as calls to make, company by company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import ZONE
from app.entities.call import CompanyCall
from app.entities.rounds import RoundStudent
from app.matching.keeping import unpacked
from app.matching.running import helps_of
from app.queries.matching import RoundRow, rounds, tracks
from app.queries.matching_input import latest_proposal
from app.queries.matching_market import field
from app.queries.matching_words import ask_words
from app.terms.calls import CallOutcome
from app.terms.matching import RoundState


@dataclass(frozen=True, slots=True)
class HelpCallRow:
    """One call: to which company, what to ask or arrange, and how many candidates without a place it would help.

    ``outcome`` is what came of the last call for places in the period, on ``called_on``.
    """

    round: RoundRow
    company_id: UUID
    company: str
    town: str
    phone: str
    words: str
    candidates: int
    outcome: CallOutcome | None = None
    called_on: date | None = None


def help_calls(session: Session, *, today: date) -> tuple[HelpCallRow, ...]:
    """The calls for everybody whom a round left without a place and who still looks; what helps most first.

    Nobody is counted twice who was in two rounds, and nobody is named. A candidate may be helped by more than one
    call, so the numbers do not add up to people.
    """
    found: list[HelpCallRow] = []
    seen: set[UUID] = set()
    for row in rounds(session):
        if row.state is RoundState.CLOSED:
            continue
        here = _tokens(session, row.id)
        if row.placed < row.students:
            there = field(session, programme_id=row.programme_id, period_id=row.period_id, today=today)
            looking = {taker.participation_id for taker in there.taking}
            waiting = {token for token, key in here.items() if key in looking and key not in seen}
            found += _calls(session, row, waiting)
        seen |= set(here.values())
    return tuple(sorted(found, key=lambda call: (-call.candidates, call.company, call.words)))


def _tokens(session: Session, round_id: UUID) -> Mapping[str, UUID]:
    rows = select(RoundStudent.token, RoundStudent.participation_id).where(RoundStudent.round_id == round_id)
    return {row.token: row.participation_id for row in session.execute(rows)}


def _calls(session: Session, about: RoundRow, waiting: Collection[str]) -> list[HelpCallRow]:
    proposal = latest_proposal(session, about.id)
    if proposal is None or not waiting:
        return []
    places = {row.token: row for row in tracks(session, about.id)}
    candidates: dict[tuple[UUID, str], set[str]] = defaultdict(set)  # a company may offer the same in two tracks
    for token, pairs in helps_of(inputs=unpacked(proposal.inputs), answer=unpacked(proposal.answer)).items():
        for pair in pairs if token in waiting else ():
            if pair.track in places:
                candidates[places[pair.track].company_id, ask_words(pair)].add(token)
    companies = {place.company_id: place for place in places.values()}
    called = _last_calls(session, about.period_id)
    return [
        HelpCallRow(
            about,
            place.company_id,
            place.company,
            place.town,
            place.phone,
            words,
            len(tokens),
            *called.get(place.company_id, (None, None)),
        )
        for (company, words), tokens in candidates.items()
        for place in (companies[company],)
    ]


def _last_calls(session: Session, period_id: UUID) -> Mapping[UUID, tuple[CallOutcome, date]]:
    rows = session.scalars(
        select(CompanyCall).where(CompanyCall.period_id == period_id).order_by(CompanyCall.called_at, CompanyCall.id)
    )
    return {row.company_id: (row.outcome, row.called_at.astimezone(ZONE).date()) for row in rows}
