"""The text that a matching gets: the rows of the school as tokens and codes, sorted by token.

Names, order of rows and ids cannot come through: students and offers stand in the order of their random tokens,
words become places in a sorted list of words that several companies use, and an address is minutes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.dates import SHORT_WEEKDAYS
from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Group, ProgrammeUnit
from app.entities.rounds import CriteriaEdition, Proposal, Round, RoundOffer, RoundStudent, RoundVerdict
from app.errors import Refusal
from app.matching.criteria import read_criteria
from app.matching.features import UNKNOWN, MatchFeatures, TrackFeatures
from app.matching.keeping import Inputs, digest, inputs_text, read_answer, read_inputs, unpacked
from app.queries.matching_market import (
    Field,
    OfferFacts,
    WishFacts,
    field,
    former_companies,
    offer_facts,
    wish_facts,
)
from app.rules.matching_words import (
    COVERED,
    Mode,
    asked_facilities,
    costs_of,
    kind_of,
    modes,
    offered_facilities,
    wanted_kinds,
)
from app.rules.travel import estimated_km
from app.terms.company import Allowance, Answer
from app.terms.matching import Verdict
from app.terms.school import Path
from app.text import fold, translate

_PATHS = tuple(Path)
_SPOKEN_BY = 2  # a kind of work is a code once so many companies use the word
_BITS = 64
_UNREACHABLE = 600  # minutes, where a company says that the only way of a student does not lead there


@dataclass(frozen=True, slots=True)
class Asked:
    """What the solver gets of a round."""

    inputs: str
    pins: tuple[tuple[str, str], ...]
    vetoes: tuple[tuple[str, str], ...]
    previous: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Learner:
    """A student by token, with what may be known."""

    token: str
    path: Path
    pc4: str | None
    wish: WishFacts
    ways: tuple[Mode, ...]
    former: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class _Track:
    """An offer for one path, by token."""

    token: str
    offer: UUID
    path: Path
    free: int
    facts: OfferFacts


def seed_of(own_part: str, other_part: str) -> bytes:
    """The lottery's seed: the SHA-256 of both parts, with a line between them."""
    return hashlib.sha256(f"{own_part}\n{other_part}".encode()).digest()


def track_token(offer_token: str, path: Path) -> str:
    """The token of an offer for one path."""
    return hashlib.sha256(f"{offer_token} {path.value}".encode()).hexdigest()[:32]


def asked(session: Session, round_id: UUID, *, today: date) -> Asked:
    """What the solver gets: everybody of the round who still looks for a place, and what people decided."""
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
        *_features(learners, tracks, _units(session, about.programme_id)),
        np.array([track.free for track in tracks], np.int64),
        np.array(_ranks([track.offer for track in tracks]), np.int64),
        _granted(learners, tracks, pinned),
        read_criteria(_criteria(edition.criteria)),
        edition.band_width,
        seed_of(about.own_part, about.other_part),
    )
    return Asked(inputs_text(inputs), pinned, barred, _previous(session, round_id))


def latest_edition(session: Session, round_id: UUID) -> CriteriaEdition | None:
    """The criteria that hold now."""
    rows = select(CriteriaEdition).where(CriteriaEdition.round_id == round_id)
    return session.scalars(rows.order_by(CriteriaEdition.edition.desc())).first()


def latest_proposal(session: Session, round_id: UUID) -> Proposal | None:
    """The proposal that holds now."""
    rows = select(Proposal).where(Proposal.round_id == round_id)
    return session.scalars(rows.order_by(Proposal.number.desc())).first()


def decisions(session: Session, round_id: UUID) -> tuple[Mapping[str, str], frozenset[tuple[str, str]]]:
    """What holds of the pins (an offer by student) and vetoes (student and offer) of people, all by token."""
    rows = session.execute(
        select(RoundStudent.token, RoundOffer.token, RoundVerdict.verdict)
        .join(RoundStudent, RoundStudent.id == RoundVerdict.student_id)
        .outerjoin(RoundOffer, RoundOffer.id == RoundVerdict.offer_id)
        .where(RoundVerdict.round_id == round_id)
        .order_by(RoundVerdict.n)
    )
    pins: dict[str, str] = {}
    vetoes: set[tuple[str, str]] = set()
    for student, offer, verdict in rows:
        if verdict is Verdict.PIN and offer is not None:
            pins[student] = offer
            vetoes.discard((student, offer))
        elif verdict is Verdict.VETO and offer is not None:
            vetoes.add((student, offer))
            if pins.get(student) == offer:
                del pins[student]
        elif verdict is Verdict.RELEASE:
            pins.pop(student, None)
            vetoes = {pair for pair in vetoes if pair[0] != student}
    return pins, frozenset(vetoes)


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


def _learners(session: Session, about: Round, there: Field) -> list[_Learner]:
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
        _Learner(
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


def _tracks(session: Session, about: Round, there: Field, paths: Iterable[Path]) -> list[_Track]:
    """The offers of the round that still have room, once for each path, by token."""
    rows = session.execute(select(RoundOffer.offer_id, RoundOffer.token).where(RoundOffer.round_id == about.id))
    tokens = {row.offer_id: row.token for row in rows}
    free = {row.offer_id: row.free or 0 for row in there.offered if row.offer_id in tokens}
    facts = offer_facts(session, free, about.programme_id)
    made = [
        _Track(track_token(tokens[key], path), key, path, free[key], each)
        for key, each in facts.items()
        for path in paths
        if each.path in {None, path}
    ]
    return sorted(made, key=lambda track: track.token)


def _units(session: Session, programme_id: UUID) -> Mapping[UUID, int]:
    """The parts of a programme, each with its place in the order of their codes."""
    rows = select(ProgrammeUnit.id, ProgrammeUnit.code).where(ProgrammeUnit.programme_id == programme_id)
    return {row.id: place for place, row in enumerate(sorted(session.execute(rows), key=lambda row: row.code))}


def _features(
    learners: Sequence[_Learner], tracks: Sequence[_Track], units: Mapping[UUID, int]
) -> tuple[MatchFeatures, TrackFeatures]:
    """Both sides as numbers. What a student holds of what work requires nobody keeps: it forbids nothing."""
    work = _places(_common_work(tracks))
    companies = _ranks([track.facts.company_id for track in tracks])
    company = dict(zip((track.facts.company_id for track in tracks), companies, strict=True))
    minutes = _minutes_rows(learners, tracks)
    rows = sorted(set(minutes.values()))
    row_of = {row: place for place, row in enumerate(rows)}
    wanted = [wanted_kinds(learner.wish.kinds) for learner in learners]
    most = max((len(each) for each in wanted), default=0) or 1
    students: dict[str, Any] = {
        **_kind([learner.path for learner in learners]),
        "days": _whole(_days(learner.wish.days) for learner in learners),
        "travel": _whole(row_of[minutes[_home(learner)]] for learner in learners),
        "limit": _whole(map(_limit, learners)),
        "goals": _bits([_learnt(units, learner.wish.units) for learner in learners], len(units)),
        "tasks": _bits([_known(work, learner.wish.tasks) for learner in learners], len(work)),
        "needs": _whole(map(_needs, learners)),
        "held": _whole(0 for _ in learners),
        "costs": _whole(costs_of(learner.ways) for learner in learners),
        "preference": np.array([[*each, *[-1] * (most - len(each))] for each in wanted], np.int64),
        "former": np.array(
            [
                (place, company[each])
                for place, learner in enumerate(learners)
                for each in sorted(learner.former & company.keys(), key=company.__getitem__)
            ],
            np.int64,
        ).reshape(-1, 2),
    }
    offered: dict[str, Any] = {
        **_kind([track.path for track in tracks]),
        "company": _whole(companies),
        "kind": _whole(_kind_of(track.facts) for track in tracks),
        "days": _whole(_days(SHORT_WEEKDAYS if track.facts.days is None else track.facts.days) for track in tracks),
        "goals": _bits([_learnt(units, track.facts.units) for track in tracks], len(units)),
        "tasks": _bits([_known(work, track.facts.tasks) for track in tracks], len(work)),
        "facilities": _whole(offered_facilities(track.facts.access) for track in tracks),
        "required": _whole(0 for _ in tracks),
        "allowance": _whole(_allowance(track.facts) for track in tracks),
    }
    return (
        MatchFeatures([bytes.fromhex(learner.token) for learner in learners], **students),
        TrackFeatures(
            [bytes.fromhex(track.token) for track in tracks],
            minutes=np.array(rows, np.int64).reshape(-1, len(tracks)),
            **offered,
        ),
    )


def _kind(paths: Sequence[Path]) -> dict[str, Any]:
    """One programme, level and period a round; the path differs."""
    same = _whole(0 for _ in paths)
    return {"programme": same, "level": same, "period": same, "path": _whole(_PATHS.index(path) for path in paths)}


def _limit(learner: _Learner) -> int:
    """The most minutes that a student travels; a limit in kilometres counts by the fastest way of that student."""
    if learner.wish.max_minutes is not None:
        return learner.wish.max_minutes
    if learner.wish.max_km is not None and learner.ways:
        return min(way.minutes(learner.wish.max_km) for way in learner.ways)
    return UNKNOWN


def _home(learner: _Learner) -> tuple[str | None, tuple[Mode, ...]]:
    """All of a student that travel time depends on."""
    return learner.pc4, learner.ways


def _minutes_rows(
    learners: Sequence[_Learner], tracks: Sequence[_Track]
) -> Mapping[tuple[str | None, tuple[Mode, ...]], tuple[int, ...]]:
    """Minutes to every track from each home: a region has far fewer of both than it has pairs."""
    wanted = [(track.facts.pc4, track.facts.public is Answer.NO) for track in tracks]
    places = sorted(set(wanted), key=lambda place: (place[0] or "", place[1]))
    column = {place: at for at, place in enumerate(places)}
    columns = [column[place] for place in wanted]
    found = {}
    for home in {_home(learner) for learner in learners}:
        each = [_minutes(*home, pc4, no_public=barred) for pc4, barred in places]
        found[home] = tuple(each[at] for at in columns)
    return found


def _minutes(pc4: str | None, ways: tuple[Mode, ...], there: str | None, *, no_public: bool) -> int:
    km = estimated_km(pc4, there)
    if km is None or not ways:
        return UNKNOWN
    usable = [way for way in ways if not (way.public and no_public)]
    return min((way.minutes(km) for way in usable), default=_UNREACHABLE)


def _needs(learner: _Learner) -> int:
    """Facilities only; a need that names a diagnosis stays out until somebody wrote what is needed instead."""
    return 0 if learner.wish.needs_health else asked_facilities(learner.wish.needs).bits


def _kind_of(facts: OfferFacts) -> int:
    found = kind_of(facts.company, facts.sector)
    return UNKNOWN if found is None else found


def _allowance(facts: OfferFacts) -> int:
    if facts.allowance is Allowance.WAGE or any("reis" in fold(each) for each in facts.covered):
        return COVERED
    if facts.allowance is Allowance.AMOUNT:
        return facts.cents or 0
    return 0 if facts.allowance is Allowance.NONE else UNKNOWN


def _common_work(tracks: Sequence[_Track]) -> set[str]:
    """The kinds of work that several companies name: what only one says, or only a student, is no code."""
    by_company = {(track.facts.company_id, fold(task)) for track in tracks for task in track.facts.tasks}
    counted = Counter(task for _, task in by_company)
    return {task for task, companies in counted.items() if companies >= _SPOKEN_BY}


def _known(work: Mapping[str, int], tasks: Iterable[str]) -> list[int]:
    return [work[fold(task)] for task in tasks if fold(task) in work]


def _learnt(units: Mapping[UUID, int], named: Iterable[UUID]) -> list[int]:
    return [units[unit] for unit in named if unit in units]


def _granted(
    learners: Sequence[_Learner], tracks: Sequence[_Track], pinned: Iterable[tuple[str, str]]
) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    student = {learner.token: place for place, learner in enumerate(learners)}
    track = {each.token: place for place, each in enumerate(tracks)}
    pairs = [(student[one], track[other]) for one, other in pinned if one in student and other in track]
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)


def _ranks(keys: Sequence[UUID]) -> list[int]:
    """A number for each key, in the order in which the sorted tracks first name it: never that of the ids."""
    seen: dict[UUID, int] = {}
    return [seen.setdefault(key, len(seen)) for key in keys]


def _places(values: Iterable[str]) -> dict[str, int]:
    return {value: place for place, value in enumerate(sorted(values))}


def _bits(listed: Sequence[Sequence[int]], size: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint64]]:
    words = max(1, -(-size // _BITS))
    made = np.zeros((len(listed), words), np.uint64)
    for row, places in enumerate(listed):
        for place in places:
            made[row, place // _BITS] |= np.uint64(1 << (place % _BITS))
    return made


def _days(days: Iterable[str]) -> int:
    return sum(1 << SHORT_WEEKDAYS.index(day) for day in set(days) if day in SHORT_WEEKDAYS)


def _whole(values: Iterable[int]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array(list(values), np.int64)


def _criteria(kept: str) -> list[dict[str, Any]]:
    import json

    listed: list[dict[str, Any]] = json.loads(kept)
    return listed
