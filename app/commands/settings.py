"""The lists of *Instellingen*: taking away what nothing uses, the order of helplines, copying holidays."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.commands.school import FreeDayDraft
from app.entities.base import Entity
from app.entities.programme import Group, GroupPeriod, Period, Programme, ProgrammeUnit
from app.entities.school import FreeDay, Helpline
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.steps import Deed
from app.text import translate

_Listed = Period | Group | Programme
_Part = GroupPeriod | ProgrammeUnit


@undoable(Deed.SHOW_HELPLINE)
def show_helpline(work: Work, *, helpline_id: UUID, shown: bool) -> None:
    """Put a helpline on the papers, or leave it off without losing it."""
    work.get(Helpline, helpline_id).shown = shown


@undoable(Deed.MOVE_HELPLINE)
def move_helpline(work: Work, *, helpline_id: UUID, by: int) -> None:
    """Put a helpline ``by`` places further down (or up, when negative) among those of its own place."""
    moved = work.get(Helpline, helpline_id)
    every = select(Helpline).order_by(Helpline.rank, Helpline.id)
    lines = list(work.session.scalars(every))
    beside = [line for line in lines if line.place == moved.place]
    at = beside.index(moved)
    other = beside[min(max(at + by, 0), len(beside) - 1)]
    if other is moved:
        return
    lines.remove(moved)
    lines.insert(lines.index(other) + (by > 0), moved)
    for rank, line in enumerate(lines):
        line.rank = rank


@undoable(Deed.COPY_HOLIDAYS)
def copy_holidays(work: Work, *, drafts: tuple[FreeDayDraft, ...]) -> int:
    """Add the school holidays that are not among the free days yet; gives how many those were."""
    known = {(day.name, day.first_day) for day in work.session.scalars(select(FreeDay))}
    new = [draft for draft in drafts if (draft.name, draft.first_day) not in known]
    for draft in new:
        work.add(FreeDay(name=draft.name, kind=draft.kind, first_day=draft.first_day, last_day=draft.last_day))
    return len(new)


@undoable(Deed.REMOVE_PERIOD)
def remove_period(work: Work, *, period_id: UUID) -> None:
    """Take away a period that nobody takes part in."""
    period = work.get(Period, period_id)
    _remove_with(work, period, GroupPeriod, GroupPeriod.period_id == period_id)


@undoable(Deed.REMOVE_GROUP)
def remove_group(work: Work, *, group_id: UUID) -> None:
    """Take away a klas without students."""
    group = work.get(Group, group_id)
    _remove_with(work, group, GroupPeriod, GroupPeriod.group_id == group_id)


@undoable(Deed.REMOVE_UNIT)
def remove_unit(work: Work, *, unit_id: UUID) -> None:
    """Take away a werkproces or keuzedeel that no learning wish or offer names."""
    unit = work.get(ProgrammeUnit, unit_id)
    _refuse_in_use(work, unit, but=())
    work.session.delete(unit)


@undoable(Deed.REMOVE_PROGRAMME)
def remove_programme(work: Work, *, programme_id: UUID) -> None:
    """Take away a programme without groups, students and offers."""
    programme = work.get(Programme, programme_id)
    _remove_with(work, programme, ProgrammeUnit, ProgrammeUnit.programme_id == programme_id)


def _remove_with(work: Work, row: _Listed, kind: type[_Part], belongs: ColumnElement[bool]) -> None:
    """Take ``row`` away together with its own rows of ``kind``; refuses when something else needs one of them."""
    parts: list[_Part] = list(work.session.scalars(select(kind).where(belongs)))
    _refuse_in_use(work, row, but=(kind.__tablename__,))
    for part in parts:
        _refuse_in_use(work, part, but=())
        work.session.delete(part)
    work.session.flush()
    work.session.delete(row)


def _refuse_in_use(work: Work, row: _Listed | _Part, *, but: tuple[str, ...]) -> None:
    """Raise ``Refusal`` when a row of another table points at ``row``; ``but`` are tables that may."""
    for table in Entity.metadata.sorted_tables:
        for column in table.columns:
            points = any(key.column.table.name == row.__tablename__ for key in column.foreign_keys)
            if points and table.name not in but and work.session.execute(select(table).where(column == row.id)).first():
                raise Refusal(
                    translate("Settings", "Dit is nog in gebruik, bij studenten, klassen, plekken of leerwensen.")
                )
