"""What a reader of Meldingen sees once it is unlocked; nothing here works without that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import ZONE
from app.dates import Calendar
from app.entities.company import Company, CompanyPerson
from app.entities.names import full_name
from app.entities.people import Student, Supervisor
from app.entities.school import Policy
from app.entities.sealed import SealedFile
from app.queries.policy import policies
from app.queries.teaching import calendar
from app.rules.incident_file import Frozen, Incident, ProtectedGround, decode
from app.rules.incident_numbers import Figure, Table, by_kind_and_phase, figures, tally
from app.rules.incident_policies import BEFORE, HOW, JURIST, WORDS, legal_keys
from app.rules.incidents import Pace, Planned, concern_sentence, due_on, independent, next_step, plan, steps
from app.rules.policies import TERM, TERMS, YES
from app.rules.sealed_notes import SealedNote, decode_note, is_note
from app.store.ciphers import CannotOpenError
from app.store.open_dossier import OpenDossier
from app.terms.incidents import Kind, Origin, Track

Value = Incident | ProtectedGround | Frozen
Named = TypeVar("Named", Student, Company)


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """A file in the list."""

    id: UUID
    code: str
    track: Track
    kind: Kind
    who: str
    company: str
    received_on: date
    next: str
    due: date | None
    overdue: bool
    closed: bool
    acute: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note that somebody left and nobody took up yet."""

    id: UUID
    origin: Origin
    text: str
    written_on: date
    written_by: str
    student_id: UUID | None
    student: str
    company_id: UUID | None
    company: str


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """A file in view: what is in it, what comes next, and whom it is about."""

    id: UUID
    version: int
    incident: Incident
    who: str
    company: str
    plan: tuple[Planned, ...]
    next: Planned | None
    working_days: int | None
    """From today to the day on which the next step is due; less than zero when that is past."""
    others: str | None
    """What to say when several independent concerns are about the same company."""


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What is said before anybody tells, and whether a jurist of the school looked at it."""

    words: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """Somebody or some company to choose in a form."""

    id: UUID
    name: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class SchoolNumbers:
    """The numbers of one school year, with the small ones hidden."""

    year: int
    table: Table
    figures: tuple[Figure, ...]


def incidents(session: Session, *, opened: OpenDossier, today: date) -> tuple[IncidentRow, ...]:
    """The files, the one whose term runs out first on top, closed ones below by the day they came in."""
    rhythm = pace(session, today)
    people, companies = _names(session, Student), _names(session, Company)
    rows = []
    for key, value in sealed_values(session, opened):
        if isinstance(value, Incident):
            about = (people.get(value.student, ""), companies.get(value.company, ""))
            rows.append(_row(key, value, rhythm, today, about))
    return tuple(
        sorted(rows, key=lambda row: (row.closed, row.due or date.max, -row.received_on.toordinal(), row.code))
    )


def notes(session: Session, *, opened: OpenDossier) -> tuple[NoteRow, ...]:
    """What was left and not yet taken up, oldest first."""
    people, companies = _names(session, Student), _names(session, Company)
    found = [(key, decode_note(text)) for key, text in _texts(session, opened) if is_note(text)]
    found.sort(key=lambda pair: (pair[1].written_at, pair[0]))
    return tuple(_note_row(key, note, people, companies) for key, note in found)


def incident_file(session: Session, *, opened: OpenDossier, file_id: UUID, today: date) -> IncidentFile | None:
    """One file with what it asks for; ``None`` when it is gone."""
    file = session.get(SealedFile, file_id)
    if file is None:
        return None
    value = read_value(file.id, file.content, opened)
    if not isinstance(value, Incident):
        return None
    rhythm = pace(session, today)
    following = next_step(value, rhythm)
    return IncidentFile(
        file.id,
        file.version,
        value,
        _names(session, Student).get(value.student, ""),
        _names(session, Company).get(value.company, ""),
        plan(value, rhythm),
        following,
        None if following is None else _left(rhythm.calendar, today, following.due),
        _concerns(session, opened, value.company),
    )


def protected_ground(session: Session, *, opened: OpenDossier, file_id: UUID) -> ProtectedGround | None:
    """The ground of a file that has one."""
    file = session.get(SealedFile, file_id)
    value = None if file is None else read_value(file.id, file.content, opened)
    ground = session.get(SealedFile, value.ground) if isinstance(value, Incident) and value.ground else None
    found = None if ground is None else read_value(ground.id, ground.content, opened)
    return found if isinstance(found, ProtectedGround) else None


def known_names(session: Session) -> frozenset[str]:
    """Every name of a person that the school knows, for the lint of free text."""
    found = set(session.scalars(select(CompanyPerson.name)))
    for kind in (Student, Supervisor):
        for row in session.execute(select(kind.first_name, kind.last_name)):
            found |= {row.first_name, row.last_name}
    return frozenset(found)


def student_choices(session: Session, *, today: date) -> tuple[ChoiceRow, ...]:
    """The students to choose from, by name, and whether they are minors today."""
    rows = session.execute(
        select(Student.id, Student.first_name, Student.prefix, Student.last_name, Student.minor_until)
        .where(Student.active)
        .order_by(Student.sort_key)
    )
    return tuple(
        ChoiceRow(
            row.id,
            full_name(row.first_name, row.prefix, row.last_name),
            row.minor_until is not None and row.minor_until >= today,
        )
        for row in rows
    )


def company_choices(session: Session) -> tuple[ChoiceRow, ...]:
    """The companies to choose from, by name."""
    rows = session.execute(select(Company.id, Company.name).order_by(Company.sort_key))
    return tuple(ChoiceRow(row.id, row.name) for row in rows)


def school_numbers(session: Session, *, opened: OpenDossier, year: int) -> SchoolNumbers:
    """The numbers of a school year, of files that are here and of those that were erased."""
    lines = []
    for _key, value in sealed_values(session, opened):
        if isinstance(value, Incident):
            lines.append(tally(value))
        elif isinstance(value, Frozen):
            lines += value.lines
    mine = [line for line in lines if line.year == year]
    return SchoolNumbers(year, by_kind_and_phase(mine), figures(mine))


def pace(session: Session, today: date) -> Pace:
    """On which days the school works, and the terms and words that it decided itself."""
    decided = policies(session, today)
    texts = {kind: {step.key: decided[f"{kind}{step.key}"] for step in steps()} for kind in (WORDS, HOW)}
    days = {step: int(decided[f"{TERM}{step}"]) for step in TERMS}
    return Pace(calendar(session), days, texts[WORDS], texts[HOW], _is_confirmed(session, today))


def before_the_story(session: Session, *, today: date) -> Beforehand:
    """What is said before anybody tells, in the words of the school."""
    return Beforehand(policies(session, today)[BEFORE], _is_confirmed(session, today))


def _is_confirmed(session: Session, today: date) -> bool:
    """Whether a jurist looked, and no text with legal weight was decided since."""
    held = select(Policy.key, Policy.value, Policy.valid_from, Policy.id).where(Policy.valid_from <= today)
    rows = session.execute(held.order_by(Policy.valid_from, Policy.id)).all()
    looked = [row for row in rows if row.key == JURIST]
    if not looked or looked[-1].value != YES:
        return False
    last = looked[-1].valid_from, looked[-1].id
    return not any(row.key in legal_keys() and (row.valid_from, row.id) > last for row in rows)


def sealed_values(session: Session, opened: OpenDossier) -> Iterator[tuple[UUID, Value]]:
    """Everything that is sealed but the notes, with its id."""
    for key, text in _texts(session, opened):
        if not is_note(text):
            yield key, decode(text)


def read_value(file: UUID, content: str, opened: OpenDossier) -> Value | None:
    """What is inside one sealed file; ``None`` for a note."""
    text = opened.read(file, content)
    return None if is_note(text) else decode(text)


def _texts(session: Session, opened: OpenDossier) -> Iterator[tuple[UUID, str]]:
    """Every sealed text that this reader can open; one whose key was shredded elsewhere is passed over."""
    for file in session.scalars(select(SealedFile).order_by(SealedFile.id)):
        try:
            yield file.id, opened.read(file.id, file.content)
        except CannotOpenError:
            continue


def _names(session: Session, kind: type[Named]) -> dict[UUID | None, str]:
    if kind is Company:
        return {row.id: row.name for row in session.execute(select(Company.id, Company.name))}
    rows = session.execute(select(Student.id, Student.first_name, Student.prefix, Student.last_name))
    return {row.id: full_name(row.first_name, row.prefix, row.last_name) for row in rows}


def _row(key: UUID, incident: Incident, rhythm: Pace, today: date, about: tuple[str, str]) -> IncidentRow:
    following, due = next_step(incident, rhythm), due_on(incident, rhythm)
    return IncidentRow(
        id=key,
        code=incident.code,
        track=incident.track,
        kind=incident.kind,
        who=about[0],
        company=about[1],
        received_on=incident.received_on,
        next="" if following is None else following.step.label,
        due=due,
        overdue=due is not None and due < today,
        closed=incident.is_closed,
        acute=incident.acute,
    )


def _note_row(
    key: UUID, note: SealedNote, people: dict[UUID | None, str], companies: dict[UUID | None, str]
) -> NoteRow:
    return NoteRow(
        key,
        note.origin,
        note.text,
        note.written_at.astimezone(ZONE).date(),
        note.written_by,
        note.student,
        people.get(note.student, ""),
        note.company,
        companies.get(note.company, ""),
    )


def _concerns(session: Session, opened: OpenDossier, company: UUID | None) -> str | None:
    if company is None:
        return None
    same: Sequence[Incident] = [
        value
        for _key, value in sealed_values(session, opened)
        if isinstance(value, Incident) and value.track is Track.CONCERN and value.company == company
    ]
    return concern_sentence(independent(list(same)))


def _left(days: Calendar, today: date, due: date) -> int:
    return days.between(today, due) if due >= today else -days.between(due, today)
