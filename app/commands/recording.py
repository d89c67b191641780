"""What was seen of a placement: talks that were held, judgements, hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.entities.contact import Assessment, ContactMoment
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import ProgrammeUnit
from app.entities.progress import Goal, UnitVerdict
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.pipeline import Form, Judgement, Moment, Party
from app.terms.progress import HoursSource
from app.terms.steps import Deed
from app.text import translate


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A talk as someone remembers it."""

    moment: Moment
    form: Form
    held_on: date
    student: bool
    company: bool
    school: bool


@undoable(Deed.HOLD_CONTACT)
def hold_contact(work: Work, *, placement_id: UUID, draft: ContactDraft) -> UUID:
    """Record a talk that was held; planned is not held."""
    placement = work.get(Placement, placement_id)
    if draft.held_on > work.today:
        raise Refusal(translate("Pipeline", "Dit contact moet nog komen. Gepland is niet gehouden."), field="held_on")
    if not (draft.student or draft.company):
        raise Refusal(
            translate("Pipeline", "Wie was erbij? Kies de student, het leerbedrijf of allebei."), field="student"
        )
    talk = ContactMoment(
        placement_id=placement.id,
        moment=draft.moment,
        form=draft.form,
        held_on=draft.held_on,
        student_present=draft.student,
        company_present=draft.company,
        school_present=draft.school,
    )
    work.add(talk)
    work.session.flush()
    return talk.id


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """What was judged of one werkproces, keuzedeel or leerdoel, by its key; ``None`` takes it away."""

    key: UUID
    judgement: Judgement | None


@undoable(Deed.JUDGE)
def judge(
    work: Work,
    *,
    placement_id: UUID,
    moment: Moment,
    party: Party,
    judgement: Judgement,
    judged_on: date,
    parts: tuple[PartVerdict, ...] = (),
) -> None:
    """Record what company or school judged; a later judgement of the same moment replaces it.

    ``parts`` are the werkprocessen and leerdoelen that were judged apart; one that is not named stays as
    it was.
    """
    placement = work.get(Placement, placement_id)
    if judged_on > work.today:
        raise Refusal(translate("Pipeline", "Deze dag moet nog komen."), field="judged_on")
    known = work.session.scalar(
        select(Assessment).where(
            Assessment.placement_id == placement.id, Assessment.moment == moment, Assessment.judged_by == party
        )
    )
    if known is None:
        work.add(
            Assessment(
                placement_id=placement.id, moment=moment, judged_by=party, judgement=judgement, judged_on=judged_on
            )
        )
    else:
        known.judgement, known.judged_on = judgement, judged_on
    _judge_parts(work, placement, (moment, party, judged_on), parts)


def _judge_parts(
    work: Work, placement: Placement, about: tuple[Moment, Party, date], parts: tuple[PartVerdict, ...]
) -> None:
    moment, party, day = about
    rows = work.session.scalars(
        select(UnitVerdict).where(
            UnitVerdict.placement_id == placement.id, UnitVerdict.moment == moment, UnitVerdict.judged_by == party
        )
    )
    known = {row.unit_id or row.goal_id: row for row in rows}
    student = work.get(Student, work.get(Participation, placement.participation_id).student_id)
    for part in parts:
        unit, goal = work.session.get(ProgrammeUnit, part.key), work.session.get(Goal, part.key)
        own = unit is not None and unit.programme_id == student.programme_id
        if not own and (goal is None or goal.placement_id != placement.id):
            raise Refusal(translate("Progress", "Dit onderdeel hoort niet bij deze plaatsing."))
        row = known.get(part.key)
        if part.judgement is None:
            if row is not None:
                work.session.delete(row)
        elif row is None:
            work.add(
                UnitVerdict(
                    placement_id=placement.id,
                    unit_id=part.key if own else None,
                    goal_id=None if own else part.key,
                    moment=moment,
                    judged_by=party,
                    judgement=part.judgement,
                    judged_on=day,
                )
            )
        elif row.judgement is not part.judgement:
            row.judgement, row.judged_on = part.judgement, day


@undoable(Deed.RECORD_HOURS)
def record_hours(
    work: Work,
    *,
    placement_id: UUID,
    minutes: int,
    counted_on: date | None = None,
    source: HoursSource | None = None,
) -> None:
    """Record how many minutes a student worked up to and including ``counted_on``, and who says so."""
    if minutes < 0:
        raise Refusal(translate("Pipeline", "Het aantal uren kan niet onder nul zijn."), field="minutes")
    if counted_on is not None and counted_on > work.today:
        raise Refusal(translate("Pipeline", "Deze dag moet nog komen."), field="counted_on")
    placement = work.get(Placement, placement_id)
    placement.minutes_done, placement.minutes_counted_on, placement.minutes_source = minutes, counted_on, source
