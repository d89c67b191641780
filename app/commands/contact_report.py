"""The report of a talk: it records the talk, what was said, how far somebody is, and who promised what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.commands.progress import ProgressDraft, keep_progress
from app.commands.recording import ContactDraft, hold_contact, record_hours
from app.entities.appointment import Appointment
from app.entities.placement import Placement
from app.entities.report import Promise, TalkReport
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.contact import DayPart, Stage, Verdict
from app.terms.pipeline import Form, Moment, Party
from app.terms.progress import HoursSource, Mastery
from app.terms.steps import Deed
from app.text import translate

_NINE = 9 * 60


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What somebody will do, and before which day."""

    text: str
    owner: Party
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What three people said in a few minutes; ``units`` by the key of the werkproces."""

    talk: ContactDraft
    goals_clear: Verdict
    units: tuple[tuple[UUID, Mastery | None], ...]
    minutes_done: int | None
    guidance: Verdict
    guidance_words: str
    costs: Verdict
    costs_lacking: tuple[str, ...]
    promises: tuple[PromiseDraft, ...]
    next_on: date | None
    next_moment: Moment | None
    agreed: tuple[Party, ...]


@undoable(Deed.REPORT_TALK)
def report_talk(work: Work, *, placement_id: UUID, draft: ReportDraft, appointment_id: UUID | None = None) -> UUID:
    """Record a talk with its report; the appointment for it is held, and the next one is proposed."""
    talk_id = hold_contact.run(work, placement_id=placement_id, draft=draft.talk)
    placement = work.get(Placement, placement_id)
    work.add(
        TalkReport(
            talk_id=talk_id,
            goals_clear=draft.goals_clear,
            guidance=draft.guidance,
            guidance_words=draft.guidance_words.strip(),
            costs=draft.costs,
            costs_lacking=draft.costs_lacking,
            next_on=draft.next_on,
            agreed=tuple(party.value for party in draft.agreed),
            written_by=work.actor,
        )
    )
    held_on = draft.talk.held_on
    if draft.units:
        keep_progress.run(work, placement_id=placement.id, draft=ProgressDraft(held_on, draft.units))
    for promise in draft.promises:
        add_promise(work, placement_id, talk_id, promise)
    if draft.minutes_done is not None:
        record_hours.run(
            work,
            placement_id=placement.id,
            minutes=draft.minutes_done,
            counted_on=held_on,
            source=HoursSource.COMPANY,
        )
    if appointment_id is not None:
        hold_appointment(work, appointment_id, talk_id, held_on)
    if draft.next_on is not None and draft.next_moment is not None:
        _propose(work, placement, draft.next_on, draft.next_moment)
    return talk_id


@undoable(Deed.KEEP_PROMISE)
def keep_promise(work: Work, *, promise_id: UUID, kept: bool) -> None:
    """Tick off a promise, or open it again."""
    work.get(Promise, promise_id).kept_on = work.today if kept else None


def add_promise(work: Work, placement_id: UUID, talk_id: UUID, draft: PromiseDraft) -> None:
    """Record what somebody promised at a talk."""
    if not draft.text.strip():
        raise Refusal(translate("Contact", "Wat is er toegezegd?"), field="promises")
    row = Promise(
        placement_id=placement_id, talk_id=talk_id, text=draft.text.strip(), owner=draft.owner, due_on=draft.due_on
    )
    work.add(row)


def hold_appointment(work: Work, appointment_id: UUID, talk_id: UUID, held_on: date) -> None:
    """Let an appointment be the one at which a talk was held, on the day on which it really was."""
    row = work.get(Appointment, appointment_id)
    row.day = held_on
    if row.starts_at is None:
        row.starts_at = row.earliest if row.earliest is not None else _NINE
    row.stage, row.talk_id = Stage.HELD, talk_id


def _propose(work: Work, placement: Placement, day: date, moment: Moment) -> None:
    if day <= work.today:
        raise Refusal(translate("Contact", "De volgende afspraak moet nog komen."), field="next_on")
    work.add(
        Appointment(
            placement_id=placement.id,
            supervisor_id=placement.supervisor_id,
            moment=moment,
            form=Form.VISIT,
            stage=Stage.PROPOSED,
            day=day,
            part=DayPart.MORNING,
        )
    )
