"""The programmes of the school, with their parts, their klassen and the hours of practice that they ask."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Group, GroupPeriod, Period, Programme, ProgrammeUnit
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.pipeline import State
from app.terms.school import Path, UnitKind
from app.terms.steps import Deed
from app.text import translate


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A werkproces or keuzedeel."""

    code: str
    title: str
    kind: UnitKind = UnitKind.WORK_PROCESS


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A klas; ``periods`` are names of periods with the days of the week in them.

    Going in a period that is not over puts its students on the board.
    """

    code: str
    path: Path
    cohort: int
    periods: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """A programme with its parts and groups.

    ``years`` is how long it takes; ``bpv_hours`` (bol) and ``bpv_hours_bbl`` are the least hours of practice in
    all that time, where the school has its own, and ``bpv_source`` where that is written.
    """

    code: str
    crebo: str
    name: str
    level: int
    units: tuple[UnitDraft, ...] = ()
    groups: tuple[GroupDraft, ...] = ()
    years: int | None = None
    bpv_hours: int | None = None
    bpv_hours_bbl: int | None = None
    bpv_source: str | None = None


@undoable(Deed.KEEP_PROGRAMME)
def keep_programme(work: Work, *, draft: ProgrammeDraft) -> UUID:
    """Add a programme, or bring the one with this crebo in line; parts and groups are added, never taken away."""
    if len(draft.crebo) != 5 or not draft.crebo.isdigit():  # noqa: PLR2004 - a crebo has five digits
        raise Refusal(translate("School", "Een crebo heeft vijf cijfers."), field="crebo")
    if not draft.name.strip():
        raise Refusal(translate("School", "Hoe heet deze opleiding?"), field="name")
    return bring_in_line(work, draft)


def bring_in_line(work: Work, draft: ProgrammeDraft) -> UUID:
    """Make the programme of a draft, or bring the one with its crebo in line, as a part of a command."""
    programme = work.session.scalar(select(Programme).where(Programme.crebo == draft.crebo))
    if programme is None:
        programme = Programme(code=draft.code, crebo=draft.crebo, name=draft.name, level=draft.level)
        work.add(programme)
        work.session.flush()
    programme.code, programme.name, programme.level = draft.code, draft.name, draft.level
    programme.years, programme.bpv_source = draft.years, (draft.bpv_source or "").strip() or None
    programme.bpv_hours, programme.bpv_hours_bbl = draft.bpv_hours, draft.bpv_hours_bbl
    known = select(ProgrammeUnit).where(ProgrammeUnit.programme_id == programme.id)
    units = {unit.code: unit for unit in work.session.scalars(known)}
    for unit in draft.units:
        if unit.code in units:
            units[unit.code].title, units[unit.code].kind = unit.title, unit.kind
        else:
            work.add(ProgrammeUnit(programme_id=programme.id, kind=unit.kind, code=unit.code, title=unit.title))
    for group in draft.groups:
        _keep_group(work, programme.id, group)
    return programme.id


def _keep_group(work: Work, programme_id: UUID, draft: GroupDraft) -> None:
    group = work.session.scalar(select(Group).where(Group.code == draft.code))
    if group is None:
        group = Group(code=draft.code, programme_id=programme_id, path=draft.path, cohort=draft.cohort)
        work.add(group)
        work.session.flush()
    group.programme_id, group.path, group.cohort = programme_id, draft.path, draft.cohort
    for name, days in draft.periods:
        period = work.session.scalar(select(Period).where(Period.name == name))
        if period is None:
            raise Refusal(translate("School", "De periode ‘{name}’ is er niet.").format(name=name), field="periods")
        known = work.session.scalar(
            select(GroupPeriod).where(GroupPeriod.group_id == group.id, GroupPeriod.period_id == period.id)
        )
        if known is None:
            work.add(GroupPeriod(group_id=group.id, period_id=period.id, days=days))
            _bring_in(work, group.id, period)
        else:
            known.days = days


def _bring_in(work: Work, group_id: UUID, period: Period) -> None:
    """A card for every active student of a klas that goes in a period; one that is over brings nobody."""
    if period.last_day < work.today:
        return
    there = select(Participation.student_id).where(Participation.period_id == period.id)
    students = select(Student.id).where(Student.group_id == group_id, Student.active, Student.id.not_in(there))
    for key in work.session.scalars(students.order_by(Student.id)).all():
        work.add(Participation(student_id=key, period_id=period.id, state=State.WISH_OPEN, since=work.today))
