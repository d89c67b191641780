"""What a student learns at a placement: how they stand in each werkproces, and with each goal of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import ProgrammeUnit
from app.entities.progress import Goal, UnitStanding, UnitVerdict
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.progress import Mastery
from app.terms.steps import Deed
from app.text import translate


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """A goal as a person types it in; without ``id`` it is new."""

    text: str
    mastery: Mastery = Mastery.NOT_YET
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ProgressDraft:
    """What was seen on a day: werkprocessen by id, and the whole list of goals, or ``None`` to leave those alone.

    A werkproces that is not named stays as it was; with ``None`` nothing is known of it any more.
    """

    noted_on: date
    units: tuple[tuple[UUID, Mastery | None], ...] = ()
    goals: tuple[GoalDraft, ...] | None = None


@undoable(Deed.KEEP_PROGRESS)
def keep_progress(work: Work, *, placement_id: UUID, draft: ProgressDraft) -> None:
    """Record how a student stands; only what differs gets the new day."""
    placement = work.get(Placement, placement_id)
    if draft.noted_on > work.today:
        raise Refusal(translate("Progress", "Deze dag moet nog komen."), field="noted_on")
    _keep_units(work, placement, draft)
    if draft.goals is not None:
        _keep_goals(work, placement, draft.goals, draft.noted_on)


def _keep_units(work: Work, placement: Placement, draft: ProgressDraft) -> None:
    student = work.get(Student, work.get(Participation, placement.participation_id).student_id)
    rows = work.session.scalars(select(UnitStanding).where(UnitStanding.placement_id == placement.id))
    known = {row.unit_id: row for row in rows}
    for unit_id, mastery in draft.units:
        unit = work.get(ProgrammeUnit, unit_id)
        if unit.programme_id != student.programme_id:
            raise Refusal(translate("Progress", "Dit werkproces hoort niet bij de opleiding van deze student."))
        row = known.get(unit_id)
        if row is None and mastery is not None:
            work.add(UnitStanding(placement_id=placement.id, unit_id=unit_id, mastery=mastery, noted_on=draft.noted_on))
        elif row is not None and mastery is None:
            work.session.delete(row)
        elif row is not None and mastery is not None and row.mastery is not mastery:
            row.mastery, row.noted_on = mastery, draft.noted_on


def _keep_goals(work: Work, placement: Placement, drafts: tuple[GoalDraft, ...], day: date) -> None:
    rows = work.session.scalars(select(Goal).where(Goal.placement_id == placement.id))
    known = {row.id: row for row in rows}
    kept = [draft for draft in drafts if draft.text.strip()]
    for key in known.keys() - {draft.id for draft in kept}:
        for verdict in work.session.scalars(select(UnitVerdict).where(UnitVerdict.goal_id == key)):
            work.session.delete(verdict)
        work.session.delete(known[key])
    for rank, draft in enumerate(kept):
        row = None if draft.id is None else known.get(draft.id)
        text = draft.text.strip()
        if row is None:
            work.add(Goal(placement_id=placement.id, text=text, mastery=draft.mastery, noted_on=day, rank=rank))
            continue
        if row.mastery is not draft.mastery:
            row.mastery, row.noted_on = draft.mastery, day
        row.text, row.rank = text, rank
