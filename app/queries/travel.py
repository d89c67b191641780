"""The ways between places: what the school itself says of them, and the estimate for all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.company import Company
from app.entities.school import School
from app.entities.travel import OwnWay
from app.rules.travel import middle_of, town_of
from app.scheduling import Atlas, Leg, Point, Roads

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class WayRow:
    """What the school says of the way between two postcode areas."""

    id: UUID
    version: int
    here: str
    there: str
    kilometres: int
    minutes: int
    one_way: bool

    @property
    def towns(self) -> tuple[str, str]:
        """Both areas as people call them: ``6511 Nijmegen``."""
        return named(self.here), named(self.there)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """When a company can be visited, as far as somebody told; times are minutes after midnight."""

    id: UUID
    version: int
    name: str
    days: tuple[str, ...]
    first: int | None
    last: int | None


def visit_hours(session: Session, company_id: UUID) -> VisitRow | None:
    """When a company can be visited; ``None`` when the company is gone."""
    asked = select(
        Company.id, Company.version, Company.name, Company.visit_days, Company.visit_from, Company.visit_until
    ).where(Company.id == company_id)
    row = session.execute(asked).one_or_none()
    return None if row is None else VisitRow(row.id, row.version, row.name, row.visit_days or (), *row[4:])


def own_ways(session: Session) -> tuple[WayRow, ...]:
    """Every way that the school told itself, by place."""
    found = session.scalars(select(OwnWay).order_by(OwnWay.here, OwnWay.there))
    return tuple(
        WayRow(row.id, row.version, row.here, row.there, row.kilometres, row.minutes, row.one_way) for row in found
    )


def roads(session: Session, places: Iterable[str]) -> Roads:
    """What is known of the ways between some postcode areas."""
    wanted = set(places)
    legs = (
        Leg(row.here, row.there, row.kilometres * _TENTHS, row.minutes, row.one_way)
        for row in own_ways(session)
        if {row.here, row.there} <= wanted
    )
    return Roads(points=tuple(_points(wanted)), legs=tuple(legs))


def ways(session: Session, places: Iterable[str]) -> Atlas:
    """The ways between postcode areas: told, or else estimated."""
    return Atlas(roads(session, places))


def base_of(session: Session) -> str:
    """The postcode area of the school, where every outing begins and ends; empty while it is not known."""
    return session.execute(select(School.pc4)).scalar() or ""


def named(pc4: str) -> str:
    """A postcode area with its town."""
    return f"{pc4} {town_of(pc4) or ''}".strip()


def _points(places: Iterable[str]) -> Iterator[Point]:
    for place in sorted(places):
        middle = middle_of(place)
        if middle is not None:
            yield Point(place, *middle)
