"""What the school has already, as an import looks at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.base import Entity
from app.entities.company import Company
from app.entities.names import full_name
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation
from app.entities.programme import Group, GroupPeriod, Period, Programme, ProgrammeUnit

Row = Mapping[str, Any]
"""A stored row: its values by column."""


def rows_of(session: Session, kind: type[Entity]) -> Sequence[Row]:
    """Every stored row of ``kind``, by key."""
    table = kind.__table__
    return [dict(row) for row in session.execute(select(*table.c).order_by(table.c.id)).mappings()]


def grouped(rows: Sequence[Row], column: str) -> Mapping[Any, Sequence[Row]]:
    """The rows by what they have in ``column``."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


class School:
    """The rows of the school that an import looks at, each table read once and only when asked for."""

    def __init__(self, session: Session, today: date) -> None:
        self.session = session
        self.today = today

    @cached_property
    def students(self) -> Mapping[str, Row]:
        """Students by number."""
        return {row["number"]: row for row in rows_of(self.session, Student)}

    @cached_property
    def companies(self) -> Mapping[UUID, Row]:
        """Companies by id."""
        return {row["id"]: row for row in rows_of(self.session, Company)}

    @cached_property
    def company_ids(self) -> Mapping[str, UUID]:
        """Companies by leerbedrijf-ID."""
        return {row["leerbedrijf_id"]: key for key, row in self.companies.items() if row["leerbedrijf_id"]}

    @cached_property
    def supervisors(self) -> Sequence[Row]:
        """Every supervisor."""
        return rows_of(self.session, Supervisor)

    @cached_property
    def groups(self) -> Mapping[str, Row]:
        """Groups by code."""
        return {row["code"]: row for row in rows_of(self.session, Group)}

    @cached_property
    def programmes(self) -> Mapping[str, Row]:
        """Programmes by crebo."""
        return {row["crebo"]: row for row in rows_of(self.session, Programme)}

    @cached_property
    def units(self) -> Mapping[UUID, Mapping[str, UUID]]:
        """Of each programme the parts by code."""
        units: dict[UUID, dict[str, UUID]] = defaultdict(dict)
        for row in rows_of(self.session, ProgrammeUnit):
            units[row["programme_id"]][row["code"]] = row["id"]
        return units

    @cached_property
    def periods(self) -> Sequence[Row]:
        """Every period."""
        return rows_of(self.session, Period)

    @cached_property
    def current_periods(self) -> Mapping[str, Row]:
        """The period that a code such as P1 means today: the first that has not ended, or else the last that has."""
        by_code: dict[str, Row] = {}
        for row in sorted(self.periods, key=lambda row: row["last_day"]):
            known = by_code.get(row["code"])
            if known is None or known["last_day"] < self.today:
                by_code[row["code"]] = row
        return by_code

    @cached_property
    def open_periods(self) -> Mapping[UUID, Sequence[UUID]]:
        """Of each group the periods that have not ended."""
        ahead = {row["id"] for row in self.periods if row["last_day"] >= self.today}
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for row in rows_of(self.session, GroupPeriod):
            if row["period_id"] in ahead:
                found[row["group_id"]].append(row["period_id"])
        return found

    @cached_property
    def participations(self) -> Mapping[tuple[UUID, UUID], Row]:
        """Participations by student and period."""
        return {(row["student_id"], row["period_id"]): row for row in rows_of(self.session, Participation)}

    def names(self, column: str) -> Mapping[UUID, str]:
        """What the values of a column that refers to another row are called."""
        return self._names.get(column, {})

    @cached_property
    def _names(self) -> Mapping[str, dict[UUID, str]]:
        people = {row["id"]: person(row) for row in self.supervisors}
        return {
            "group_id": {row["id"]: row["code"] for row in self.groups.values()},
            "programme_id": {row["id"]: row["name"] for row in self.programmes.values()},
            "company_id": {key: row["name"] for key, row in self.companies.items()},
            "supervisor_id": people,
            "period_id": {row["id"]: row["name"] for row in self.periods},
            "unit_id": {key: code for units in self.units.values() for code, key in units.items()},
        }


def person(row: Row) -> str:
    """The name of a person as people write it."""
    return full_name(row["first_name"], row["prefix"], row["last_name"])
