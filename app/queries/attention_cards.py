"""The cards that may need somebody, with the names that a matter is told with; and how a matter is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Group, Period
from app.queries.masking import PersonName
from app.queries.pipeline import CardFacts, card_facts, in_view
from app.rules.pipeline import ABSENT_STATES, lane_of
from app.terms.pipeline import Lane


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """One matter: about whom, what is the matter, since when, and which fix helps.

    ``days`` orders within a reason: more is more urgent. ``overdue`` says that a day has passed that
    should not have.
    """

    kind: str
    key: UUID
    who: PersonName
    tag: str
    what: str
    when: str
    days: int
    overdue: bool
    fix: str
    participation_id: UUID | None = None
    placement_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AttentionCard:
    """A card with the names that a matter is told with."""

    student_id: UUID
    who: str
    group: str
    company: str
    first_day: date
    last_day: date
    known: CardFacts
    lane: Lane | None
    today: date
    terms: Mapping[str, int]

    def row(self, what: str, when: str, days: int, fix: str, *, overdue: bool) -> AttentionRow:
        """A matter about this card."""
        return AttentionRow(
            "student",
            self.student_id,
            self.who,
            self.group,
            what,
            when,
            days,
            overdue,
            fix,
            self.known.participation_id,
            self.known.placement_id,
        )


def attention_cards(
    session: Session,
    today: date,
    view: tuple[UUID | None, UUID | None, UUID | None],
    before: Mapping[UUID, CardFacts],
    terms: Mapping[str, int],
) -> Sequence[AttentionCard]:
    """Every card in view that is on the board or done, one for each placement; ``before`` are facts known already."""
    wanted = (
        select(
            Participation.id,
            Student.id.label("student_id"),
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Group.code,
            Period.first_day,
            Period.last_day,
        )
        .join(Student, Student.id == Participation.student_id)
        .join(Period, Period.id == Participation.period_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(Participation.id.in_(in_view(today, *view)), Participation.state.not_in(ABSENT_STATES))
        .order_by(Student.sort_key, Participation.id)
    )
    rows = session.execute(wanted).all()
    if before:
        known = {**before, **card_facts(session, [row.id for row in rows if row.id not in before], today)}
    else:
        known = dict(card_facts(session, in_view(today, *view), today))
    also = _beside(session, known, today)
    every = [*known.values(), *(card for cards in also.values() for card in cards)]
    companies = {card.company_id for card in every if card.company_id is not None}
    names = {key: name for key, name in session.execute(select(Company.id, Company.name)) if key in companies}
    return [
        AttentionCard(
            row.student_id,
            full_name(row.first_name, row.prefix, row.last_name),
            row.code or "",
            names.get(card.company_id, "") if card.company_id else "",
            card.facts.first_day or row.first_day,
            card.facts.last_day or row.last_day,
            card,
            lane_of(card.facts.state, card.facts.last_day, today),
            today,
            terms,
        )
        for row in rows
        for card in (known[row.id], *also.get(row.id, ()))
    ]


def _beside(session: Session, known: Mapping[UUID, CardFacts], today: date) -> Mapping[UUID, Sequence[CardFacts]]:
    """The facts of every other placement of students who have several: each may ask for something."""
    found: dict[UUID, list[CardFacts]] = {}
    several = {key: card.others for key, card in known.items() if card.others}
    for at in range(max(map(len, several.values()), default=0)):
        lead = {key: others[at][0] for key, others in several.items() if at < len(others)}
        for key, facts in card_facts(session, list(lead), today, lead=set(lead.values())).items():
            found.setdefault(key, []).append(facts)
    return found
