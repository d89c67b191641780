"""What would help those whom the last proposals left without a place, as calls to make, company by company."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.matching.keeping import unpacked
from app.matching.running import helps_of
from app.queries.matching import RoundRow, rounds, tracks
from app.queries.matching_input import latest_proposal
from app.queries.matching_words import help_words
from app.terms.matching import RoundState


@dataclass(frozen=True, slots=True)
class HelpCallRow:
    """One call: to which company, what to ask or arrange, and how many candidates without a place it would help."""

    round: RoundRow
    company_id: UUID
    company: str
    town: str
    phone: str
    words: str
    candidates: int


def help_calls(session: Session) -> tuple[HelpCallRow, ...]:
    """The calls of every round that still leaves somebody without a place; what helps most first, never by name.

    A candidate may be helped by more than one call, so the numbers do not add up to people.
    """
    found: list[HelpCallRow] = []
    for row in rounds(session):
        if row.placed < row.students and row.state is not RoundState.CLOSED:
            found += _calls(session, row)
    return tuple(sorted(found, key=lambda call: (-call.candidates, call.company, call.words)))


def _calls(session: Session, about: RoundRow) -> list[HelpCallRow]:
    proposal = latest_proposal(session, about.id)
    if proposal is None:
        return []
    places = {row.token: row for row in tracks(session, about.id)}
    candidates: dict[tuple[str, str], set[str]] = defaultdict(set)
    for token, pairs in helps_of(inputs=unpacked(proposal.inputs), answer=unpacked(proposal.answer)).items():
        for pair in pairs:
            if pair.track in places:
                candidates[pair.track, help_words(pair, places[pair.track].company)].add(token)
    return [
        HelpCallRow(about, place.company_id, place.company, place.town, place.phone, words, len(tokens))
        for (track, words), tokens in candidates.items()
        for place in (places[track],)
    ]
