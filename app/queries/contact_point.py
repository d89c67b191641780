"""Whom at school a company can always turn to: the one who was named for it, or else the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.names import full_name
from app.entities.people import Supervisor
from app.entities.school import School
from app.queries.masking import PersonName, Private
from app.text import translate


@dataclass(frozen=True, slots=True)
class ContactPointRow:
    """The vast aanspreekpunt of a company; without ``supervisor_id`` it is the office of the school."""

    supervisor_id: UUID | None
    name: PersonName
    phone: Private
    email: Private
    hours: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Name and reach, one on a line, as a paper has it."""
        hours = translate("ContactPoint", "bereikbaar {hours}").format(hours=self.hours) if self.hours else ""
        return tuple(filter(None, (self.name, self.phone, self.email, hours)))


NOBODY = ContactPointRow(None, "", "", "", "")
"""Where the school is not set up yet."""


@dataclass(frozen=True, slots=True)
class ContactPoints:
    """The aanspreekpunten of all companies, for papers about many of them."""

    office: ContactPointRow
    named: Mapping[UUID, ContactPointRow]

    def of(self, company_id: UUID | None) -> ContactPointRow:
        """The aanspreekpunt of a company."""
        return self.office if company_id is None else self.named.get(company_id, self.office)


def contact_points(session: Session, company_id: UUID | None = None) -> ContactPoints:
    """The aanspreekpunten of every company, or of one."""
    about = session.execute(select(School.name, School.office, School.phone, School.email)).first()
    office = (
        NOBODY if about is None else ContactPointRow(None, about.office or about.name, about.phone, about.email, "")
    )
    wanted = (
        select(Company.id, Company.contact_hours, Supervisor)
        .join(Supervisor, Supervisor.id == Company.contact_id)
        .order_by(Company.id)
    )
    if company_id is not None:
        wanted = wanted.where(Company.id == company_id)
    return ContactPoints(office, {row.id: _named(row) for row in session.execute(wanted)})


def contact_point(session: Session, *, company_id: UUID) -> ContactPointRow:
    """The aanspreekpunt of one company."""
    return contact_points(session, company_id).of(company_id)


def _named(row: Any) -> ContactPointRow:
    who = row.Supervisor
    return ContactPointRow(
        who.id,
        full_name(who.first_name, who.prefix, who.last_name),
        who.phone or "",
        who.email or "",
        row.contact_hours or ", ".join(who.days or ()),
    )
