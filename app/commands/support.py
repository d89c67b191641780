"""What was agreed with a student who needs something to learn the work: facilities, never a diagnosis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.entities.people import Student
from app.entities.support import SupportAgreement
from app.errors import Refusal
from app.rules.wording import names_diagnosis
from app.store.work import Work, undoable
from app.terms.steps import Deed
from app.text import translate


@dataclass(frozen=True, slots=True)
class SupportDraft:
    """A facility as a person types it in; without ``id`` it is new, without text it goes."""

    facility: str
    agreed_on: date
    shared: bool = False
    consent_on: date | None = None
    id: UUID | None = None


@undoable(Deed.KEEP_SUPPORT)
def keep_support(work: Work, *, student_id: UUID, drafts: tuple[SupportDraft, ...]) -> None:
    """Keep which facilities were agreed with a student; one that is left out holds no longer.

    Words that name a diagnosis are refused, and the company may know only with the student's consent.
    """
    student = work.get(Student, student_id)
    rows = work.session.scalars(select(SupportAgreement).where(SupportAgreement.student_id == student.id))
    known = {row.id: row for row in rows}
    kept = [draft for draft in drafts if draft.facility.strip()]
    for at, draft in enumerate(kept):
        _check(work, at, draft)
    for key in known.keys() - {draft.id for draft in kept}:
        work.session.delete(known[key])
    for rank, draft in enumerate(kept):
        row = None if draft.id is None else known.get(draft.id)
        text = draft.facility.strip()
        if row is None:
            row = SupportAgreement(student_id=student.id, facility=text, agreed_on=draft.agreed_on, rank=rank)
            work.add(row)
        row.facility, row.agreed_on, row.rank = text, draft.agreed_on, rank
        row.shared, row.consent_on = draft.shared, draft.consent_on


def _check(work: Work, at: int, draft: SupportDraft) -> None:
    if names_diagnosis(draft.facility):
        text = translate("Support", "Schrijf op wat nodig is, niet waarom. Een diagnose bewaart Driehoek niet.")
        raise Refusal(text, field=f"facility_{at}")
    if draft.shared and draft.consent_on is None:
        text = translate("Support", "Wanneer gaf de student toestemming om dit met het leerbedrijf te delen?")
        raise Refusal(text, field=f"consent_{at}")
    for field, day in ((f"agreed_{at}", draft.agreed_on), (f"consent_{at}", draft.consent_on)):
        if day is not None and day > work.today:
            raise Refusal(translate("Support", "Deze dag moet nog komen."), field=field)
