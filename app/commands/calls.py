"""Getting enough places: calling companies, and a new period after the example of an earlier one."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.commands.recording import ContactDraft, hold_contact
from app.commands.school import PeriodDraft, keep_period
from app.entities.call import CompanyCall
from app.entities.company import Company
from app.entities.programme import GroupPeriod, Period
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.calls import CallOutcome
from app.terms.pipeline import Form, Moment, Party
from app.terms.steps import Deed
from app.text import translate


@undoable(Deed.LOG_CALL)
def log_call(
    work: Work,
    *,
    company_ids: tuple[UUID, ...],
    period_id: UUID,
    outcome: CallOutcome,
    places: int | None = None,
    note: str | None = None,
) -> None:
    """Record that companies were called today for places in a period; places only go with a yes."""
    period = work.get(Period, period_id)
    if outcome is CallOutcome.YES and not places:
        raise Refusal(translate("Calls", "Hoeveel plekken zegt het leerbedrijf toe?"), field="places")
    for key in company_ids:
        work.add(
            CompanyCall(
                company_id=work.get(Company, key).id,
                period_id=period.id,
                called_at=work.now,
                called_by=work.actor,
                outcome=outcome,
                places=places if outcome is CallOutcome.YES else None,
                note=(note or "").strip() or None,
            )
        )


@undoable(Deed.HOLD_CONTACT)
def log_talks(work: Work, *, placement_ids: tuple[UUID, ...], party: Party) -> None:
    """Record that the school called student or company today about each of these placements.

    Such a call is contact, but with two it does not count for the norm.
    """
    draft = ContactDraft(
        Moment.EXTRA,
        Form.PHONE,
        work.today,
        student=party is Party.STUDENT,
        company=party is Party.COMPANY,
        school=True,
    )
    for key in placement_ids:
        hold_contact.run(work, placement_id=key, draft=draft)


@undoable(Deed.COPY_PERIOD)
def copy_period(work: Work, *, period_id: UUID, draft: PeriodDraft, group_ids: tuple[UUID, ...]) -> UUID:
    """Make a period after the example of another: these klassen go in it, on the same days of the week."""
    example = work.get(Period, period_id)
    made: UUID = keep_period.run(work, draft=draft)
    rows = select(GroupPeriod).where(GroupPeriod.period_id == example.id).order_by(GroupPeriod.id)
    for row in work.session.scalars(rows).all():
        if row.group_id in group_ids:
            work.add(GroupPeriod(group_id=row.group_id, period_id=made, days=row.days))
    return made
