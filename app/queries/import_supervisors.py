"""Rows of the list of stagebegeleiders as the school would have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.entities.base import new_key
from app.entities.names import full_name
from app.entities.people import Supervisor
from app.queries.import_known import Row, person
from app.queries.import_making import Departures, Making, first_of_each
from app.queries.import_rows import LeavingRow, Scope
from app.queries.import_wanted import Change, Wanted
from app.terms.imports import Leaving
from app.text import fold, translate

if TYPE_CHECKING:
    from app.exchange.supervisors import SupervisorIn

_SOURCES = {
    "first_name": ("first_name", "full_name"),
    "prefix": ("prefix", "full_name", "last_name"),
    "last_name": ("last_name", "full_name"),
    "phone_key": ("phone",),
    "guidance_minutes": ("hours",),
    "pc4": ("postcode",),
    "programme_id": ("programme",),
}


class SupervisorRows:
    """The list of stagebegeleiders against those of the school."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._school = making.school

    def wanted(self, rows: Sequence[SupervisorIn]) -> Sequence[Wanted]:
        """Every row as the school would have it, without those that meet a person met before."""
        text = translate("Import", "Deze stagebegeleider staat al in een eerdere regel: {name}.")
        found = [self._wanted(row) for row in rows]
        return first_of_each(self._making, found, lambda one: text.format(name=one.name))

    def departures(self, rows: Sequence[SupervisorIn], wanted: Sequence[Wanted], scope: Scope | None) -> Departures:
        """Who is not in the file though the programme that they work for is."""
        crebos = (self._crebos.get(fold(row.programme or "")) for row in rows)
        own = Scope(programmes=frozenset(crebo for crebo in crebos if crebo))
        asked = own if scope is None else scope
        met = {one.id for one in wanted}
        crebo_of = {row["id"]: crebo for crebo, row in self._school.programmes.items()}
        gone = [
            row
            for row in self._school.supervisors
            if row["active"] and row["id"] not in met and crebo_of.get(row["programme_id"]) in asked.programmes
        ]
        leaving = tuple(self._leaving(row) for row in gone)
        actions = {
            one.id: [Change(Supervisor, row["id"], "active", value=False)]
            for one, row in zip(leaving, gone, strict=True)
        }
        return Departures(leaving=leaving, actions=actions, scope=own)

    def _wanted(self, row: SupervisorIn) -> Wanted:
        existing = self._existing(row)
        name = full_name(row.first_name, row.prefix, row.last_name)
        by_name = {"first_name": row.first_name, "prefix": row.prefix, "last_name": row.last_name}
        return Wanted(
            row=row.row,
            key=row.key,
            name=name,
            detail=row.programme or "",
            kind=Supervisor,
            id=new_key() if existing is None else existing["id"],
            identity={"email": row.email} if row.email else by_name,
            values=self._making.given(self._values(row), _SOURCES),
            existing=existing,
        )

    def _existing(self, row: SupervisorIn) -> Row | None:
        """By e-mail, else by a name of which either side has no e-mail."""
        if row.email and (known := self._by_email.get(row.email.casefold())):
            return known
        known = self._by_name.get(fold(full_name(row.first_name, row.prefix, row.last_name)))
        return known if known is not None and not (row.email and known["email"]) else None

    def _values(self, row: SupervisorIn) -> dict[str, Any]:
        crebo = self._crebos.get(fold(row.programme or ""))
        if row.programme and crebo is None:
            text = translate("Import", "Opleiding {name} is niet bekend. De stagebegeleider wordt zonder opgeslagen.")
            self._making.warn(row.row, "programme_unknown", text.format(name=row.programme))
        return {
            "first_name": row.first_name,
            "prefix": row.prefix,
            "last_name": row.last_name,
            "email": row.email,
            "phone": row.phone,
            "phone_key": row.phone_key,
            "days": row.days or None,
            "guidance_minutes": row.minutes,
            "pc4": row.pc4,
            "programme_id": None if crebo is None else self._school.programmes[crebo]["id"],
        }

    def _leaving(self, row: Row) -> LeavingRow:
        programme = self._school.names("programme_id").get(row["programme_id"], "")
        return LeavingRow(
            f"supervisor:{row['id'].hex}:leaving", row["email"] or "", person(row), programme, Leaving.ABSENT
        )

    @cached_property
    def _crebos(self) -> Mapping[str, str]:
        return {fold(row["name"]): crebo for crebo, row in self._school.programmes.items()}

    @cached_property
    def _by_email(self) -> Mapping[str, Row]:
        return {row["email"].casefold(): row for row in self._school.supervisors if row["email"]}

    @cached_property
    def _by_name(self) -> Mapping[str, Row]:
        return {fold(person(row)): row for row in self._school.supervisors}
