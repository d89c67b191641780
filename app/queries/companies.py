"""The list of companies: where they are, what room they have, who is there now, and what to mind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import ZONE
from app.entities.company import Company, RecognitionCheck
from app.entities.contact import ContactMoment
from app.entities.offer import Offer, OfferProgramme
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Group, Programme
from app.entities.record import Note
from app.queries.free_places import free_places
from app.queries.matters import MatterRow, matters, urgency
from app.queries.ordering import ordered
from app.queries.pipeline import in_view
from app.rules.pipeline import SIDE_STATES, is_there
from app.rules.recognition import summary
from app.rules.travel import estimated_km
from app.terms.company import Recognised
from app.terms.lists import CompanyFilter, CompanyOrder
from app.text import fold, translate


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many estimated kilometres of a postcode area."""

    pc4: str
    km: int


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company as a list shows it.

    ``recognised`` of ``checks`` recognitions hold. ``free`` counts the places in the periods in view
    that nobody has; ``None`` when the company never said how many there are. ``now`` counts students
    who are there today. ``km`` is an estimate, there only when a distance was asked for.
    """

    id: UUID
    name: str
    town: str
    sector: str
    recognition: Recognised
    recognised: int
    checks: int
    free: int | None
    now: int
    last_contact: date | None
    unfit: bool
    unfit_reason: str
    km: int | None = None
    matters: tuple[MatterRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CompanyList:
    """The companies that were asked for; how many there are in view without any filter, and their free places."""

    rows: tuple[CompanyRow, ...]
    total: int
    total_free: int


@dataclass(frozen=True, slots=True)
class _Found:
    row: CompanyRow
    sort_key: str
    town_key: str


def companies(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
    filters: frozenset[CompanyFilter] = frozenset(),
    near: Near | None = None,
    text: str = "",
    order: CompanyOrder = CompanyOrder.NAME,
    descending: bool = False,
) -> CompanyList:
    """The companies that pass every filter and whose name, town or sector holds every word.

    With a programme (or the one of a group) only those that have to do with it: by a recognition, an
    offer or a placement. Free places and students count in the periods in view.
    """
    programme_id = programme_id or _programme_of(session, group_id)
    programme = None if programme_id is None else session.get_one(Programme, programme_id)
    concerned = None if programme is None else _concerned(session, programme.id, programme.crebo)
    there, minded = _there(session, today, period_id, programme_id, group_id)
    about = _About(
        checks=_checks(session, None if programme is None else programme.crebo),
        free=free_places(session, today=today, period_id=period_id, programme_id=programme_id),
        there=there,
        minded=minded,
        contacts=_contacts(session),
        near=near,
    )
    found = [
        about.found(company) for company in session.execute(_all()) if concerned is None or company.id in concerned
    ]
    words = fold(text).split()
    kept = [one for one in found if _is_wanted(one, filters, near, words)]
    rows = tuple(one.row for one in ordered(kept, _ORDERS[order], descending=descending))
    return CompanyList(rows, len(found), sum(one.row.free or 0 for one in found))


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of companies, by their key."""

    checks: Mapping[UUID, list[Recognised]]
    free: Mapping[UUID, int | None]
    there: Counter[UUID]
    minded: Mapping[UUID, list[MatterRow]]
    contacts: Mapping[UUID, date]
    near: Near | None

    def found(self, company: Any) -> _Found:
        """A company as a row, with what it is ordered and searched by."""
        outcomes = self.checks.get(company.id, [])
        row = CompanyRow(
            id=company.id,
            name=company.name,
            town=company.town or "",
            sector=company.sector or "",
            recognition=summary(outcomes),
            recognised=sum(outcome is Recognised.YES for outcome in outcomes),
            checks=len(outcomes),
            free=0 if company.unfit else self.free.get(company.id),
            now=self.there[company.id],
            last_contact=self.contacts.get(company.id),
            unfit=company.unfit,
            unfit_reason=company.unfit_reason or "",
            km=None if self.near is None else estimated_km(self.near.pc4, company.pc4),
            matters=_matters(company, outcomes, self.minded.get(company.id, ())),
        )
        return _Found(row, company.sort_key, fold(row.town))


def _is_wanted(one: _Found, filters: frozenset[CompanyFilter], near: Near | None, words: Sequence[str]) -> bool:
    """Whether a company passes every filter, is near enough, and holds every word."""
    searched = f"{one.sort_key}\n{one.town_key}\n{fold(one.row.sector)}" if words else ""
    return (
        all(_PASSES[wanted](one.row) for wanted in filters)
        and (near is None or (one.row.km is not None and one.row.km <= near.km))
        and all(word in searched for word in words)
    )


def _all() -> Any:
    return select(
        Company.id,
        Company.name,
        Company.sort_key,
        Company.town,
        Company.pc4,
        Company.sector,
        Company.unfit,
        Company.unfit_reason,
    ).order_by(Company.sort_key, Company.id)


def _programme_of(session: Session, group_id: UUID | None) -> UUID | None:
    return None if group_id is None else session.scalar(select(Group.programme_id).where(Group.id == group_id))


def _concerned(session: Session, programme_id: UUID, crebo: str) -> frozenset[UUID]:
    """The companies that have to do with a programme."""
    by_check = select(RecognitionCheck.company_id).where(RecognitionCheck.crebo == crebo)
    by_offer = (
        select(Offer.company_id)
        .join(OfferProgramme, OfferProgramme.offer_id == Offer.id)
        .where(OfferProgramme.programme_id == programme_id)
    )
    by_placement = (
        select(Placement.company_id)
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .where(Student.programme_id == programme_id)
    )
    return frozenset(session.scalars(by_check.union(by_offer, by_placement)))


def _checks(session: Session, crebo: str | None) -> Mapping[UUID, list[Recognised]]:
    """The outcome of each recognition by company; without a day somebody looked it is unchecked."""
    wanted = select(RecognitionCheck.company_id, RecognitionCheck.outcome, RecognitionCheck.checked_on)
    if crebo is not None:
        wanted = wanted.where(RecognitionCheck.crebo == crebo)
    found: dict[UUID, list[Recognised]] = defaultdict(list)
    for row in session.execute(wanted.order_by(RecognitionCheck.crebo, RecognitionCheck.id)):
        found[row.company_id].append(Recognised.UNCHECKED if row.checked_on is None else row.outcome)
    return found


def _there(
    session: Session, today: date, period_id: UUID | None, programme_id: UUID | None, group_id: UUID | None
) -> tuple[Counter[UUID], Mapping[UUID, list[MatterRow]]]:
    """How many students each company has today, and what to mind about those in view."""
    wanted = (
        select(Placement.company_id, Placement.participation_id, Placement.state, Placement.last_day)
        .where(Placement.state.not_in(SIDE_STATES))
        .where(Placement.participation_id.in_(in_view(today, period_id, programme_id, group_id)))
        .order_by(Placement.id)
    )
    by_card = matters(session, today=today, period_id=period_id, programme_id=programme_id, group_id=group_id)
    there: Counter[UUID] = Counter()
    minded: dict[UUID, list[MatterRow]] = defaultdict(list)
    for row in session.execute(wanted):
        there[row.company_id] += is_there(row.state, row.last_day, today)
        minded[row.company_id] += by_card.get(row.participation_id, ())
    return there, minded


def _contacts(session: Session) -> Mapping[UUID, date]:
    """The last day on which somebody of the school spoke with a company, or noted something about it."""
    talks = session.execute(
        select(Placement.company_id, func.max(ContactMoment.held_on).label("day"))
        .join(Placement, Placement.id == ContactMoment.placement_id)
        .where(ContactMoment.company_present)
        .group_by(Placement.company_id)
        .order_by(Placement.company_id)
    )
    days: dict[UUID, date] = {row.company_id: row.day for row in talks}
    notes = session.execute(
        select(Note.company_id, func.max(Note.written_at).label("at"))
        .where(Note.company_id.is_not(None))
        .group_by(Note.company_id)
        .order_by(Note.company_id)
    )
    for row in notes:
        written = row.at.astimezone(ZONE).date()
        days[row.company_id] = max(days.get(row.company_id, written), written)
    return days


def _matters(company: Any, outcomes: Sequence[Recognised], minded: Iterable[MatterRow]) -> tuple[MatterRow, ...]:
    own = []
    if company.unfit:
        own.append(MatterRow(translate("Companies", "Geen plaatsing"), "circle-x", overdue=True, rank=-2))
    elif Recognised.NO in outcomes:
        own.append(MatterRow(translate("Companies", "Niet erkend"), "circle-alert", overdue=True, rank=-1))
    unlike = {row.word: row for row in sorted(minded, key=urgency, reverse=True)}
    return tuple(sorted((*own, *unlike.values()), key=urgency))


_RECOGNITION_ORDER = {Recognised.NO: 0, Recognised.UNCHECKED: 1, Recognised.YES: 2}
_PASSES: Mapping[CompanyFilter, Callable[[CompanyRow], bool]] = {
    CompanyFilter.FREE: lambda row: bool(row.free),
    CompanyFilter.UNCHECKED: lambda row: row.recognition is Recognised.UNCHECKED,
    CompanyFilter.MATTERS: lambda row: bool(row.matters),
    CompanyFilter.UNFIT: lambda row: row.unfit,
}
_ORDERS: Mapping[CompanyOrder, Callable[[_Found], Any]] = {
    CompanyOrder.NAME: lambda one: one.sort_key,
    CompanyOrder.TOWN: lambda one: one.town_key or None,
    CompanyOrder.RECOGNITION: lambda one: _RECOGNITION_ORDER[one.row.recognition],
    CompanyOrder.FREE: lambda one: one.row.free,
    CompanyOrder.NOW: lambda one: one.row.now,
    CompanyOrder.CONTACT: lambda one: one.row.last_contact,
    CompanyOrder.DISTANCE: lambda one: one.row.km,
    CompanyOrder.MATTER: lambda one: urgency(one.row.matters[0]) if one.row.matters else None,
}
