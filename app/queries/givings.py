"""Who got which card: every company and klas in view, with the card they got last and what is still to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Group
from app.entities.record import Giving
from app.queries.masking import PersonName
from app.queries.paper_lists import Wanted
from app.queries.pipeline import in_view
from app.rules.pipeline import SIDE_STATES
from app.terms.cards import Reach, Receiver

CARD_OF: Mapping[Receiver, str] = {Receiver.COMPANY: "tipkaart", Receiver.GROUP: "meldwijzer"}
"""Which card is for whom."""


@dataclass(frozen=True, slots=True)
class GivingRow:
    """A company or klas, with the last card it got; empty where it never got one.

    ``giving_id`` is the line of the register, ``talked_on`` the last day on which it was talked through.
    """

    id: UUID
    receiver: Receiver
    name: str
    students: int
    reach: Reach
    giving_id: UUID | None
    text_version: str
    handed_on: date | None
    talked_on: date | None
    by: PersonName


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of those in view have the card, and with how many it was talked through."""

    receiver: Receiver
    all: int
    given: int
    discussed: int
    outdated: int


def givings(session: Session, *, wanted: Wanted, versions: Mapping[Receiver, str]) -> tuple[GivingRow, ...]:
    """Every company with a student in view and every klas in view; whom nobody talked to comes first.

    ``versions`` are the versions of the cards as they are printed today.
    """
    companies = session.execute(
        select(Company.id, Company.name, Placement.id.label("placement"))
        .join(Placement, Placement.company_id == Company.id)
        .where(
            Placement.participation_id.in_(_view(wanted)),
            Placement.state.not_in(SIDE_STATES),
        )
        .order_by(Company.sort_key, Company.id)
    )
    groups = session.execute(
        select(Group.id, Group.code.label("name"), Participation.id.label("participation"))
        .join(Student, Student.group_id == Group.id)
        .join(Participation, Participation.student_id == Student.id)
        .where(Participation.id.in_(_view(wanted)))
        .order_by(Group.code, Group.id)
    )
    register: dict[UUID, list[Any]] = {}
    for row in session.execute(select(*Giving.__table__.c).order_by(Giving.handed_on, Giving.id)):
        register.setdefault(row.company_id or row.group_id, []).append(row)
    rows = [
        *_rows(companies, Receiver.COMPANY, register, versions),
        *_rows(groups, Receiver.GROUP, register, versions),
    ]
    return tuple(sorted(rows, key=lambda row: list(Reach).index(row.reach)))


def coverage(rows: Iterable[GivingRow]) -> tuple[Coverage, ...]:
    """What ``rows`` come to for companies and for klassen."""
    by_kind: dict[Receiver, list[GivingRow]] = {receiver: [] for receiver in Receiver}
    for row in rows:
        by_kind[row.receiver].append(row)
    return tuple(
        Coverage(
            receiver,
            len(found),
            sum(row.handed_on is not None for row in found),
            sum(row.talked_on is not None for row in found),
            sum(row.reach is Reach.OUTDATED for row in found),
        )
        for receiver, found in by_kind.items()
    )


def _view(wanted: Wanted) -> Any:
    return in_view(wanted.today, wanted.period_id, wanted.programme_id, wanted.group_id)


def _rows(
    found: Iterable[Any], receiver: Receiver, register: Mapping[UUID, list[Any]], versions: Mapping[Receiver, str]
) -> Iterable[GivingRow]:
    names: dict[UUID, str] = {}
    counts: dict[UUID, int] = {}
    for row in found:
        names[row.id] = row.name
        counts[row.id] = counts.get(row.id, 0) + 1
    for key, name in names.items():
        got = [one for one in register.get(key, ()) if one.document == CARD_OF[receiver]]
        talks = [one.handed_on for one in got if one.discussed]
        last = got[-1] if got else None
        yield GivingRow(
            key,
            receiver,
            name,
            counts[key],
            _reach(last, talks, versions[receiver]),
            None if last is None else last.id,
            "" if last is None else last.text_version,
            None if last is None else last.handed_on,
            talks[-1] if talks else None,
            "" if last is None else last.by,
        )


def _reach(last: Any, talks: list[date], version: str) -> Reach:
    if last is None:
        return Reach.NEVER
    if not talks:
        return Reach.NOT_DISCUSSED
    return Reach.DONE if last.text_version == version else Reach.OUTDATED
