"""One student, with every period and placement, and what each card asks now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import EarlierPlacement
from app.entities.programme import Group, Programme
from app.entities.record import Note
from app.queries.masking import PersonName, Private
from app.queries.pipeline import card_facts
from app.queries.student_cards import CardsOf
from app.queries.student_rows import PeriodCardRow


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
    of_cards = CardsOf.read(session, student_id)
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
