"""Rows of the list of leerbedrijven as the school would have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.entities.base import new_key
from app.entities.company import Company, CompanyPerson, RecognitionCheck
from app.entities.placement import EarlierPlacement
from app.queries.import_known import Row, grouped, rows_of
from app.queries.import_making import Making, first_of_each
from app.queries.import_students import earlier_placement, placed_by_days
from app.queries.import_wanted import Add, Along, PartIn, Parts, Remove, Wanted
from app.terms.company import Recognised
from app.text import fold, translate

if TYPE_CHECKING:
    from app.exchange.companies import CompanyIn

_PEOPLE = (1, 2, 3)  # as many as a row has columns for
_SOURCES = {
    "branch": ("vestiging",),
    "pc4": ("postcode",),
    "phone_key": ("phone",),
    "web": ("website",),
}


class CompanyRows:
    """The list of leerbedrijven against the companies of the school."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._school = making.school

    def wanted(self, rows: Sequence[CompanyIn]) -> Sequence[Wanted]:
        """Every row as the school would have it, without those that meet a company met before."""
        text = translate("Import", "Dit is hetzelfde leerbedrijf als in een eerdere regel: {name}.")
        found = [self._wanted(row) for row in rows if self._may_stand(row)]
        return first_of_each(self._making, found, lambda one: text.format(name=one.name))

    def _wanted(self, row: CompanyIn) -> Wanted:
        existing = self._existing(row)
        key = new_key() if existing is None else existing["id"]
        by_id, by_branch = {"leerbedrijf_id": row.leerbedrijf_id}, {"kvk": row.kvk, "branch": row.vestiging}
        return Wanted(
            row=row.row,
            key=row.key,
            name=row.name,
            detail=" · ".join(part for part in (row.town, row.sector) if part),
            kind=Company,
            id=key,
            identity=by_id if row.leerbedrijf_id else by_branch,
            values=self._making.given(_values(row), _SOURCES),
            existing=existing,
            parts=[*self._people(key, row), *self._checks(key, row)],
            along=[*self._placements(key, row)],
        )

    def _existing(self, row: CompanyIn) -> Row | None:
        """By leerbedrijf-ID, else by KvK and vestiging, else by a name that was typed in here without either."""
        if row.leerbedrijf_id and row.leerbedrijf_id in self._school.company_ids:
            return self._school.companies[self._school.company_ids[row.leerbedrijf_id]]
        known = self._by_branch.get((row.kvk, row.vestiging)) if row.kvk and row.vestiging else None
        if known is not None:
            return known if row.leerbedrijf_id is None or known["leerbedrijf_id"] is None else None
        return self._by_name.get((fold(row.name), fold(row.town or "")))

    def _may_stand(self, row: CompanyIn) -> bool:
        """Whether KvK and vestiging are free: no two companies carry the same."""
        holder = self._by_branch.get((row.kvk, row.vestiging)) if row.kvk and row.vestiging else None
        existing = self._existing(row)
        if holder is None or (existing is not None and existing["id"] == holder["id"]):
            return True
        text = translate("Import", "{name} heeft dit KvK- en vestigingsnummer al, met een ander leerbedrijf-ID.")
        self._making.refuse(row.row, "branch_taken", text.format(name=holder["name"]))
        return False

    def _people(self, company: UUID, row: CompanyIn) -> Iterator[Parts]:
        if not self._making.has(*(f"person_{n}_name" for n in _PEOPLE)):
            return
        people = [
            PartIn(
                {"name": one.name},
                {"role": one.role, "email": one.email, "phone": one.phone, "phone_key": one.phone_key},
                one.name,
            )
            for one in row.people
        ]
        yield Parts(
            CompanyPerson,
            translate("Import", "contactpersoon"),
            {"company_id": company},
            people,
            self._people_of.get(company, ()),
            key=_folded_name,
            name=_name,
        )

    def _checks(self, company: UUID, row: CompanyIn) -> Iterator[Parts]:
        if not self._making.has("recognised"):
            return
        day = row.recognition_checked
        outcome = Recognised.UNCHECKED if day is None else Recognised.YES
        yield Parts(
            RecognitionCheck,
            translate("Import", "erkenning"),
            {"company_id": company},
            [PartIn({"crebo": crebo}, {"outcome": outcome, "checked_on": day}, crebo) for crebo in row.recognised],
            self._checks_of.get(company, ()),
            key=_crebo,
            name=_crebo,
        )

    def _placements(self, company: UUID, row: CompanyIn) -> Iterator[Along]:
        """Placements of the student list that waited for this company."""
        for values in self._waiting.get(row.leerbedrijf_id or "", ()):
            yield Along(Remove(EarlierPlacement, values["id"]))
            student: UUID = values["student_id"]
            if (student, company, values["first_day"]) not in self._placed:
                yield Along(Add(earlier_placement(self._making, student, company, values)))

    @cached_property
    def _by_branch(self) -> Mapping[tuple[str | None, str | None], Row]:
        return {
            (row["kvk"], row["branch"]): row
            for row in self._school.companies.values()
            if row["kvk"] is not None and row["branch"] is not None
        }

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], Row]:
        return {
            (fold(row["name"]), fold(row["town"] or "")): row
            for row in self._school.companies.values()
            if row["leerbedrijf_id"] is None and row["kvk"] is None
        }

    @cached_property
    def _people_of(self) -> Mapping[UUID, Sequence[Row]]:
        return grouped(rows_of(self._school.session, CompanyPerson), "company_id")

    @cached_property
    def _checks_of(self) -> Mapping[UUID, Sequence[Row]]:
        return grouped(rows_of(self._school.session, RecognitionCheck), "company_id")

    @cached_property
    def _waiting(self) -> Mapping[str, Sequence[Row]]:
        return grouped(rows_of(self._school.session, EarlierPlacement), "leerbedrijf_id")

    @cached_property
    def _placed(self) -> Mapping[tuple[UUID, UUID, Any], Row]:
        return placed_by_days(self._making)


def _values(row: CompanyIn) -> dict[str, Any]:
    return {
        "leerbedrijf_id": row.leerbedrijf_id,
        "kvk": row.kvk,
        "branch": row.vestiging,
        "name": row.name,
        "street": row.street,
        "pc4": row.pc4,
        "town": row.town,
        "phone": row.phone,
        "phone_key": row.phone_key,
        "web": row.website,
        "sector": row.sector,
        "unfit": row.unfit,
        "unfit_reason": row.unfit_reason,
        "note": row.note,
    }


def _folded_name(row: Mapping[str, Any]) -> str:
    return fold(row["name"])


def _name(row: Mapping[str, Any]) -> str:
    return str(row["name"])


def _crebo(row: Mapping[str, Any]) -> str:
    return str(row["crebo"])
