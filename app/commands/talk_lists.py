"""The paper list of a stagebegeleider, typed over: every line a talk that was held."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.commands.contact_report import PromiseDraft, add_promise, hold_appointment
from app.commands.progress import ProgressDraft, keep_progress
from app.commands.recording import ContactDraft, hold_contact
from app.entities.appointment import Appointment
from app.entities.contact import ContactMoment
from app.entities.people import Supervisor
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.contact import Stage
from app.terms.progress import Mastery
from app.terms.steps import Deed
from app.text import translate


@dataclass(frozen=True, slots=True)
class EnteredTalk:
    """One line of a list: the code before it, the talk, what was promised, and how the student stands."""

    code: str
    placement_id: UUID
    talk: ContactDraft
    promises: tuple[PromiseDraft, ...] = ()
    units: tuple[tuple[UUID, Mastery], ...] = ()


@undoable(Deed.ENTER_TALKS)
def enter_talks(work: Work, *, supervisor_id: UUID, talks: tuple[EnteredTalk, ...]) -> int:
    """Record every line of a list that somebody told; gives how many there were."""
    supervisor = work.get(Supervisor, supervisor_id)
    for one in talks:
        if work.session.scalar(select(ContactMoment.id).where(ContactMoment.ticket == one.code)) is not None:
            text = translate("Contact", "Het gesprek met code {code} is al vastgelegd.")
            raise Refusal(text.format(code=one.code))
        talk_id = hold_contact.run(work, placement_id=one.placement_id, draft=one.talk)
        row = work.get(ContactMoment, talk_id)
        row.ticket, row.told_by_id = one.code, supervisor.id
        for promise in one.promises:
            add_promise(work, one.placement_id, talk_id, promise)
        if one.units:
            keep_progress.run(work, placement_id=one.placement_id, draft=ProgressDraft(one.talk.held_on, one.units))
        planned = work.session.scalar(
            select(Appointment.id)
            .where(
                Appointment.placement_id == one.placement_id,
                Appointment.moment == one.talk.moment,
                Appointment.stage.in_((Stage.PROPOSED, Stage.AGREED)),
            )
            .order_by(Appointment.day, Appointment.id)
        )
        if planned is not None:
            hold_appointment(work, planned, talk_id, one.talk.held_on)
    return len(talks)
