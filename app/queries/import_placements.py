"""Rows of the placements as the school would have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.entities.base import new_key
from app.entities.contact import ContactMoment
from app.entities.placement import Agreement, Placement
from app.queries.import_known import Row, grouped, person, rows_of
from app.queries.import_making import Making, first_of_each
from app.queries.import_placed import placement_days, placement_state
from app.queries.import_students import placed_by_days
from app.queries.import_wanted import PartIn, Parts, Wanted
from app.terms.pipeline import Party
from app.text import translate

if TYPE_CHECKING:
    from app.exchange.placements import PlacementIn

_SOURCES = {
    "participation_id": ("student",),
    "company_id": ("leerbedrijf_id", "company"),
    "supervisor_id": ("supervisor",),
    "company_person": ("mentor",),
    "first_day": ("start",),
    "last_day": ("planned_end", "end"),
    "ended_on": ("end",),
    "minutes_per_week": ("hours_per_week",),
    "minutes_total": ("hours_total",),
    "minutes_done": ("hours_done",),
    "allowance": ("fee",),
    "allowance_cents": ("fee",),
    "costs_covered": ("cover",),
    "system_status": ("status",),
    "state": ("number",),
    "since": ("number",),
}
_SAYS_STATE = ("system_status", "first_day", "last_day", "ended_on", "end_reason")


class PlacementRows:
    """Placements against those of the school; ``written`` are names that were confirmed, by row."""

    def __init__(self, making: Making, written: Mapping[int, str]) -> None:
        self._making = making
        self._school = making.school
        self._written = written

    def wanted(self, rows: Sequence[PlacementIn]) -> Sequence[Wanted]:
        """Every row as the school would have it, without those that meet a placement met before."""
        text = translate("Import", "Deze plaatsing staat al in een eerdere regel: {name}.")
        found = [one for row in rows if (one := self._wanted(row)) is not None]
        return first_of_each(self._making, found, lambda one: text.format(name=one.name))

    def _wanted(self, row: PlacementIn) -> Wanted | None:
        student = self._school.students.get(row.student)
        company = self._school.companies.get(UUID(hex=row.company))
        if student is None or company is None:
            text = translate("Import", "De student of het leerbedrijf van deze plaatsing is er niet meer.")
            self._making.refuse(row.row, "no_longer_there", text)
            return None
        existing = self._existing(row, student["id"], company["id"])
        key = new_key() if existing is None else existing["id"]
        values = self._values(row, student["id"], company["id"], existing)
        return Wanted(
            row=row.row,
            key=row.number,
            name=person(student),
            detail=company["name"],
            kind=Placement,
            id=key,
            identity={"number": row.number},
            values=self._making.given(values, _SOURCES),
            existing=existing,
            parts=[*self._parts(key, row)],
            along=self._making.spelling(company["id"], self._written.get(row.row)),
        )

    def _existing(self, row: PlacementIn, student: UUID, company: UUID) -> Row | None:
        """By number, else the placement that the student list mentioned: same student, company and first day."""
        known = self._by_number.get(row.number)
        if known is not None:
            return known
        known = self._by_days.get((student, company, row.start))
        return known if known is not None and known["number"] is None else None

    def _values(self, row: PlacementIn, student: UUID, company: UUID, existing: Row | None) -> dict[str, Any]:
        first, last = placement_days(row.start, row.planned_end, row.end)
        values: dict[str, Any] = {
            "company_id": company,
            "supervisor_id": None if row.supervisor is None else UUID(hex=row.supervisor),
            "company_person": row.mentor,
            "number": row.number,
            "first_day": first,
            "last_day": last,
            "ended_on": row.end,
            "end_reason": row.end_reason,
            "days_per_week": row.days_per_week,
            "minutes_per_week": row.week_minutes,
            "minutes_total": row.total_minutes,
            "minutes_done": row.done_minutes,
            "allowance": row.fee_state,
            "allowance_cents": row.fee_cents,
            "costs_covered": row.cover,
            "system_status": row.status,
            "follows": row.follows,
        }
        if existing is None:
            values["participation_id"] = self._making.participation_of_days(student, first, row.end or last)
        if existing is None or any(existing[column] != values[column] for column in _SAYS_STATE):
            values["state"], values["since"] = placement_state(
                row.status,
                days=(first, last),
                today=self._making.today,
                ended_on=row.end,
                end_reason=row.end_reason,
                signed_on=row.signed_on,
            )
        return values

    def _parts(self, placement: UUID, row: PlacementIn) -> Iterator[Parts]:
        owner = {"placement_id": placement}
        if row.signed_on is not None:
            signed = dict.fromkeys(
                ("sent_on", "student_signed_on", "company_signed_on", "school_signed_on"), row.signed_on
            )
            name = translate("Import", "getekend op {day}").format(day=f"{row.signed_on:%d-%m-%Y}")
            yield Parts(
                Agreement,
                translate("Import", "praktijkovereenkomst"),
                owner,
                [PartIn({"edition": 1}, signed, name)],
                self._agreements_of.get(placement, ()),
                key=lambda stored: stored["edition"],
                name=_nameless,
            )
        yield Parts(
            ContactMoment,
            translate("Import", "contactmoment"),
            owner,
            [
                PartIn(
                    {"moment": one.kind, "held_on": one.day},
                    {
                        "form": one.form,
                        "student_present": Party.STUDENT in one.present,
                        "company_present": Party.COMPANY in one.present,
                        "school_present": Party.SCHOOL in one.present,
                    },
                    f"{one.kind.label} {one.day:%d-%m-%Y}",
                )
                for one in row.contacts
            ],
            self._talks_of.get(placement, ()),
            key=lambda stored: (stored["moment"], stored["held_on"]),
            name=_nameless,
        )

    @cached_property
    def _placements(self) -> Sequence[Row]:
        return rows_of(self._school.session, Placement)

    @cached_property
    def _by_number(self) -> Mapping[str, Row]:
        return {row["number"]: row for row in self._placements if row["number"] is not None}

    @cached_property
    def _by_days(self) -> Mapping[tuple[UUID, UUID, Any], Row]:
        return placed_by_days(self._making)

    @cached_property
    def _agreements_of(self) -> Mapping[UUID, Sequence[Row]]:
        return grouped(rows_of(self._school.session, Agreement), "placement_id")

    @cached_property
    def _talks_of(self) -> Mapping[UUID, Sequence[Row]]:
        return grouped(rows_of(self._school.session, ContactMoment), "placement_id")


def _nameless(_row: Mapping[str, Any]) -> str:
    return ""
