"""Where every card stands and what it lacks, for many cards in a few statements."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Text, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.entities.company import RecognitionCheck
from app.entities.contact import Assessment, ContactMoment
from app.entities.people import Student
from app.entities.placement import Agreement, Participation, Placement, RequiredDocument
from app.entities.programme import Period, Programme
from app.entities.wish import LearningWish
from app.queries.contact_norm import norm_book
from app.queries.policy import policies
from app.queries.recognition import AGE
from app.rules.asks import asks
from app.rules.hours import hours_are_final
from app.rules.norm import HeldTalk, Standing, Subject, Talk, standing
from app.rules.pipeline import ABSENT_STATES, SIDE_STATES, Facts, lane_of
from app.rules.recognition import Seen, stand_of
from app.terms.company import RecognitionStand
from app.terms.pipeline import Lane, Moment, Party, State

Wanted = Select[UUID]
_Column = ColumnElement[Any] | InstrumentedAttribute[Any]
_OPEN = [state for state in State if lane_of(state, None, date.min) not in {None, Lane.SEEKING}]
"""The states of a placement that is planned, runs, or is to be judged."""
_AGREEMENT = (
    type_coerce(Agreement.placement_id, Text).label("placement"),
    Agreement.edition,
    Agreement.student_signed_on,
    Agreement.company_signed_on,
    Agreement.school_signed_on,
    Agreement.guardian_signed_on,
)
CARD: tuple[_Column, ...] = (
    Participation.id,
    type_coerce(Participation.id, Text).label("key"),
    Participation.state,
    Participation.since,
    Participation.shortage_told_on,
    Student.minor_until,
    Student.programme_id,
    Student.path,
    Programme.crebo,
    LearningWish.id.is_not(None).label("wish"),
)
"""What ``facts_of`` has to know of a card; ``of_cards`` joins where it stands."""
_TALK = (
    type_coerce(ContactMoment.placement_id, Text).label("placement"),
    ContactMoment.moment,
    ContactMoment.form,
    ContactMoment.held_on,
    ContactMoment.student_present,
    ContactMoment.company_present,
    ContactMoment.school_present,
)
_VERDICT = (
    type_coerce(Assessment.placement_id, Text).label("placement"),
    Assessment.moment,
    Assessment.judged_by,
)


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A participation with the placement that holds now, if any, and what the rules look at.

    ``others`` are the placement and company of what runs or is planned beside it.
    """

    participation_id: UUID
    placement_id: UUID | None
    company_id: UUID | None
    since: date
    facts: Facts
    contact: Standing
    supervisor_id: UUID | None = None
    self_found: bool = False
    others: tuple[tuple[UUID, UUID], ...] = ()


def in_view(
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
) -> Select[UUID]:
    """The participations that the whole program looks at, by id.

    Without ``period_id``: of every period that has not ended, and those of ended ones that are still open.
    """
    wanted = select(Participation.id).join(Student, Student.id == Participation.student_id).where(Student.active)
    if period_id is not None:
        wanted = wanted.where(Participation.period_id == period_id)
    else:
        # each of the two finds its rows by an index; asked row by row, years of earlier periods are gone through
        now = select(Period.id).where(Period.last_day >= today)
        still_open = select(Placement.participation_id).where(Placement.state.in_(_OPEN))
        wanted = wanted.where(or_(Participation.period_id.in_(now), Participation.id.in_(still_open)))
    if programme_id is not None:
        wanted = wanted.where(Student.programme_id == programme_id)
    if group_id is not None:
        wanted = wanted.where(Student.group_id == group_id)
    return wanted


def students_in_view(session: Session, *, today: date) -> int:
    """How many students take part in the running periods; who does so twice counts once."""
    taking_part = Participation.id.in_(in_view(today).where(Participation.state.not_in(ABSENT_STATES)))
    return session.scalar(select(func.count(Participation.student_id.distinct())).where(taking_part)) or 0


def card_facts(
    session: Session, participations: Iterable[UUID] | Wanted, today: date, *, lead: Collection[UUID] = ()
) -> Mapping[UUID, CardFacts]:
    """The facts of each of ``participations``, by id; or of those that a select gives.

    Where a student has several placements, beside or after one another, the one holds that asks most of
    the coordinator now, so that nothing is forgotten; or the one that is in ``lead``.
    """
    wanted = participations if isinstance(participations, Select) else _among(key.hex for key in participations)
    rows = session.execute(of_cards(select(*CARD)).where(Participation.id.in_(wanted))).all()
    return facts_of(session, rows, today, lead)


def of_cards(wanted: Select[Any]) -> Select[Any]:
    """A question about participations, joined with whose it is, what that student learns and wishes."""
    return (
        wanted.join(Student, Student.id == Participation.student_id)
        .outerjoin(Programme, Programme.id == Student.programme_id)
        .outerjoin(
            LearningWish,
            (LearningWish.student_id == Student.id) & (LearningWish.period_id == Participation.period_id),
        )
    )


def facts_of(session: Session, cards: Sequence[Any], today: date, lead: Collection[UUID] = ()) -> dict[UUID, CardFacts]:
    """The facts of cards of which the columns ``CARD`` were asked, by id."""
    holding = _holding(session, _among(card.key for card in cards))
    placements = _among(row.key for rows in holding.values() for row in rows)
    agreements = _by_placement(session, Agreement, _AGREEMENT, placements)
    talks = _by_placement(session, ContactMoment, _TALK, placements)
    judged = _by_placement(session, Assessment, _VERDICT, placements)
    unseen = _unseen_documents(session, placements, today)
    recognised = _recognised(session, {row.company_id for rows in holding.values() for row in rows})
    counts = int(policies(session, today)[AGE])
    book = norm_book(session, today)
    answer = {}
    for card in cards:
        minor = card.minor_until is not None and card.minor_until >= today
        open_ones = holding.get(card.id)
        if open_ones is None:
            told = card.shortage_told_on is not None
            facts = Facts(card.state, today, has_wish=card.wish, minor=minor, shortage_told=told)
            nothing = standing((), book.usual)
            answer[card.id] = CardFacts(card.id, None, None, card.since, facts, nothing)
            continue
        found = []
        for placement in open_ones:
            programme = None if card.programme_id is None else card.programme_id.hex
            about = Subject(programme, card.path, placement.first_day, placement.last_day)
            contact = book.standing(placement.id, about, map(_talk, talks.get(placement.key, ())), today)
            known = _Known(
                today=today,
                minor=minor,
                has_wish=card.wish,
                recognition=stand_of(
                    recognised.get((placement.company_id, card.crebo)), placement.first_day, today, counts
                ),
                norm_met=contact.met,
                documents_seen=placement.key not in unseen,
                agreement=max(agreements.get(placement.key, ()), key=lambda row: row.edition, default=None),
                verdicts=frozenset((row.moment, row.judged_by) for row in judged.get(placement.key, ())),
            )
            found.append(
                CardFacts(
                    card.id,
                    placement.id,
                    placement.company_id,
                    placement.since,
                    _facts(placement, known),
                    contact,
                    placement.supervisor_id,
                    placement.self_found,
                )
            )
        answer[card.id] = found[0] if len(found) == 1 else _leading(found, lead)
    return answer


def _among(keys: Iterable[str]) -> Wanted:
    """Stored keys as one parameter: thousands of them fit, and nothing has to be sought a second time."""
    return select(func.json_each(json.dumps(list(keys))).table_valued("value").c.value)


def _leading(found: Sequence[CardFacts], lead: Collection[UUID]) -> CardFacts:
    """Of several placements by their first day the one that the card shows, with the others behind it.

    What is completed stands back as soon as another one is not.
    """
    still = [one for one in found if one.facts.state is not State.COMPLETED]
    wanted = next((one for one in found if one.placement_id in lead), None)
    if wanted is None:
        wanted = max(still, key=_urgency) if still else found[-1]
    others = tuple(
        (one.placement_id, one.company_id)
        for one in still
        if one is not wanted and one.placement_id is not None and one.company_id is not None
    )
    return replace(wanted, others=others)


def _urgency(one: CardFacts) -> int:
    return asks(one.facts, one.contact, one.facts.first_day or one.facts.today).urgency


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a placement beside its own row."""

    today: date
    minor: bool
    has_wish: bool
    recognition: RecognitionStand
    norm_met: bool
    documents_seen: bool
    agreement: Any
    verdicts: frozenset[tuple[Moment, Party]]


def _facts(placement: Any, known: _Known) -> Facts:
    papers = known.agreement
    return Facts(
        placement.state,
        known.today,
        has_wish=known.has_wish,
        recognition=known.recognition,
        has_company_person=bool(placement.company_person),
        has_supervisor=placement.supervisor_id is not None,
        signed_by_student=papers is not None and papers.student_signed_on is not None,
        signed_by_company=papers is not None and papers.company_signed_on is not None,
        signed_by_school=papers is not None and papers.school_signed_on is not None,
        signed_by_guardian=papers is not None and papers.guardian_signed_on is not None,
        minor=known.minor,
        first_day=placement.first_day,
        last_day=placement.last_day,
        midterm_by_company=(Moment.MIDDLE, Party.COMPANY) in known.verdicts,
        final_by_company=(Moment.END, Party.COMPANY) in known.verdicts,
        final_by_school=(Moment.END, Party.SCHOOL) in known.verdicts,
        has_hours=hours_are_final(
            placement.minutes_done, placement.minutes_total, placement.minutes_counted_on, placement.last_day
        ),
        norm_met=known.norm_met,
        documents_seen=known.documents_seen,
    )


def _holding(session: Session, participations: Wanted) -> dict[UUID, list[Any]]:
    """The placements of each participation that did not stop before their time, by their first day."""
    found: dict[UUID, list[Any]] = {}
    rows = session.execute(
        select(
            Placement.id,
            type_coerce(Placement.id, Text).label("key"),
            Placement.participation_id,
            Placement.company_id,
            Placement.supervisor_id,
            Placement.self_found,
            Placement.company_person,
            Placement.state,
            Placement.since,
            Placement.first_day,
            Placement.last_day,
            Placement.minutes_done,
            Placement.minutes_total,
            Placement.minutes_counted_on,
        )
        .where(Placement.participation_id.in_(participations), Placement.state.not_in(SIDE_STATES))
        .order_by(Placement.first_day, Placement.id)
    )
    for row in rows:
        found.setdefault(row.participation_id, []).append(row)
    return found


def _by_placement(
    session: Session,
    kind: type[Agreement | ContactMoment | Assessment],
    columns: tuple[_Column, ...],
    placements: Wanted,
) -> dict[str, list[Any]]:
    """Rows of one table by the stored key of their placement: making thousands of UUIDs of them costs half the time."""
    rows: dict[str, list[Any]] = {}
    for row in session.execute(select(*columns).where(kind.placement_id.in_(placements)).order_by(kind.id)):
        rows.setdefault(row.placement, []).append(row)
    return rows


def _unseen_documents(session: Session, placements: Wanted, today: date) -> set[str]:
    """The stored keys of placements of which a paper was not seen yet, or holds no longer."""
    lacking = or_(RequiredDocument.seen_on.is_(None), RequiredDocument.valid_until < today)
    wanted = select(type_coerce(RequiredDocument.placement_id, Text).label("key")).where(
        RequiredDocument.placement_id.in_(placements), lacking
    )
    return {row.key for row in session.execute(wanted)}


def _recognised(session: Session, companies: Iterable[UUID]) -> dict[tuple[UUID, str], Seen]:
    """By company and crebo what somebody saw who looked the recognition up."""
    rows = session.execute(
        select(
            RecognitionCheck.company_id,
            RecognitionCheck.crebo,
            RecognitionCheck.outcome,
            RecognitionCheck.checked_on,
            RecognitionCheck.held_since,
        ).where(RecognitionCheck.company_id.in_(list(companies)), RecognitionCheck.checked_on.is_not(None))
    )
    return {
        (row.company_id, row.crebo): Seen(row.outcome, row.checked_on, row.held_since or row.checked_on) for row in rows
    }


def _talk(row: Any) -> HeldTalk:
    talk = Talk(row.form, row.student_present, row.company_present, row.school_present)
    return HeldTalk(talk, row.moment, row.held_on)
