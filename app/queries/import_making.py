"""What every subject shares on the way from rows of a file to rows of the school."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from app.dates import school_year, school_year_name
from app.entities.base import Entity, new_key
from app.entities.company import CompanySpelling
from app.entities.placement import Participation
from app.entities.programme import Period
from app.queries.import_known import School, rows_of
from app.queries.import_rows import FindingRow, GoneRow, LeavingRow, Scope
from app.queries.import_wanted import Add, Along
from app.terms.imports import Became
from app.terms.pipeline import State
from app.text import translate

_AUGUST, _JULY = 8, 7


@dataclass
class Making:
    """An import in the making: the school, which fields the file has, and rows that others will refer to.

    ``fields`` are the fields of the file's columns; ``None`` means that all are there. ``refused`` are the
    numbers of rows that the file has and that cannot be stored: whom they name is not gone.
    """

    school: School
    fields: frozenset[str] | None = None
    refused: frozenset[str] = frozenset()
    support: dict[UUID, Entity] = field(default_factory=dict)
    findings: list[FindingRow] = field(default_factory=list)
    _participations: dict[tuple[UUID, UUID], Participation] = field(default_factory=dict)
    _periods: dict[int, Period] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of the import."""
        return self.school.today

    def given(self, values: Mapping[str, Any], sources: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """The ``values`` of columns that the file speaks of; ``sources`` names the fields behind each column."""
        if self.fields is None:
            return dict(values)
        return {
            column: value
            for column, value in values.items()
            if any(source in self.fields for source in sources.get(column, (column,)))
        }

    def has(self, *fields: str) -> bool:
        """Whether the file has a column for one of ``fields``."""
        return self.fields is None or not self.fields.isdisjoint(fields)

    def warn(self, row: int, code: str, text: str) -> None:
        """Let the user know something about a row that is stored."""
        self.findings.append(FindingRow(row, code, Became.WARNED, text))

    def refuse(self, row: int, code: str, text: str) -> None:
        """Leave a row out and say why."""
        self.findings.append(FindingRow(row, code, Became.REFUSED, text))

    def support_row(self, entity: Entity, key: UUID) -> UUID:
        """Keep a row that is made as soon as a stored row refers to it."""
        self.support[key] = entity
        return key

    def spelling(self, company: UUID, written: str | None) -> Sequence[Along]:
        """Remember that ``written`` means this company, once somebody said so."""
        if written is None or written in self._spellings:
            return ()
        self._spellings.add(written)
        return (Along(Add(CompanySpelling(company_id=company, spelling=written))),)

    @cached_property
    def _spellings(self) -> set[str]:
        return {row["spelling"] for row in rows_of(self.school.session, CompanySpelling)}

    def participation(self, student: UUID, period: UUID, *, ended: bool) -> UUID:
        """The participation of a student in a period, to be made where there is none.

        It is made for a placement that the school knows already, so its wish is no longer awaited; in a
        period that has ended it says what held if the placement did not.
        """
        known = self.school.participations.get((student, period))
        if known is not None:
            key: UUID = known["id"]
            return key
        made = self._participations.get((student, period))
        if made is None:
            state = State.NO_PLACE if ended else State.WISH_READY
            made = Participation(id=new_key(), student_id=student, period_id=period, state=state, since=self.today)
            self._participations[student, period] = made
            self.support_row(made, made.id)
        return made.id

    def participation_of_days(self, student: UUID, first: date, last: date) -> UUID:
        """The participation in the period that the days fall in most.

        Where none fits, it is one of a period for the whole school year, named ``BPV 2025-2026``.
        """
        fitting = [
            (overlap, row["first_day"] - row["last_day"], row["id"], row["last_day"])
            for row in self.school.periods
            if (overlap := (min(last, row["last_day"]) - max(first, row["first_day"])).days) >= 0
        ]
        if fitting:
            _, _, period, end = max(fitting)
            return self.participation(student, period, ended=end < self.today)
        year = self._year(school_year(first))
        return self.participation(student, year.id, ended=year.last_day < self.today)

    def _year(self, start: int) -> Period:
        if start not in self._periods:
            name = school_year_name(start)
            period = Period(
                id=new_key(),
                code=name,
                name=translate("Import", "BPV {year}").format(year=name),
                first_day=date(start, _AUGUST, 1),
                last_day=date(start + 1, _JULY, 31),
            )
            self._periods[start] = period
            self.support_row(period, period.id)
        return self._periods[start]


def first_of_each(making: Making, found: Iterable[Any], text: Callable[[Any], str]) -> list[Any]:
    """The wanted rows without those that meet a row of the school that an earlier one met already."""
    met: set[UUID] = set()
    kept = []
    for one in found:
        if one.existing is not None and one.id in met:
            making.refuse(one.row, "same_as_earlier_row", text(one))
            continue
        met.add(one.id)
        kept.append(one)
    return kept


@dataclass(frozen=True, slots=True)
class Departures:
    """Who left and what is gone, as far as the file can say."""

    leaving: tuple[LeavingRow, ...] = ()
    gone: tuple[GoneRow, ...] = ()
    actions: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    scope: Scope = field(default_factory=Scope)
