"""The blind review: every candidate with one person's own verdict, in that person's own order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.rounds import (
    Proposal,
    RoundOffer,
    RoundStudent,
    RoundVerdict,
)
from app.queries.matching import tokens_of, tracks
from app.queries.matching_input import (
    latest_proposal,
    proposal_tokens,
)
from app.terms.matching import Verdict


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A candidate in the review of one person: no name, the proposed place, and that person's own verdict."""

    alias: str
    token: str
    track: str
    offer_id: UUID | None
    verdict: Verdict | None
    moved: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """How far one person is in judging the proposal."""

    open: int
    done: int


def review(session: Session, round_id: UUID, who: str) -> tuple[ReviewRow, ...]:
    """Every candidate with the verdict of ``who`` alone, in an order that is this person's own."""
    proposal = latest_proposal(session, round_id)
    if proposal is None:
        return ()
    told = tokens_of(proposal.inputs, proposal.answer)
    before = _before(session, proposal)
    offers = {row.token: row.offer_id for row in tracks(session, round_id)}
    verdicts = _verdicts(session, round_id, who)
    rows = session.execute(
        select(RoundStudent.id, RoundStudent.alias, RoundStudent.token).where(RoundStudent.round_id == round_id)
    )
    made = [
        ReviewRow(
            row.alias,
            row.token,
            told[row.token],
            offers.get(told[row.token]),
            _standing(verdicts.get(row.id), offers.get(told[row.token])),
            bool(before) and before.get(row.token, "") != told[row.token],
        )
        for row in rows
        if row.token in told
    ]
    return tuple(sorted(made, key=lambda row: hashlib.sha256(f"{who} {row.token}".encode()).digest()))


def judged(session: Session, round_id: UUID, who: str) -> Judged:
    """How many matches this person has yet to agree with."""
    rows = [row for row in review(session, round_id, who) if row.offer_id is not None]
    done = sum(row.verdict in {Verdict.AGREE, Verdict.PIN} for row in rows)
    return Judged(len(rows) - done, done)


def _before(session: Session, proposal: Proposal) -> Mapping[str, str]:
    """The places of the proposal before this one."""
    earlier = session.scalar(
        select(Proposal).where(Proposal.round_id == proposal.round_id, Proposal.number == proposal.number - 1)
    )
    return {} if earlier is None else proposal_tokens(earlier)


def _verdicts(session: Session, round_id: UUID, who: str) -> Mapping[UUID, tuple[Verdict, UUID | None]]:
    """The last word of one person about each student, with the offer it is about."""
    rows = session.execute(
        select(RoundVerdict.student_id, RoundVerdict.verdict, RoundOffer.offer_id)
        .outerjoin(RoundOffer, RoundOffer.id == RoundVerdict.offer_id)
        .where(RoundVerdict.round_id == round_id, RoundVerdict.decided_by == who)
        .order_by(RoundVerdict.n)
    )
    return {row.student_id: (row.verdict, row.offer_id) for row in rows}


def _standing(last: tuple[Verdict, UUID | None] | None, offer: UUID | None) -> Verdict | None:
    """What is left of somebody's last word, now that this offer is proposed."""
    if last is None or last[0] is Verdict.RELEASE:
        return None
    return last[0] if last[1] == offer or last[0] is Verdict.PIN else None
