"""The cards of a student, period by period, with all that belongs to their placements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company, CompanyPerson
from app.entities.contact import Assessment, ContactMoment
from app.entities.names import full_name
from app.entities.people import Supervisor
from app.entities.placement import Agreement, Override, Participation, Placement, RequiredDocument
from app.entities.programme import Period
from app.entities.wish import LearningWish
from app.queries.pipeline import CardFacts
from app.queries.student_rows import (
    DocumentRow,
    PeriodCardRow,
    PlacementRow,
    SignatureRow,
    TalkRow,
    VerdictRow,
    WishRow,
)
from app.rules.asks import asks
from app.rules.norm import Talk
from app.rules.pipeline import SIDE_STATES, lane_of, missing_for_next, next_state
from app.terms.pipeline import Party, State


@dataclass(frozen=True, slots=True)
class CardsOf:
    """Everything that belongs to the cards of one student, asked once."""

    cards: Sequence[Any]
    wishes: Mapping[UUID, Any]
    placements: Sequence[Any]
    phones: Mapping[tuple[UUID, str], str]
    agreements: Mapping[UUID, Any]
    talks: Sequence[Any]
    verdicts: Sequence[Any]
    overrides: Sequence[UUID]
    documents: Sequence[Any]

    @classmethod
    def read(cls, session: Session, student_id: UUID) -> CardsOf:
        cards = session.execute(
            select(Participation.id, Participation.period_id, Period.name, Period.first_day, Period.last_day)
            .join(Period, Period.id == Participation.period_id)
            .where(Participation.student_id == student_id)
            .order_by(Period.first_day.desc(), Participation.id)
        ).all()
        wishes = session.execute(select(*LearningWish.__table__.c).where(LearningWish.student_id == student_id)).all()
        placements = session.execute(_placements([card.id for card in cards])).all()
        keys = [row.id for row in placements]
        people = session.execute(
            select(CompanyPerson.company_id, CompanyPerson.name, CompanyPerson.phone)
            .where(CompanyPerson.company_id.in_({row.company_id for row in placements}))
            .order_by(CompanyPerson.id)
        )
        return cls(
            cards,
            {wish.period_id: wish for wish in wishes},
            placements,
            {(row.company_id, row.name): row.phone or "" for row in people},
            {row.placement_id: row for row in _of(session, Agreement, keys, Agreement.edition)},
            _of(session, ContactMoment, keys, ContactMoment.held_on),
            _of(session, Assessment, keys, Assessment.judged_on),
            session.scalars(
                select(Override.id)
                .where(Override.participation_id.in_([card.id for card in cards]))
                .order_by(Override.id)
            ).all(),
            _of(session, RequiredDocument, keys, RequiredDocument.document),
        )

    @property
    def keys(self) -> tuple[UUID, ...]:
        """Of every row that belongs to the cards."""
        rows = (
            *self.cards,
            *self.wishes.values(),
            *self.placements,
            *self.talks,
            *self.verdicts,
            *self.documents,
        )
        return (*(row.id for row in rows), *(row.id for row in self.agreements.values()), *self.overrides)

    def row(self, card: Any, known: CardFacts, *, minor: bool) -> PeriodCardRow:
        """One card."""
        facts = known.facts
        wish = self.wishes.get(card.period_id)
        return PeriodCardRow(
            participation_id=card.id,
            period_id=card.period_id,
            period=card.name,
            first_day=card.first_day,
            last_day=card.last_day,
            state=facts.state,
            lane=lane_of(facts.state, facts.last_day, facts.today),
            next_state=next_state(facts.state),
            since=known.since,
            ask=asks(facts, known.contact, facts.first_day or card.first_day),
            missing=missing_for_next(facts),
            contact=known.contact,
            wish=None if wish is None else _wish(wish),
            placement_id=known.placement_id,
            placements=tuple(
                self._placement(row, facts.today, minor=minor)
                for row in self.placements
                if row.participation_id == card.id
            ),
        )

    def _placement(self, row: Any, today: date, *, minor: bool) -> PlacementRow:
        papers = self.agreements.get(row.id)
        person = row.company_person or ""
        return PlacementRow(
            id=row.id,
            version=row.version,
            company_id=row.company_id,
            company=row.company,
            town=row.town or "",
            company_phone=row.company_phone or "",
            company_person=person,
            person_phone=self.phones.get((row.company_id, person), ""),
            supervisor_id=row.supervisor_id,
            supervisor=full_name(row.guide_first or "", row.guide_prefix or "", row.guide_last or ""),
            state=row.state,
            over=row.state in SIDE_STATES or row.state is State.COMPLETED,
            first_day=row.first_day,
            last_day=row.last_day,
            ended_on=row.ended_on,
            end_reason=row.end_reason or "",
            kind=row.kind,
            days_per_week=row.days_per_week,
            weekdays=row.weekdays,
            rhythm=row.rhythm,
            holidays=row.holidays,
            minutes_per_week=row.minutes_per_week,
            minutes_total=row.minutes_total,
            minutes_done=row.minutes_done,
            allowance=row.allowance,
            allowance_cents=row.allowance_cents,
            sent_on=None if papers is None else papers.sent_on,
            signatures=_signatures(papers, minor=minor),
            talks=tuple(_talk(talk) for talk in self.talks if talk.placement_id == row.id),
            verdicts=tuple(
                VerdictRow(one.moment, one.judged_by, one.judgement, one.judged_on)
                for one in self.verdicts
                if one.placement_id == row.id
            ),
            documents=tuple(
                DocumentRow(one.document, one.seen_on, one.valid_until, _holds(one, today))
                for one in self.documents
                if one.placement_id == row.id
            ),
        )


def _holds(row: Any, today: date) -> bool:
    return row.seen_on is not None and (row.valid_until is None or row.valid_until >= today)


def _placements(cards: Sequence[UUID]) -> Any:
    return (
        select(
            *Placement.__table__.c,
            Company.name.label("company"),
            Company.town,
            Company.phone.label("company_phone"),
            Supervisor.first_name.label("guide_first"),
            Supervisor.prefix.label("guide_prefix"),
            Supervisor.last_name.label("guide_last"),
        )
        .join(Company, Company.id == Placement.company_id)
        .outerjoin(Supervisor, Supervisor.id == Placement.supervisor_id)
        .where(Placement.participation_id.in_(cards))
        .order_by(Placement.first_day.desc(), Placement.id.desc())
    )


def _of(session: Session, kind: Any, placements: Sequence[UUID], order: Any) -> Sequence[Any]:
    """The rows of one kind that belong to these placements."""
    wanted = select(*kind.__table__.c).where(kind.placement_id.in_(placements)).order_by(order, kind.id)
    return session.execute(wanted).all()


def _signatures(papers: Any, *, minor: bool) -> tuple[SignatureRow, ...]:
    rows = []
    for party in Party:
        sent, signed = (
            None if papers is None else getattr(papers, f"{party.value}_{what}_on") for what in ("sent", "signed")
        )
        if party is not Party.GUARDIAN or minor or signed is not None:
            rows.append(SignatureRow(party, signed, sent))
    return tuple(rows)


def _talk(row: Any) -> TalkRow:
    talk = Talk(row.form, row.student_present, row.company_present, row.school_present)
    return TalkRow(row.id, row.moment, row.form, row.held_on, talk.student, talk.company, talk.school, talk.counts)


def _wish(row: Any) -> WishRow:
    return WishRow(
        row.goals or "",
        row.company_kind or "",
        row.tasks or "",
        row.transport,
        row.max_minutes,
        row.max_km,
        row.days,
        "" if row.needs_health else row.needs or "",
    )
