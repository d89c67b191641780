"""How far a student is at a placement: each werkproces of the programme, and the goals of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import ProgrammeUnit
from app.entities.progress import Goal, UnitStanding, UnitVerdict
from app.queries.masking import Private
from app.terms.pipeline import Judgement, Moment, Party
from app.terms.progress import Mastery
from app.terms.school import UnitKind


@dataclass(frozen=True, slots=True)
class UnitProgressRow:
    """A werkproces or keuzedeel; ``mastery`` is ``None`` while nobody said anything of it."""

    unit_id: UUID
    kind: UnitKind
    code: str
    title: str
    mastery: Mastery | None
    noted_on: date | None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A leerdoel of the student at this placement."""

    id: UUID
    text: Private
    mastery: Mastery
    noted_on: date


@dataclass(frozen=True, slots=True)
class PartVerdictRow:
    """What company or school judged of one werkproces or leerdoel, by its key."""

    key: UUID
    moment: Moment
    party: Party
    judgement: Judgement
    judged_on: date


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """Everything that is to be learnt at a placement, how it stands, and how it was judged."""

    placement_id: UUID
    units: tuple[UnitProgressRow, ...]
    goals: tuple[GoalRow, ...]
    verdicts: tuple[PartVerdictRow, ...] = ()


def progress(session: Session, *, placement_id: UUID) -> ProgressRow:
    """The werkprocessen by code, then keuzedelen; the goals in their own order."""
    programme = (
        select(Student.programme_id)
        .join(Participation, Participation.student_id == Student.id)
        .join(Placement, Placement.participation_id == Participation.id)
        .where(Placement.id == placement_id)
        .scalar_subquery()
    )
    units = session.execute(
        select(
            ProgrammeUnit.id,
            ProgrammeUnit.kind,
            ProgrammeUnit.code,
            ProgrammeUnit.title,
            UnitStanding.mastery,
            UnitStanding.noted_on,
        )
        .outerjoin(
            UnitStanding, (UnitStanding.unit_id == ProgrammeUnit.id) & (UnitStanding.placement_id == placement_id)
        )
        .where(ProgrammeUnit.programme_id == programme)
        .order_by(ProgrammeUnit.kind.desc(), ProgrammeUnit.code)
    )
    goals = session.execute(
        select(Goal.id, Goal.text, Goal.mastery, Goal.noted_on)
        .where(Goal.placement_id == placement_id)
        .order_by(Goal.rank, Goal.id)
    )
    return ProgressRow(
        placement_id,
        tuple(UnitProgressRow(*row) for row in units),
        tuple(GoalRow(*row) for row in goals),
        _verdicts(session, placement_id),
    )


def _verdicts(session: Session, placement_id: UUID) -> tuple[PartVerdictRow, ...]:
    rows = session.execute(
        select(
            UnitVerdict.unit_id,
            UnitVerdict.goal_id,
            UnitVerdict.moment,
            UnitVerdict.judged_by,
            UnitVerdict.judgement,
            UnitVerdict.judged_on,
        )
        .where(UnitVerdict.placement_id == placement_id)
        .order_by(UnitVerdict.id)
    )
    return tuple(PartVerdictRow(row.unit_id or row.goal_id, *row[2:]) for row in rows)
