"""Places needed against places there are, and whom to call for more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import ZONE
from app.entities.call import CompanyCall
from app.entities.company import Company, RecognitionCheck
from app.entities.contact import ContactMoment
from app.entities.offer import Offer, OfferProgramme
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Group, GroupPeriod, Period, Programme
from app.queries.free_places import OfferRoom, offer_rooms
from app.queries.policy import policies
from app.rules.pipeline import ABSENT_STATES, SIDE_STATES
from app.rules.supply import fill_by, shared_out
from app.terms.calls import CallOutcome
from app.terms.company import Recognised


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A programme in a period: who goes, who has a place, and what companies have left for the others.

    ``secured`` are free places that these students can get, once shared with other programmes;
    ``unknown`` are offers of which nobody said how many places they have.
    """

    period_id: UUID
    period: str
    first_day: date
    programme_id: UUID
    programme: str
    crebo: str
    level: int
    students: int
    placed: int
    secured: int
    unknown: int
    fill_by: date

    @property
    def short(self) -> int:
        """Students for whom no place is known."""
        return self.students - self.placed - self.secured


@dataclass(frozen=True, slots=True)
class CallRow:
    """A company to call for a programme in a period: what it did before and what it said lately."""

    id: UUID
    name: str
    town: str
    phone: str
    took: int
    took_last: date | None
    free: int | None
    last_contact: date | None
    outcome: CallOutcome | None
    called_on: date | None
    promised: int | None


def needs(
    session: Session, *, today: date, period_id: UUID | None = None, programme_id: UUID | None = None
) -> tuple[NeedRow, ...]:
    """Of each period that has not begun or still runs, and each programme in it, what is needed and what there is."""
    wanted = Period.last_day >= today if period_id is None else Period.id == period_id
    periods = session.execute(
        select(Period.id, Period.name, Period.first_day).where(wanted).order_by(Period.first_day, Period.id)
    ).all()
    programmes = session.execute(
        select(Programme.id, Programme.name, Programme.crebo, Programme.level).order_by(Programme.name, Programme.id)
    ).all()
    keys = [period.id for period in periods]
    going, placed = _going(session, keys), _placed(session, keys)
    rooms = offer_rooms(session, today=today, period_id=period_id)
    for_programmes = _programmes_of_offers(session)
    days = int(policies(session, today)["term.place_days"])
    found = []
    for period in periods:
        here = [room for room in rooms if room.period_id == period.id]
        open_needs = {
            one.id: len(going[period.id, one.id]) - placed[period.id, one.id]
            for one in programmes
            if going[period.id, one.id]
        }
        lots = _lots(here, for_programmes, set(open_needs))
        secured = shared_out(open_needs, lots)
        for one in programmes:
            if one.id not in open_needs or programme_id not in {None, one.id}:
                continue
            unknown = sum(room.free is None and one.id in for_programmes[room.offer_id] for room in here)
            found.append(
                NeedRow(
                    period.id,
                    period.name,
                    period.first_day,
                    one.id,
                    one.name,
                    one.crebo,
                    one.level,
                    len(going[period.id, one.id]),
                    placed[period.id, one.id],
                    secured[one.id],
                    unknown,
                    fill_by(period.first_day, days),
                )
            )
    return tuple(found)


def _lots(
    rooms: list[OfferRoom], for_programmes: Mapping[UUID, frozenset[UUID]], wanted: set[UUID]
) -> list[tuple[frozenset[UUID], int]]:
    """Free places together that are for the same programmes."""
    free: Counter[frozenset[UUID]] = Counter()
    for room in rooms:
        kinds = for_programmes[room.offer_id] & wanted
        if kinds and room.free:
            free[kinds] += room.free
    return sorted(free.items(), key=lambda lot: (len(lot[0]), sorted(key.hex for key in lot[0])))


def _going(session: Session, periods: Sequence[UUID]) -> Mapping[tuple[UUID, UUID], set[UUID]]:
    """The students who go in a period, by period and programme: on the board, or in a klas that goes."""
    found: dict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    absent: set[tuple[UUID, UUID]] = set()
    rows = session.execute(
        select(Participation.period_id, Participation.state, Student.id, Student.programme_id)
        .join(Student, Student.id == Participation.student_id)
        .where(Student.active, Student.programme_id.is_not(None), Participation.period_id.in_(periods))
    )
    for row in rows:
        if row.state in ABSENT_STATES:
            absent.add((row.period_id, row.id))
        else:
            found[row.period_id, row.programme_id].add(row.id)
    klassen = session.execute(
        select(GroupPeriod.period_id, GroupPeriod.days, Student.id, Student.programme_id)
        .join(Student, Student.group_id == GroupPeriod.group_id)
        .where(Student.active, Student.programme_id.is_not(None), GroupPeriod.period_id.in_(periods))
    )
    for one in klassen:
        if one.days and (one.period_id, one.id) not in absent:
            found[one.period_id, one.programme_id].add(one.id)
    return found


def _placed(session: Session, periods: Sequence[UUID]) -> Counter[tuple[UUID, UUID]]:
    """How many students of a programme have a placement in a period."""
    rows = session.execute(
        select(Participation.period_id, Student.programme_id, func.count(Participation.id.distinct()).label("held"))
        .join(Student, Student.id == Participation.student_id)
        .join(Placement, Placement.participation_id == Participation.id)
        .where(
            Participation.period_id.in_(periods),
            Student.active,
            Student.programme_id.is_not(None),
            Placement.state.not_in(SIDE_STATES),
            Participation.state.not_in(ABSENT_STATES),
        )
        .group_by(Participation.period_id, Student.programme_id)
    )
    return Counter({(row.period_id, row.programme_id): row.held for row in rows})


def _programmes_of_offers(session: Session) -> Mapping[UUID, frozenset[UUID]]:
    """The programmes of each offer of a company where the school places."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = session.execute(
        select(OfferProgramme.offer_id, OfferProgramme.programme_id)
        .join(Offer, Offer.id == OfferProgramme.offer_id)
        .join(Company, Company.id == Offer.company_id)
        .where(Company.unfit.is_(False))
    )
    for row in rows:
        found[row.offer_id].add(row.programme_id)
    return defaultdict(frozenset, {key: frozenset(values) for key, values in found.items()})


def call_list(session: Session, *, today: date, period_id: UUID, programme_id: UUID) -> tuple[CallRow, ...]:
    """Whom to call for places: nobody called first, then who took most students, the longest not spoken to first."""
    took = _took(session, programme_id)
    crebo = session.scalar(select(Programme.crebo).where(Programme.id == programme_id))
    recognised = set(
        session.scalars(
            select(RecognitionCheck.company_id).where(
                RecognitionCheck.crebo == crebo, RecognitionCheck.outcome == Recognised.YES
            )
        )
    )
    offering = set(
        session.scalars(
            select(Offer.company_id)
            .join(OfferProgramme, OfferProgramme.offer_id == Offer.id)
            .where(OfferProgramme.programme_id == programme_id)
        )
    )
    free: dict[UUID, int | None] = {}
    for room in offer_rooms(session, today=today, period_id=period_id, programme_id=programme_id):
        known = free.get(room.company_id)
        free[room.company_id] = known if room.free is None else room.free + (known or 0)
    calls = _last_calls(session, period_id)
    talked = _last_talks(session)
    companies = session.execute(
        select(Company.id, Company.name, Company.town, Company.phone, Company.sort_key)
        .where(Company.unfit.is_(False))
        .order_by(Company.sort_key, Company.id)
    )
    rows = []
    for one in companies:
        if one.id not in took and one.id not in recognised and one.id not in offering:
            continue
        count, last = took.get(one.id, (0, None))
        call = calls.get(one.id)
        on = None if call is None else call.called_at.astimezone(ZONE).date()
        days = [day for day in (talked.get(one.id), on) if day is not None]
        rows.append(
            CallRow(
                one.id,
                one.name,
                one.town or "",
                one.phone or "",
                count,
                last,
                free.get(one.id),
                max(days, default=None),
                None if call is None else call.outcome,
                on,
                None if call is None else call.places,
            )
        )
    return tuple(sorted(rows, key=_urgency))


_ASK_AGAIN = (None, CallOutcome.NO_ANSWER, CallOutcome.THINKING, CallOutcome.YES, CallOutcome.NO)


def _urgency(row: CallRow) -> tuple[int, int, date]:
    return _ASK_AGAIN.index(row.outcome), -row.took, row.last_contact or date.min


def _took(session: Session, programme_id: UUID) -> Mapping[UUID, tuple[int, date]]:
    """How many students of the programme a company had, and when the last one began."""
    rows = session.execute(
        select(Placement.company_id, func.count().label("held"), func.max(Placement.first_day).label("last"))
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .where(Student.programme_id == programme_id, Placement.state.not_in(SIDE_STATES))
        .group_by(Placement.company_id)
    )
    return {row.company_id: (row.held, row.last) for row in rows}


def _last_calls(session: Session, period_id: UUID) -> Mapping[UUID, CompanyCall]:
    rows = session.scalars(
        select(CompanyCall).where(CompanyCall.period_id == period_id).order_by(CompanyCall.called_at, CompanyCall.id)
    )
    return {row.company_id: row for row in rows}


def _last_talks(session: Session) -> Mapping[UUID, date]:
    rows = session.execute(
        select(Placement.company_id, func.max(ContactMoment.held_on).label("last"))
        .join(ContactMoment, ContactMoment.placement_id == Placement.id)
        .where(ContactMoment.company_present)
        .group_by(Placement.company_id)
    )
    return {row.company_id: row.last for row in rows}


@dataclass(frozen=True, slots=True)
class PeriodGroupRow:
    """A klas that goes in a period, with how many students are in it now."""

    id: UUID
    code: str
    students: int


def period_groups(session: Session, *, period_id: UUID) -> tuple[PeriodGroupRow, ...]:
    """The klassen that go in a period, by code."""
    students = (
        select(Student.group_id, func.count().label("held")).where(Student.active).group_by(Student.group_id).subquery()
    )
    rows = session.execute(
        select(Group.id, Group.code, func.coalesce(students.c.held, 0))
        .join(GroupPeriod, GroupPeriod.group_id == Group.id)
        .outerjoin(students, students.c.group_id == Group.id)
        .where(GroupPeriod.period_id == period_id, GroupPeriod.days != ())
        .order_by(Group.code)
    )
    return tuple(PeriodGroupRow(*row) for row in rows)
