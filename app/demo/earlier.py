"""The school year 2024-2025 of the fictional school: a thin list of placements, made up and then read in."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.commands.imports import COMMANDS
from app.entities.company import Company, RecognitionCheck
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Group, Programme
from app.exchange.parsed import Parsed
from app.exchange.placements import ContactMomentIn, PlacementIn
from app.queries.import_rows import Decisions
from app.queries.imports import preview
from app.store.store import Store
from app.terms.company import Allowance
from app.terms.exchange import CompanyLink, Subject
from app.terms.pipeline import Form, Moment, Party, SystemStatus
from app.terms.school import Path

_FIRST, _LAST = date(2025, 2, 3), date(2025, 4, 18)
_COHORT = 2024
_SHARE = 0.6  # of the students who were there: the list of that year was kept badly
_ENDED_EARLY = 0.06
_HELD = 0.75  # of the talks
_ALL_THERE = 0.85
_EVERYBODY = (Party.STUDENT, Party.COMPANY, Party.SCHOOL)
_TALKS = ((Moment.START, 9), (Moment.MIDDLE, 37), (Moment.END, 68))
_FORMS = (Form.VISIT, Form.VISIT, Form.PHONE, Form.VIDEO)
_HOURS = 8 * 60
_WEEKS = 10
_EARLY = ("Student: werk past niet bij leerdoelen", "Leerbedrijf: geen begeleiding beschikbaar")


@dataclass(frozen=True, slots=True)
class _Learner:
    """A student who was there in that year."""

    number: str
    crebo: str
    path: Path


def read_in_earlier_year(store: Store, actor: str, chance: random.Random) -> None:
    """Make up the list and read it in as a list of placements is."""
    with store.reading() as session:
        rows = tuple(_rows(session, chance))
        shown = preview(session, subject=Subject.PLACEMENTS, parsed=Parsed(rows, ()), today=clock.today())
    store.change(COMMANDS[Subject.PLACEMENTS], actor, preview=shown, decisions=Decisions())


def _rows(session: Session, chance: random.Random) -> Iterator[PlacementIn]:
    companies, supervisors = _companies(session), _supervisors(session)
    for row, learner in enumerate(_learners(session), start=2):
        if chance.random() >= _SHARE:
            continue
        early = chance.random() < _ENDED_EARLY
        end = _FIRST + timedelta(days=chance.randrange(14, 40)) if early else _LAST
        days = chance.choice((3, 3, 4))
        minutes = days * _HOURS * _WEEKS
        amount = chance.choice((None, 15000, 20000, 25000)) if learner.path is Path.BOL else None
        no_amount = Allowance.WAGE if learner.path is Path.BBL else Allowance.NONE
        yield PlacementIn(
            row=row,
            number=str(41000 + row),
            student=learner.number,
            company=chance.choice(companies[learner.crebo]),
            link=CompanyLink.ID,
            crebo=learner.crebo,
            path=learner.path,
            start=_FIRST,
            planned_end=_LAST,
            end=end,
            status=SystemStatus.ENDED,
            end_reason=chance.choice(_EARLY) if early else None,
            days_per_week=days,
            week_minutes=days * _HOURS,
            total_minutes=minutes,
            done_minutes=None if early else minutes - chance.randrange(0, 5) * _HOURS,
            mentor=None,
            supervisor=chance.choice(supervisors[learner.crebo]),
            signed_on=_FIRST - timedelta(days=chance.randrange(3, 20)),
            contacts=tuple(_talks(chance, end)),
            fee_state=no_amount if amount is None else Allowance.AMOUNT,
            fee_cents=amount,
            cover=None,
            follows=None,
        )


def _talks(chance: random.Random, end: date) -> Iterator[ContactMomentIn]:
    for moment, after in _TALKS:
        day = _FIRST + timedelta(days=after + chance.randrange(0, 4))
        if day <= end and chance.random() < _HELD:
            present = _EVERYBODY if chance.random() < _ALL_THERE else _EVERYBODY[:1] + _EVERYBODY[2:]
            yield ContactMomentIn(moment, day, chance.choice(_FORMS), present)


def _learners(session: Session) -> Sequence[_Learner]:
    """The active students of that cohort of whom no placement of that year is known, by number."""
    placed = (
        select(Participation.student_id)
        .join(Placement, Placement.participation_id == Participation.id)
        .where(Placement.first_day <= _LAST)
    )
    rows = session.execute(
        select(Student.number, Programme.crebo, Group.path)
        .join(Group, Group.id == Student.group_id)
        .join(Programme, Programme.id == Student.programme_id)
        .where(Group.cohort == _COHORT, Student.active, Student.id.not_in(placed))
        .order_by(Student.number)
    )
    return [_Learner(*row) for row in rows]


def _companies(session: Session) -> dict[str, list[str]]:
    """Of each crebo the companies that are recognised for it, as keys, in a fixed order."""
    rows = session.execute(
        select(RecognitionCheck.crebo, Company.id)
        .join(Company, Company.id == RecognitionCheck.company_id)
        .where(Company.leerbedrijf_id.is_not(None), Company.unfit.is_(False))
        .order_by(RecognitionCheck.crebo, Company.leerbedrijf_id)
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.crebo, []).append(row.id.hex)
    return found


def _supervisors(session: Session) -> dict[str, list[str]]:
    rows = session.execute(
        select(Programme.crebo, Supervisor.id)
        .join(Programme, Programme.id == Supervisor.programme_id)
        .where(Supervisor.active)
        .order_by(Programme.crebo, Supervisor.sort_key)
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.crebo, []).append(row.id.hex)
    return found
