"""Rows of the list of stageplaatsen as the school would have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.entities.base import Entity, new_key
from app.entities.offer import Offer, OfferPeriod, OfferProgramme, OfferUnit, Requirement
from app.queries.import_known import Row, grouped, rows_of
from app.queries.import_making import Departures, Making
from app.queries.import_rows import GoneRow, Scope
from app.queries.import_wanted import Along, PartIn, Parts, Wanted
from app.text import fold, translate

if TYPE_CHECKING:
    from app.exchange.offers import OfferIn

_SOURCES = {
    "company_id": ("leerbedrijf_id", "company"),
    "minutes_per_week": ("hours",),
    "allowance": ("fee",),
    "allowance_cents": ("fee",),
    "costs_covered": ("cover",),
    "contact": ("mentor",),
    "note": ("fee", "public_transport", "accepts"),
}


@dataclass(frozen=True, slots=True)
class _Link:
    """A list of what an offer is for: the rows that say so, their column, and the word for one."""

    kind: type[Entity]
    column: str
    label: str


class OfferRows:
    """The list of stageplaatsen against those of the school; ``written`` are names that were confirmed, by row."""

    def __init__(self, making: Making, written: Mapping[int, str]) -> None:
        self._making = making
        self._school = making.school
        self._written = written

    def wanted(self, rows: Sequence[OfferIn]) -> Iterator[Wanted]:
        """Every row as the school would have it."""
        for row in rows:
            company = self._school.companies.get(UUID(hex=row.company))
            if company is None:
                text = translate("Import", "Leerbedrijf {name} is er niet meer.")
                self._making.refuse(row.row, "no_longer_there", text.format(name=row.company_name))
                continue
            yield self._wanted(row, company)

    def departures(self, rows: Sequence[OfferIn], scope: Scope | None) -> Departures:
        """Offers that the file, for its programmes and periods, has no more; they stay as they are."""
        own = Scope(
            programmes=frozenset(crebo for row in rows for crebo in row.crebos),
            periods=frozenset(period for row in rows for period in row.periods),
        )
        asked = own if scope is None else scope
        there = {row.number for row in rows} | self._making.refused
        programmes = {
            self._school.programmes[crebo]["id"] for crebo in asked.programmes & self._school.programmes.keys()
        }
        current = self._school.current_periods
        periods = {current[code]["id"] for code in asked.periods & current.keys()}
        gone = [
            GoneRow(number, self._school.names("company_id").get(row["company_id"], ""), row["tasks"] or "")
            for number, row in self._known.items()
            if number not in there
            and any(link["programme_id"] in programmes for link in self._programmes_of.get(row["id"], ()))
            and any(link["period_id"] in periods for link in self._periods_of.get(row["id"], ()))
        ]
        return Departures(gone=tuple(gone), scope=own)

    def _wanted(self, row: OfferIn, company: Row) -> Wanted:
        existing = self._known.get(row.number)
        key = new_key() if existing is None else existing["id"]
        return Wanted(
            row=row.row,
            key=row.number,
            name=company["name"],
            detail=row.tasks or "",
            kind=Offer,
            id=key,
            identity={"number": row.number},
            values=self._making.given(_values(row, company["id"]), _SOURCES),
            existing=existing,
            parts=[*self._parts(key, row)],
            along=self._spelling(row, company),
        )

    def _spelling(self, row: OfferIn, company: Row) -> Sequence[Along]:
        return self._making.spelling(company["id"], self._written.get(row.row))

    def _parts(self, offer: UUID, row: OfferIn) -> Iterator[Parts]:
        programmes = [self._school.programmes[crebo] for crebo in row.crebos if crebo in self._school.programmes]
        periods = [self._school.current_periods[code] for code in row.periods if code in self._school.current_periods]
        units = {
            key: code
            for programme in programmes
            for code, key in self._school.units.get(programme["id"], {}).items()
            if code in row.werkprocessen
        }
        owner = {"offer_id": offer}
        if self._making.has("crebos", "programme"):
            kind = _Link(OfferProgramme, "programme_id", translate("Import", "opleiding"))
            found = {one["id"]: one["name"] for one in programmes}
            yield self._links(kind, owner, found, self._programmes_of.get(offer, ()))
        if self._making.has("periods"):
            kind = _Link(OfferPeriod, "period_id", translate("Import", "periode"))
            found = {one["id"]: one["name"] for one in periods}
            yield self._links(kind, owner, found, self._periods_of.get(offer, ()))
        if self._making.has("werkprocessen"):
            kind = _Link(OfferUnit, "unit_id", translate("Import", "werkproces"))
            yield self._links(kind, owner, units, self._units_of.get(offer, ()))
        if self._making.has("requirements"):
            yield self._requirements(offer, row)

    def _links(self, link: _Link, owner: Mapping[str, UUID], found: Mapping[UUID, str], stored: Sequence[Row]) -> Parts:
        names = self._school.names(link.column)
        return Parts(
            link.kind,
            link.label,
            owner,
            [PartIn({link.column: key}, {}, name) for key, name in found.items()],
            stored,
            key=lambda row: row[link.column],
            name=lambda row: names.get(row[link.column], ""),
            complete=True,
        )

    def _requirements(self, offer: UUID, row: OfferIn) -> Parts:
        asked = {fold(one.text): one for one in row.requirements}
        return Parts(
            Requirement,
            translate("Import", "eis"),
            {"offer_id": offer},
            [
                PartIn(
                    {"text": one.text},
                    {"justification": one.reason, "acceptable": one.acceptable, "rank": rank},
                    one.text,
                )
                for rank, one in enumerate(asked.values())
            ],
            self._requirements_of.get(offer, ()),
            key=lambda stored: fold(stored["text"]),
            name=lambda stored: str(stored["text"]),
            complete=True,
        )

    @cached_property
    def _known(self) -> Mapping[str, Row]:
        return {row["number"]: row for row in rows_of(self._school.session, Offer)}

    @cached_property
    def _programmes_of(self) -> Mapping[UUID, Sequence[Row]]:
        return self._by_offer(OfferProgramme)

    @cached_property
    def _periods_of(self) -> Mapping[UUID, Sequence[Row]]:
        return self._by_offer(OfferPeriod)

    @cached_property
    def _units_of(self) -> Mapping[UUID, Sequence[Row]]:
        return self._by_offer(OfferUnit)

    @cached_property
    def _requirements_of(self) -> Mapping[UUID, Sequence[Row]]:
        return self._by_offer(Requirement)

    def _by_offer(self, kind: type[Entity]) -> Mapping[UUID, Sequence[Row]]:
        return grouped(rows_of(self._school.session, kind), "offer_id")


def _values(row: OfferIn, company: UUID) -> dict[str, Any]:
    return {
        "number": row.number,
        "company_id": company,
        "path": row.path,
        "places": row.places,
        "days": row.days or None,
        "minutes_per_week": row.week_minutes,
        "tasks": row.tasks,
        "allowance": row.fee_state,
        "allowance_cents": row.fee_cents,
        "costs_covered": row.cover,
        "public_transport": row.public_transport,
        "access": row.access,
        "accepts": row.accepts,
        "contact": row.mentor,
        "given_on": row.given_on,
        "note": row.remark,
    }
