"""What is still to come of placements: what somebody promised and has not done yet, and the talks that are planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.appointment import Appointment
from app.entities.contact import ContactMoment
from app.entities.report import Promise
from app.queries.masking import Private
from app.terms.contact import Stage
from app.terms.pipeline import Form, Moment, Party

_TO_COME = (Stage.AGREED, Stage.PROPOSED)


@dataclass(frozen=True, slots=True)
class OpenPromiseRow:
    """What somebody will do and before which day, said at a talk (``moment``, ``said_on``) or in between."""

    text: Private
    owner: Party
    due_on: date | None
    moment: Moment | None
    said_on: date | None


@dataclass(frozen=True, slots=True)
class PlannedTalkRow:
    """A talk that is planned; ``starts_at`` are minutes after midnight once the hour is agreed."""

    day: date
    starts_at: int | None
    moment: Moment
    form: Form
    agreed: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is still to come of one placement, the first to happen first."""

    promises: tuple[OpenPromiseRow, ...] = ()
    talks: tuple[PlannedTalkRow, ...] = ()


def outlook(session: Session, *, placement_ids: Iterable[UUID], today: date) -> Mapping[UUID, Outlook]:
    """What is still to come of these placements; one without anything is left out."""
    keys = list(placement_ids)
    promises: dict[UUID, list[OpenPromiseRow]] = defaultdict(list)
    wanted = (
        select(Promise, ContactMoment.moment, ContactMoment.held_on)
        .outerjoin(ContactMoment, ContactMoment.id == Promise.talk_id)
        .where(Promise.placement_id.in_(keys), Promise.kept_on.is_(None))
        .order_by(Promise.due_on.is_(None), Promise.due_on, Promise.id)
    )
    for row, moment, said_on in session.execute(wanted):
        promises[row.placement_id].append(OpenPromiseRow(row.text, row.owner, row.due_on, moment, said_on))
    talks: dict[UUID, list[PlannedTalkRow]] = defaultdict(list)
    planned = (
        select(Appointment)
        .where(Appointment.placement_id.in_(keys), Appointment.stage.in_(_TO_COME), Appointment.day >= today)
        .order_by(Appointment.day, Appointment.starts_at, Appointment.id)
    )
    for one in session.scalars(planned):
        agreed = one.stage is Stage.AGREED
        talks[one.placement_id].append(PlannedTalkRow(one.day, one.starts_at, one.moment, one.form, agreed))
    return {key: Outlook(tuple(promises[key]), tuple(talks[key])) for key in keys if key in promises or key in talks}
