"""What this week brings, and where the four goals stand, in numbers that can be counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import null, or_, select, true
from sqlalchemy.orm import Session

from app.entities.appointment import Appointment
from app.entities.company import Company
from app.entities.contact import ContactMoment
from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.queries.masking import PersonName
from app.queries.pipeline import card_facts, in_view
from app.queries.stagepact import coverage
from app.rules.pipeline import ABSENT_STATES, SIDE_STATES, lane_of
from app.terms.contact import Stage
from app.terms.pipeline import Lane
from app.terms.week import Event


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happens, or happened, on a day of this week; an hour is in minutes after midnight."""

    day: date
    event: Event
    student_id: UUID
    student: PersonName
    company: str
    starts_at: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a goal: how many of how many, and of how many of all it is known.

    Of places it counts students, who may have more than one stage; ``known`` of ``all`` are their stages.
    """

    key: str
    count: int
    of: int
    known: int
    all: int


def week(session: Session, *, today: date, period_id: UUID | None = None) -> tuple[EventRow, ...]:
    """First days, last days, talks and agreed appointments of the ISO week of ``today``, day by day."""
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    in_scope = true() if period_id is None else Participation.period_id == period_id
    columns = (Student.id, Student.first_name, Student.prefix, Student.last_name, Company.name)
    placed = (
        select(Placement.first_day, Placement.last_day, *columns)
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Company, Company.id == Placement.company_id)
        .where(
            in_scope,
            Placement.state.not_in(SIDE_STATES),
            or_(Placement.first_day.between(monday, sunday), Placement.last_day.between(monday, sunday)),
        )
    )
    talked = (
        select(ContactMoment.held_on, null(), *columns)
        .join(Placement, Placement.id == ContactMoment.placement_id)
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Company, Company.id == Placement.company_id)
        .where(in_scope, ContactMoment.held_on.between(monday, sunday))
    )
    agreed = (
        select(Appointment.day, Appointment.starts_at, *columns)
        .join(Placement, Placement.id == Appointment.placement_id)
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Company, Company.id == Placement.company_id)
        .where(in_scope, Appointment.stage == Stage.AGREED, Appointment.day.between(monday, sunday))
    )
    events = []
    for row in session.execute(placed):
        name = full_name(row.first_name, row.prefix, row.last_name)
        for day, event in ((row.first_day, Event.FIRST_DAY), (row.last_day, Event.LAST_DAY)):
            if monday <= day <= sunday:
                events.append(EventRow(day, event, row.id, name, row.name))
    for query, event in ((talked, Event.TALK), (agreed, Event.AGREED)):
        for day, starts_at, key, first, prefix, last, company in session.execute(query):
            events.append(EventRow(day, event, key, full_name(first, prefix, last), company, starts_at))
    return tuple(
        sorted(events, key=lambda one: (one.day, one.starts_at or 0, one.event.value, one.student, one.student_id))
    )


def figures(session: Session, *, today: date, period_id: UUID | None = None) -> tuple[Figure, ...]:
    """Guidance, places and allowance in the periods in view; what is not known is not counted as no."""
    shown = in_view(today, period_id).where(Participation.state.not_in(ABSENT_STATES))
    facts = card_facts(session, shown, today)
    placed = {card.placement_id for card in facts.values() if card.placement_id is not None}
    running = [
        card
        for card in facts.values()
        if card.placement_id is not None
        and lane_of(card.facts.state, card.facts.last_day, today) in {Lane.RUNNING, Lane.CLOSING, None}
    ]
    costs = session.execute(select(Placement.id, Placement.costs_covered).where(Placement.state.not_in(SIDE_STATES)))
    covered = [row.costs_covered for row in costs if row.id in placed and row.costs_covered is not None]
    met = sum(card.contact.met for card in running)
    stages = coverage(session, shown, facts.values())
    return (
        Figure("guidance", met, len(running), len(running), len(facts)),
        Figure("places", stages.students_placed, stages.students, known=stages.stages_placed, all=stages.stages),
        Figure("allowance", sum(bool(kinds) for kinds in covered), len(covered), len(covered), len(placed)),
    )
