"""How talks look: the list of who needs one, cards in a week, stops on a day, and each supervisor's share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtWidgets import QSizePolicy, QWidget

from app import clock
from app.dates import SHORT_WEEKDAYS, public_holidays, short_date
from app.queries.contact import AppointmentRow, ContactRow
from app.queries.contact_day import DayRoute, Stop, Way, begins
from app.queries.contact_words import clock_time, why, window
from app.queries.masking import initials
from app.queries.school import FreeDayRow
from app.rules.norm import Slot
from app.scheduling import Reason
from app.terms.contact import Short, Stage
from app.terms.pipeline import Form
from app.text import plural, translate
from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.lane_board import Lane
from ui.widgets.need import Group, Need
from ui.widgets.rings import Held, Ring
from ui.widgets.route_list import RouteLine, RouteStop, RouteWay
from ui.widgets.row_model import Column
from ui.widgets.sign import NO_SIGN, Sign

_SOON = 7
_DAYS = 5
_STAGES = {
    Stage.PROPOSED: ("phone", Tone.ATTENTION),
    Stage.AGREED: ("check", Tone.INFO),
    Stage.HELD: ("circle-check", Tone.DONE),
}
FORM_ICONS = {
    Form.VISIT: "map-pin",
    Form.VIDEO: "video",
    Form.PHONE: "phone",
    Form.SCHOOL: "graduation-cap",
    Form.MAIL: "mail",
}
Conflicts = Mapping[UUID, Reason]


def day_name(day: date) -> str:
    """``do 11 feb.``, with the year when that is another one."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {short_date(day, today=clock.today())}"


def light(row: ContactRow) -> str:
    """The norm light in words: how many of how many, and every reason."""
    words = [translate("Contact", "{held} van {norm}").format(held=row.held.joint, norm=row.norm.joint)]
    words += [reason.label for reason in row.short]
    if row.held.met:
        words.append(translate("Contact", "norm gehaald"))
    return " · ".join(words)


def light_sign(row: ContactRow) -> Sign:
    """The light with its tone."""
    if row.held.met:
        return Sign(light(row), "circle-check", Tone.DONE)
    if Short.OVERDUE in row.short:
        return Sign(light(row), "triangle-alert", Tone.DANGER)
    return Sign(light(row), "hourglass", Tone.ATTENTION)


def rings(row: ContactRow, today: date) -> list[Ring]:
    """The light as linked rings: held, planned, late."""
    found = []
    planned = [one for one in row.appointments if one.is_open]
    for slot in row.slots:
        if slot.held_on is not None:
            icon = FORM_ICONS.get(slot.form, "") if slot.form is not None else ""
            found.append(Ring(Held.HELD, day_name(slot.held_on), icon))
            continue
        meant = next((one for one in planned if one.moment is slot.moment), None)
        if meant is not None:
            planned.remove(meant)
            found.append(Ring(Held.PLANNED, day_name(meant.day), "calendar-check"))
        else:
            found.append(Ring(Held.LATE if slot.is_late(today) else Held.PLANNED, _until(slot)))
    return found


def need_groups(rows: Iterable[ContactRow], today: date) -> list[Group]:
    """Who needs a talk, the most urgent group first: late, this week, later, and what is planned already."""
    late, soon, later, planned, over = [], [], [], [], []
    asking = [(row.need, row) for row in rows if not row.held.met]
    for slot, row in sorted(
        ((slot, row) for slot, row in asking if slot is not None),
        key=lambda pair: (pair[0].last, pair[1].student, pair[1].placement_id),
    ):
        if row.planned is not None and row.planned.day >= today:
            planned.append(_need(row, slot, row.planned))
        elif row.last_day < today:
            over.append(_need(row, slot, None))
        elif Short.OVERDUE in row.short:
            late.append(_need(row, slot, None))
        elif slot.last <= today + timedelta(days=_SOON):
            soon.append(_need(row, slot, None))
        else:
            later.append(_need(row, slot, None))
    groups = [
        Group("late", translate("Contact", "Te laat"), "triangle-alert", Tone.DANGER, needs=late),
        Group("soon", translate("Contact", "Deze week"), "hourglass", Tone.ATTENTION, needs=soon),
        Group("planned", translate("Contact", "Staat gepland"), "calendar-check", Tone.DONE, needs=planned),
        Group("later", translate("Contact", "Later"), "calendar-days", Tone.INFO, needs=later),
        Group("over", translate("Contact", "Stage voorbij"), "history", Tone.PLAIN, needs=over),
    ]
    return [group for group in groups if group.needs]


def _need(row: ContactRow, slot: Slot, planned: AppointmentRow | None) -> Need:
    if planned is not None:
        since = Sign(f"{day_name(planned.day)} · {planned.stage.label}", *_STAGES[planned.stage])
    else:
        since = light_sign(row)
    detail = " · ".join(word for word in (f"{slot.moment.label} {_until(slot)}", row.town) if word)
    return Need(row.placement_id, row.student, row.group, detail, since)


def _until(slot: Slot) -> str:
    return translate("Contact", "t/m {day}").format(day=day_name(slot.last))


def week_lanes(monday: date, free: Iterable[FreeDayRow], routes: Mapping[date, DayRoute], today: date) -> list[Lane]:
    """The working days of a week; each says why the school is closed, or how far the driving is."""
    closed = public_holidays(monday.year) | {day: row.name for row in free for day in _days(row, monday)}
    lanes = []
    for at in range(_DAYS):
        day = monday + timedelta(days=at)
        route = routes.get(day)
        note = closed.get(day, "")
        if not note and route is not None and route.stops:
            note = translate("Contact", "± {km} km, schatting").format(km=route.kilometres)
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
        subtitle=f"{row.company}, {row.town}" if row.town else row.company,
        state=Sign(f"{_time(one)} · {one.stage.label}", *_STAGES[one.stage]),
        missing=wrong(one, conflicts, today),
        foot=f"{one.moment.label} · {one.form.label}",
        initials=initials(row.supervisor).replace(". ", "").replace(".", ""),
        owner=row.supervisor,
    )


def wrong(one: AppointmentRow, conflicts: Conflicts, today: date) -> Sign:
    """What is wrong with an appointment: it does not fit, or it was never reported."""
    if one.id in conflicts:
        return Sign(why(conflicts[one.id]), "triangle-alert", Tone.DANGER)
    if one.is_open and one.day < today:
        return Sign(translate("Contact", "verslag ontbreekt"), "circle-alert", Tone.ATTENTION)
    return NO_SIGN


def _time(one: AppointmentRow) -> str:
    return clock_time(one.starts_at) if one.starts_at is not None else one.part.label


def route_lines(route: DayRoute, conflicts: Conflicts, today: date) -> list[RouteLine]:
    """A day as stops with the way to each; the last way is home."""
    lines: list[RouteLine] = []
    for stop in route.stops:
        if stop.way is not None and stop.way.minutes:
            lines.append(RouteWay(("way", stop.number), _way(stop.way, stop.leave_before), "car"))
        lines.append(
            RouteStop(
                stop.appointment.id,
                stop.number,
                _span(stop),
                stop.row.student,
                _where(stop),
                Sign(stop.appointment.stage.label, *_STAGES[stop.appointment.stage]),
                wrong(stop.appointment, conflicts, today),
            )
        )
    if route.home is not None and route.home.minutes:
        words = translate("Contact", "{minutes} min · {km} km · terug op school {time} (schatting)")
        back = clock_time(route.stops[-1].ends + route.home.minutes)
        text = words.format(minutes=route.home.minutes, km=route.home.kilometres, time=back)
        lines.append(RouteWay(("way", "home"), text, "car"))
    return lines


def _way(way: Way, leave: int | None) -> str:
    if leave is None or leave < 0:
        return translate("Contact", "{minutes} min · {km} km (schatting)").format(
            minutes=way.minutes, km=way.kilometres
        )
    words = translate("Contact", "{minutes} min · {km} km · vertrek uiterlijk {time} (schatting)")
    return words.format(minutes=way.minutes, km=way.kilometres, time=clock_time(leave))


def _span(stop: Stop) -> str:
    one = stop.appointment
    if one.starts_at is not None:
        return f"{clock_time(one.starts_at)}–{clock_time(stop.ends)}"
    return window(one.part, one.earliest, one.latest)


def _where(stop: Stop) -> str:
    row, one = stop.row, stop.appointment
    where = one.form.label if one.form is not Form.VISIT else ", ".join(part for part in (row.street, row.town) if part)
    return " · ".join(part for part in (one.moment.label, row.company, where) if part)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """How the students of one supervisor stand; without ``id`` they have none."""

    id: UUID | None
    name: str
    students: int
    met: int
    late: int
    planned: int
    without_visit: int


def shares(rows: Sequence[ContactRow]) -> list[ShareRow]:
    """Every supervisor with how their students stand, most late ones first."""
    found: dict[UUID | None, list[ContactRow]] = {}
    for row in rows:
        found.setdefault(row.supervisor_id, []).append(row)
    lines = [
        ShareRow(
            key,
            own[0].supervisor or translate("Contact", "nog geen begeleider"),
            len(own),
            sum(row.held.met for row in own),
            sum(Short.OVERDUE in row.short for row in own),
            sum(row.planned is not None for row in own),
            sum(Short.NO_VISIT in row.short for row in own),
        )
        for key, own in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.late, line.name, str(line.id)))


def share_columns() -> tuple[Column[ShareRow], ...]:
    """The columns of the table of supervisors."""
    return (
        Column(translate("Contact", "Begeleider"), lambda row: row.name, strong=True),
        Column(translate("Contact", "Studenten"), lambda row: str(row.students), width=90, right=True),
        Column(
            translate("Contact", "Te laat"),
            lambda row: str(row.late) if row.late else "",
            sign=lambda row: Sign(str(row.late), "triangle-alert", Tone.DANGER) if row.late else None,
            width=90,
        ),
        Column(translate("Contact", "Gepland"), lambda row: str(row.planned), width=86, right=True),
        Column(translate("Contact", "Zonder bezoek"), lambda row: str(row.without_visit), width=120, right=True),
        Column(
            translate("Contact", "Norm gehaald"),
            lambda row: translate("Contact", "{n} van {all}").format(n=row.met, all=row.students),
            width=120,
            right=True,
        ),
    )


def short_columns() -> tuple[Column[ContactRow], ...]:
    """The columns of the list of placements that are short of their norm."""
    return (
        Column(translate("Contact", "Student"), lambda row: row.student, strong=True),
        Column(translate("Contact", "Klas"), lambda row: row.group, width=80),
        Column(translate("Contact", "Leerbedrijf"), lambda row: row.company, spare=2),
        Column(translate("Contact", "Begeleider"), lambda row: row.supervisor, spare=1),
        Column(translate("Contact", "Periode"), lambda row: row.period, width=150, spare=3),
        Column(translate("Contact", "Norm"), light, sign=light_sign, width=250),
    )


def short_values(rows: Sequence[ContactRow]) -> tuple[Sequence[str], Sequence[Sequence[str | int | date]]]:
    """The same list as plain values for a file."""
    headings = [column.title for column in short_columns()]
    headings += [
        translate("Contact", "Gehouden"),
        translate("Contact", "Norm samen"),
        translate("Contact", "Te doen vóór"),
    ]
    values = [
        [
            row.student,
            row.group,
            row.company,
            row.supervisor,
            row.period,
            light(row),
            row.held.joint,
            row.norm.joint,
            "" if row.need is None else row.need.last,
        ]
        for row in rows
    ]
    return headings, values


def counted(rows: Sequence[ContactRow]) -> str:
    """How many students there are, how many are late, and how many reach the norm."""
    late = sum(Short.OVERDUE in row.short for row in rows)
    students = plural(len(rows), translate("Contact", "{n} student"), translate("Contact", "{n} studenten"))
    words = [students, translate("Contact", "{n} te laat").format(n=late)]
    words.append(translate("Contact", "{n} halen de norm").format(n=sum(row.held.met for row in rows)))
    return " · ".join(words)


def flowing() -> QWidget:
    """A box as high as its flow needs in the width it gets."""
    box = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box
