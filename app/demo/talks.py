"""The talks of the fictional school that are to come: planned by the planner, some of them agreed by phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from app import clock
from app.commands.contact import AppointmentDraft, PlannedTalk, accept_plan, keep_appointment, part_of
from app.commands.contact_report import PromiseDraft, ReportDraft
from app.commands.introductions import (
    IntroductionDraft,
    Outcome,
    ask_satisfaction,
    plan_introduction,
    settle_introduction,
)
from app.commands.recording import ContactDraft
from app.commands.travel import VisitHours, WayDraft, keep_visit_hours, keep_way
from app.dates import Calendar
from app.queries.contact import contacts
from app.queries.contact_plan import Asked, planning
from app.queries.contact_rows import AppointmentRow, ContactRow
from app.queries.introductions import introductions
from app.queries.travel import base_of
from app.rules.travel import estimated_km, is_area
from app.scheduling import Mode, Problem, plan
from app.store.store import Store
from app.terms.contact import Content, Met, Objection, Verdict
from app.terms.pipeline import Form, Party, State

_ITERATIONS = 40
_AHEAD = timedelta(days=14)
_AGREED_WITHIN = timedelta(days=8)
_QUARTER = 15
_OBJECTING, _MEETING = 7, 2
_TOLD, _DRIVEN = 3, 9
_VISIT_DAYS = (("ma", "di", "wo", "do"), ("di", "wo", "do", "vr"), ("ma", "di", "wo", "do", "vr"))
_VISIT_TIMES = ((9 * 60, 16 * 60), (None, None), (10 * 60, 17 * 60), (8 * 60 + 30, 15 * 60))
_ANSWERS = (Content.YES, Content.YES, Content.PARTLY, Content.YES, Content.YES, Content.NO, Content.YES)


def plan_talks(store: Store, actor: str, *, unreached: frozenset[UUID] = frozenset()) -> None:
    """Take over what the planner proposes for the coming two weeks, but where nobody could be reached."""
    with store.reading() as session:
        asked = planning(session, contacts(session, today=clock.today()), today=clock.today())
    problem, names = _renamed(asked)
    horizon = clock.today() + _AHEAD
    talks = tuple(
        PlannedTalk(
            about.row.placement_id,
            about.moment,
            Form.VISIT if one.mode is Mode.ON_SITE else Form.VIDEO,
            one.day,
            part_of(one.earliest),
            45,
            one.earliest,
            one.latest,
        )
        for one in plan(problem, iterations=_ITERATIONS).appointments
        if one.day <= horizon
        for about in (asked.needs[names[one.need]],)
        if about.row.placement_id not in unreached
    )
    store.change(accept_plan, actor, talks=talks)


def know_some(store: Store, actor: str) -> None:
    """A third of the companies said when they can be visited, and who drives there told some of the ways."""
    with store.reading() as session:
        rows = {row.company_id: row for row in contacts(session, today=clock.today())}
        base = base_of(session)
    ordered = sorted(rows.values(), key=lambda row: (row.company, row.street))
    for number, row in enumerate(ordered[::_TOLD]):
        hours = VisitHours(_VISIT_DAYS[number % len(_VISIT_DAYS)], *_VISIT_TIMES[number % len(_VISIT_TIMES)])
        store.change(keep_visit_hours, actor, company_id=row.company_id, hours=hours)
    for there in sorted({row.pc4 for row in ordered if is_area(row.pc4)} - {base})[::_DRIVEN]:
        kilometres = estimated_km(base, there) or 0
        store.change(keep_way, actor, draft=WayDraft(base, there, kilometres + 1, 10 + 2 * kilometres))


def agree_some(store: Store, actor: str) -> None:
    """Two of every three talks of the first days were agreed by phone, at a quarter of an hour."""
    with store.reading() as session:
        rows = contacts(session, today=clock.today())
    soon = [(row, one) for row in rows for one in row.appointments if one.day <= clock.today() + _AGREED_WITHIN]
    for number, (row, one) in enumerate(soon):
        hour = _hour(one)
        if number % 3 and hour is not None:
            _agree(store, actor, row, one, hour)


def meet_some(store: Store, actor: str) -> None:
    """Half of those who were matched have a day for their kennismaking; some have met, and one objects."""
    with store.reading() as session:
        rows = introductions(session, today=clock.today())
    for number, row in enumerate(rows):
        if row.state is State.INTRODUCED or number % _MEETING:
            continue
        day = Calendar().add(clock.today(), 1 + number % 8)
        draft = IntroductionDraft(day, 9 * 60 + 30 * (number % 12), Form.VISIT)
        store.change(plan_introduction, actor, placement_id=row.placement_id, draft=draft)
    for row in rows[:: _OBJECTING * _MEETING]:
        if row.state is not State.INTRODUCED:
            outcome = Outcome(Met.OBJECTED, Objection.DAYS, Party.STUDENT)
            store.change(settle_introduction, actor, placement_id=row.placement_id, outcome=outcome)


def ask_some(store: Store, actor: str) -> None:
    """At the end of a placement student and company were asked how content they are."""
    with store.reading() as session:
        over = [row for row in contacts(session, today=clock.today()) if row.last_day < clock.today()]
    for number, row in enumerate(over):
        for party in (Party.STUDENT, Party.COMPANY)[: 1 + number % 2]:
            school, other = (_ANSWERS[(number + ahead) % len(_ANSWERS)] for ahead in (0, 3))
            store.change(
                ask_satisfaction, actor, placement_id=row.placement_id, party=party, school=school, other=other
            )


def report_of(talk: ContactDraft, day: date) -> ReportDraft:
    """What was said at an ordinary first talk."""
    return ReportDraft(
        talk,
        goals_clear=Verdict.YES,
        units=(),
        minutes_done=None,
        guidance=Verdict.YES,
        guidance_words="Elke maandag een half uur met de praktijkopleider.",
        costs=Verdict.PARTLY,
        costs_lacking=("reiskosten",),
        promises=(
            PromiseDraft("Reiskosten van februari uitbetalen", Party.COMPANY, day + timedelta(days=10)),
            PromiseDraft("Logboek van week 5 en 6 inleveren", Party.STUDENT, day + timedelta(days=4)),
        ),
        next_on=None,
        next_moment=None,
        agreed=(Party.STUDENT, Party.COMPANY, Party.SCHOOL) if talk.company else (Party.STUDENT, Party.SCHOOL),
    )


def _agree(store: Store, actor: str, row: ContactRow, one: AppointmentRow, hour: int) -> None:
    draft = AppointmentDraft(one.moment, one.form, one.day, one.part, hour, one.minutes)
    store.change(keep_appointment, actor, placement_id=row.placement_id, draft=draft, appointment_id=one.id)


def _hour(one: AppointmentRow) -> int | None:
    """A quarter of an hour within the window; ``None`` where there is none."""
    if one.earliest is None or one.latest is None:
        return None
    hour = -(-one.earliest // _QUARTER) * _QUARTER
    return hour if hour <= one.latest else None


def _renamed(asked: Asked) -> tuple[Problem, Mapping[str, str]]:
    """The problem under names by order, so that random keys decide nothing; and the need behind each name."""
    problem, numbers = asked.problem, count()
    names: dict[str, str] = {}

    def name(key: str) -> str:
        return names.setdefault(key, f"{next(numbers):05d}") if key else key

    needs = tuple(
        replace(
            need,
            key=name(need.key),
            supervisor=name(need.supervisor),
            student=name(need.student),
            company=name(need.company),
        )
        for need in problem.needs
    )
    renamed = replace(
        problem,
        needs=needs,
        supervisors=tuple(replace(one, key=name(one.key)) for one in problem.supervisors),
        availability=tuple(replace(one, key=name(one.key)) for one in problem.availability),
    )
    return renamed, {names[key]: key for key in asked.needs}
