"""Papers about talks: the report that three take home, and the folder that goes along on a day of visits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from uuid import UUID

from app.dates import short_date, weekday_date
from app.documents.addresses import phone, ways_to_reach
from app.documents.forms import talk_form
from app.documents.parts import Cell, Column, Facts, NewPage, Part, ReportData, Table
from app.documents.voortgang import shared
from app.queries.contact_day import DayRoute, Stop
from app.queries.contact_rows import ContactRow, PromiseRow
from app.queries.contact_words import clock_time, talk_name, window
from app.queries.paper_progress import SharedProgressRow
from app.terms.cards import Reach
from app.text import translate


def talk_report(
    progress: SharedProgressRow, row: ContactRow, school: str, words: Mapping[str, str], today: date
) -> ReportData:
    """What student and company take home of a talk: who does what first, the fields they share, what is planned."""
    open_days = tuple(one.day for one in row.appointments if one.is_open)
    known = replace(progress, promises=())
    if open_days:
        known = replace(known, planned=open_days, planned_agreed=True)
    base = shared(known, school, words, today)
    *parts, signatures = base.parts
    return replace(
        base,
        title=translate("TalkPapers", "Verslag van het gesprek"),
        parts=(_promises(row.promises, today), *parts, signatures),
    )


def visit_folder(
    route: DayRoute, who: str, school: str, today: date, cards: Mapping[UUID, Reach] = MappingProxyType({})
) -> ReportData:
    """The sheet of a day with its route and open promises, and a form per talk with what is known filled in.

    ``cards`` says of companies how far they are with the tipkaart.
    """
    return ReportData(
        school,
        translate("TalkPapers", "Bezoekmap"),
        weekday_date(route.day),
        tuple(_folder(route, today, cards)),
        lead=_lead(route, who),
        foot=translate("TalkPapers", "bezoekmap"),
    )


def _lead(route: DayRoute, who: str) -> str:
    words = translate("TalkPapers", "{who} · ± {km} km, {minutes} minuten rijden (schatting).")
    if route.is_told:
        words = translate("TalkPapers", "{who} · {km} km, {minutes} minuten rijden.")
    return words.format(who=who, km=route.kilometres, minutes=route.minutes)


def _folder(route: DayRoute, today: date, cards: Mapping[UUID, Reach]) -> Iterator[Part]:
    yield _open_promises(route)
    yield Table(
        translate("TalkPapers", "De dag"),
        (
            Column(translate("TalkPapers", "Nr"), 0.4),
            Column(translate("TalkPapers", "Tijd"), 1.3),
            Column(translate("TalkPapers", "Student"), 1.6),
            Column(translate("TalkPapers", "Waar"), 2.4),
            Column(translate("TalkPapers", "Bellen"), 1.6),
            Column(translate("TalkPapers", "Vertrek"), 0.9),
        ),
        tuple(_line(stop) for stop in route.stops),
        nothing=translate("TalkPapers", "Geen gesprekken op deze dag."),
    )
    for stop in route.stops:
        yield NewPage()
        yield from _form(stop, today, cards.get(stop.row.company_id))


def _open_promises(route: DayRoute) -> Table:
    return Table(
        translate("TalkPapers", "Nog open toezeggingen"),
        (
            Column(translate("TalkPapers", "Student"), 1.5),
            Column(translate("TalkPapers", "Wat"), 3),
            Column(translate("TalkPapers", "Wie"), 1),
            Column(translate("TalkPapers", "Vóór"), 1),
        ),
        tuple(
            (stop.row.student, one.text, one.owner.label, _day(one.due_on))
            for stop in route.stops
            for one in stop.row.promises
            if one.kept_on is None
        ),
        nothing=translate("TalkPapers", "Er staat niets open."),
    )


def _form(stop: Stop, today: date, card: Reach | None) -> Iterator[Part]:
    row = stop.row
    if any(one.kept_on is None for one in row.promises):
        yield _promises(row.promises, today)
    yield Facts(
        translate("TalkPapers", "Gesprek {n}: {student}").format(n=stop.number, student=row.student),
        (
            (translate("TalkPapers", "Klas"), row.group),
            (translate("TalkPapers", "Leerbedrijf"), row.company),
            (translate("TalkPapers", "Adres"), _where(row)),
            (translate("TalkPapers", "Praktijkopleider"), row.person),
            (translate("TalkPapers", "Telefoon"), row.person_phone or row.phone),
            (translate("TalkPapers", "Gesprek"), talk_name(stop.appointment.moment, stop.appointment.form)),
            (translate("TalkPapers", "Tijd"), _time(stop)),
            (translate("TalkPapers", "Tipkaart"), _card(card)),
            (
                translate("TalkPapers", "Norm"),
                translate("TalkPapers", "{held} van {norm} gehouden").format(held=row.held.joint, norm=row.norm.joint),
            ),
        ),
    )
    yield from talk_form("").parts[1:]


def _promises(promises: Sequence[PromiseRow], today: date) -> Table:
    return Table(
        translate("TalkPapers", "Afspraken"),
        (
            Column(translate("TalkPapers", "Wat"), 3),
            Column(translate("TalkPapers", "Wie"), 1),
            Column(translate("TalkPapers", "Vóór"), 1),
            Column(translate("TalkPapers", "Gedaan"), 1),
        ),
        tuple(
            (
                one.text,
                one.owner.label,
                _day(one.due_on),
                "" if one.kept_on is None else short_date(one.kept_on, today=today),
            )
            for one in promises
        ),
        nothing=translate("TalkPapers", "Er zijn geen afspraken gemaakt."),
    )


def _card(card: Reach | None) -> str:
    """How far the company is with the tipkaart; what was not talked through is for this talk."""
    if card is None:
        return ""
    if card is Reach.DONE:
        return card.label
    return translate("TalkPapers", "{reach}: bespreek de kaart in dit gesprek").format(reach=card.label)


def _line(stop: Stop) -> tuple[Cell, ...]:
    row = stop.row
    leave = "" if stop.leave_before is None or not stop.way or not stop.way.minutes else clock_time(stop.leave_before)
    reach = ways_to_reach(row.person, phone(row.person_phone or row.phone))
    return (str(stop.number), _time(stop), row.student, f"{row.company}\n{_where(row)}", reach, leave)


def _where(row: ContactRow) -> str:
    return ", ".join(part for part in (row.street, row.town) if part)


def _time(stop: Stop) -> str:
    one = stop.appointment
    if one.starts_at is not None:
        return f"{clock_time(one.starts_at)}–{clock_time(stop.ends)}"
    return window(one.part, one.earliest, one.latest)


def _day(day: date | None) -> str:
    return "" if day is None else short_date(day)
