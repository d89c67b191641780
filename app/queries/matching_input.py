"""The text that a matching gets: the rows of the school as tokens and codes, sorted by token.

Names, order of rows and ids cannot come through: students and offers stand in the order of their random tokens,
words become places in a sorted list of words that several companies use, and an address is minutes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Group, ProgrammeUnit
from app.entities.rounds import CriteriaEdition, Proposal, Round, RoundChoice, RoundOffer, RoundStudent, RoundVerdict
from app.errors import Refusal
from app.matching.criteria import read_criteria
from app.matching.keeping import Inputs, Tokens, digest, inputs_text, read_answer, read_inputs, unpacked
from app.queries.matching_facts import former_companies, offer_facts, wish_facts
from app.queries.matching_features import Learner, Track, features, granted, ranks
from app.queries.matching_market import Field, field
from app.rules.matching_words import (
    modes,
)
from app.terms.matching import ChoiceReason, Variant, Verdict
from app.terms.school import Path
from app.text import translate


@dataclass(frozen=True, slots=True)
class Asked:
    """What the solver gets of a round."""

    inputs: str
    pins: Tokens
    vetoes: Tokens
    previous: Mapping[str, str]


def seed_of(own_part: str, other_part: str) -> bytes:
    """The lottery's seed: the SHA-256 of both parts, with a line between them."""
    return hashlib.sha256(f"{own_part}\n{other_part}".encode()).digest()


def track_token(offer_token: str, path: Path) -> str:
    """The token of an offer for one path."""
    return hashlib.sha256(f"{offer_token} {path.value}".encode()).hexdigest()[:32]


def asked(session: Session, round_id: UUID, *, today: date) -> Asked:
    """What the solver gets: everybody of the round who still looks for a place, and what people decided."""
    inputs, pinned, barred = told_of(session, round_id, today=today)
    return Asked(inputs_text(inputs), pinned, barred, _previous(session, round_id))


def told_of(session: Session, round_id: UUID, *, today: date) -> tuple[Inputs, Tokens, Tokens]:
    """What goes into a round, with the pins and the vetoes of people, as values."""
    about = session.get_one(Round, round_id)
    edition = latest_edition(session, round_id)
    if edition is None or about.own_part is None or about.other_part is None:
        raise Refusal(translate("Matching", "Zet eerst de criteria vast, en vul het tweede deel van de loting in."))
    there = field(session, programme_id=about.programme_id, period_id=about.period_id, today=today)
    learners = _learners(session, about, there)
    tracks = _tracks(session, about, there, {learner.path for learner in learners})
    if not learners:
        raise Refusal(translate("Matching", "In deze ronde zoekt niemand nog een plek."))
    if not tracks:
        raise Refusal(translate("Matching", "In deze ronde zijn nog geen stageplaatsen die plaatsing aannemen."))
    pins, vetoes = decisions(session, round_id)
    paths = {learner.token: learner.path for learner in learners}
    pinned = tuple((one, track_token(other, paths[one])) for one, other in sorted(pins.items()) if one in paths)
    barred = tuple((one, track_token(other, paths[one])) for one, other in sorted(vetoes) if one in paths)
    inputs = Inputs(
        *features(learners, tracks, _units(session, about.programme_id)),
        np.array([track.free for track in tracks], np.int64),
        np.array(ranks([track.offer for track in tracks]), np.int64),
        granted(learners, tracks, pinned),
        read_criteria(_criteria(edition.criteria)),
        edition.band_width,
        seed_of(about.own_part, about.other_part),
    )
    return inputs, pinned, barred


def latest_edition(session: Session, round_id: UUID) -> CriteriaEdition | None:
    """The criteria that hold now."""
    rows = select(CriteriaEdition).where(CriteriaEdition.round_id == round_id)
    return session.scalars(rows.order_by(CriteriaEdition.edition.desc())).first()


def latest_proposal(session: Session, round_id: UUID) -> Proposal | None:
    """The proposal that holds now."""
    rows = select(Proposal).where(Proposal.round_id == round_id)
    return session.scalars(rows.order_by(Proposal.number.desc())).first()


def decisions(session: Session, round_id: UUID) -> tuple[Mapping[str, str], frozenset[tuple[str, str]]]:
    """What holds of the pins (an offer by student) and vetoes (student and offer) of people, all by token.

    What a company or a student chose is a pin; who judges afterwards may reject it, or set it free, with a reason.
    """
    student, offer = _tokens(session, round_id)
    verdicts = session.scalars(select(RoundVerdict).where(RoundVerdict.round_id == round_id).order_by(RoundVerdict.n))
    words = [
        (each.decided_at, Verdict.PIN, student[each.student_id], offer[each.offer_id])
        for each in standing_choices(session, round_id)
        if each.student_id is not None and each.offer_id is not None
    ]
    words += [
        (each.decided_at, each.verdict, student[each.student_id], "" if each.offer_id is None else offer[each.offer_id])
        for each in verdicts
    ]
    pins: dict[str, str] = {}
    vetoes: set[tuple[str, str]] = set()
    for _at, verdict, one, other in sorted(words, key=lambda each: each[0]):
        if verdict is Verdict.PIN:
            pins[one] = other
            vetoes.discard((one, other))
        elif verdict is Verdict.VETO:
            vetoes.add((one, other))
            if pins.get(one) == other:
                del pins[one]
        elif verdict is Verdict.RELEASE:
            pins.pop(one, None)
            vetoes = {pair for pair in vetoes if pair[0] != one}
    return pins, frozenset(vetoes)


def standing_choices(session: Session, round_id: UUID) -> tuple[RoundChoice, ...]:
    """The last word of everybody who chooses in a round, in the order in which they were spoken."""
    variant = session.get_one(Round, round_id).variant
    rows = session.scalars(select(RoundChoice).where(RoundChoice.round_id == round_id).order_by(RoundChoice.n))
    last: dict[object, RoundChoice] = {}
    for row in rows:
        key = row.student_id if variant is Variant.STUDENT else (row.offer_id, row.slot)
        last.pop(key, None)
        last[key] = row
    return tuple(row for row in last.values() if row.reason is not ChoiceReason.WITHDRAWN)


def _tokens(session: Session, round_id: UUID) -> tuple[Mapping[UUID, str], Mapping[UUID, str]]:
    """The tokens of the students and the offers of a round, by their rows in it."""
    students = select(RoundStudent.id, RoundStudent.token).where(RoundStudent.round_id == round_id)
    offers = select(RoundOffer.id, RoundOffer.token).where(RoundOffer.round_id == round_id)
    return (
        {row.id: row.token for row in session.execute(students)},
        {row.id: row.token for row in session.execute(offers)},
    )


def proposal_tokens(proposal: Proposal) -> Mapping[str, str]:
    """The track of each placed student in a proposal, by token."""
    told, matching = read_inputs(unpacked(proposal.inputs)), read_answer(unpacked(proposal.answer))
    return {
        told.students.token[student].hex(): told.tracks.token[track].hex()
        for student, track in enumerate(matching.track.tolist())
        if track >= 0
    }


def digest_of(proposal: Proposal, criteria_digest: str) -> str:
    """What a signature stands under: criteria, all that went in, and the answer."""
    return digest(f"{criteria_digest}\n{proposal.inputs_digest}\n{proposal.answer_digest}")


def _previous(session: Session, round_id: UUID) -> Mapping[str, str]:
    before = latest_proposal(session, round_id)
    return {} if before is None else proposal_tokens(before)


def _learners(session: Session, about: Round, there: Field) -> list[Learner]:
    """Who is in the round and still takes part, by token."""
    known = {
        row.participation_id: row
        for row in session.execute(
            select(
                RoundStudent.participation_id,
                RoundStudent.token,
                Student.id,
                Student.pc4,
                func.coalesce(Student.path, Group.path).label("path"),
            )
            .join(Participation, Participation.id == RoundStudent.participation_id)
            .join(Student, Student.id == Participation.student_id)
            .outerjoin(Group, Group.id == Student.group_id)
            .where(RoundStudent.round_id == about.id)
        )
    }
    taking = [known[row.participation_id] for row in there.taking if row.participation_id in known]
    wishes = wish_facts(session, [row.id for row in taking], about.period_id)
    former: dict[UUID, set[UUID]] = {}
    for student, company in former_companies(session, [row.id for row in taking], about.period_id):
        former.setdefault(student, set()).add(company)
    made = [
        Learner(
            row.token,
            Path(row.path or Path.BOL),
            row.pc4,
            wishes[row.id],
            modes(wishes[row.id].transport),
            frozenset(former.get(row.id, ())),
        )
        for row in taking
    ]
    return sorted(made, key=lambda learner: learner.token)


def _tracks(session: Session, about: Round, there: Field, paths: Iterable[Path]) -> list[Track]:
    """The offers of the round that still have room, once for each path, by token."""
    rows = session.execute(select(RoundOffer.offer_id, RoundOffer.token).where(RoundOffer.round_id == about.id))
    tokens = {row.offer_id: row.token for row in rows}
    free = {row.offer_id: row.free or 0 for row in there.offered if row.offer_id in tokens}
    facts = offer_facts(session, free, about.programme_id)
    made = [
        Track(track_token(tokens[key], path), key, path, free[key], each)
        for key, each in facts.items()
        for path in paths
        if each.path in {None, path}
    ]
    return sorted(made, key=lambda track: track.token)


def _units(session: Session, programme_id: UUID) -> Mapping[UUID, int]:
    """The parts of a programme, each with its place in the order of their codes."""
    rows = select(ProgrammeUnit.id, ProgrammeUnit.code).where(ProgrammeUnit.programme_id == programme_id)
    return {row.id: place for place, row in enumerate(sorted(session.execute(rows), key=lambda row: row.code))}


def _criteria(kept: str) -> list[dict[str, Any]]:
    import json

    listed: list[dict[str, Any]] = json.loads(kept)
    return listed
