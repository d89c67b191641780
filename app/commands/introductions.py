"""The kennismaking after a match, and at the end what student and company thought of the guidance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.commands.pipeline import advance
from app.entities.introduction import Introduction, Satisfaction
from app.entities.placement import Placement
from app.errors import Refusal
from app.rules.pipeline import SIDE_STATES
from app.store.work import Work, undoable
from app.terms.contact import Content, Met, Objection
from app.terms.pipeline import Form, Party, State
from app.terms.steps import Deed
from app.text import translate

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class IntroductionDraft:
    """When and how student and company meet; without an hour the day alone is known."""

    day: date
    starts_at: int | None
    form: Form


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it; an objection is somebody's, and has its code."""

    met: Met
    objection: Objection | None = None
    objected_by: Party | None = None


@undoable(Deed.PLAN_INTRODUCTION)
def plan_introduction(work: Work, *, placement_id: UUID, draft: IntroductionDraft) -> None:
    """Plan the kennismaking, or give it another day: then it was moved."""
    placement = work.get(Placement, placement_id)
    if placement.state in SIDE_STATES:
        raise Refusal(translate("Contact", "Deze plaatsing is al voorbij."))
    if draft.day < work.today:
        raise Refusal(translate("Contact", "Deze dag is al geweest."), field="day")
    if draft.day.weekday() >= _SATURDAY:
        raise Refusal(translate("Contact", "Op zaterdag en zondag wordt niets gepland."), field="day")
    row = _known(work, placement.id)
    if row is None:
        row = Introduction(placement_id=placement.id, day=draft.day, form=draft.form)
        work.add(row)
    elif row.met is Met.HELD:
        raise Refusal(translate("Contact", "De kennismaking is al geweest."))
    elif row.day != draft.day:
        row.met, row.objection, row.objected_by = Met.MOVED, None, None
    if row.starts_at is not None and (row.day, row.starts_at, row.form) != (draft.day, draft.starts_at, draft.form):
        row.sequence += 1
    row.day, row.starts_at, row.form = draft.day, draft.starts_at, draft.form


@undoable(Deed.SETTLE_INTRODUCTION)
def settle_introduction(work: Work, *, placement_id: UUID, outcome: Outcome) -> None:
    """Record what came of the kennismaking; who met goes on along the pipeline when that is the next step."""
    placement = work.get(Placement, placement_id)
    row = _known(work, placement.id)
    if row is None:
        row = Introduction(placement_id=placement.id, day=work.today, form=Form.VISIT)
        work.add(row)
    if outcome.met is Met.OBJECTED and (outcome.objection is None or outcome.objected_by is None):
        raise Refusal(translate("Contact", "Van wie is het bezwaar, en wat is de reden?"), field="objection")
    if outcome.met is Met.HELD and row.day > work.today:
        row.day, row.starts_at = work.today, None
    objects = outcome.met is Met.OBJECTED
    row.met = outcome.met
    row.objection = outcome.objection if objects else None
    row.objected_by = outcome.objected_by if objects else None
    work.session.flush()
    if outcome.met is Met.HELD and placement.state is State.ANNOUNCED:
        advance.run(work, participation_ids=(placement.participation_id,), lead=(placement.id,))


@undoable(Deed.ASK_SATISFACTION)
def ask_satisfaction(work: Work, *, placement_id: UUID, party: Party, school: Content, other: Content) -> None:
    """Record what the student or the company answered, apart from each other; a later answer replaces it."""
    placement = work.get(Placement, placement_id)
    if party not in {Party.STUDENT, Party.COMPANY}:
        raise Refusal(translate("Contact", "Vraag het de student of het leerbedrijf."), field="party")
    same = select(Satisfaction).where(Satisfaction.placement_id == placement.id, Satisfaction.party == party)
    row = work.session.scalar(same)
    if row is None:
        row = Satisfaction(placement_id=placement.id, party=party, school=school, other=other, asked_on=work.today)
        work.add(row)
    row.school, row.other, row.asked_on = school, other, work.today


def _known(work: Work, placement_id: UUID) -> Introduction | None:
    return work.session.scalar(select(Introduction).where(Introduction.placement_id == placement_id))
