"""One company, with everything that a talk on the phone may need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company, CompanyPerson, RecognitionCheck
from app.entities.names import full_name
from app.entities.offer import Offer, OfferProgramme, OfferUnit, Requirement
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Group, Period, Programme, ProgrammeUnit
from app.entities.record import Note
from app.queries.contact_point import ContactPointRow, contact_point
from app.queries.contact_words import visiting
from app.queries.free_places import OfferRoom, offer_rooms
from app.queries.masking import PersonName, Private
from app.queries.refusals import RefusalRow, refusals
from app.rules.pipeline import SIDE_STATES, is_there
from app.terms.company import Accepts, Allowance, Recognised
from app.terms.pipeline import State
from app.terms.school import Path

_OVER = SIDE_STATES | {State.COMPLETED}


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
class RequirementRow:
    """What a company asks of a student; without ``justification`` nobody said why the work needs it."""

    text: str
    justification: str
    acceptable: bool


@dataclass(frozen=True, slots=True)
class RoomRow:
    """The places of an offer in one period; ``free`` is ``None`` when nobody knows how many there are."""

    period: str
    free: int | None


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A stageplaats as the company offers it; what is ``None`` was not asked yet."""

    id: UUID
    number: str
    programmes: tuple[str, ...]
    path: Path | None
    places: int | None
    rooms: tuple[RoomRow, ...]
    days: tuple[str, ...] | None
    minutes_per_week: int | None
    tasks: str
    units: tuple[str, ...]
    requirements: tuple[RequirementRow, ...]
    allowance: Allowance
    allowance_cents: int | None
    accepts: Accepts
    contact: PersonName
    given_on: date | None


@dataclass(frozen=True, slots=True)
class CompanyPlacementRow:
    """A student at the company, now or before; ``there`` today, ``over`` when it is done or stopped."""

    id: UUID
    student_id: UUID
    student: PersonName
    group: str
    period: str
    first_day: date
    last_day: date
    state: State
    supervisor: PersonName
    there: bool
    over: bool


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
    offers = _offers(session, company_id, today)
    placements = _placements(session, company_id, today)
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
        .where(Placement.company_id == company_id, Placement.state.not_in(_OVER))
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


def _offers(session: Session, company_id: UUID, today: date) -> tuple[OfferRow, ...]:
    offers = session.execute(
        select(*Offer.__table__.c).where(Offer.company_id == company_id).order_by(Offer.number, Offer.id)
    ).all()
    keys = [offer.id for offer in offers]
    programmes = _words(
        session,
        select(OfferProgramme.offer_id, Programme.name)
        .join(Programme, Programme.id == OfferProgramme.programme_id)
        .where(OfferProgramme.offer_id.in_(keys))
        .order_by(Programme.name),
    )
    units = _words(
        session,
        select(OfferUnit.offer_id, ProgrammeUnit.title)
        .join(ProgrammeUnit, ProgrammeUnit.id == OfferUnit.unit_id)
        .where(OfferUnit.offer_id.in_(keys))
        .order_by(ProgrammeUnit.code),
    )
    asked: dict[UUID, list[RequirementRow]] = defaultdict(list)
    requirements = select(
        Requirement.offer_id, Requirement.text, Requirement.justification, Requirement.acceptable
    ).where(Requirement.offer_id.in_(keys))
    for row in session.execute(requirements.order_by(Requirement.rank, Requirement.id)):
        asked[row.offer_id].append(RequirementRow(row.text, row.justification or "", row.acceptable))
    rooms = _rooms(session, offer_rooms(session, today=today, company_id=company_id))
    return tuple(
        OfferRow(
            id=offer.id,
            number=offer.number,
            programmes=tuple(programmes.get(offer.id, ())),
            path=offer.path,
            places=offer.places,
            rooms=tuple(rooms.get(offer.id, ())),
            days=offer.days,
            minutes_per_week=offer.minutes_per_week,
            tasks=offer.tasks or "",
            units=tuple(units.get(offer.id, ())),
            requirements=tuple(asked.get(offer.id, ())),
            allowance=offer.allowance,
            allowance_cents=offer.allowance_cents,
            accepts=offer.accepts,
            contact=offer.contact or "",
            given_on=offer.given_on,
        )
        for offer in offers
    )


def _words(session: Session, wanted: Any) -> Mapping[UUID, list[str]]:
    """Rows of (key, word) as words by key."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for key, word in session.execute(wanted):
        found[key].append(word)
    return found


def _rooms(session: Session, rooms: Sequence[OfferRoom]) -> Mapping[UUID, list[RoomRow]]:
    names = {row.id: row.name for row in session.execute(select(Period.id, Period.name))}
    found: dict[UUID, list[RoomRow]] = defaultdict(list)
    for room in rooms:
        found[room.offer_id].append(RoomRow(names[room.period_id], room.free))
    return found


def _placements(session: Session, company_id: UUID, today: date) -> tuple[CompanyPlacementRow, ...]:
    rows = session.execute(
        select(
            Placement.id,
            Placement.first_day,
            Placement.last_day,
            Placement.ended_on,
            Placement.state,
            Student.id.label("student_id"),
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Group.code.label("group"),
            Period.name.label("period"),
            Supervisor.first_name.label("guide_first"),
            Supervisor.prefix.label("guide_prefix"),
            Supervisor.last_name.label("guide_last"),
        )
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Period, Period.id == Participation.period_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .outerjoin(Supervisor, Supervisor.id == Placement.supervisor_id)
        .where(Placement.company_id == company_id)
        .order_by(Placement.first_day.desc(), Student.sort_key, Placement.id)
    )
    made = [
        CompanyPlacementRow(
            id=row.id,
            student_id=row.student_id,
            student=full_name(row.first_name, row.prefix, row.last_name),
            group=row.group or "",
            period=row.period,
            first_day=row.first_day,
            last_day=row.ended_on or row.last_day,
            state=row.state,
            supervisor="" if row.guide_last is None else full_name(row.guide_first, row.guide_prefix, row.guide_last),
            there=is_there(row.state, row.last_day, today),
            over=row.state in _OVER,
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda row: row.over))


def _notes(session: Session, company_id: UUID) -> tuple[CompanyNoteRow, ...]:
    rows = session.execute(
        select(Note.id, Note.text, Note.written_at, Note.written_by)
        .where(Note.company_id == company_id)
        .order_by(Note.written_at.desc(), Note.id.desc())
    )
    return tuple(CompanyNoteRow(*row) for row in rows)
