"""The record of a round: what the proposal was made from, what people decided, and whether all still fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.offer import Offer
from app.entities.rounds import (
    CriteriaEdition,
    Round,
    RoundOffer,
    RoundSignature,
    RoundStudent,
    RoundVerdict,
)
from app.matching.criteria import fingerprint
from app.matching.keeping import digest, read_answer, read_inputs, unpacked
from app.queries.masking import PersonName
from app.queries.matching_input import (
    decisions,
    digest_of,
    latest_proposal,
    seed_of,
    track_token,
)
from app.terms.matching import Verdict
from app.terms.school import Path
from app.text import translate


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A decision of a person, for the record."""

    alias: str
    verdict: Verdict
    company: str
    reason: str
    decided_at: datetime
    decided_by: PersonName


@dataclass(frozen=True, slots=True)
class Kept:
    """The texts of a proposal, to explain or check it."""

    inputs: str
    answer: str


def kept(session: Session, round_id: UUID) -> Kept | None:
    """What the proposal that holds was made from, and its answer."""
    proposal = latest_proposal(session, round_id)
    return None if proposal is None else Kept(unpacked(proposal.inputs), unpacked(proposal.answer))


def torn(session: Session, round_id: UUID) -> tuple[str, ...]:
    """What in the record of a round no longer belongs together, in the user's words; empty when all is as it was.

    The proof of the optimum is another matter: ``app.matching.running.check_round``.
    """
    about, proposal = session.get_one(Round, round_id), latest_proposal(session, round_id)
    if proposal is None:
        return ()
    edition = session.scalar(
        select(CriteriaEdition).where(CriteriaEdition.round_id == round_id, CriteriaEdition.edition == proposal.edition)
    )
    inputs, answer = unpacked(proposal.inputs), unpacked(proposal.answer)
    told = read_inputs(inputs)
    frozen = "" if edition is None else edition.digest
    stamp = digest_of(proposal, frozen)
    signed = session.scalars(
        select(RoundSignature.digest).where(
            RoundSignature.round_id == round_id, RoundSignature.proposal == proposal.number
        )
    )
    holds = (
        (digest(inputs) == proposal.inputs_digest, translate("Matching", "wat erin ging, is veranderd")),
        (digest(answer) == proposal.answer_digest, translate("Matching", "wat eruit kwam, is veranderd")),
        (fingerprint(told.criteria) == frozen, translate("Matching", "de criteria zijn niet die van het voorstel")),
        (
            told.seed == seed_of(about.own_part or "", about.other_part or ""),
            translate("Matching", "de loting is niet die van het voorstel"),
        ),
        (all(each == stamp for each in signed), translate("Matching", "er is iets anders getekend")),
    )
    return tuple(words for right, words in holds if not right)


def unsigned(session: Session, round_id: UUID) -> bool:
    """Whether people pinned or vetoed otherwise than the proposal that holds was asked."""
    proposal = latest_proposal(session, round_id)
    if proposal is None:
        return False
    told, matching = read_inputs(unpacked(proposal.inputs)), read_answer(unpacked(proposal.answer))
    students = [token.hex() for token in told.students.token]
    places = [token.hex() for token in told.tracks.token]
    owner = {
        track_token(offer, path): offer
        for offer in session.scalars(select(RoundOffer.token).where(RoundOffer.round_id == round_id))
        for path in Path
    }
    offered = {owner[place] for place in places}
    pins, vetoes = decisions(session, round_id)
    return any(
        {(one, other) for one, other in decided if one in set(students) and other in offered}
        != {(students[one], owner[places[other]]) for one, other in done}
        for decided, done in ((pins.items(), matching.options.pins), (vetoes, matching.options.vetoes))
    )


def verdicts(session: Session, round_id: UUID) -> tuple[VerdictRow, ...]:
    """Every decision of people in a round, in the order in which they were taken."""
    rows = session.execute(
        select(RoundStudent.alias, RoundVerdict, Company.name)
        .join(RoundStudent, RoundStudent.id == RoundVerdict.student_id)
        .outerjoin(RoundOffer, RoundOffer.id == RoundVerdict.offer_id)
        .outerjoin(Offer, Offer.id == RoundOffer.offer_id)
        .outerjoin(Company, Company.id == Offer.company_id)
        .where(RoundVerdict.round_id == round_id)
        .order_by(RoundVerdict.n)
    )
    return tuple(
        VerdictRow(alias, each.verdict, company or "", each.reason or "", each.decided_at, each.decided_by)
        for alias, each, company in rows
    )
