"""A round with the names: only once two people signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.names import full_name
from app.entities.offer import Offer
from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Group, Period
from app.entities.rounds import (
    Round,
    RoundStudent,
)
from app.queries.contact_point import ContactPointRow, contact_points
from app.queries.masking import PersonName
from app.queries.matching import REVEALED, tokens_of, tracks
from app.queries.matching_input import (
    latest_proposal,
)


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A match with the names, for after the signatures."""

    alias: str
    participation_id: UUID
    student_id: UUID
    name: PersonName
    first_name: PersonName
    group: str
    minor: bool
    offer_id: UUID | None
    company_id: UUID | None
    company: str
    town: str
    street: str
    contact: PersonName
    contact_point: ContactPointRow


def matches(session: Session, round_id: UUID) -> tuple[MatchRow, ...]:
    """Every student of the proposal that holds with name and place, by name; only once two people signed."""
    about, proposal = session.get_one(Round, round_id), latest_proposal(session, round_id)
    if proposal is None or about.state not in REVEALED:
        return ()
    told = tokens_of(proposal.inputs, proposal.answer)
    places = {row.token: row for row in tracks(session, round_id)}
    contacts = _pairs(session, select(Offer.id, Offer.contact))
    points = contact_points(session)
    streets = _pairs(session, select(Company.id, Company.street))
    day = session.get_one(Period, about.period_id).first_day
    rows = session.execute(
        select(RoundStudent, Student, Group.code)
        .join(Participation, Participation.id == RoundStudent.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(RoundStudent.round_id == round_id)
        .order_by(Student.sort_key, Student.number)
    )
    made = []
    for one, student, group in rows:
        if one.token not in told:
            continue
        place = places.get(told[one.token])
        made.append(
            MatchRow(
                one.alias,
                one.participation_id,
                student.id,
                full_name(student.first_name, student.prefix, student.last_name),
                student.first_name,
                group or "",
                student.minor_until is not None and student.minor_until >= day,
                None if place is None else place.offer_id,
                None if place is None else place.company_id,
                "" if place is None else place.company,
                "" if place is None else place.town,
                "" if place is None else streets.get(place.company_id) or "",
                "" if place is None else contacts.get(place.offer_id) or "",
                points.of(None if place is None else place.company_id),
            )
        )
    return tuple(made)


def _pairs(session: Session, wanted: Select[UUID, str | None]) -> Mapping[UUID, str | None]:
    return {row[0]: row[1] for row in session.execute(wanted)}
