"""Entering and changing students, companies and the people who work there."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.entities.company import Company, CompanyPerson, RecognitionCheck
from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Group, Period
from app.entities.record import Note
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.company import Recognised
from app.terms.pipeline import State
from app.terms.steps import Deed
from app.text import phone_key, translate

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PC4 = re.compile(r"[1-9]\d{3}")
_POSTCODE = re.compile(r"[1-9]\d{3}([A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class StudentDraft:
    """A student as a person types it in."""

    number: str
    first_name: str
    prefix: str
    last_name: str
    group_id: UUID | None
    email: str | None = None
    phone: str | None = None
    pc4: str | None = None
    minor_until: date | None = None
    mentor: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class CompanyDraft:
    """A company as a person types it in."""

    name: str
    leerbedrijf_id: str | None = None
    kvk: str | None = None
    branch: str | None = None
    street: str | None = None
    postcode: str | None = None
    town: str | None = None
    phone: str | None = None
    web: str | None = None
    sector: str | None = None
    unfit: bool = False
    unfit_reason: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CompanyPersonDraft:
    """Someone at a company as a person types it in."""

    name: str
    role: str | None = None
    email: str | None = None
    phone: str | None = None


@undoable(Deed.KEEP_STUDENT)
def keep_student(
    work: Work,
    *,
    draft: StudentDraft,
    student_id: UUID | None = None,
    seen: int | None = None,
    period_ids: tuple[UUID, ...] = (),
) -> UUID:
    """Add a student, or change one; they take part in ``period_ids``, if they did not yet."""
    _need(draft.number, "number", translate("People", "Vul het studentnummer in."))
    _need(draft.first_name, "first_name", translate("People", "Vul de roepnaam in."))
    _need(draft.last_name, "last_name", translate("People", "Vul de achternaam in."))
    taken = work.session.scalar(select(Student.id).where(Student.number == draft.number.strip()))
    if taken is not None and taken != student_id:
        raise Refusal(translate("People", "Er is al een student met dit nummer."), field="number")
    _check_email(draft.email)
    if draft.pc4 and not _PC4.fullmatch(draft.pc4.strip()):
        raise Refusal(translate("People", "Vul vier cijfers in, zoals 6511."), field="pc4")
    values = _values(draft) | {"phone_key": phone_key(draft.phone)}
    if draft.group_id is not None:
        group = work.get(Group, draft.group_id)
        values |= {"programme_id": group.programme_id, "path": group.path, "cohort": group.cohort}
    key = _keep(work, Student, values, student_id, seen)
    for period_id in period_ids:
        _take_part(work, key, work.get(Period, period_id))
    return key


@undoable(Deed.KEEP_COMPANY)
def keep_company(work: Work, *, draft: CompanyDraft, company_id: UUID | None = None, seen: int | None = None) -> UUID:
    """Add a company, or change one."""
    _need(draft.name, "name", translate("People", "Vul de naam van het leerbedrijf in."))
    if draft.unfit and not (draft.unfit_reason or "").strip():
        raise Refusal(translate("People", "Schrijf op waarom de school hier niet plaatst."), field="unfit_reason")
    if draft.leerbedrijf_id:
        same = select(Company.id).where(Company.leerbedrijf_id == draft.leerbedrijf_id.strip())
        taken = work.session.scalar(same)
        if taken is not None and taken != company_id:
            raise Refusal(translate("People", "Er is al een leerbedrijf met dit ID."), field="leerbedrijf_id")
    postcode = "".join((draft.postcode or "").split()).upper()
    if postcode and not _POSTCODE.fullmatch(postcode):
        raise Refusal(translate("People", "Vul een postcode in, zoals 6511 AB, of alleen 6511."), field="postcode")
    values = _values(draft) | {"phone_key": phone_key(draft.phone), "postcode": postcode or None}
    values["pc4"] = postcode[:4] if postcode[:4].isdigit() else None
    return _keep(work, Company, values, company_id, seen)


@undoable(Deed.KEEP_COMPANY_PERSON)
def keep_company_person(
    work: Work, *, company_id: UUID, draft: CompanyPersonDraft, person_id: UUID | None = None, seen: int | None = None
) -> UUID:
    """Add someone who works at a company, or change them."""
    _need(draft.name, "name", translate("People", "Hoe heet deze persoon?"))
    _check_email(draft.email)
    company = work.get(Company, company_id)
    values = _values(draft) | {"phone_key": phone_key(draft.phone), "company_id": company.id}
    return _keep(work, CompanyPerson, values, person_id, seen)


@undoable(Deed.CHECK_RECOGNITION)
def check_recognition(
    work: Work, *, company_id: UUID, crebo: str, outcome: Recognised, evidence: str | None = None
) -> None:
    """Record what someone saw today when looking up a recognition, and where."""
    company = work.get(Company, company_id)
    same = select(RecognitionCheck).where(RecognitionCheck.company_id == company.id, RecognitionCheck.crebo == crebo)
    check = work.session.scalars(same).first()
    if check is None:
        check = RecognitionCheck(company_id=company.id, crebo=crebo, outcome=outcome)
        work.add(check)
    if check.outcome is not outcome or check.checked_on is None:
        check.held_since = work.today
    elif check.held_since is None:
        check.held_since = check.checked_on
    check.outcome, check.checked_on, check.checked_by = outcome, work.today, work.actor
    check.evidence = (evidence or "").strip() or None


@undoable(Deed.WRITE_NOTE)
def write_note(work: Work, *, text: str, student_id: UUID | None = None, company_id: UUID | None = None) -> UUID:
    """Write a few words about a student or a company."""
    _need(text, "text", translate("People", "Schrijf eerst iets op."))
    note = Note(
        student_id=student_id, company_id=company_id, text=text.strip(), written_at=work.now, written_by=work.actor
    )
    work.add(note)
    work.session.flush()
    return note.id


def _take_part(work: Work, student_id: UUID, period: Period) -> None:
    same = select(Participation.id).where(Participation.student_id == student_id, Participation.period_id == period.id)
    if work.session.scalar(same) is None:
        work.add(Participation(student_id=student_id, period_id=period.id, state=State.WISH_OPEN, since=work.today))


def _check_email(email: str | None) -> None:
    if email and not _EMAIL.fullmatch(email.strip()):
        raise Refusal(translate("People", "Dit is geen e-mailadres."), field="email")


def _need(value: str, field: str, sentence: str) -> None:
    if not value.strip():
        raise Refusal(sentence, field=field)


def _values(draft: StudentDraft | CompanyDraft | CompanyPersonDraft) -> dict[str, object]:
    """The fields of a draft, without blanks around them; an empty optional text is nothing."""
    values: dict[str, object] = {}
    for entry in fields(draft):
        value = getattr(draft, entry.name)
        if isinstance(value, str):
            value = value.strip() or (None if entry.default is None else "")
        values[entry.name] = value
    return values


def _keep(
    work: Work,
    kind: type[Student | Company | CompanyPerson],
    values: dict[str, object],
    key: UUID | None,
    seen: int | None,
) -> UUID:
    if key is None:
        made = kind(**values)
        work.add(made)
        work.session.flush()
        return made.id
    row = work.get(kind, key, seen=seen)
    for name, value in values.items():
        setattr(row, name, value)
    return row.id
