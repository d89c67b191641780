"""Matching rounds as people see them: how far each is, what was proposed, who judged what, who signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.names import full_name
from app.entities.offer import Offer
from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Group, Period, Programme
from app.entities.rounds import (
    CriteriaEdition,
    Proposal,
    Round,
    RoundOffer,
    RoundSignature,
    RoundStudent,
    RoundVerdict,
)
from app.matching.criteria import Key, fingerprint
from app.matching.keeping import digest, read_answer, read_inputs, unpacked
from app.queries.contact_point import ContactPointRow, contact_points
from app.queries.masking import PersonName
from app.queries.matching_input import (
    decisions,
    digest_of,
    latest_edition,
    latest_proposal,
    proposal_tokens,
    seed_of,
    track_token,
)
from app.queries.policy import criteria
from app.terms.matching import RoundState, SignedHow, Verdict
from app.terms.school import Path
from app.text import translate

_CODE = 8
_REVEALED = {RoundState.AGREED, RoundState.PLACED}


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
        return self.state in _REVEALED


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


@dataclass(frozen=True, slots=True)
class TrackRow:
    """The place behind a token; that of a company, so it has a name."""

    token: str
    offer_id: UUID
    company_id: UUID
    company: str
    town: str
    phone: str


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A match with the names, for after the signatures."""

    alias: str
    participation_id: UUID
    student_id: UUID
    name: PersonName
    first_name: PersonName
    group: str
    minor: bool
    offer_id: UUID | None
    company_id: UUID | None
    company: str
    town: str
    street: str
    contact: PersonName
    contact_point: ContactPointRow


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


def matches(session: Session, round_id: UUID) -> tuple[MatchRow, ...]:
    """Every student of the proposal that holds with name and place, by name; only once two people signed."""
    about, proposal = session.get_one(Round, round_id), latest_proposal(session, round_id)
    if proposal is None or about.state not in _REVEALED:
        return ()
    told = tokens_of(proposal.inputs, proposal.answer)
    places = {row.token: row for row in tracks(session, round_id)}
    contacts = _pairs(session, select(Offer.id, Offer.contact))
    points = contact_points(session)
    streets = _pairs(session, select(Company.id, Company.street))
    day = session.get_one(Period, about.period_id).first_day
    rows = session.execute(
        select(RoundStudent, Student, Group.code)
        .join(Participation, Participation.id == RoundStudent.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(RoundStudent.round_id == round_id)
        .order_by(Student.sort_key, Student.number)
    )
    made = []
    for one, student, group in rows:
        if one.token not in told:
            continue
        place = places.get(told[one.token])
        made.append(
            MatchRow(
                one.alias,
                one.participation_id,
                student.id,
                full_name(student.first_name, student.prefix, student.last_name),
                student.first_name,
                group or "",
                student.minor_until is not None and student.minor_until >= day,
                None if place is None else place.offer_id,
                None if place is None else place.company_id,
                "" if place is None else place.company,
                "" if place is None else place.town,
                "" if place is None else streets.get(place.company_id) or "",
                "" if place is None else contacts.get(place.offer_id) or "",
                points.of(None if place is None else place.company_id),
            )
        )
    return tuple(made)


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


def _pairs(session: Session, wanted: Select[UUID, str | None]) -> Mapping[UUID, str | None]:
    return {row[0]: row[1] for row in session.execute(wanted)}
