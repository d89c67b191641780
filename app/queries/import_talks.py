"""Talks on the lists of stagebegeleiders as the school would have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.entities.appointment import Appointment
from app.entities.base import new_key
from app.entities.contact import ContactMoment
from app.entities.placement import Participation, Placement
from app.entities.report import Promise
from app.queries.import_known import Row, grouped, person, rows_of
from app.queries.import_making import Making, first_of_each
from app.queries.import_wanted import Action, Add, Along, Change, Wanted
from app.rules.norm import Subject, Talk, span_of
from app.rules.tickets import tickets_of
from app.terms.contact import Stage
from app.terms.pipeline import Moment
from app.text import translate

if TYPE_CHECKING:
    from app.exchange.talks import TalkIn

_YEAR = timedelta(days=366)
_NINE = 9 * 60


@dataclass(frozen=True, slots=True)
class _Line:
    """What a code stands for."""

    placement: Row
    moment: Moment


class TalkRows:
    """Talks that somebody told against those of the school."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._school = making.school

    def wanted(self, rows: Sequence[TalkIn]) -> Sequence[Wanted]:
        """Every talk as the school would have it, without those whose code or day cannot be."""
        text = translate("Import", "Dit gesprek staat al in een eerdere regel: {name}.")
        found = [one for row in rows if (one := self._wanted(row)) is not None]
        return first_of_each(self._making, found, lambda one: text.format(name=one.name))

    def _wanted(self, row: TalkIn) -> Wanted | None:
        line = self._lines.get(row.ticket)
        if line is None:
            text = translate("Import", "Code {code} is niet van deze school, of de plaatsing is er niet meer.")
            self._making.refuse(row.row, "ticket_unknown", text.format(code=row.ticket))
            return None
        if row.held_on > self._making.today:
            text = translate("Import", "{day} moet nog komen. Gepland is niet gehouden.")
            self._making.refuse(row.row, "not_held_yet", text.format(day=f"{row.held_on:%d-%m-%Y}"))
            return None
        if not line.placement["first_day"] <= row.held_on <= line.placement["last_day"]:
            text = translate("Import", "Het gesprek van {day} valt buiten de plaatsing. Het is opgeslagen en telt mee.")
            self._making.warn(row.row, "talk_outside_placement", text.format(day=f"{row.held_on:%d-%m-%Y}"))
        existing = self._existing(row, line)
        key = new_key() if existing is None else existing["id"]
        student = self._students[line.placement["participation_id"]]
        company = self._school.companies[line.placement["company_id"]]["name"]
        return Wanted(
            row=row.row,
            key=row.ticket,
            name=f"{student} · {line.moment.label}",
            detail=translate("Import", "{company}, gehouden op {day}").format(
                company=company, day=f"{row.held_on:%d-%m-%Y}"
            ),
            kind=ContactMoment,
            id=key,
            identity={"ticket": row.ticket},
            values=self._values(row, line, existing),
            existing=existing,
            along=[Along(action) for action in self._along(row, line, key)] if existing is None else [],
        )

    def _existing(self, row: TalkIn, line: _Line) -> Row | None:
        """By its code, else the talk of that day, else the start or the end that was recorded here and counts.

        One that does not count is another talk: it is why there was a line for it.
        """
        if (known := self._by_ticket.get(row.ticket)) is not None:
            return known
        own = [one for one in self._talks.get(line.placement["id"], ()) if one["ticket"] is None]
        same_day = next((one for one in own if one["held_on"] == row.held_on), None)
        same_kind = [one for one in own if one["moment"] is line.moment is not Moment.MIDDLE and _counts(one)]
        return same_day or (same_kind[0] if len(same_kind) == 1 else None)

    def _values(self, row: TalkIn, line: _Line, existing: Row | None) -> dict[str, Any]:
        values: dict[str, Any] = {
            "form": row.form,
            "held_on": row.held_on,
            "student_present": row.student,
            "company_present": row.company,
            "school_present": row.school,
        }
        if existing is None:
            told_by = line.placement["supervisor_id"] if row.supervisor is None else UUID(hex=row.supervisor)
            place = {"placement_id": line.placement["id"], "moment": line.moment}
            return {**place, **values, "ticket": row.ticket, "told_by_id": told_by}
        if row.form is None:
            del values["form"]  # who left it open does not say that it was none
        return values

    def _along(self, row: TalkIn, line: _Line, key: UUID) -> Iterator[Action]:
        """What a new talk brings: the promise that was made, and the appointment that is held now."""
        placement = line.placement["id"]
        if row.promise is not None:
            yield Add(
                Promise(placement_id=placement, talk_id=key, text=row.promise, owner=row.owner, due_on=row.due_on)
            )
        planned = next(
            (
                one
                for one in self._appointments.get(placement, ())
                if one["moment"] is line.moment and one["stage"] in {Stage.PROPOSED, Stage.AGREED}
            ),
            None,
        )
        if planned is not None:
            values = {"stage": Stage.HELD, "talk_id": key, "day": row.held_on}
            if planned["starts_at"] is None:
                values["starts_at"] = planned["earliest"] or _NINE
            for column, value in values.items():
                yield Change(Appointment, planned["id"], column, value)

    @cached_property
    def _lines(self) -> Mapping[str, _Line]:
        """What every code that may have been printed stands for: those of this school year and the one before."""
        students = {row["id"]: row for row in self._school.students.values()}
        found = {}
        for placement in rows_of(self._school.session, Placement):
            student = students.get(self._student_of[placement["participation_id"]])
            path = None if student is None else student["path"]
            about = Subject(None, path, placement["first_day"], placement["last_day"])
            for day in {span_of(about, one)[0] for one in (self._making.today, self._making.today - _YEAR)}:
                for code, moment in tickets_of(placement["id"], day):
                    found[code] = _Line(placement, moment)
        return found

    @cached_property
    def _student_of(self) -> Mapping[UUID, UUID]:
        return {row["id"]: row["student_id"] for row in rows_of(self._school.session, Participation)}

    @cached_property
    def _students(self) -> Mapping[UUID, str]:
        """The name of the student of each participation."""
        names = {row["id"]: person(row) for row in self._school.students.values()}
        return {key: names.get(student, "") for key, student in self._student_of.items()}

    @cached_property
    def _talks(self) -> Mapping[UUID, Sequence[Row]]:
        return grouped(rows_of(self._school.session, ContactMoment), "placement_id")

    @cached_property
    def _by_ticket(self) -> Mapping[str, Row]:
        return {row["ticket"]: row for rows in self._talks.values() for row in rows if row["ticket"] is not None}

    @cached_property
    def _appointments(self) -> Mapping[UUID, Sequence[Row]]:
        return grouped(sorted(rows_of(self._school.session, Appointment), key=lambda row: row["day"]), "placement_id")


def _counts(row: Row) -> bool:
    talk = Talk(row["form"], row["student_present"], row["company_present"], row["school_present"])
    return talk.counts
