"""What is known of one person, and whose data has stayed long enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.entities.base import Entity
from app.entities.company import Company, CompanyPerson
from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import EarlierPlacement, Participation, Placement
from app.entities.programme import Period
from app.entities.wish import LearningWish
from app.queries.history import history, in_words
from app.queries.masking import PersonName
from app.queries.policy import policies
from app.resources import toml
from app.rules.retention import gone_from_backups, months_on
from app.store.erasures import belonging
from app.terms.fields import field_label
from app.text import translate

_MOST_STEPS = 2_000


@dataclass(frozen=True, slots=True)
class PersonPart:
    """One stored row about a person: what it is, and its fields in words."""

    kind: str
    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PersonStep:
    """Who did what about a person, and when."""

    at: datetime
    actor: str
    deed: str


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Everything that the open part of the school holds of one person."""

    name: str
    parts: tuple[PersonPart, ...]
    steps: tuple[PersonStep, ...]


@dataclass(frozen=True, slots=True)
class DueRow:
    """Somebody, or something, that has stayed as long as the school decided."""

    kind: str
    id: UUID
    name: PersonName
    why: str
    since: date
    due: date


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What an erasure would take out, counted by what it is, and when it has left the last backup."""

    counts: tuple[tuple[str, int], ...]
    gone_on: date


def person_file(session: Session, *, kind: str, key: UUID) -> PersonFile:
    """Everything about a student or a contact person of a company; fields that are empty are left out."""
    rows = belonging(session.connection(), [(kind, key)])
    parts = []
    for table in Entity.metadata.sorted_tables:
        keys = rows.get(table.name)
        if not keys:
            continue
        for row in session.execute(select(table).where(table.c.id.in_(sorted(keys))).order_by(table.c.id)).mappings():
            facts = tuple(sorted((fact for fact in in_words(session, table.name, row) if fact[1]), key=_name_first))
            if facts:
                parts.append(PersonPart(table.name, title_of(table.name), facts))
    every = [key for keys in rows.values() for key in keys]
    steps = history(session, keys=every, limit=_MOST_STEPS)
    return PersonFile(
        _name(session, kind, key),
        tuple(parts),
        tuple(PersonStep(step.at, step.actor, step.deed.label) for step in steps),
    )


def erasure_preview(session: Session, *, roots: tuple[tuple[str, UUID], ...], today: date) -> ErasurePreview:
    """What would be erased with ``roots``."""
    rows = belonging(session.connection(), roots)
    counts: dict[str, int] = defaultdict(int)
    for kind, keys in rows.items():
        counts[title_of(kind)] += len(keys)
    kept = int(toml("rules", "backups.toml")["keep"]["months"])
    return ErasurePreview(tuple(sorted(counts.items())), gone_from_backups(today, kept))


def due(session: Session, *, today: date) -> tuple[DueRow, ...]:
    """Whose data has stayed as long as the school decided, the longest first."""
    decided = policies(session, today)
    found = [
        *_students(session, int(decided["retention.placement"])),
        *_wishes(session, int(decided["retention.unplaced"])),
        *_company_persons(session, int(decided["retention.company_person"])),
    ]
    return tuple(sorted((row for row in found if row.due <= today), key=lambda row: (row.due, row.name, row.id)))


def _students(session: Session, months: int) -> list[DueRow]:
    """Students who left, counted from the end of what they last took part in."""
    last: dict[UUID, date] = {}
    ends = (
        select(Participation.student_id, func.max(Period.last_day).label("last"))
        .join(Period, Period.id == Participation.period_id)
        .group_by(Participation.student_id),
        select(Participation.student_id, func.max(Placement.last_day).label("last"))
        .join(Participation, Participation.id == Placement.participation_id)
        .group_by(Participation.student_id),
        select(
            EarlierPlacement.student_id,
            func.max(func.coalesce(EarlierPlacement.last_day, EarlierPlacement.first_day)).label("last"),
        ).group_by(EarlierPlacement.student_id),
    )
    for query in ends:
        for row in session.execute(query):
            last[row.student_id] = max(row.last, last.get(row.student_id, row.last))
    left = session.execute(
        select(Student.id, Student.first_name, Student.prefix, Student.last_name)
        .where(Student.active.is_(False))
        .order_by(Student.sort_key, Student.id)
    )
    why = translate("Privacy", "uitgeschreven, laatste stageperiode voorbij")
    return [
        DueRow(
            "student",
            row.id,
            full_name(row.first_name, row.prefix, row.last_name),
            why,
            last[row.id],
            months_on(last[row.id], months),
        )
        for row in left
        if row.id in last
    ]


def _wishes(session: Session, months: int) -> list[DueRow]:
    """Learning wishes of a period that never led to a placement."""
    placed = (
        exists()
        .where(Placement.participation_id == Participation.id)
        .where(Participation.student_id == LearningWish.student_id)
        .where(Participation.period_id == LearningWish.period_id)
    )
    rows = session.execute(
        select(LearningWish.id, Student.first_name, Student.prefix, Student.last_name, Period.last_day)
        .join(Student, Student.id == LearningWish.student_id)
        .join(Period, Period.id == LearningWish.period_id)
        .where(~placed)
        .order_by(Student.sort_key, LearningWish.id)
    )
    why = translate("Privacy", "leerwens zonder plaatsing, periode voorbij")
    return [
        DueRow(
            "learning_wish",
            row.id,
            full_name(row.first_name, row.prefix, row.last_name),
            why,
            row.last_day,
            months_on(row.last_day, months),
        )
        for row in rows
    ]


def _company_persons(session: Session, months: int) -> list[DueRow]:
    """Contact persons of companies where the last placement ended long ago."""
    rows = session.execute(
        select(CompanyPerson.id, CompanyPerson.name, Company.name.label("company"), func.max(Placement.last_day))
        .join(Company, Company.id == CompanyPerson.company_id)
        .join(Placement, Placement.company_id == Company.id)
        .group_by(CompanyPerson.id, CompanyPerson.name, Company.name)
        .order_by(CompanyPerson.name, CompanyPerson.id)
    )
    why = translate("Privacy", "contactpersoon van {company}, laatste plaatsing voorbij")
    return [
        DueRow("company_person", key, name, why.format(company=company), last, months_on(last, months))
        for key, name, company, last in rows
    ]


def _name_first(fact: tuple[str, str]) -> int:
    """Who it is comes before what is known."""
    names = [field_label(column) for column in ("first_name", "prefix", "last_name", "name", "number")]
    return names.index(fact[0]) if fact[0] in names else len(names)


def _name(session: Session, kind: str, key: UUID) -> str:
    if kind == "company_person":
        return session.scalar(select(CompanyPerson.name).where(CompanyPerson.id == key)) or ""
    row = session.execute(
        select(Student.first_name, Student.prefix, Student.last_name).where(Student.id == key)
    ).one_or_none()
    return "" if row is None else full_name(*row)


_TITLES: Mapping[str, str] = {
    "student": "Student",
    "participation": "Stage in een periode",
    "placement": "Plaatsing",
    "agreement": "Praktijkovereenkomst",
    "contact_moment": "Gesprek",
    "appointment": "Afspraak",
    "visit_report": "Verslag",
    "promise": "Toezegging",
    "talk_report": "Verslag van een gesprek",
    "promised_talks": "Aantal afgesproken gesprekken",
    "impossible_talk": "Gesprek dat niet kon",
    "introduction": "Kennismaking",
    "satisfaction": "Tevredenheid over de begeleiding",
    "assessment": "Beoordeling",
    "override": "Stap met reden",
    "learning_wish": "Leerwens",
    "wish_unit": "Onderdeel van de leerwens",
    "note": "Notitie",
    "earlier_placement": "Eerdere plaatsing",
    "unit_standing": "Voortgang",
    "unit_verdict": "Oordeel per onderdeel",
    "support_agreement": "Afspraak over ondersteuning",
    "learning_goal": "Leerdoel",
    "loose_end": "Afronding na beëindiging",
    "round_student": "Deelname aan een matching",
    "round_verdict": "Besluit in een matching",
    "round_choice": "Keuze in een matching",
    "company_person": "Contactpersoon",
}


def title_of(kind: str) -> str:
    """What a kind of row is called."""
    return translate("Privacy", _TITLES[kind]) if kind in _TITLES else translate("Privacy", "Ander gegeven")
