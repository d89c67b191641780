"""One company, with everything that a talk on the phone may need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company, CompanyPerson, RecognitionCheck
from app.entities.offer import Offer, OfferProgramme
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Programme
from app.entities.record import Note
from app.queries.company_offers import OfferRow, offers_of
from app.queries.company_placements import OVER, CompanyPlacementRow, placements_at
from app.queries.contact_point import ContactPointRow, contact_point
from app.queries.contact_words import visiting
from app.queries.masking import PersonName, Private
from app.queries.refusals import RefusalRow, refusals
from app.terms.company import Recognised


@dataclass(frozen=True, slots=True)
class CompanyPersonRow:
    """Someone who works at a company."""

    id: UUID
    version: int
    name: PersonName
    role: str
    email: Private
    phone: Private


@dataclass(frozen=True, slots=True)
class RecognitionRow:
    """What was last seen of the recognition for a crebo; ``programme`` is empty for one the school does not teach."""

    crebo: str
    programme: str
    outcome: Recognised
    checked_on: date | None
    checked_by: PersonName
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class CompanyNoteRow:
    """A few words that somebody wrote about the company."""

    id: UUID
    text: Private
    written_at: datetime
    written_by: PersonName


@dataclass(frozen=True, slots=True)
class CompanyDetailRow:
    """A company with its people, recognitions, offers, placements (those that are not over first) and notes."""

    id: UUID
    version: int
    name: str
    leerbedrijf_id: str
    kvk: str
    branch: str
    street: str
    postcode: str
    pc4: str
    town: str
    phone: str
    web: str
    sector: str
    unfit: bool
    unfit_reason: str
    note: Private
    contact_point: ContactPointRow
    visits: str
    """When it can be visited, in words; empty while nobody told."""
    people: tuple[CompanyPersonRow, ...]
    recognitions: tuple[RecognitionRow, ...]
    offers: tuple[OfferRow, ...]
    placements: tuple[CompanyPlacementRow, ...]
    notes: tuple[CompanyNoteRow, ...]
    refusals: tuple[RefusalRow, ...]
    keys: tuple[UUID, ...]
    """The company with its people, recognitions, offers and notes, for its history; a placement has its own."""


def company(session: Session, company_id: UUID, *, today: date) -> CompanyDetailRow | None:
    """Everything about a company; ``None`` when it is gone. Places count in the periods that have not ended."""
    table = Company.__table__
    found = session.execute(select(*table.c).where(table.c.id == company_id)).one_or_none()
    if found is None:
        return None
    people = _people(session, company_id)
    checks = session.execute(
        select(*RecognitionCheck.__table__.c)
        .where(RecognitionCheck.company_id == company_id)
        .order_by(RecognitionCheck.crebo, RecognitionCheck.id)
    ).all()
    offers = offers_of(session, company_id, today)
    placements = placements_at(session, company_id, today)
    notes = _notes(session, company_id)
    refused = tuple(refusals(session, company_id=company_id))
    return CompanyDetailRow(
        id=found.id,
        version=found.version,
        name=found.name,
        leerbedrijf_id=found.leerbedrijf_id or "",
        kvk=found.kvk or "",
        branch=found.branch or "",
        street=found.street or "",
        postcode=found.postcode or found.pc4 or "",
        pc4=found.pc4 or "",
        town=found.town or "",
        phone=found.phone or "",
        web=found.web or "",
        sector=found.sector or "",
        unfit=found.unfit,
        unfit_reason=found.unfit_reason or "",
        note=found.note or "",
        contact_point=contact_point(session, company_id=company_id),
        visits=visiting(found.visit_days, found.visit_from, found.visit_until),
        people=people,
        recognitions=_recognitions(session, company_id, checks),
        offers=offers,
        placements=placements,
        notes=notes,
        refusals=refused,
        keys=(
            found.id,
            *(row.id for row in people),
            *(row.id for row in checks),
            *(row.id for row in offers),
            *(row.id for row in notes),
            *(row.id for row in refused),
        ),
    )


def _people(session: Session, company_id: UUID) -> tuple[CompanyPersonRow, ...]:
    rows = session.execute(
        select(*CompanyPerson.__table__.c).where(CompanyPerson.company_id == company_id).order_by(CompanyPerson.id)
    )
    return tuple(
        CompanyPersonRow(row.id, row.version, row.name, row.role or "", row.email or "", row.phone or "")
        for row in rows
    )


def _recognitions(session: Session, company_id: UUID, checks: Sequence[Any]) -> tuple[RecognitionRow, ...]:
    """Of each crebo the last check, and unchecked those of programmes that have an offer or student here."""
    taught = {row.crebo: row.name for row in session.execute(select(Programme.crebo, Programme.name))}
    by_offer = (
        select(Programme.crebo)
        .join(OfferProgramme, OfferProgramme.programme_id == Programme.id)
        .join(Offer, Offer.id == OfferProgramme.offer_id)
        .where(Offer.company_id == company_id)
    )
    by_student = (
        select(Programme.crebo)
        .join(Student, Student.programme_id == Programme.id)
        .join(Participation, Participation.student_id == Student.id)
        .join(Placement, Placement.participation_id == Participation.id)
        .where(Placement.company_id == company_id, Placement.state.not_in(OVER))
    )
    seen = {row.crebo: row for row in checks}
    crebos = sorted({*seen, *session.scalars(by_offer.union(by_student))})
    rows = []
    for crebo in crebos:
        check = seen.get(crebo)
        if check is None or check.checked_on is None:
            rows.append(RecognitionRow(crebo, taught.get(crebo, ""), Recognised.UNCHECKED, None, ""))
        else:
            name = taught.get(crebo, "")
            rows.append(
                RecognitionRow(
                    crebo, name, check.outcome, check.checked_on, check.checked_by or "", check.evidence or ""
                )
            )
    return tuple(sorted(rows, key=lambda row: (not row.programme, row.programme, row.crebo)))


def _notes(session: Session, company_id: UUID) -> tuple[CompanyNoteRow, ...]:
    rows = session.execute(
        select(Note.id, Note.text, Note.written_at, Note.written_by)
        .where(Note.company_id == company_id)
        .order_by(Note.written_at.desc(), Note.id.desc())
    )
    return tuple(CompanyNoteRow(*row) for row in rows)
