"""Planning talks: a proposal taken over, an appointment made, moved, agreed or called off, and busy times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.dates import days_of
from app.entities.appointment import Appointment, BusyTime
from app.entities.people import Supervisor
from app.entities.placement import Placement
from app.errors import Refusal
from app.rules.pipeline import SIDE_STATES
from app.store.work import Work, undoable
from app.terms.contact import DayPart, Stage
from app.terms.pipeline import Form, Moment
from app.terms.steps import Deed
from app.text import translate

NOON = 12 * 60
_SATURDAY = 5
_LATEST = 24 * 60
_LONGEST_AWAY = timedelta(days=366)
_OPEN = (Stage.PROPOSED, Stage.AGREED)


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """A talk that is to come, as somebody plans it; with an hour it is agreed."""

    moment: Moment
    form: Form
    day: date
    part: DayPart
    starts_at: int | None = None
    minutes: int = 45


@dataclass(frozen=True, slots=True)
class PlannedTalk:
    """One line of a plan that was accepted; ``appointment_id`` is the proposal that it moves."""

    placement_id: UUID
    moment: Moment
    form: Form
    day: date
    part: DayPart
    minutes: int
    earliest: int
    latest: int
    appointment_id: UUID | None = None


@undoable(Deed.KEEP_APPOINTMENT)
def keep_appointment(
    work: Work,
    *,
    placement_id: UUID,
    draft: AppointmentDraft,
    appointment_id: UUID | None = None,
    seen: int | None = None,
) -> UUID:
    """Plan a talk, or change one that is to come; an hour makes it agreed, without one it is a proposal again."""
    placement = _running(work, placement_id)
    _check(work, draft)
    if appointment_id is None:
        row = Appointment(
            placement_id=placement.id,
            moment=draft.moment,
            form=draft.form,
            stage=Stage.PROPOSED,
            day=draft.day,
            part=draft.part,
        )
        work.add(row)
    else:
        row = _open(work, appointment_id, seen)
    row.supervisor_id = placement.supervisor_id
    _tell(row, was_agreed=row.stage is Stage.AGREED, changed=_differs(row, draft))
    row.moment, row.form, row.day, row.minutes = draft.moment, draft.form, draft.day, draft.minutes
    row.starts_at, row.earliest, row.latest = draft.starts_at, None, None
    row.part = draft.part if draft.starts_at is None else part_of(draft.starts_at)
    row.stage = Stage.PROPOSED if draft.starts_at is None else Stage.AGREED
    work.session.flush()
    return row.id


@undoable(Deed.KEEP_APPOINTMENT)
def move_appointments(work: Work, *, appointment_ids: tuple[UUID, ...], day: date) -> None:
    """Bring talks to another day; an agreed one keeps its hour, a proposal its part of the day."""
    _check_day(work, day)
    for key in appointment_ids:
        row = _open(work, key, None)
        _tell(row, was_agreed=row.stage is Stage.AGREED, changed=row.day != day)
        row.day, row.earliest, row.latest = day, None, None


@undoable(Deed.CANCEL_APPOINTMENT)
def cancel_appointment(work: Work, *, appointment_id: UUID, reason: str = "") -> None:
    """Call a talk off; an agreed one needs the reason, a proposal just goes."""
    row = _open(work, appointment_id, None)
    if row.stage is Stage.AGREED and not reason.strip():
        raise Refusal(translate("Contact", "Waarom gaat deze afspraak niet door?"), field="reason")
    _tell(row, was_agreed=row.stage is Stage.AGREED, changed=True)
    row.stage, row.reason = Stage.CANCELLED, reason.strip() or None


@undoable(Deed.PLAN_TALKS)
def accept_plan(work: Work, *, talks: tuple[PlannedTalk, ...], dropped: tuple[UUID, ...] = ()) -> int:
    """Take over what the planner proposed; what is agreed stays as it is. Gives how many changed."""
    for key in dropped:
        row = _open(work, key, None)
        row.stage = Stage.CANCELLED
    return sum([_place(work, talk) for talk in talks])


def _place(work: Work, talk: PlannedTalk) -> bool:
    placement = _running(work, talk.placement_id)
    if talk.appointment_id is None:
        row = Appointment(
            placement_id=placement.id,
            moment=talk.moment,
            form=talk.form,
            stage=Stage.PROPOSED,
            day=talk.day,
            part=talk.part,
        )
        work.add(row)
    else:
        row = _open(work, talk.appointment_id, None)
        if row.stage is Stage.AGREED:
            return False
    row.supervisor_id = placement.supervisor_id
    row.form, row.day, row.part, row.minutes = talk.form, talk.day, talk.part, talk.minutes
    row.earliest, row.latest = talk.earliest, talk.latest
    return True


@undoable(Deed.KEEP_BUSY_TIMES)
def keep_busy_times(work: Work, *, supervisor_id: UUID, times: tuple[tuple[date, int, int], ...]) -> int:
    """Let these be the times at which a supervisor is busy, in minutes of a day; what was known before goes."""
    supervisor = work.get(Supervisor, supervisor_id)
    _forget_times(work, supervisor.id, away=False)
    rows = [
        BusyTime(supervisor_id=supervisor.id, day=day, starts_at=start, ends_at=end)
        for day, start, end in _joined(times)
    ]
    work.insert_many(rows)
    return len(rows)


@undoable(Deed.KEEP_ABSENCE)
def keep_absence(work: Work, *, supervisor_id: UUID, first: date | None, last: date | None) -> None:
    """Record on which days a supervisor is away, ill or otherwise; no days: they are there again."""
    supervisor = work.get(Supervisor, supervisor_id)
    if (first is None) != (last is None):
        raise Refusal(translate("Contact", "Vul allebei de dagen in, of geen van beide."), field="last")
    if first is not None and last is not None and not timedelta() <= last - first <= _LONGEST_AWAY:
        raise Refusal(
            translate("Contact", "De laatste dag ligt na de eerste, en hoogstens een jaar later."), field="last"
        )
    _forget_times(work, supervisor.id, away=True)
    if first is not None and last is not None:
        work.insert_many(
            [
                BusyTime(supervisor_id=supervisor.id, day=day, starts_at=0, ends_at=_LATEST, away=True)
                for day in days_of(first, last)
            ]
        )


def _forget_times(work: Work, supervisor_id: UUID, *, away: bool) -> None:
    same = select(BusyTime).where(BusyTime.supervisor_id == supervisor_id, BusyTime.away.is_(away))
    for row in work.session.scalars(same):
        work.session.delete(row)
    work.session.flush()


def part_of(minute: int) -> DayPart:
    """The part of the day that an hour lies in."""
    return DayPart.MORNING if minute < NOON else DayPart.AFTERNOON


def _joined(times: Iterable[tuple[date, int, int]]) -> list[tuple[date, int, int]]:
    """The times in order, those that overlap as one."""
    joined: list[tuple[date, int, int]] = []
    for day, start, end in sorted(times):
        if joined and joined[-1][0] == day and start <= joined[-1][2]:
            joined[-1] = (day, joined[-1][1], max(joined[-1][2], end))
        elif start < end:
            joined.append((day, start, end))
    return joined


def _running(work: Work, placement_id: UUID) -> Placement:
    placement = work.get(Placement, placement_id)
    if placement.state in SIDE_STATES:
        raise Refusal(translate("Contact", "Deze plaatsing is al voorbij."))
    return placement


def _open(work: Work, key: UUID, seen: int | None) -> Appointment:
    row = work.get(Appointment, key, seen=seen)
    if row.stage not in _OPEN:
        raise Refusal(translate("Contact", "Deze afspraak is al geweest of vervallen."))
    return row


def _check(work: Work, draft: AppointmentDraft) -> None:
    _check_day(work, draft.day)
    if draft.starts_at is not None and not 0 <= draft.starts_at < _LATEST:
        raise Refusal(translate("Contact", "Vul een tijd in, zoals 9:30."), field="starts_at")
    if draft.minutes <= 0:
        raise Refusal(translate("Contact", "Hoe lang duurt het gesprek?"), field="minutes")
    if draft.form is Form.MAIL:
        raise Refusal(translate("Contact", "Een gesprek per e-mail telt niet; dat plan je niet."), field="form")


def _check_day(work: Work, day: date) -> None:
    if day < work.today:
        raise Refusal(translate("Contact", "Deze dag is al geweest."), field="day")
    if day.weekday() >= _SATURDAY:
        raise Refusal(translate("Contact", "Op zaterdag en zondag wordt niets gepland."), field="day")


def _differs(row: Appointment, draft: AppointmentDraft) -> bool:
    return (row.day, row.starts_at, row.minutes, row.form) != (
        draft.day,
        draft.starts_at,
        draft.minutes,
        draft.form,
    )


def _tell(row: Appointment, *, was_agreed: bool, changed: bool) -> None:
    """Whoever was invited must hear of a change: the invitation that follows has a higher number."""
    if was_agreed and changed:
        row.sequence += 1
