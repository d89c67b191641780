"""Naming whom at school a company can always turn to."""

from __future__ import annotations

from uuid import UUID

from app.entities.company import Company
from app.entities.people import Supervisor
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.steps import Deed
from app.text import translate


@undoable(Deed.NAME_CONTACT_POINT)
def name_contact_point(work: Work, *, company_id: UUID, supervisor_id: UUID | None, hours: str | None) -> None:
    """Name the vast aanspreekpunt of a company, and when they can be reached; ``None`` is the office again."""
    company = work.get(Company, company_id)
    if supervisor_id is not None and not work.get(Supervisor, supervisor_id).active:
        text = translate("ContactPoint", "Deze begeleider is niet meer actief.")
        raise Refusal(text, field="supervisor_id")
    company.contact_id = supervisor_id
    company.contact_hours = (hours or "").strip() or None if supervisor_id is not None else None
