"""Matching rounds as people see them: how far each is, what was frozen and proposed, who signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.offer import Offer
from app.entities.programme import Period, Programme
from app.entities.rounds import (
    CriteriaEdition,
    Proposal,
    Round,
    RoundOffer,
    RoundSignature,
)
from app.matching.criteria import Key
from app.matching.keeping import read_answer, read_inputs, unpacked
from app.queries.masking import PersonName
from app.queries.matching_input import (
    digest_of,
    latest_edition,
    latest_proposal,
    track_token,
)
from app.queries.matching_record import unsigned
from app.queries.policy import criteria
from app.terms.matching import RoundState, SignedHow, Variant
from app.terms.school import Path

_CODE = 8
REVEALED = {RoundState.AGREED, RoundState.PLACED}
"""How far a round is when the names may be seen."""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in the list of all."""

    id: UUID
    code: str
    programme_id: UUID
    programme: str
    period_id: UUID
    period: str
    only_id: UUID | None
    variant: Variant
    state: RoundState
    opened_at: datetime
    opened_by: PersonName
    number: int
    students: int
    placed: int


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion as it holds in a round."""

    key: Key
    name: str
    hard: bool
    weight: int
    justification: str
    fact: str


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition of the criteria: when frozen, by whom, and why it replaced the one before."""

    edition: int
    digest: str
    band_width: int
    reason: str
    frozen_at: datetime
    frozen_by: PersonName


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal without what it was made from; ``stale`` when people decided otherwise since, or froze others."""

    number: int
    edition: int
    students: int
    placed: int
    total: int
    inputs_digest: str
    answer_digest: str
    made_at: datetime
    made_by: PersonName
    stale: bool


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature under the proposal."""

    name: PersonName
    how: SignedHow
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class RoundDetail:
    """All of one round that has no name of a student in it."""

    row: RoundRow
    first_day: date
    last_day: date
    criteria: tuple[CriterionRow, ...]
    editions: tuple[EditionRow, ...]
    commitment: str
    own_part: str
    other_part: str
    other_from: PersonName
    proposal: ProposalRow | None
    signatures: tuple[SignatureRow, ...]
    stamp: str
    paper_code: str

    @property
    def state(self) -> RoundState:
        """How far it is."""
        return self.row.state

    @property
    def revealed(self) -> bool:
        """Whether two signatures have opened the names."""
        return self.state in REVEALED


@dataclass(frozen=True, slots=True)
class TrackRow:
    """The place behind a token; that of a company, so it has a name."""

    token: str
    offer_id: UUID
    company_id: UUID
    company: str
    town: str
    phone: str


def rounds(session: Session) -> tuple[RoundRow, ...]:
    """Every round, the latest first."""
    rows = session.execute(
        select(Round, Programme.name, Period.name)
        .join(Programme, Programme.id == Round.programme_id)
        .join(Period, Period.id == Round.period_id)
        .order_by(Round.opened_at.desc(), Round.id)
    )
    return tuple(_row(session, about, programme, period) for about, programme, period in rows)


def round_detail(session: Session, round_id: UUID, *, today: date) -> RoundDetail | None:
    """One round; ``None`` when there is no such round."""
    row = next((row for row in rounds(session) if row.id == round_id), None)
    if row is None:
        return None
    about, proposal = session.get_one(Round, round_id), latest_proposal(session, round_id)
    period = session.get_one(Period, about.period_id)
    editions = session.scalars(
        select(CriteriaEdition).where(CriteriaEdition.round_id == round_id).order_by(CriteriaEdition.edition.desc())
    ).all()
    stamp = "" if proposal is None or not editions else digest_of(proposal, editions[0].digest)
    return RoundDetail(
        row,
        period.first_day,
        period.last_day,
        _criteria(session, editions[0] if editions else None, today),
        tuple(
            EditionRow(each.edition, each.digest, each.band_width, each.reason or "", each.frozen_at, each.frozen_by)
            for each in editions
        ),
        hashlib.sha256((about.own_part or "").encode()).hexdigest() if about.own_part else "",
        about.own_part or "",
        about.other_part or "",
        about.other_from or "",
        None if proposal is None else _proposal(session, proposal),
        tuple(
            SignatureRow(each.name, each.how, each.signed_at)
            for each in session.scalars(
                select(RoundSignature)
                .where(RoundSignature.round_id == round_id)
                .order_by(RoundSignature.how.desc(), RoundSignature.signed_at, RoundSignature.id)
            )
        ),
        stamp,
        paper_code(stamp) if stamp else "",
    )


def tracks(session: Session, round_id: UUID) -> tuple[TrackRow, ...]:
    """The places of a round by their tokens, once for each path."""
    rows = session.execute(
        select(RoundOffer.token, RoundOffer.offer_id, Company.id, Company.name, Company.town, Company.phone)
        .join(Offer, Offer.id == RoundOffer.offer_id)
        .join(Company, Company.id == Offer.company_id)
        .where(RoundOffer.round_id == round_id)
        .order_by(RoundOffer.token)
    )
    return tuple(
        TrackRow(track_token(row.token, path), row.offer_id, row.id, row.name, row.town or "", row.phone or "")
        for row in rows
        for path in Path
    )


def paper_code(stamp: str) -> str:
    """The code on the sheet that the second person signs: it stands for this proposal and no other."""
    code = hashlib.sha256(f"paper {stamp}".encode()).hexdigest()[:_CODE].upper()
    return f"{code[:4]}-{code[4:]}"


def tokens_of(inputs: str, answer: str) -> Mapping[str, str]:
    """The track of every student of a kept proposal by token; empty is no place."""
    told, matching = read_inputs(unpacked(inputs)), read_answer(unpacked(answer))
    return {
        told.students.token[student].hex(): "" if track < 0 else told.tracks.token[track].hex()
        for student, track in enumerate(matching.track.tolist())
    }


def _row(session: Session, about: Round, programme: str, period: str) -> RoundRow:
    proposal = session.execute(
        select(Proposal.number, Proposal.students, Proposal.placed)
        .where(Proposal.round_id == about.id)
        .order_by(Proposal.number.desc())
    ).first()
    return RoundRow(
        about.id,
        about.code,
        about.programme_id,
        programme,
        about.period_id,
        period,
        about.only_id,
        about.variant,
        about.state,
        about.opened_at,
        about.opened_by,
        0 if proposal is None else proposal.number,
        0 if proposal is None else proposal.students,
        0 if proposal is None else proposal.placed,
    )


def _criteria(session: Session, edition: CriteriaEdition | None, today: date) -> tuple[CriterionRow, ...]:
    """The criteria of an edition, or those that a round of today starts from; hard ones first."""
    if edition is None:
        listed = criteria(session, today)
        rows = [CriterionRow(row.key, row.name, row.hard, row.weight, row.justification, row.fact) for row in listed]
    else:
        rows = [
            CriterionRow(Key(row["key"]), row["name"], row["hard"], row["weight"], row["justification"], row["fact"])
            for row in json.loads(edition.criteria)
        ]
    order = list(Key)
    return tuple(sorted(rows, key=lambda row: (not row.hard, order.index(row.key))))


def _proposal(session: Session, proposal: Proposal) -> ProposalRow:
    edition = latest_edition(session, proposal.round_id)
    return ProposalRow(
        proposal.number,
        proposal.edition,
        proposal.students,
        proposal.placed,
        proposal.total,
        proposal.inputs_digest,
        proposal.answer_digest,
        proposal.made_at,
        proposal.made_by,
        edition is None or edition.edition != proposal.edition or unsigned(session, proposal.round_id),
    )
