"""What the planner is told: the open moments of the norm, who can when, and where everybody is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.dates import public_holidays
from app.entities.appointment import BusyTime
from app.entities.company import Company
from app.entities.introduction import Introduction
from app.entities.people import Student, Supervisor
from app.entities.placement import Placement
from app.entities.programme import GroupPeriod
from app.entities.school import FreeDay
from app.queries.contact_rows import AppointmentRow, ContactRow
from app.queries.travel import base_of, roads
from app.scheduling import (
    Appointment,
    Availability,
    Busy,
    Closure,
    ClosureKind,
    Code,
    Hours,
    Mode,
    Need,
    Part,
    Problem,
    Reason,
    Rules,
    Who,
    plan,
    unplannable,
)
from app.scheduling import Supervisor as Visitor
from app.terms.contact import DayPart, Met
from app.terms.pipeline import Form, Moment
from app.terms.school import FreeDayKind

_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_BEGIN, _END = 9 * 60, 17 * 60
_CLOSED = {
    FreeDayKind.HOLIDAY: ClosureKind.HOLIDAY,
    FreeDayKind.STUDY: ClosureKind.OWN,
    FreeDayKind.OTHER: ClosureKind.OWN,
}
_NOON = 12 * 60
_MINUTES, _MEETING = 45, 30
_FAR = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class NeedOf:
    """What a need of the problem is in the school: a moment of a placement, with its appointment if it has one."""

    row: ContactRow
    moment: Moment
    appointment: AppointmentRow | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A problem for the planner, and what each of its needs stands for."""

    problem: Problem
    needs: Mapping[str, NeedOf]


def planning(session: Session, rows: Sequence[ContactRow], *, today: date, until: date | None = None) -> Asked:
    """The problem of planning every open moment of ``rows`` that begins before ``until``."""
    needs: dict[str, NeedOf] = {}
    told: list[Need] = []
    standing: list[Appointment] = []
    for row in rows:
        for need, about in _needs(row, today, until):
            needs[need.key] = about
            told.append(need)
            if about.appointment is not None and _stands(about.appointment, today):
                standing.append(_standing(need, about.appointment))
    base = base_of(session)
    supervisors = {need.supervisor for need in told if need.supervisor}
    problem = Problem(
        today=today,
        needs=tuple(told),
        supervisors=tuple(Visitor(key, base) for key in sorted(supervisors)),
        availability=(
            *_of_supervisors(session, supervisors),
            *_of_companies(session, {need.company for need in told}),
            *_of_students(session, rows),
        ),
        closures=tuple(_closures(session, today, max((need.last for need in told), default=today))),
        roads=roads(session, {base, *(need.place for need in told)}),
        standing=tuple(standing),
        rules=Rules(),
    )
    return Asked(problem, needs)


def _needs(row: ContactRow, today: date, until: date | None) -> Iterator[tuple[Need, NeedOf]]:
    """The open moments of a placement that is not over; what is overdue can still be held these weeks."""
    if row.last_day <= today:
        return
    planned = [one for one in row.appointments if one.is_open]
    for rank, slot in enumerate(row.slots):
        if slot.held_on is not None or slot.moment in row.impossible or (until is not None and slot.first > until):
            continue
        appointment = next((one for one in planned if one.moment is slot.moment), None)
        if appointment is not None:
            planned.remove(appointment)
        first, last = max(slot.first, today), slot.last
        if last <= today:
            last = min(max(row.last_day, today + timedelta(days=1)), today + _FAR)
        modes = {Mode.ON_SITE} if row.held.physical < row.norm.physical else {Mode.ON_SITE, Mode.ONLINE}
        key = f"{row.placement_id.hex}:{rank}"
        need = Need(
            key=key,
            supervisor="" if row.supervisor_id is None else row.supervisor_id.hex,
            student=row.student_id.hex,
            company=row.company_id.hex,
            place=row.pc4,
            first=first,
            last=last,
            minutes=_MINUTES if appointment is None else appointment.minutes,
            modes=frozenset(modes if appointment is None else {*modes, _mode(appointment.form)}),
            starts=row.first_day,
            rank=rank,
            not_on=frozenset(day for moment, day in row.called_off if moment is slot.moment),
        )
        yield need, NeedOf(row, slot.moment, appointment)
    for number, extra in enumerate(planned):
        yield _extra(row, extra, number, today), NeedOf(row, extra.moment, extra)


def _extra(row: ContactRow, appointment: AppointmentRow, number: int, today: date) -> Need:
    """A talk beside those that the norm asks: it takes time of the same people."""
    return Need(
        key=f"{row.placement_id.hex}:x{number}",
        supervisor="" if row.supervisor_id is None else row.supervisor_id.hex,
        student=row.student_id.hex,
        company=row.company_id.hex,
        place=row.pc4,
        first=max(row.first_day, today),
        last=max(row.last_day, appointment.day),
        minutes=appointment.minutes,
        modes=frozenset({_mode(appointment.form)}),
        starts=row.first_day,
        rank=len(row.slots),
    )


def _stands(row: AppointmentRow, today: date) -> bool:
    """Whether the planner has to mind it: a proposal for a day that went by is none any more."""
    return row.starts_at is not None or row.day > today


def _mode(form: Form) -> Mode:
    return Mode.ON_SITE if form is Form.VISIT else Mode.ONLINE


def _standing(need: Need, row: AppointmentRow) -> Appointment:
    part = Part.MORNING if row.part is DayPart.MORNING else Part.AFTERNOON
    begin = row.likely_at
    if begin is None:
        begin = _BEGIN if part is Part.MORNING else _NOON
    latest = begin if row.starts_at is not None or row.latest is None else max(begin, row.latest)
    return Appointment(
        need=need.key,
        supervisor=need.supervisor,
        day=row.day,
        part=part,
        mode=_mode(row.form),
        earliest=begin,
        latest=latest,
        agreed=row.starts_at is not None,
    )


def _of_supervisors(session: Session, keys: Iterable[str]) -> Iterator[Availability]:
    wanted = set(keys)
    busy: dict[str, list[Busy]] = defaultdict(list)
    for row in session.scalars(select(BusyTime).order_by(BusyTime.day, BusyTime.starts_at)):
        busy[row.supervisor_id.hex].append(Busy(row.day, row.starts_at, row.ends_at))
    for guide, day, start in session.execute(_meetings()):
        busy[guide.hex].append(Busy(day, start, start + _MEETING))
    for key, days in session.execute(select(Supervisor.id, Supervisor.days).order_by(Supervisor.id)):
        if key.hex in wanted:
            yield Availability(Who.SUPERVISOR, key.hex, _hours(days), tuple(busy[key.hex]))


def _meetings() -> Any:
    """The kennismakingen that have an hour: the supervisor of the placement is there."""
    return (
        select(Placement.supervisor_id, Introduction.day, Introduction.starts_at)
        .join(Introduction, Introduction.placement_id == Placement.id)
        .where(
            Placement.supervisor_id.is_not(None),
            Introduction.starts_at.is_not(None),
            or_(Introduction.met.is_(None), Introduction.met == Met.MOVED),
        )
        .order_by(Introduction.day, Introduction.id)
    )


def _of_companies(session: Session, keys: Iterable[str]) -> Iterator[Availability]:
    """When companies can be visited, as far as somebody told."""
    wanted = set(keys)
    told = select(Company.id, Company.visit_days, Company.visit_from, Company.visit_until)
    for row in session.execute(told.where(Company.visit_days.is_not(None)).order_by(Company.id)):
        if row.id.hex in wanted:
            first, last = (_BEGIN, _END) if row.visit_from is None else (row.visit_from, row.visit_until)
            hours = tuple(replace(one, start=first, end=last) for one in _hours(row.visit_days))
            yield Availability(Who.COMPANY, row.id.hex, hours)


def _of_students(session: Session, rows: Sequence[ContactRow]) -> Iterator[Availability]:
    """On which days students are at their company, as their group's timetable says."""
    group_of = {row.id: row.group_id for row in session.execute(select(Student.id, Student.group_id))}
    days_of = {
        (row.group_id, row.period_id): row.days
        for row in session.execute(select(GroupPeriod.group_id, GroupPeriod.period_id, GroupPeriod.days))
    }
    for row in rows:
        days = days_of.get((group_of.get(row.student_id), row.period_id))
        hours = _hours(days, row.first_day, row.last_day)
        if hours:
            yield Availability(Who.STUDENT, row.student_id.hex, hours)


def _hours(days: Sequence[str] | None, first: date | None = None, last: date | None = None) -> tuple[Hours, ...]:
    weekdays = frozenset(_DAYS.index(day) for day in days or () if day in _DAYS)
    return (Hours(weekdays, _BEGIN, _END, first, last),) if weekdays else ()


def _closures(session: Session, first: date, last: date) -> Iterator[Closure]:
    """The public holidays between two days, and the days on which the school itself is closed."""
    for year in range(first.year, last.year + 1):
        for day in public_holidays(year):
            yield Closure(day, day, ClosureKind.PUBLIC)
    rows = session.execute(select(FreeDay.first_day, FreeDay.last_day, FreeDay.kind).order_by(FreeDay.first_day))
    yield from (Closure(row.first_day, row.last_day, _CLOSED[row.kind]) for row in rows)


def absence(session: Session, supervisor_id: UUID) -> tuple[date, date] | None:
    """From which day until which a supervisor said to be away."""
    days = select(func.min(BusyTime.day), func.max(BusyTime.day))
    row = session.execute(days.where(BusyTime.supervisor_id == supervisor_id, BusyTime.away)).one()
    return None if row[0] is None else (row[0], row[1])


def obstacle(session: Session, row: ContactRow, *, today: date) -> Reason | None:
    """Why the next moment of a placement has no day at all, said before anybody plans; ``None`` where one may be."""
    asked = planning(session, [row], today=today)
    reasons = {one.need: one.reason for one in unplannable(asked.problem)}
    return next(
        (reasons[key] for key, about in asked.needs.items() if about.appointment is None and key in reasons), None
    )


def conflicts(asked: Asked) -> Mapping[UUID, Reason]:
    """What is planned and does not fit, by appointment.

    What is agreed is held against each other and the road; a proposal, which has no hour yet, only against the days and
    hours of the three.
    """
    standing = {row.need: row for row in asked.problem.standing}
    agreed = {key: row for key, row in standing.items() if row.agreed}
    proposed = {key: replace(row, agreed=True, latest=row.earliest) for key, row in standing.items() if not row.agreed}
    found = dict(_clashes(asked, agreed))
    found |= {key: reason for key, reason in _clashes(asked, proposed) if reason.code is not Code.OVERLAP}
    return found


def _clashes(asked: Asked, fixed: Mapping[str, Appointment]) -> Iterator[tuple[UUID, Reason]]:
    """Which of some appointments, all at their hours, do not fit."""
    problem = asked.problem
    known = {visitor.key for visitor in problem.supervisors}
    needs = tuple(need for need in problem.needs if need.key in fixed and need.supervisor in known)
    rows = tuple(fixed[need.key] for need in needs)
    for clash in plan(replace(problem, needs=needs, standing=rows), iterations=0).clashes:
        appointment = asked.needs[clash.need].appointment
        if appointment is not None:
            yield appointment.id, clash.reason


def supervisor_of(rows: Iterable[ContactRow]) -> Mapping[UUID, str]:
    """Whose placements these are, by name."""
    found = {row.supervisor_id: row.supervisor for row in rows if row.supervisor_id is not None}
    return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))
