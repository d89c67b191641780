"""What became of the cards: given to companies and klassen, and talked through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.entities.company import Company
from app.entities.programme import Group
from app.entities.record import Giving
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.steps import Deed
from app.text import translate


@dataclass(frozen=True, slots=True)
class GivingDraft:
    """Which version of which card was given on which day, and whether it was talked through."""

    document: str
    text_version: str
    handed_on: date
    discussed: bool


@undoable(Deed.GIVE_CARD)
def give_card(
    work: Work, *, draft: GivingDraft, company_ids: tuple[UUID, ...] = (), group_ids: tuple[UUID, ...] = ()
) -> int:
    """Record that companies or klassen got a card; gives how many."""
    if draft.handed_on > work.today:
        raise Refusal(translate("Cards", "Deze dag moet nog komen."), field="handed_on")
    if not company_ids and not group_ids:
        raise Refusal(translate("Cards", "Kies eerst wie de kaart kreeg."))
    for company_id in company_ids:
        _add(work, draft, company_id=work.get(Company, company_id).id)
    for group_id in group_ids:
        _add(work, draft, group_id=work.get(Group, group_id).id)
    return len(company_ids) + len(group_ids)


@undoable(Deed.FORGET_GIVING)
def forget_giving(work: Work, *, giving_id: UUID) -> None:
    """Take away a line of the register that was not true."""
    work.session.delete(work.get(Giving, giving_id))


def _add(work: Work, draft: GivingDraft, *, company_id: UUID | None = None, group_id: UUID | None = None) -> None:
    work.add(
        Giving(
            document=draft.document,
            text_version=draft.text_version,
            company_id=company_id,
            group_id=group_id,
            handed_on=draft.handed_on,
            discussed=draft.discussed,
            by=work.actor,
        )
    )
