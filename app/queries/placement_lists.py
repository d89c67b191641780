"""Lists over the placements in view: what was learnt and judged, what is not signed, what the student system lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Text, case, func, select, type_coerce
from sqlalchemy.orm import Session

from app.entities.company import Company, CompanyPerson
from app.entities.contact import Assessment
from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import Agreement, Participation, Placement, Reminder
from app.entities.programme import Group, Period, ProgrammeUnit
from app.entities.progress import UnitStanding, UnitVerdict
from app.queries.bpv_hours import BpvHours, PeriodHours, bpv_hours
from app.queries.contact_point import ContactPointRow, contact_points
from app.queries.masking import PersonName, Private
from app.queries.pipeline import in_view
from app.rules.hours import hours_are_final
from app.rules.pipeline import SIDE_STATES, system_status_of
from app.terms.pipeline import Judgement, Moment, Party, State, SystemStatus
from app.terms.progress import HoursSource, Mastery
from app.terms.school import UnitKind

_BEGUN = (State.STARTED, State.MIDTERM, State.FINAL, State.COMPLETED)
_ON_PAPER = (State.AGREEMENT_SENT, State.AGREEMENT_SIGNED, State.STARTED, State.MIDTERM, State.FINAL)
Verdicts = Mapping[tuple[Moment, Party], Judgement]


@dataclass(frozen=True, slots=True)
class View:
    """What the whole program looks at, on a day."""

    today: date
    period_id: UUID | None = None
    programme_id: UUID | None = None
    group_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PartsJudged:
    """How many werkprocessen and leerdoelen somebody judged apart, and how many of those not well enough."""

    moment: Moment
    party: Party
    count: int
    not_yet: int


@dataclass(frozen=True, slots=True)
class ProgressLineRow:
    """A placement that began: judgements, hours and werkprocessen; ``awaited`` is what should have been there."""

    participation_id: UUID
    placement_id: UUID
    student_id: UUID
    student: PersonName
    group: str
    company: str
    midterm_company: Judgement | None
    midterm_school: Judgement | None
    final_company: Judgement | None
    final_school: Judgement | None
    minutes_planned: int | None
    minutes_done: int | None
    counted_on: date | None
    source: HoursSource | None
    units: int
    alone: int
    noted: int
    awaited: tuple[str, ...]
    judged: tuple[PartsJudged, ...] = ()
    hours: BpvHours | None = None

    @property
    def in_period(self) -> PeriodHours | None:
        """The hours of all placements of the student in this period together."""
        return None if self.hours is None else self.hours.periods.get(self.participation_id)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """An agreement that somebody has not signed yet; ``days`` since it was sent, or since it stands there."""

    participation_id: UUID
    placement_id: UUID
    student_id: UUID
    student: PersonName
    group: str
    company_id: UUID
    company: str
    company_person: PersonName
    email: Private
    contact_point: ContactPointRow
    first_day: date
    edition: int
    sent_on: date | None
    days: int
    waiting: tuple[Party, ...]
    sent: Mapping[Party, date]
    reminders: int
    reminded_on: date | None


@dataclass(frozen=True, slots=True)
class SystemRow:
    """A placement of which the student system should say something else; ``said`` is ``None`` where it is unknown."""

    participation_id: UUID
    placement_id: UUID
    student_id: UUID
    student: PersonName
    student_number: Private
    group: str
    company: str
    leerbedrijf_id: str
    number: str
    state: State
    said: SystemStatus | None
    wanted: SystemStatus
    first_day: date
    last_day: date


def progress_lines(session: Session, *, view: View) -> tuple[ProgressLineRow, ...]:
    """Every placement in view that began, by klas and student."""
    rows = _placements(session, view, Placement.state.in_(_BEGUN))
    keys = _wanted(view, Placement.state.in_(_BEGUN))
    verdicts = _verdicts(session, keys)
    standings = _standings(session, keys)
    parts = _parts(session, keys)
    counted = session.execute(
        select(ProgrammeUnit.programme_id, func.count().label("n"))
        .where(ProgrammeUnit.kind == UnitKind.WORK_PROCESS)
        .group_by(ProgrammeUnit.programme_id)
    )
    units = {row.programme_id: row.n for row in counted}
    lines = (
        _progress_line(row, verdicts[row.key], standings[row.key], units.get(row.programme_id, 0), view.today)
        for row in rows
    )
    hours = bpv_hours(session, student_ids=[row.student_id for row in rows])
    return tuple(
        replace(line, judged=tuple(parts.get(row.key, ())), hours=hours.get(row.student_id))
        for line, row in zip(lines, rows, strict=True)
    )


def _progress_line(row: Any, given: Verdicts, standings: Sequence[Mastery], units: int, today: date) -> ProgressLineRow:
    halfway = row.first_day + (row.last_day - row.first_day) / 2
    over = row.last_day < today or row.state in {State.FINAL, State.COMPLETED}
    final = hours_are_final(row.minutes_done, row.minutes_total, row.minutes_counted_on, row.last_day)
    due = (
        ("midterm_judgement", halfway < today and (Moment.MIDDLE, Party.COMPANY) not in given and not over),
        ("final_judgement", over and (Moment.END, Party.COMPANY) not in given),
        ("school_judgement", over and (Moment.END, Party.SCHOOL) not in given),
        ("hours", over and not final),
    )
    return ProgressLineRow(
        participation_id=row.participation_id,
        placement_id=row.id,
        student_id=row.student_id,
        student=full_name(row.first_name, row.prefix, row.last_name),
        group=row.group or "",
        company=row.company,
        midterm_company=given.get((Moment.MIDDLE, Party.COMPANY)),
        midterm_school=given.get((Moment.MIDDLE, Party.SCHOOL)),
        final_company=given.get((Moment.END, Party.COMPANY)),
        final_school=given.get((Moment.END, Party.SCHOOL)),
        minutes_planned=row.minutes_total,
        minutes_done=row.minutes_done,
        counted_on=row.minutes_counted_on,
        source=row.minutes_source,
        units=units,
        alone=sum(one is Mastery.ALONE for one in standings),
        noted=len(standings),
        awaited=tuple(key for key, waits in due if waits),
    )


def papers_waiting(session: Session, *, view: View) -> tuple[PaperRow, ...]:
    """Every agreement in view that was sent and not signed by all, the longest wait first."""
    condition = Placement.state.in_(_ON_PAPER)
    rows = _placements(session, view, condition)
    papers: dict[str, Any] = {}
    wanted = select(type_coerce(Agreement.placement_id, Text).label("key"), *Agreement.__table__.c)
    for sheet in session.execute(
        wanted.where(Agreement.placement_id.in_(_wanted(view, condition))).order_by(Agreement.edition, Agreement.id)
    ):
        papers[sheet.key] = sheet
    reminded = {
        row.placement_id: row
        for row in session.execute(
            select(Reminder.placement_id, func.count().label("n"), func.max(Reminder.sent_on).label("last")).group_by(
                Reminder.placement_id
            )
        )
    }
    emails = {
        (row.company_id, row.name): row.email or ""
        for row in session.execute(select(CompanyPerson.company_id, CompanyPerson.name, CompanyPerson.email))
    }
    points = contact_points(session)
    found = []
    for row in rows:
        paper = papers.get(row.key)
        minor = row.minor_until is not None and row.minor_until >= view.today
        waiting = _unsigned(paper, minor=minor)
        if not waiting:
            continue
        sent_on = None if paper is None else paper.sent_on
        last: Any = reminded.get(row.id)
        found.append(
            PaperRow(
                participation_id=row.participation_id,
                placement_id=row.id,
                student_id=row.student_id,
                student=full_name(row.first_name, row.prefix, row.last_name),
                group=row.group or "",
                company_id=row.company_id,
                company=row.company,
                company_person=row.company_person or "",
                email=emails.get((row.company_id, row.company_person or ""), ""),
                contact_point=points.of(row.company_id),
                first_day=row.first_day,
                edition=1 if paper is None else paper.edition,
                sent_on=sent_on,
                days=(view.today - (sent_on or row.since)).days,
                waiting=waiting,
                sent=_sent(paper),
                reminders=0 if last is None else last.n,
                reminded_on=None if last is None else last.last,
            )
        )
    return tuple(sorted(found, key=lambda row: -row.days))


def _unsigned(paper: Any, *, minor: bool) -> tuple[Party, ...]:
    parties = [Party.STUDENT, Party.COMPANY, Party.SCHOOL, *([Party.GUARDIAN] if minor else [])]
    if paper is None:
        return tuple(parties)
    return tuple(party for party in parties if getattr(paper, f"{party.value}_signed_on") is None)


def _sent(paper: Any) -> Mapping[Party, date]:
    """On which day each party got it; where nobody wrote that down apart, when it went out."""
    found = {} if paper is None else {one: getattr(paper, f"{one.value}_sent_on") or paper.sent_on for one in Party}
    return {party: day for party, day in found.items() if day is not None}


def system_differences(session: Session, *, view: View) -> tuple[SystemRow, ...]:
    """What the bpv-administratie should change in the student system for the placements in view."""
    found = []
    for row in _placements(session, view, None):
        wanted = system_status_of(row.state)
        if wanted is None or wanted is row.system_status:
            continue
        if row.system_status is None and row.state in SIDE_STATES:
            continue  # it never knew of it, and need not
        found.append(
            SystemRow(
                participation_id=row.participation_id,
                placement_id=row.id,
                student_id=row.student_id,
                student=full_name(row.first_name, row.prefix, row.last_name),
                student_number=row.student_number,
                group=row.group or "",
                company=row.company,
                leerbedrijf_id=row.leerbedrijf_id or "",
                number=row.number or "",
                state=row.state,
                said=row.system_status,
                wanted=wanted,
                first_day=row.first_day,
                last_day=row.ended_on or row.last_day,
            )
        )
    return tuple(found)


def _wanted(view: View, condition: Any) -> Any:
    participations = in_view(view.today, view.period_id, view.programme_id, view.group_id)
    wanted = select(Placement.id).where(Placement.participation_id.in_(participations))
    return wanted if condition is None else wanted.where(condition)


def _placements(session: Session, view: View, condition: Any) -> Sequence[Any]:
    return session.execute(
        select(
            *Placement.__table__.c,
            type_coerce(Placement.id, Text).label("key"),
            Student.id.label("student_id"),
            Student.number.label("student_number"),
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Student.minor_until,
            Student.programme_id,
            Group.code.label("group"),
            Company.name.label("company"),
            Company.leerbedrijf_id,
        )
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .join(Period, Period.id == Participation.period_id)
        .join(Company, Company.id == Placement.company_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(Placement.id.in_(_wanted(view, condition)))
        .order_by(Group.code, Student.sort_key, Placement.first_day, Placement.id)
    ).all()


def _verdicts(session: Session, placements: Any) -> Mapping[str, Verdicts]:
    found: dict[str, dict[tuple[Moment, Party], Judgement]] = defaultdict(dict)
    rows = session.execute(
        select(
            type_coerce(Assessment.placement_id, Text).label("key"),
            Assessment.moment,
            Assessment.judged_by,
            Assessment.judgement,
        ).where(Assessment.placement_id.in_(placements))
    )
    for row in rows:
        found[row.key][row.moment, row.judged_by] = row.judgement
    return found


def _parts(session: Session, placements: Any) -> Mapping[str, list[PartsJudged]]:
    found: dict[str, list[PartsJudged]] = defaultdict(list)
    not_yet = func.sum(case((UnitVerdict.judgement == Judgement.NOT_YET, 1), else_=0)).label("not_yet")
    rows = session.execute(
        select(
            type_coerce(UnitVerdict.placement_id, Text).label("key"),
            UnitVerdict.moment,
            UnitVerdict.judged_by,
            func.count().label("n"),
            not_yet,
        )
        .where(UnitVerdict.placement_id.in_(placements))
        .group_by(UnitVerdict.placement_id, UnitVerdict.moment, UnitVerdict.judged_by)
        .order_by(UnitVerdict.placement_id, UnitVerdict.moment.desc(), UnitVerdict.judged_by)
    )
    for row in rows:
        found[row.key].append(PartsJudged(row.moment, row.judged_by, row.n, row.not_yet))
    return found


def _standings(session: Session, placements: Any) -> Mapping[str, list[Mastery]]:
    found: dict[str, list[Mastery]] = defaultdict(list)
    rows = session.execute(
        select(type_coerce(UnitStanding.placement_id, Text).label("key"), UnitStanding.mastery)
        .join(ProgrammeUnit, ProgrammeUnit.id == UnitStanding.unit_id)
        .where(UnitStanding.placement_id.in_(placements), ProgrammeUnit.kind == UnitKind.WORK_PROCESS)
    )
    for row in rows:
        found[row.key].append(row.mastery)
    return found
