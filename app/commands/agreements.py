"""Papers of a placement: who signed, new bpv-bladen, reminders, required documents, what the student system says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.entities.placement import Agreement, Placement, Reminder, RequiredDocument
from app.errors import Refusal
from app.rules.pipeline import system_status_of
from app.store.work import Work, undoable
from app.terms.pipeline import Party
from app.terms.steps import Deed
from app.text import translate


@undoable(Deed.RENEW_AGREEMENT)
def renew_agreement(work: Work, *, placement_id: UUID, change: str) -> UUID:
    """Make a new bpv-blad for a change while the parties stay the same; what they signed still holds.

    It goes to every party the same day. Another company asks for an agreement of its own, and so for
    another placement.
    """
    placement = work.get(Placement, placement_id)
    latest = work.session.scalars(
        select(Agreement).where(Agreement.placement_id == placement.id).order_by(Agreement.edition.desc())
    ).first()
    if latest is None or latest.sent_on is None:
        raise Refusal(
            translate("Agreements", "Er is nog geen POK verstuurd. Wijzig de afspraken, en verstuur hem dan.")
        )
    if not change.strip():
        raise Refusal(translate("Agreements", "Schrijf op wat er verandert."), field="change")
    sheet = Agreement(
        placement_id=placement.id,
        edition=latest.edition + 1,
        change=change.strip(),
        sent_on=work.today,
        student_sent_on=work.today,
        company_sent_on=work.today,
        school_sent_on=work.today,
        guardian_sent_on=None if latest.guardian_sent_on is None else work.today,
        student_signed_on=latest.student_signed_on,
        company_signed_on=latest.company_signed_on,
        school_signed_on=latest.school_signed_on,
        guardian_signed_on=latest.guardian_signed_on,
    )
    work.add(sheet)
    work.session.flush()
    return sheet.id


@undoable(Deed.REMIND)
def remind(work: Work, *, placement_ids: tuple[UUID, ...]) -> None:
    """Record that somebody was reminded today of the agreements of these placements."""
    for key in placement_ids:
        work.add(Reminder(placement_id=work.get(Placement, key).id, sent_on=work.today, sent_by=work.actor))


@undoable(Deed.SETTLE_SYSTEM_STATUS)
def settle_system_status(work: Work, *, placement_ids: tuple[UUID, ...]) -> None:
    """Record that the student system now says what it should of these placements; the change was made there."""
    for key in placement_ids:
        placement = work.get(Placement, key)
        wanted = system_status_of(placement.state)
        if wanted is None:
            raise Refusal(translate("Agreements", "Van deze plaatsing hoeft het studentsysteem nog niets te weten."))
        placement.system_status = wanted


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A paper that the work asks for; without ``seen_on`` it was not seen yet."""

    document: str
    seen_on: date | None = None
    valid_until: date | None = None


@undoable(Deed.KEEP_DOCUMENTS)
def keep_documents(work: Work, *, placement_id: UUID, documents: tuple[DocumentDraft, ...]) -> None:
    """Keep which papers a placement asks for and when each was seen; one that is left out is no longer asked."""
    placement = work.get(Placement, placement_id)
    wanted = {draft.document.strip(): draft for draft in documents if draft.document.strip()}
    for draft in wanted.values():
        if draft.seen_on is not None and draft.seen_on > work.today:
            raise Refusal(translate("Agreements", "Deze dag moet nog komen."), field="seen_on")
    rows = work.session.scalars(select(RequiredDocument).where(RequiredDocument.placement_id == placement.id))
    known = {row.document: row for row in rows}
    for name in known.keys() - wanted.keys():
        work.session.delete(known[name])
    for name, draft in wanted.items():
        row = known.get(name)
        if row is None:
            row = RequiredDocument(placement_id=placement.id, document=name)
            work.add(row)
        if row.seen_on != draft.seen_on:
            row.seen_by = None if draft.seen_on is None else work.actor
        row.seen_on, row.valid_until = draft.seen_on, draft.valid_until


@undoable(Deed.SIGN_AGREEMENT)
def sign_agreement(work: Work, *, placement_id: UUID, party: Party, signed_on: date | None) -> None:
    """Record on which day a party signed the agreement; ``None`` takes the signature away."""
    placement = work.get(Placement, placement_id)
    if signed_on is not None and signed_on > work.today:
        raise Refusal(translate("Pipeline", "Deze dag moet nog komen."), field="signed_on")
    setattr(latest_agreement(work, placement.id), f"{party.value}_signed_on", signed_on)


@undoable(Deed.SIGN_AGREEMENT)
def sign_agreements(
    work: Work,
    *,
    placement_ids: tuple[UUID, ...],
    signed: tuple[tuple[Party, date | None], ...],
    sent: tuple[tuple[Party, date | None], ...] = (),
) -> None:
    """Record for placements on which days which parties signed, and when it was ``sent`` to them, in one step.

    ``None`` takes a day away.
    """
    for key in placement_ids:
        for party, day in sent:
            if day is not None and day > work.today:
                raise Refusal(translate("Pipeline", "Deze dag moet nog komen."), field=f"{party.value}_sent")
            setattr(latest_agreement(work, key), f"{party.value}_sent_on", day)
        for party, day in signed:
            sign_agreement.run(work, placement_id=key, party=party, signed_on=day)


def send_agreement(work: Work, placement_id: UUID, *, minor: bool) -> None:
    """The agreement goes out today to everybody who has to sign it and did not get it before."""
    agreement = latest_agreement(work, placement_id)
    agreement.sent_on = work.today
    for party in Party:
        name = f"{party.value}_sent_on"
        if (party is not Party.GUARDIAN or minor) and getattr(agreement, name) is None:
            setattr(agreement, name, work.today)


def latest_agreement(work: Work, placement_id: UUID) -> Agreement:
    """The edition that holds now; a first one where there is none yet."""
    latest = select(Agreement).where(Agreement.placement_id == placement_id).order_by(Agreement.edition.desc()).limit(1)
    agreement = work.session.scalar(latest)
    if agreement is None:
        agreement = Agreement(placement_id=placement_id, edition=1)
        work.add(agreement)
    return agreement
