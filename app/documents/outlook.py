"""What is still to come, as tables for papers: open promises with their source, and talks that are planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.dates import short_date, weekday_date
from app.documents.parts import Column, Table
from app.queries.contact_words import clock_time
from app.queries.outlook import OpenPromiseRow, PlannedTalkRow
from app.text import translate


def promises_table(
    rows: Iterable[tuple[str, OpenPromiseRow]], today: date, *, named: bool = True, nothing: str = ""
) -> Table:
    """Promises with whose student they are about, who does it, before when, and where it was said."""
    lines = [(who, one.text, one.owner.label, _before(one, today), _source(one)) for who, one in rows]
    columns = (
        Column(translate("Outlook", "Student"), 1.5),
        Column(translate("Outlook", "Wat"), 3),
        Column(translate("Outlook", "Wie"), 1),
        Column(translate("Outlook", "Vóór"), 1.1),
        Column(translate("Outlook", "Gezegd"), 1.5),
    )
    title = translate("Outlook", "Toezeggingen die nog openstaan")
    if named:
        return Table(title, columns, tuple(lines), nothing=nothing)
    return Table(title, columns[1:], tuple(line[1:] for line in lines), nothing=nothing)


def planned_table(rows: Iterable[tuple[str, str, PlannedTalkRow]], nothing: str = "") -> Table:
    """Talks that are planned with whom, by day; what is only proposed says so."""
    ordered: Sequence[tuple[str, str, PlannedTalkRow]] = sorted(rows, key=lambda each: (each[2].day, each[0]))
    return Table(
        translate("Outlook", "Geplande gesprekken"),
        (
            Column(translate("Outlook", "Dag"), 1.5),
            Column(translate("Outlook", "Tijd"), 0.8),
            Column(translate("Outlook", "Student"), 1.6),
            Column(translate("Outlook", "Leerbedrijf"), 1.9),
            Column(translate("Outlook", "Gesprek"), 1.7),
        ),
        tuple((weekday_date(one.day), _time(one), who, where, _talk(one)) for who, where, one in ordered),
        nothing=nothing,
    )


def _before(one: OpenPromiseRow, today: date) -> str:
    if one.due_on is None:
        return translate("Outlook", "geen dag")
    day = short_date(one.due_on, today=today)
    return translate("Outlook", "{day}, te laat").format(day=day) if one.due_on < today else day


def _source(one: OpenPromiseRow) -> str:
    if one.moment is None or one.said_on is None:
        return translate("Outlook", "tussendoor")
    words = translate("Outlook", "gesprek {moment}, {day}")
    return words.format(moment=one.moment.label, day=short_date(one.said_on))


def _time(one: PlannedTalkRow) -> str:
    return "" if one.starts_at is None else clock_time(one.starts_at)


def _talk(one: PlannedTalkRow) -> str:
    words = f"{one.moment.label}, {one.form.label}"
    return words if one.agreed else translate("Outlook", "{talk} (voorstel)").format(talk=words)
