"""Rounds in which a company or a student chooses: whose turn it is, what they are shown, and what they chose.

What is shown comes from the frozen criteria: the three that fit best and are still free. Nobody has a name here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.rounds import Round, RoundChoice, RoundOffer, RoundStudent
from app.errors import Refusal
from app.matching.edges import Edges
from app.matching.keeping import Inputs
from app.matching.pairs import PairFacts, best_for_offer, best_for_student, pair_facts, turn
from app.queries.masking import PersonName
from app.queries.matching import REVEALED, TrackRow, tracks
from app.queries.matching_input import standing_choices, told_of
from app.terms.matching import ChoiceReason, RoundState, Variant

_OVER = {*REVEALED, RoundState.CLOSED}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One thing to choose: a candidate and a place; without ``facts`` when it is read back from the record."""

    alias: str
    offer_id: UUID
    company: str
    town: str
    facts: PairFacts | None = None


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """What was chosen; ``alias`` and ``company`` say the chooser and the chosen, one is empty when it was none."""

    alias: str
    offer_id: UUID | None
    company: str
    slot: int
    shown: tuple[str, ...]
    none: bool
    reason: ChoiceReason
    chosen_on: date
    decided_by: PersonName


@dataclass(frozen=True, slots=True)
class ChooserRow:
    """A candidate, or one of the places of a company, in the order of the lottery; ``turn`` counts from 1."""

    turn: int
    alias: str
    offer_id: UUID | None
    company: str
    slot: int
    slots: int
    shown: tuple[ShownRow, ...]
    choice: ChoiceRow | None

    @property
    def key(self) -> tuple[str, UUID | None, int]:
        """What identifies who chooses."""
        return self.alias, self.offer_id, self.slot


def choice_record(session: Session, round_id: UUID) -> tuple[ChoiceRow, ...]:
    """Every choice that stands in a round, in the order in which they were recorded."""
    names = _Names(session, round_id)
    student_chooses = session.get_one(Round, round_id).variant is Variant.STUDENT
    return tuple(names.choice(row, by_student=student_chooses) for row in standing_choices(session, round_id))


def student_number(session: Session, round_id: UUID, alias: str) -> str:
    """The number of a candidate, by which a sheet finds the student who chooses; it tells no name. Empty for none."""
    wanted = (
        select(Student.number)
        .join(Participation, Participation.student_id == Student.id)
        .join(RoundStudent, RoundStudent.participation_id == Participation.id)
        .where(RoundStudent.round_id == round_id, RoundStudent.alias == alias)
    )
    return session.scalar(wanted) or ""


def choosers(session: Session, round_id: UUID, *, today: date) -> tuple[ChooserRow, ...]:
    """Whose turn it is, with what each may choose from now; of who chose already, what was shown then."""
    about = session.get_one(Round, round_id)
    if about.variant is Variant.DIRECT:
        return ()
    names = _Names(session, round_id)
    standing = standing_choices(session, round_id)
    if about.state in _OVER:
        return _read_back(names, standing, about.variant)
    try:
        told, _pins, _vetoes = told_of(session, round_id, today=today)
    except Refusal:
        return _read_back(names, standing, about.variant)
    table = _Table(names, told, standing)
    return table.students() if about.variant is Variant.STUDENT else table.offers()


class _Names:
    """What the tokens and rows of a round stand for; candidates stay pseudonyms."""

    def __init__(self, session: Session, round_id: UUID) -> None:
        students = session.scalars(select(RoundStudent).where(RoundStudent.round_id == round_id)).all()
        offers = session.scalars(select(RoundOffer).where(RoundOffer.round_id == round_id)).all()
        self.places: Mapping[str, TrackRow] = {row.token: row for row in tracks(session, round_id)}
        of_offer = {row.offer_id: row for row in self.places.values()}
        self.alias = {row.token: row.alias for row in students}
        self.student = {row.id: row for row in students}
        self.offer = {row.id: row for row in offers}
        self.place = {row.token: of_offer[row.offer_id] for row in offers}
        self.token = {row.offer_id: row.token for row in offers}

    def choice(self, row: RoundChoice, *, by_student: bool) -> ChoiceRow:
        """A choice in words that everybody may read."""
        alias = "" if row.student_id is None else self.student[row.student_id].alias
        place = None if row.offer_id is None else self.place[self.offer[row.offer_id].token]
        known = {token: each.company for token, each in self.place.items()} if by_student else self.alias
        shown = (known[token] for token in row.shown if token in known)
        return ChoiceRow(
            alias,
            None if place is None else place.offer_id,
            "" if place is None else place.company,
            row.slot,
            tuple(shown),
            place is None or not alias,
            row.reason,
            row.chosen_on,
            row.decided_by,
        )


class _Table:
    """Who chooses from what, worked out from what goes into the round."""

    def __init__(self, names: _Names, told: Inputs, standing: Iterable[RoundChoice]) -> None:
        self._names, self._told = names, told
        self._standing = tuple(standing)
        self._pairs: Edges = told.edges(most_failed=0)
        self._student = {token.hex(): place for place, token in enumerate(told.students.token)}
        self._tokens = [names.token[names.places[token.hex()].offer_id] for token in told.tracks.token]
        chosen = [row for row in self._standing if row.student_id is not None and row.offer_id is not None]
        self._taken = Counter(names.offer[row.offer_id].token for row in chosen if row.offer_id is not None)
        self._gone = {names.student[row.student_id].token for row in chosen if row.student_id is not None}

    def students(self) -> tuple[ChooserRow, ...]:
        """The candidates in the order of the lottery."""
        told = self._told
        free = told.capacity - np.array([self._taken[token] for token in self._tokens], np.int64)
        said = {self._names.student[row.student_id].token: row for row in self._standing if row.student_id is not None}
        order = sorted(self._student.values(), key=lambda at: turn(told, told.students.token[at]))
        rows = []
        for number, at in enumerate(order, start=1):
            token = told.students.token[at].hex()
            choice = said.get(token)
            shown = best_for_student(told, self._pairs, at, free) if choice is None else self._shown_to(at, choice)
            alias = self._names.alias[token]
            told_choice = None if choice is None else self._names.choice(choice, by_student=True)
            rows.append(ChooserRow(number, alias, None, "", 1, 1, self._rows(shown), told_choice))
        return tuple(rows)

    def offers(self) -> tuple[ChooserRow, ...]:
        """The places of the companies in the order of the lottery, each place on its own."""
        told = self._told
        open_ = np.array([token.hex() not in self._gone for token in told.students.token], np.int64)
        first = {token: at for at, token in reversed(list(enumerate(self._tokens)))}
        said = {(self._names.offer[row.offer_id].token, row.slot): row for row in self._standing if row.offer_id}
        slots = [(token, slot) for token, at in first.items() for slot in range(1, int(told.capacity[at]) + 1)]
        slots.sort(key=lambda each: turn(told, bytes.fromhex(each[0]), bytes([min(each[1], 255)])))
        rows = []
        for number, (token, slot) in enumerate(slots, start=1):
            choice, place = said.get((token, slot)), self._names.place[token]
            offer = int(told.offer[first[token]])
            if choice is None:
                shown = best_for_offer(told, self._pairs, offer, open_)
            else:
                listed = [self._student[each] for each in choice.shown if each in self._student]
                shown = tuple((student, self._track(student, token)) for student in listed)
            told_choice = None if choice is None else self._names.choice(choice, by_student=False)
            many = int(told.capacity[first[token]])
            found = self._rows(shown)
            rows.append(ChooserRow(number, "", place.offer_id, place.company, slot, many, found, told_choice))
        return tuple(rows)

    def _shown_to(self, student: int, choice: RoundChoice) -> tuple[tuple[int, int], ...]:
        """What a candidate was shown, as far as it is still in the round."""
        return tuple((student, self._track(student, token)) for token in choice.shown if token in self._tokens)

    def _track(self, student: int, token: str) -> int:
        """The track of an offer that a student may go to: that of the student's own path."""
        mine = self._pairs.track[self._pairs.student == student].tolist()
        return next((track for track in mine if self._tokens[track] == token), self._tokens.index(token))

    def _rows(self, shown: Iterable[tuple[int, int]]) -> tuple[ShownRow, ...]:
        rows = []
        for student, track in shown:
            place = self._names.places[self._told.tracks.token[track].hex()]
            alias = self._names.alias[self._told.students.token[student].hex()]
            facts = pair_facts(self._told, student, track)
            rows.append(ShownRow(alias, place.offer_id, place.company, place.town, facts))
        return tuple(rows)


def _read_back(names: _Names, standing: Iterable[RoundChoice], variant: Variant) -> tuple[ChooserRow, ...]:
    """Who chose what, once nobody of the round looks for a place any more."""
    rows = []
    for number, row in enumerate(standing, start=1):
        choice = names.choice(row, by_student=variant is Variant.STUDENT)
        alias = choice.alias if variant is Variant.STUDENT else ""
        offer = None if variant is Variant.STUDENT else choice.offer_id
        company = "" if variant is Variant.STUDENT else choice.company
        rows.append(ChooserRow(number, alias, offer, company, row.slot, row.slot, (), choice))
    return tuple(rows)
