"""One student, with every period and placement, and what each card asks now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company, CompanyPerson
from app.entities.contact import Assessment, ContactMoment
from app.entities.names import full_name
from app.entities.people import Student, Supervisor
from app.entities.placement import Agreement, EarlierPlacement, Override, Participation, Placement, RequiredDocument
from app.entities.programme import Group, Period, Programme
from app.entities.record import Note
from app.entities.wish import LearningWish
from app.queries.masking import PersonName, Private
from app.queries.pipeline import CardFacts, card_facts
from app.rules.asks import Ask, asks
from app.rules.norm import Standing, Talk
from app.rules.pipeline import SIDE_STATES, Guard, lane_of, missing_for_next, next_state
from app.terms.company import Allowance
from app.terms.pipeline import Form, Judgement, Lane, Moment, Party, State
from app.terms.placing import HolidayWork, PlacementKind, Rhythm


@dataclass(frozen=True, slots=True)
class WishRow:
    """A leerwens; ``needs`` is empty when it names a diagnosis: that stays out of sight here."""

    goals: Private
    company_kind: Private
    tasks: Private
    transport: tuple[str, ...]
    max_minutes: int | None
    max_km: int | None
    days: tuple[str, ...] | None
    needs: Private


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A talk that was held, and whether it counts for the norm."""

    id: UUID
    moment: Moment
    form: Form | None
    held_on: date
    student: bool
    company: bool
    school: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """What company or school judged."""

    moment: Moment
    party: Party
    judgement: Judgement
    judged_on: date


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A party that must sign the agreement, the day on which it got it and the day on which it signed."""

    party: Party
    signed_on: date | None
    sent_on: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A paper that the work asks for; ``holds`` when it was seen and is still valid."""

    document: str
    seen_on: date | None
    valid_until: date | None
    holds: bool


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """A placement with its papers, talks and judgements."""

    id: UUID
    version: int
    company_id: UUID
    company: str
    town: str
    company_phone: str
    company_person: PersonName
    person_phone: Private
    supervisor_id: UUID | None
    supervisor: PersonName
    state: State
    over: bool
    first_day: date
    last_day: date
    ended_on: date | None
    end_reason: Private
    kind: PlacementKind
    days_per_week: int | None
    weekdays: tuple[str, ...] | None
    rhythm: Rhythm
    holidays: HolidayWork
    minutes_per_week: int | None
    minutes_total: int | None
    minutes_done: int | None
    allowance: Allowance
    allowance_cents: int | None
    sent_on: date | None
    signatures: tuple[SignatureRow, ...]
    talks: tuple[TalkRow, ...]
    verdicts: tuple[VerdictRow, ...]
    documents: tuple[DocumentRow, ...]

    @property
    def stopped(self) -> bool:
        """Whether it stopped before its time."""
        return self.state in SIDE_STATES


@dataclass(frozen=True, slots=True)
class PeriodCardRow:
    """The student in one period: the card of the board with all that belongs to it, newest placement first."""

    participation_id: UUID
    period_id: UUID
    period: str
    first_day: date
    last_day: date
    state: State
    lane: Lane | None
    next_state: State | None
    since: date
    ask: Ask
    missing: tuple[Guard, ...]
    contact: Standing
    wish: WishRow | None
    placement_id: UUID | None
    placements: tuple[PlacementRow, ...]

    @property
    def placement(self) -> PlacementRow | None:
        """The placement that holds now."""
        return next((row for row in self.placements if row.id == self.placement_id), None)

    @property
    def beside(self) -> tuple[PlacementRow, ...]:
        """What runs or is planned beside the placement that holds now."""
        return tuple(row for row in self.placements if not row.over and row.id != self.placement_id)


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """A placement from before this program, at a company that it does not know."""

    company: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class StudentNoteRow:
    """A few words that somebody wrote about the student."""

    id: UUID
    text: Private
    written_at: datetime
    written_by: PersonName


@dataclass(frozen=True, slots=True)
class StudentDetailRow:
    """A student; ``cards`` by period with the latest first, ``keys`` for the history."""

    id: UUID
    version: int
    number: Private
    name: PersonName
    group: str
    programme: str
    crebo: str
    level: int | None
    email: Private
    phone: Private
    mentor: PersonName
    minor_until: date | None
    minor: bool
    active: bool
    cards: tuple[PeriodCardRow, ...]
    earlier: tuple[EarlierRow, ...]
    notes: tuple[StudentNoteRow, ...]
    keys: tuple[UUID, ...]


def student(session: Session, *, student_id: UUID, today: date, lead: Collection[UUID] = ()) -> StudentDetailRow | None:
    """Everything about a student; ``None`` when they are gone. Cards are about the placements in ``lead``."""
    found = session.execute(
        select(
            *Student.__table__.c,
            Group.code.label("group"),
            Programme.name.label("programme"),
            Programme.crebo,
            Programme.level.label("at"),
        )
        .outerjoin(Group, Group.id == Student.group_id)
        .outerjoin(Programme, Programme.id == Student.programme_id)
        .where(Student.id == student_id)
    ).one_or_none()
    if found is None:
        return None
    minor = found.minor_until is not None and found.minor_until >= today
    of_cards = _OfCards.read(session, student_id)
    known = card_facts(session, [row.id for row in of_cards.cards], today, lead=lead)
    notes = session.execute(
        select(Note.id, Note.text, Note.written_at, Note.written_by)
        .where(Note.student_id == student_id)
        .order_by(Note.written_at.desc(), Note.id.desc())
    ).all()
    return StudentDetailRow(
        id=found.id,
        version=found.version,
        number=found.number,
        name=full_name(found.first_name, found.prefix, found.last_name),
        group=found.group or "",
        programme=found.programme or "",
        crebo=found.crebo or "",
        level=found.level or found.at,
        email=found.email or "",
        phone=found.phone or "",
        mentor=found.mentor or "",
        minor_until=found.minor_until,
        minor=minor,
        active=found.active,
        cards=tuple(of_cards.row(card, known[card.id], minor=minor) for card in of_cards.cards),
        earlier=_earlier(session, student_id),
        notes=tuple(StudentNoteRow(row.id, row.text, row.written_at, row.written_by) for row in notes),
        keys=(found.id, *of_cards.keys, *(row.id for row in notes)),
    )


@dataclass(frozen=True, slots=True)
class _OfCards:
    """Everything that belongs to the cards of one student."""

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
    def read(cls, session: Session, student_id: UUID) -> _OfCards:
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


def _earlier(session: Session, student_id: UUID) -> tuple[EarlierRow, ...]:
    rows = session.execute(
        select(
            EarlierPlacement.company_name,
            EarlierPlacement.leerbedrijf_id,
            EarlierPlacement.first_day,
            EarlierPlacement.last_day,
            EarlierPlacement.ended_on,
        )
        .where(EarlierPlacement.student_id == student_id)
        .order_by(EarlierPlacement.first_day.desc(), EarlierPlacement.id)
    )
    return tuple(
        EarlierRow(row.company_name or row.leerbedrijf_id, row.first_day, row.ended_on or row.last_day) for row in rows
    )
