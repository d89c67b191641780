"""Students and places as the numbers that a matching gets: what cannot be told here cannot count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from app.dates import SHORT_WEEKDAYS
from app.matching.features import UNKNOWN, MatchFeatures, TrackFeatures
from app.queries.matching_facts import OfferFacts, WishFacts
from app.rules.matching_words import (
    COVERED,
    Mode,
    asked_facilities,
    costs_of,
    kind_of,
    offered_facilities,
    wanted_kinds,
)
from app.rules.travel import estimated_km
from app.terms.company import Allowance, Answer
from app.terms.school import Path
from app.text import fold

_PATHS = tuple(Path)


_SPOKEN_BY = 2  # a kind of work is a code once so many companies use the word


_BITS = 64


_UNREACHABLE = 600  # minutes, where a company says that the only way of a student does not lead there


@dataclass(frozen=True, slots=True)
class Learner:
    """A student by token, with what may be known."""

    token: str
    path: Path
    pc4: str | None
    wish: WishFacts
    ways: tuple[Mode, ...]
    former: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Track:
    """An offer for one path, by token."""

    token: str
    offer: UUID
    path: Path
    free: int
    facts: OfferFacts


def features(
    learners: Sequence[Learner], tracks: Sequence[Track], units: Mapping[UUID, int]
) -> tuple[MatchFeatures, TrackFeatures]:
    """Both sides as numbers. What a student holds of what work requires nobody keeps: it forbids nothing."""
    work = _places(_common_work(tracks))
    companies = ranks([track.facts.company_id for track in tracks])
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
    return {
        "programme": same,
        "level": same,
        "period": same,
        "path": _whole(_PATHS.index(path) for path in paths),
    }


def _limit(learner: Learner) -> int:
    """The most minutes that a student travels; a limit in kilometres counts by the fastest way of that student."""
    if learner.wish.max_minutes is not None:
        return learner.wish.max_minutes
    if learner.wish.max_km is not None and learner.ways:
        return min(way.minutes(learner.wish.max_km) for way in learner.ways)
    return UNKNOWN


def _home(learner: Learner) -> tuple[str | None, tuple[Mode, ...]]:
    """All of a student that travel time depends on."""
    return learner.pc4, learner.ways


def _minutes_rows(
    learners: Sequence[Learner], tracks: Sequence[Track]
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


def _needs(learner: Learner) -> int:
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


def _common_work(tracks: Sequence[Track]) -> set[str]:
    """The kinds of work that several companies name: what only one says, or only a student, is no code."""
    by_company = {(track.facts.company_id, fold(task)) for track in tracks for task in track.facts.tasks}
    counted = Counter(task for _, task in by_company)
    return {task for task, companies in counted.items() if companies >= _SPOKEN_BY}


def _known(work: Mapping[str, int], tasks: Iterable[str]) -> list[int]:
    return [work[fold(task)] for task in tasks if fold(task) in work]


def _learnt(units: Mapping[UUID, int], named: Iterable[UUID]) -> list[int]:
    return [units[unit] for unit in named if unit in units]


def granted(
    learners: Sequence[Learner], tracks: Sequence[Track], pinned: Iterable[tuple[str, str]]
) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    student = {learner.token: place for place, learner in enumerate(learners)}
    track = {each.token: place for place, each in enumerate(tracks)}
    pairs = [(student[one], track[other]) for one, other in pinned if one in student and other in track]
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)


def ranks(keys: Sequence[UUID]) -> list[int]:
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
