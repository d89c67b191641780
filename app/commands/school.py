"""Setting the school up and keeping its own facts: contacts, periods, free days, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.commands.programmes import ProgrammeDraft, bring_in_line
from app.entities.programme import Period
from app.entities.record import HandOut, SchoolText
from app.entities.school import FreeDay, Helpline, Policy, School
from app.errors import Refusal
from app.rules.policies import known_policies
from app.store.work import Work, final, undoable
from app.terms.school import FreeDayKind, Place, Region
from app.terms.steps import Deed
from app.text import translate


@dataclass(frozen=True, slots=True)
class SchoolDraft:
    """What companies and students must know to reach the school."""

    name: str
    town: str = ""
    pc4: str | None = None
    region: Region = Region.MIDDLE
    office: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class HelplineDraft:
    """A helpline as the school shows it."""

    name: str
    what_for: str
    phone: str = ""
    web: str = ""
    email: str = ""
    hours: str = ""
    place: Place = Place.SCHOOL
    shown: bool = True
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class PeriodDraft:
    """A BPV-periode."""

    code: str
    name: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class FreeDayDraft:
    """Days on which the school is closed."""

    name: str
    kind: FreeDayKind
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class SetUp:
    """Everything that a new school begins with."""

    school: SchoolDraft
    helplines: tuple[HelplineDraft, ...] = ()
    programmes: tuple[ProgrammeDraft, ...] = ()
    periods: tuple[PeriodDraft, ...] = ()
    free_days: tuple[FreeDayDraft, ...] = ()


@undoable(Deed.SET_UP_SCHOOL)
def set_up_school(work: Work, *, draft: SetUp) -> UUID:
    """Fill an empty file with a school; refuses where there is one already."""
    if work.session.scalar(select(School.id)):
        raise Refusal(translate("School", "In dit bestand staat al een school."))
    school = School(**_filled(draft.school))
    work.add(school)
    for rank, line in enumerate(draft.helplines):
        work.add(Helpline(rank=rank, **_fields(line)))
    for period in draft.periods:
        add_period(work, period)
    work.session.flush()
    for programme in draft.programmes:
        bring_in_line(work, programme)
    for day in draft.free_days:
        _add_free_day(work, day)
    work.session.flush()
    return school.id


@undoable(Deed.CHANGE_SCHOOL)
def change_school(work: Work, *, draft: SchoolDraft, seen: int) -> None:
    """Change the facts of the school."""
    school = work.session.scalars(select(School)).one()
    school = work.get(School, school.id, seen=seen)
    for name, value in _filled(draft).items():
        setattr(school, name, value)


@undoable(Deed.KEEP_HELPLINE)
def keep_helpline(
    work: Work, *, draft: HelplineDraft, helpline_id: UUID | None = None, seen: int | None = None
) -> UUID:
    """Add a helpline, or change one."""
    if not draft.name.strip():
        raise Refusal(translate("School", "Hoe heet deze hulpinstantie?"), field="name")
    if not (draft.phone or draft.web or draft.email):
        raise Refusal(translate("School", "Vul een telefoonnummer, website of e-mailadres in."), field="phone")
    if draft.checked_on is not None and draft.checked_on > work.today:
        raise Refusal(translate("School", "Deze dag moet nog komen."), field="checked_on")
    if helpline_id is None:
        ranks = work.session.scalars(select(Helpline.rank)).all()
        line = Helpline(rank=max(ranks, default=-1) + 1, **_fields(draft))
        work.add(line)
        work.session.flush()
        return line.id
    line = work.get(Helpline, helpline_id, seen=seen)
    for name, value in _fields(draft).items():
        setattr(line, name, value)
    return line.id


@undoable(Deed.CHECK_HELPLINE)
def check_helpline(work: Work, *, helpline_id: UUID) -> None:
    """Record that someone looked today and that the contact is right."""
    line = work.get(Helpline, helpline_id)
    if not (line.phone or line.web or line.email):
        raise Refusal(translate("School", "Er is nog niets om te controleren. Vul eerst een nummer of adres in."))
    line.checked_on = work.today


@undoable(Deed.REMOVE_HELPLINE)
def remove_helpline(work: Work, *, helpline_id: UUID) -> None:
    """Take a helpline away."""
    work.session.delete(work.get(Helpline, helpline_id))


@undoable(Deed.KEEP_PERIOD)
def keep_period(work: Work, *, draft: PeriodDraft, period_id: UUID | None = None, seen: int | None = None) -> UUID:
    """Add a period, or change one."""
    if period_id is None:
        return add_period(work, draft)
    _refuse_period(work, draft, period_id)
    period = work.get(Period, period_id, seen=seen)
    for name, value in _fields(draft).items():
        setattr(period, name, value)
    return period.id


@undoable(Deed.KEEP_FREE_DAY)
def keep_free_day(work: Work, *, draft: FreeDayDraft, free_day_id: UUID | None = None) -> UUID:
    """Add days on which the school is closed, or change them."""
    _refuse_backwards(draft.first_day, draft.last_day)
    if free_day_id is None:
        return _add_free_day(work, draft)
    day = work.get(FreeDay, free_day_id)
    for name, value in _fields(draft).items():
        setattr(day, name, value)
    return day.id


@undoable(Deed.REMOVE_FREE_DAY)
def remove_free_day(work: Work, *, free_day_id: UUID) -> None:
    """Let the school be open on these days after all."""
    work.session.delete(work.get(FreeDay, free_day_id))


@undoable(Deed.DECIDE_POLICY)
def decide_policy(work: Work, *, key: str, value: str, valid_from: date, source: str = "") -> None:
    """Decide something from a day on; what was decided before stays on record for the days before.

    A second decision for the same day takes the place of the first, as the latest that was decided.
    """
    known = known_policies().get(key)
    if known is None or not known.accepts(value):
        raise Refusal(translate("School", "Dit antwoord past niet bij de vraag."), field=key)
    same_day = select(Policy).where(Policy.key == key, Policy.valid_from == valid_from)
    for decided in work.session.scalars(same_day):
        work.session.delete(decided)
    work.add(Policy(key=key, value=value, valid_from=valid_from, source=source, decided_by=work.actor))


@undoable(Deed.KEEP_SCHOOL_TEXT)
def keep_school_text(work: Work, *, document: str, language: str, body: str, based_on: str) -> None:
    """Lay the school's own text of a document over the one that comes with the program."""
    known = _school_text(work, document, language)
    if known is None:
        known = SchoolText(document=document, language=language)
        work.add(known)
    known.body, known.based_on = body, based_on
    known.changed_on, known.changed_by = work.today, work.actor


@undoable(Deed.DROP_SCHOOL_TEXT)
def drop_school_text(work: Work, *, document: str, language: str) -> None:
    """Go back to the text that comes with the program."""
    known = _school_text(work, document, language)
    if known is None:
        raise Refusal(translate("School", "De school heeft hier geen eigen tekst."))
    work.session.delete(known)


@final(Deed.HAND_OUT)
def hand_out(work: Work, *, document: str, text_version: str, code: str = "", digest: str = "") -> None:
    """Record that a paper was printed or saved; paper cannot be called back."""
    work.add(
        HandOut(document=document, text_version=text_version, at=work.now, by=work.actor, code=code, digest=digest)
    )


@final(Deed.HAND_OUT)
def hand_out_each(work: Work, *, document: str, text_version: str, files: Sequence[tuple[str, str]]) -> None:
    """Record that papers for many were saved in one go: the code and the fingerprint of every file."""
    for code, digest in files:
        work.add(
            HandOut(document=document, text_version=text_version, at=work.now, by=work.actor, code=code, digest=digest)
        )


def _fields(draft: HelplineDraft | PeriodDraft | FreeDayDraft) -> dict[str, object]:
    values = {name: getattr(draft, name) for name in draft.__slots__}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


def _filled(draft: SchoolDraft) -> dict[str, object]:
    if not draft.name.strip():
        raise Refusal(translate("School", "Hoe heet de school?"), field="name")
    return {name: getattr(draft, name) for name in draft.__slots__}


def _refuse_backwards(first_day: date, last_day: date) -> None:
    if last_day < first_day:
        raise Refusal(translate("School", "De laatste dag ligt voor de eerste dag."), field="last_day")


def add_period(work: Work, draft: PeriodDraft) -> UUID:
    """Add a period, as a part of a command; refuses one without a name of its own, and days that run backwards."""
    _refuse_period(work, draft, None)
    period = Period(**_fields(draft))
    work.add(period)
    work.session.flush()
    return period.id


def _refuse_period(work: Work, draft: PeriodDraft, period_id: UUID | None) -> None:
    _refuse_backwards(draft.first_day, draft.last_day)
    if not draft.name.strip():
        raise Refusal(translate("School", "Hoe heet deze periode?"), field="name")
    taken = work.session.scalar(select(Period.id).where(Period.name == draft.name.strip()))
    if taken is not None and taken != period_id:
        raise Refusal(translate("School", "Er is al een periode met deze naam."), field="name")


def _add_free_day(work: Work, draft: FreeDayDraft) -> UUID:
    day = FreeDay(**_fields(draft))
    work.add(day)
    work.session.flush()
    return day.id


def _school_text(work: Work, document: str, language: str) -> SchoolText | None:
    return work.session.scalar(
        select(SchoolText).where(SchoolText.document == document, SchoolText.language == language)
    )
