"""Rows of the student list as the school would have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.entities.base import new_key
from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import EarlierPlacement, Participation, Placement
from app.entities.programme import Group
from app.queries.import_known import Row, person, rows_of
from app.queries.import_making import Departures, Making
from app.queries.import_placed import placement_days, placement_state
from app.queries.import_rows import LeavingRow, Scope
from app.queries.import_wanted import Action, Add, Along, Change, PartIn, Parts, Remove, Wanted
from app.rules.pipeline import SIDE_STATES
from app.terms.imports import Leaving
from app.terms.pipeline import State
from app.text import translate

if TYPE_CHECKING:
    from app.exchange.earlier import EarlierPlacementIn
    from app.exchange.students import StudentIn

_SOURCES = {
    "first_name": ("first_name", "full_name"),
    "prefix": ("prefix", "full_name", "last_name"),
    "last_name": ("last_name", "full_name"),
    "phone": ("mobile",),
    "phone_key": ("mobile",),
    "group_id": ("group",),
    "programme_id": ("crebo", "programme"),
    "pc4": ("postcode",),
    "minor_until": ("birth_date",),
    "active": ("status",),
}
_OVER = SIDE_STATES | {State.FINAL, State.COMPLETED}
_ON_THE_WAY = frozenset({State.STARTED, State.MIDTERM})
_AWAY = frozenset({State.POSTPONED, State.EXEMPT, State.DEREGISTERED, State.COMPLETED})


class StudentRows:
    """The student list against the students of the school."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._school = making.school
        self._groups: dict[str, Group] = {}

    def wanted(self, rows: Sequence[StudentIn]) -> Iterator[Wanted]:
        """Every row as the school would have it."""
        for row in rows:
            existing = self._school.students.get(row.number)
            key = new_key() if existing is None else existing["id"]
            values = self._making.given(self._values(row), _SOURCES)
            if existing is not None and self._came_of_age(row, existing):
                values.pop("minor_until", None)
            yield Wanted(
                row=row.row,
                key=row.number,
                name=full_name(row.first_name, row.prefix, row.last_name),
                detail=" · ".join(part for part in (row.group, row.programme) if part),
                kind=Student,
                id=key,
                identity={"number": row.number},
                values=values,
                existing=existing,
                parts=self._earlier_parts(key, row) if existing is not None else (),
                along=[*self._participations(key, values, existing), *self._earlier(key, row)],
            )

    def departures(self, rows: Sequence[StudentIn], wanted: Sequence[Wanted], scope: Scope | None) -> Departures:
        """Who is not in the file though the groups it speaks for are, and whose enrolment ended."""
        own = Scope(
            groups=frozenset(row.group for row in rows if row.group),
            programmes=frozenset(row.crebo for row in rows if row.crebo and row.programme_known),
        )
        asked = own if scope is None else scope
        there = {row.number for row in rows} | self._making.refused
        ended = {one.key for one in wanted if one.existing is not None and one.values.get("active") is False}
        leaving: list[LeavingRow] = []
        actions: dict[str, Sequence[Action]] = {}
        for number, student in self._school.students.items():
            absent = number not in there and student["active"] and self._within(student, asked)
            cards = self._open_cards[student["id"]] if absent or number in ended else ()
            if not absent and not cards:
                continue
            row = self._leaving(student, Leaving.ABSENT if absent else Leaving.ENDED)
            leaving.append(row)
            actions[row.id] = [*self._deregister(student, cards)]
        return Departures(leaving=tuple(leaving), actions=actions, scope=own)

    def _values(self, row: StudentIn) -> dict[str, Any]:
        programme = self._school.programmes.get(row.crebo or "")
        return {
            "number": row.number,
            "first_name": row.first_name,
            "prefix": row.prefix,
            "last_name": row.last_name,
            "email": row.email,
            "phone": row.mobile,
            "phone_key": row.mobile_key,
            "group_id": self._group(row),
            "programme_id": None if programme is None else programme["id"],
            "path": row.path,
            "level": row.level,
            "cohort": row.cohort,
            "pc4": row.pc4,
            "minor_until": row.minor_until,
            "mentor": row.mentor,
            "active": row.active,
        }

    def _came_of_age(self, row: StudentIn, existing: Row) -> bool:
        """Whether the school knows until when somebody was a minor, and the list tells nothing of an adult."""
        until = existing["minor_until"]
        return row.minor_until is None and until is not None and until < self._making.today

    def _group(self, row: StudentIn) -> UUID | None:
        """The student's group; one that the school does not have is made when the row says what is needed for it."""
        if row.group is None:
            return None
        known = self._school.groups.get(row.group)
        if known is not None:
            key: UUID = known["id"]
            return key
        made = self._groups.get(row.group)
        programme = self._school.programmes.get(row.crebo or "")
        if made is None and programme is not None and row.path is not None and row.cohort is not None:
            made = Group(id=new_key(), code=row.group, programme_id=programme["id"], path=row.path, cohort=row.cohort)
            self._groups[row.group] = made
            self._making.support_row(made, made.id)
        if made is None:
            text = translate("Import", "Klas {group} is niet bekend. De student wordt zonder klas opgeslagen.")
            self._making.warn(row.row, "group_unknown", text.format(group=row.group))
            return None
        return made.id

    def _participations(self, student: UUID, values: Mapping[str, Any], existing: Row | None) -> Iterator[Along]:
        """A card for every open period of the group of an active student."""
        active = values.get("active", True if existing is None else existing["active"])
        group = values.get("group_id", None if existing is None else existing["group_id"])
        if not active or group is None:
            return
        moved = existing is not None and existing["group_id"] != group
        returned = existing is not None and not existing["active"]
        needs = "group_id" if moved else "active" if returned else None
        for period in self._school.open_periods.get(group, ()):
            if (student, period) not in self._school.participations:
                card = Participation(
                    student_id=student, period_id=period, state=State.WISH_OPEN, since=self._making.today
                )
                yield Along(Add(card), needs)

    def _earlier(self, student: UUID, row: StudentIn) -> Iterator[Along]:
        """Placements that the list mentions and the school does not have."""
        for one in _dated(row):
            company = self._school.company_ids.get(one.leerbedrijf_id)
            waiting = self._waiting.get((student, one.leerbedrijf_id, one.start))
            if company is None:
                if waiting is None:
                    yield Along(Add(EarlierPlacement(**_waiting_values(student, one))))
                continue
            if waiting is not None:
                yield Along(Remove(EarlierPlacement, waiting["id"]))
            if (student, company, one.start) not in self._placed:
                yield Along(Add(self._placement(student, company, one)))

    def _placement(self, student: UUID, company: UUID, one: EarlierPlacementIn) -> Placement:
        return earlier_placement(self._making, student, company, _waiting_values(student, one))

    def _earlier_parts(self, student: UUID, row: StudentIn) -> Sequence[Parts]:
        """What the list says otherwise of placements that no table of placements has given yet."""
        if not self._making.has("bpv_codes"):
            return ()
        label = translate("Import", "eerdere plaatsing")
        waiting, placed = [], []
        for one in _dated(row):
            company = self._school.company_ids.get(one.leerbedrijf_id)
            values = _waiting_values(student, one)
            if company is None and (known := self._waiting.get((student, one.leerbedrijf_id, one.start))):
                waiting.append((PartIn({"id": known["id"]}, values, one.company_name or ""), known))
                continue
            known = None if company is None else self._placed.get((student, company, one.start))
            if company is not None and known is not None and known["number"] is None:
                made = earlier_placement(self._making, student, company, values)
                placed.append((PartIn({"id": known["id"]}, _said(made, known), one.company_name or ""), known))
        return [
            Parts(kind, label, {}, [part for part, _ in found], [known for _, known in found], _own_key, _no_name)
            for kind, found in ((EarlierPlacement, waiting), (Placement, placed))
            if found
        ]

    @cached_property
    def _waiting(self) -> Mapping[tuple[UUID, str, Any], Row]:
        return {
            (row["student_id"], row["leerbedrijf_id"], row["first_day"]): row
            for row in rows_of(self._school.session, EarlierPlacement)
        }

    @cached_property
    def _placed(self) -> Mapping[tuple[UUID, UUID, Any], Row]:
        return placed_by_days(self._making)

    @cached_property
    def _open_cards(self) -> Mapping[UUID, Sequence[Row]]:
        """Of each student the participations that are not over."""
        ahead = {row["id"] for row in self._school.periods if row["last_day"] >= self._making.today}
        cards: dict[UUID, list[Row]] = defaultdict(list)
        for (student, period), row in self._school.participations.items():
            if period in ahead and row["state"] not in _AWAY:
                cards[student].append(row)
        return cards

    @cached_property
    def _placements_of(self) -> Mapping[UUID, Sequence[Row]]:
        found: dict[UUID, list[Row]] = defaultdict(list)
        for row in rows_of(self._school.session, Placement):
            found[row["participation_id"]].append(row)
        return found

    def _within(self, student: Row, scope: Scope) -> bool:
        if student["group_id"] is None:
            crebos = {row["id"]: crebo for crebo, row in self._school.programmes.items()}
            return crebos.get(student["programme_id"]) in scope.programmes
        return self._school.names("group_id").get(student["group_id"]) in scope.groups

    def _leaving(self, student: Row, reason: Leaving) -> LeavingRow:
        group = self._school.names("group_id").get(student["group_id"], "")
        return LeavingRow(f"student:{student['id'].hex}:leaving", student["number"], person(student), group, reason)

    def _deregister(self, student: Row, cards: Sequence[Row]) -> Iterator[Action]:
        """Out of the work: inactive, cards deregistered, placements that were not over ended."""
        if student["active"]:
            yield Change(Student, student["id"], "active", value=False)
        for card in cards:
            yield Change(Participation, card["id"], "state", State.DEREGISTERED)
            yield Change(Participation, card["id"], "since", self._making.today)
            for placement in self._placements_of[card["id"]]:
                if placement["state"] not in _OVER:
                    yield from self._end(placement)

    def _end(self, placement: Row) -> Iterator[Action]:
        started = placement["state"] in _ON_THE_WAY
        ended = {
            "state": State.ENDED_EARLY if started else State.STUDENT_WITHDREW,
            "since": self._making.today,
            "ended_on": self._making.today,
            "end_reason": State.DEREGISTERED.label,
        }
        for column, value in ended.items():
            yield Change(Placement, placement["id"], column, value)


def placed_by_days(making: Making) -> Mapping[tuple[UUID, UUID, Any], Row]:
    """The placements of the school by student, company and first day."""
    students = {row["id"]: row["student_id"] for row in making.school.participations.values()}
    return {
        (students[row["participation_id"]], row["company_id"], row["first_day"]): row
        for row in rows_of(making.school.session, Placement)
    }


def earlier_placement(making: Making, student: UUID, company: UUID, values: Mapping[str, Any]) -> Placement:
    """The placement that a student list mentions; ``values`` are those of an ``EarlierPlacement``."""
    first, last = placement_days(values["first_day"], values["last_day"], values["ended_on"])
    state, since = placement_state(
        values["system_status"], days=(first, last), today=making.today, ended_on=values["ended_on"]
    )
    return Placement(
        participation_id=making.participation_of_days(student, first, values["ended_on"] or last),
        company_id=company,
        company_person=values["company_person"],
        first_day=first,
        last_day=last,
        ended_on=values["ended_on"],
        system_status=values["system_status"],
        state=state,
        since=since,
    )


def _dated(row: StudentIn) -> Iterable[EarlierPlacementIn]:
    """The earlier placements that can be recognised again: each company and first day once."""
    return {(one.leerbedrijf_id, one.start): one for one in row.earlier if one.start and one.leerbedrijf_id}.values()


def _waiting_values(student: UUID, one: EarlierPlacementIn) -> dict[str, Any]:
    return {
        "student_id": student,
        "leerbedrijf_id": one.leerbedrijf_id,
        "company_name": one.company_name,
        "company_person": one.mentor,
        "first_day": one.start,
        "last_day": one.planned_end,
        "ended_on": one.end,
        "system_status": one.status,
    }


def _said(made: Placement, known: Row) -> dict[str, Any]:
    """What the list says of a placement; its state follows only when the list itself says something new."""
    said = {name: getattr(made, name) for name in ("company_person", "last_day", "ended_on", "system_status")}
    if any(known[name] != said[name] for name in ("last_day", "ended_on", "system_status")):
        said |= {"state": made.state, "since": made.since}
    return said


def _own_key(row: Mapping[str, Any]) -> UUID:
    key: UUID = row["id"]
    return key


def _no_name(_row: Mapping[str, Any]) -> str:
    return ""
