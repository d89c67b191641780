"""What companies offer and what students wish, as somebody enters it during a phone call or from a form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select

from app.dates import SHORT_WEEKDAYS, school_year
from app.entities.company import Company
from app.entities.offer import Offer, OfferPeriod, OfferProgramme, OfferUnit, Requirement
from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Period, Programme, ProgrammeUnit
from app.entities.wish import LearningWish, WishUnit
from app.errors import Refusal
from app.rules.wording import may_be_asked, names_diagnosis
from app.store.work import Work, undoable
from app.terms.company import Accepts, Allowance, Answer
from app.terms.pipeline import State
from app.terms.school import Path
from app.terms.steps import Deed
from app.text import translate

Link = TypeVar("Link", OfferProgramme, OfferPeriod, OfferUnit, WishUnit)


@dataclass(frozen=True, slots=True)
class RequirementDraft:
    """What a company asks of a student, and why the work needs it."""

    text: str
    justification: str | None = None


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """A stageplaats as a company tells it; what was not asked yet is ``None`` or unknown."""

    programme_ids: frozenset[UUID]
    period_ids: frozenset[UUID] = frozenset()
    unit_ids: frozenset[UUID] = frozenset()
    path: Path | None = None
    places: int | None = None
    days: tuple[str, ...] | None = None
    minutes_per_week: int | None = None
    tasks: str | None = None
    requirements: tuple[RequirementDraft, ...] = ()
    allowance: Allowance = Allowance.UNKNOWN
    allowance_cents: int | None = None
    costs_covered: tuple[str, ...] | None = None
    costs_refused: tuple[str, ...] | None = None
    public_transport: Answer = Answer.UNKNOWN
    access: tuple[str, ...] | None = None
    accepts: Accepts = Accepts.UNKNOWN
    contact: str | None = None
    note: str | None = None


_LINKS = frozenset({"programme_ids", "period_ids", "unit_ids", "requirements"})


@undoable(Deed.KEEP_OFFER)
def keep_offer(
    work: Work, *, company_id: UUID, draft: OfferDraft, offer_id: UUID | None = None, seen: int | None = None
) -> UUID:
    """Add a stageplaats of a company, or change one; a requirement that may play no part is kept, and marked."""
    company = work.get(Company, company_id)
    if not draft.programme_ids:
        raise Refusal(translate("Offers", "Voor welke opleiding is de plek?"), field="programme_ids")
    if draft.allowance is Allowance.AMOUNT and draft.allowance_cents is None:
        raise Refusal(translate("Offers", "Hoeveel is de vergoeding?"), field="allowance_cents")
    values = {one.name: getattr(draft, one.name) for one in fields(draft) if one.name not in _LINKS}
    for name in ("tasks", "contact", "note"):
        values[name] = (values[name] or "").strip() or None
    values["allowance_cents"] = draft.allowance_cents if draft.allowance is Allowance.AMOUNT else None
    if offer_id is None:
        offer = Offer(number=_next_number(work), company_id=company.id, **values)
        work.add(offer)
    else:
        offer = work.get(Offer, offer_id, seen=seen)
        for name, value in values.items():
            setattr(offer, name, value)
    offer.given_on = work.today
    work.session.flush()
    _link(work, OfferProgramme, offer.id, {work.get(Programme, key).id for key in draft.programme_ids})
    _link(work, OfferPeriod, offer.id, {work.get(Period, key).id for key in draft.period_ids})
    units = [work.get(ProgrammeUnit, key) for key in draft.unit_ids]
    _link(work, OfferUnit, offer.id, {unit.id for unit in units if unit.programme_id in draft.programme_ids})
    _keep_requirements(work, offer.id, draft.requirements)
    return offer.id


def _next_number(work: Work) -> str:
    """``2026-003``: the third that this school year added here."""
    year = school_year(work.today)
    of_year = select(Offer.number).where(Offer.number.startswith(f"{year}-"))
    taken = set(work.session.scalars(of_year))
    count = 1 + (work.session.scalar(select(func.count()).select_from(of_year.subquery())) or 0)
    while f"{year}-{count:03}" in taken:
        count += 1
    return f"{year}-{count:03}"


_OWNERS: dict[type, tuple[str, str]] = {
    OfferProgramme: ("offer_id", "programme_id"),
    OfferPeriod: ("offer_id", "period_id"),
    OfferUnit: ("offer_id", "unit_id"),
    WishUnit: ("wish_id", "unit_id"),
}


def _link(work: Work, kind: type[Link], owner: UUID, wanted: Iterable[UUID]) -> None:
    """Let ``owner`` have exactly these links of one kind."""
    belongs, points = _OWNERS[kind]
    known: list[Link] = list(work.session.scalars(select(kind).where(getattr(kind, belongs) == owner)))
    keys = set(wanted)
    for row in known:
        if getattr(row, points) not in keys:
            work.session.delete(row)
    for key in sorted(keys - {getattr(row, points) for row in known}):
        work.add(kind(**{belongs: owner, points: key}))


def _keep_requirements(work: Work, offer_id: UUID, drafts: tuple[RequirementDraft, ...]) -> None:
    rows = select(Requirement).where(Requirement.offer_id == offer_id).order_by(Requirement.rank, Requirement.id)
    known = list(work.session.scalars(rows))
    wanted = [draft for draft in drafts if draft.text.strip()]
    for row in known[len(wanted) :]:
        work.session.delete(row)
    for rank, draft in enumerate(wanted):
        text, why = draft.text.strip(), (draft.justification or "").strip() or None
        if rank >= len(known):
            work.add(
                Requirement(offer_id=offer_id, text=text, justification=why, acceptable=may_be_asked(text), rank=rank)
            )
            continue
        row = known[rank]
        if row.text != text:
            row.acceptable = may_be_asked(text)
        row.text, row.justification, row.rank = text, why, rank


@dataclass(frozen=True, slots=True)
class WishDraft:
    """What a student wants to learn and needs for it."""

    goals: str | None
    unit_ids: frozenset[UUID] = frozenset()
    company_kind: str | None = None
    tasks: str | None = None
    transport: tuple[str, ...] = ()
    max_minutes: int | None = None
    max_km: int | None = None
    days: tuple[str, ...] | None = None
    needs: str | None = None


@undoable(Deed.KEEP_WISH)
def keep_wish(work: Work, *, student_id: UUID, period_id: UUID, draft: WishDraft, seen: int | None = None) -> UUID:
    """Keep the leerwens of a student for a period; a card that waited for it goes on to ``wish_ready``."""
    student, period = work.get(Student, student_id), work.get(Period, period_id)
    if not (draft.goals or "").strip() and not draft.unit_ids:
        raise Refusal(
            translate("Wishes", "Wat wil de student leren? Vul een leerdoel in of kies een werkproces."), field="goals"
        )
    if draft.needs and names_diagnosis(draft.needs):
        text = translate("Wishes", "Schrijf op wat er nodig is, niet waarom. Een diagnose hoort hier niet.")
        raise Refusal(text, field="needs")
    if draft.days is not None and not set(draft.days) <= set(SHORT_WEEKDAYS):
        raise ValueError(draft.days)
    same = select(LearningWish).where(LearningWish.student_id == student.id, LearningWish.period_id == period.id)
    wish = work.session.scalar(same)
    if wish is None:
        wish = LearningWish(student_id=student.id, period_id=period.id, transport=())
        work.add(wish)
    elif seen is not None:
        work.get(LearningWish, wish.id, seen=seen)
    for name in ("goals", "company_kind", "tasks"):
        setattr(wish, name, (getattr(draft, name) or "").strip() or None)
    needs = (draft.needs or "").strip() or None
    if needs is not None or not wish.needs_health:  # what names a diagnosis is hidden in the form, and stays as it is
        wish.needs, wish.needs_health = needs, False
    wish.transport, wish.days = draft.transport, draft.days
    wish.max_minutes, wish.max_km = draft.max_minutes, draft.max_km
    wish.filled_at = work.now
    work.session.flush()
    units = [work.get(ProgrammeUnit, key) for key in draft.unit_ids]
    _link(work, WishUnit, wish.id, {unit.id for unit in units if unit.programme_id == student.programme_id})
    card = work.session.scalar(
        select(Participation).where(Participation.student_id == student.id, Participation.period_id == period.id)
    )
    if card is not None and card.state is State.WISH_OPEN:
        card.state, card.since = State.WISH_READY, work.today
    return wish.id
