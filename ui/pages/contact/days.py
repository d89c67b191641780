"""Talks by day: cards in the days of a week, and the stops of one day with the way between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.dates import public_holidays
from app.queries.contact_day import DayRoute, Stop, Way, begins
from app.queries.contact_rows import AppointmentRow, ContactRow
from app.queries.contact_words import clock_time, talk_name, why, window
from app.queries.introductions import IntroductionRow
from app.queries.masking import initials
from app.queries.teaching import FreeDayRow
from app.scheduling import Reason
from app.terms.contact import Stage
from app.terms.pipeline import Form
from app.text import translate
from ui.pages.contact.lists import STAGE_SIGNS, day_name
from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.lane_board import Lane
from ui.widgets.route_list import RouteLine, RouteStop, RouteWay
from ui.widgets.sign import NO_SIGN, Sign

_DAYS = 5
Conflicts = Mapping[UUID, Reason]
"""Why an appointment does not fit, by its id."""


def week_lanes(monday: date, free: Iterable[FreeDayRow], routes: Mapping[date, DayRoute], today: date) -> list[Lane]:
    """The working days of a week; each says why the school is closed, or how far the driving is."""
    closed = public_holidays(monday.year) | {day: row.name for row in free for day in _days(row, monday)}
    lanes = []
    for at in range(_DAYS):
        day = monday + timedelta(days=at)
        route = routes.get(day)
        note = closed.get(day, "")
        if not note and route is not None and route.stops:
            told = translate("Contact", "{km} km") if route.is_told else translate("Contact", "± {km} km, schatting")
            note = told.format(km=route.kilometres)
        lanes.append(Lane(day.isoformat(), day_name(day), "sun" if day == today else "calendar", note))
    return lanes


def _days(row: FreeDayRow, monday: date) -> list[date]:
    week = [monday + timedelta(days=at) for at in range(_DAYS)]
    return [day for day in week if row.first_day <= day <= row.last_day]


def week_cards(rows: Iterable[ContactRow], monday: date, conflicts: Conflicts, today: date) -> list[Card]:
    """The talks of a week as cards in their days, early ones first."""
    last = monday + timedelta(days=_DAYS - 1)
    found = [(row, one) for row in rows for one in row.appointments if monday <= one.day <= last]
    found.sort(key=lambda pair: (pair[1].day, begins(pair[1]), pair[0].student, pair[1].id))
    return [_card(row, one, conflicts, today) for row, one in found]


def _card(row: ContactRow, one: AppointmentRow, conflicts: Conflicts, today: date) -> Card:
    return Card(
        id=one.id,
        lane=one.day.isoformat(),
        title=row.student,
        subtitle=_company(row, one),
        state=Sign(f"{_time(one)} · {_stage(one.stage)}", *STAGE_SIGNS[one.stage]),
        missing=wrong(one, conflicts, today),
        foot=talk_name(one.moment),
        initials=initials(row.supervisor).replace(". ", "").replace(".", ""),
        owner=row.supervisor,
    )


@dataclass(frozen=True, slots=True)
class Meeting:
    """Which card of the week is a kennismaking: that of this placement."""

    placement_id: UUID


def meeting_cards(rows: Iterable[IntroductionRow], monday: date, guide: UUID | None) -> list[Card]:
    """The kennismakingen of a week that are still to come, as cards in their days."""
    last = monday + timedelta(days=_DAYS - 1)
    return [
        Card(
            id=Meeting(row.placement_id),
            lane=row.day.isoformat(),
            title=row.student,
            subtitle=f"{row.company}, {row.town}" if row.town else row.company,
            state=Sign(_meeting_time(row), "handshake", Tone.INFO),
            foot=translate("Contact", "Kennismaken"),
            initials=initials(row.supervisor).replace(". ", "").replace(".", ""),
            owner=row.supervisor,
        )
        for row in sorted(rows, key=lambda row: (row.starts_at is None, row.starts_at or 0, row.student))
        if row.is_open and row.day is not None and monday <= row.day <= last and guide in {None, row.supervisor_id}
    ]


def _meeting_time(row: IntroductionRow) -> str:
    return translate("Contact", "nog geen tijd") if row.starts_at is None else clock_time(row.starts_at)


def wrong(one: AppointmentRow, conflicts: Conflicts, today: date) -> Sign:
    """What is wrong with an appointment: it does not fit, or it was never reported."""
    if one.id in conflicts:
        return Sign(why(conflicts[one.id]), "triangle-alert", Tone.DANGER)
    if one.is_open and one.day < today:
        return Sign(translate("Contact", "verslag ontbreekt"), "circle-alert", Tone.ATTENTION)
    return NO_SIGN


def _company(row: ContactRow, one: AppointmentRow) -> str:
    """Where the talk is: a visit at the company in its town, another one by its form."""
    if one.form is Form.VISIT:
        return f"{row.company}, {row.town}" if row.town else row.company
    return f"{one.form.label[:1].upper()}{one.form.label[1:]}, {row.company}"


def _stage(stage: Stage) -> str:
    """How a talk stands, in a word that fits beside its time on a card."""
    return translate("Contact", "voorstel") if stage is Stage.PROPOSED else stage.label


def _time(one: AppointmentRow) -> str:
    return clock_time(one.starts_at) if one.starts_at is not None else one.part.label


def route_lines(route: DayRoute, conflicts: Conflicts, today: date) -> list[RouteLine]:
    """A day as stops with the way to each; the last way is home."""
    lines: list[RouteLine] = []
    for stop in route.stops:
        if stop.way is not None and stop.way.minutes:
            leave = stop.leave_before
            words = translate("Contact", "vertrek uiterlijk {time}")
            when = words.format(time=clock_time(leave)) if leave is not None and leave >= 0 else ""
            lines.append(RouteWay((*_ends(stop.way), stop.number), _way(stop.way, when), "car"))
        lines.append(
            RouteStop(
                stop.appointment.id,
                stop.number,
                _span(stop),
                f"{stop.row.student} · {talk_name(stop.appointment.moment).lower()}",
                _where(stop),
                Sign(stop.appointment.stage.label, *STAGE_SIGNS[stop.appointment.stage]),
                wrong(stop.appointment, conflicts, today),
            )
        )
    if route.home is not None and route.home.minutes:
        words = translate("Contact", "terug op school {time}")
        back = words.format(time=clock_time(route.stops[-1].ends + route.home.minutes))
        lines.append(RouteWay((*_ends(route.home), "home"), _way(route.home, back), "car"))
    return lines


def _ends(way: Way) -> tuple[str, str]:
    return way.here, way.there


def _way(way: Way, when: str) -> str:
    """How long and how far, when one has to leave or is back, and who says so."""
    words = translate("Contact", "{minutes} min · {km} km").format(minutes=way.minutes, km=way.kilometres)
    source = translate("Contact", "eigen reistijd") if way.told else translate("Contact", "schatting")
    return f"{' · '.join(part for part in (words, when) if part)} ({source})"


def _span(stop: Stop) -> str:
    one = stop.appointment
    if one.starts_at is not None:
        return f"{clock_time(one.starts_at)}–{clock_time(stop.ends)}"
    return window(one.part, one.earliest, one.latest)


def _where(stop: Stop) -> str:
    row, one = stop.row, stop.appointment
    where = one.form.label if one.form is not Form.VISIT else ", ".join(part for part in (row.street, row.town) if part)
    return " · ".join(part for part in (row.company, where) if part)
