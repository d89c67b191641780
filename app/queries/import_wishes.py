"""Answers to the form of the leerwensen as the school would have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.clock import ZONE
from app.entities.base import new_key
from app.entities.placement import Participation
from app.entities.wish import LearningWish, WishUnit
from app.queries.import_known import Row, grouped, person, rows_of
from app.queries.import_making import Making
from app.queries.import_wanted import Add, Along, Change, PartIn, Parts, Wanted
from app.terms.pipeline import State
from app.text import translate

if TYPE_CHECKING:
    from app.exchange.wishes import WishIn

_SOURCES = {
    "max_minutes": ("max_travel",),
    "max_km": ("max_travel",),
    "needs_health": ("needs",),
    "student_id": ("number", "email"),
    "period_id": ("period",),
}


class WishRows:
    """Leerwensen against those of the school."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._school = making.school

    def wanted(self, rows: Sequence[WishIn]) -> Iterator[Wanted]:
        """Every row as the school would have it."""
        for row in rows:
            student = self._school.students.get(row.number)
            period = self._school.current_periods.get(row.period)
            if student is None or period is None:
                text = translate("Import", "De student of de periode van deze leerwens is er niet meer.")
                self._making.refuse(row.row, "no_longer_there", text)
                continue
            yield self._wanted(row, student, period)

    def _wanted(self, row: WishIn, student: Row, period: Row) -> Wanted:
        existing = self._known.get((student["id"], period["id"]))
        key = new_key() if existing is None else existing["id"]
        values = _values(row) | {"student_id": student["id"], "period_id": period["id"]}
        return Wanted(
            row=row.row,
            key=row.key,
            name=person(student),
            detail=period["name"],
            kind=LearningWish,
            id=key,
            identity={"student_id": student["id"], "period_id": period["id"]},
            values=self._making.given(values, _SOURCES),
            existing=existing,
            parts=[*self._units(key, row, student)],
            along=[*self._card(student, period)] if existing is None else (),
        )

    def _units(self, wish: UUID, row: WishIn, student: Row) -> Iterator[Parts]:
        programme = self._programme(student)
        units = {} if programme is None else self._school.units.get(programme, {})
        if not self._making.has("werkprocessen"):
            return
        yield Parts(
            WishUnit,
            translate("Import", "werkproces"),
            {"wish_id": wish},
            [PartIn({"unit_id": units[code]}, {}, code) for code in row.werkprocessen if code in units],
            self._units_of.get(wish, ()),
            key=_unit,
            name=self._unit_name,
            complete=True,
        )

    def _card(self, student: Row, period: Row) -> Iterator[Along]:
        """The wish that was awaited is in: the card goes on, or is made for an active student."""
        card = self._school.participations.get((student["id"], period["id"]))
        if card is None:
            if student["active"]:
                made = Participation(
                    student_id=student["id"], period_id=period["id"], state=State.WISH_READY, since=self._making.today
                )
                yield Along(Add(made))
        elif card["state"] is State.WISH_OPEN:
            yield Along(Change(Participation, card["id"], "state", State.WISH_READY))
            yield Along(Change(Participation, card["id"], "since", self._making.today))

    def _programme(self, student: Row) -> UUID | None:
        """The student's programme, or that of the group when the school does not have the student's own."""
        group = next((row for row in self._school.groups.values() if row["id"] == student["group_id"]), None)
        programme: UUID | None = student["programme_id"] or (None if group is None else group["programme_id"])
        return programme

    def _unit_name(self, row: Mapping[str, Any]) -> str:
        return self._school.names("unit_id").get(row["unit_id"], "")

    @cached_property
    def _known(self) -> Mapping[tuple[UUID, UUID], Row]:
        return {(row["student_id"], row["period_id"]): row for row in rows_of(self._school.session, LearningWish)}

    @cached_property
    def _units_of(self) -> Mapping[UUID, Sequence[Row]]:
        return grouped(rows_of(self._school.session, WishUnit), "wish_id")


def _values(row: WishIn) -> dict[str, Any]:
    filled_at = None if row.filled_at is None else row.filled_at.replace(tzinfo=ZONE).astimezone(UTC)
    return {
        "filled_at": filled_at,
        "goals": row.goals,
        "company_kind": row.company_kind,
        "tasks": row.tasks,
        "transport": row.transport,
        "max_minutes": row.max_minutes,
        "max_km": row.max_km,
        "days": row.days or None,
        "needs": row.needs,
        "needs_health": row.needs_health,
    }


def _unit(row: Mapping[str, Any]) -> UUID:
    key: UUID = row["unit_id"]
    return key
