"""The columns of the lists over placements on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.clock import today
from app.dates import short_date
from app.queries.hours_words import minimum_words, period_hours_words
from app.queries.placement_lists import PaperRow, PartsJudged, ProgressLineRow, SystemRow
from app.rules.pipeline import guards
from app.terms.pipeline import Judgement, Moment, Party
from app.text import plural, translate
from ui.cards.signs import state_sign
from ui.theme import Tone
from ui.widgets.row_model import Column
from ui.widgets.sign import Sign

_HOUR = 60
_OLD = 14
_TONES = {Judgement.NOT_YET: Tone.ATTENTION, Judgement.SUFFICIENT: Tone.DONE, Judgement.GOOD: Tone.DONE}


def progress_columns() -> tuple[Column[ProgressLineRow], ...]:
    """The grid of a klas: four judgements, the hours, the werkprocessen, and what is awaited."""
    return (
        Column(translate("Lists", "Student"), lambda row: row.student, strong=True, width=176),
        Column(translate("Lists", "Klas"), lambda row: row.group, width=72),
        Column(translate("Lists", "Leerbedrijf"), lambda row: row.company, spare=4),
        *(
            Column(title, _said(get), sign=_signed(get), width=118, spare=spare, tip=_parts(moment, party))
            for title, get, spare, moment, party in (
                (
                    translate("Lists", "Tussen bedrijf"),
                    lambda row: row.midterm_company,
                    0,
                    Moment.MIDDLE,
                    Party.COMPANY,
                ),
                (translate("Lists", "Tussen school"), lambda row: row.midterm_school, 3, Moment.MIDDLE, Party.SCHOOL),
                (translate("Lists", "Eind bedrijf"), lambda row: row.final_company, 0, Moment.END, Party.COMPANY),
                (translate("Lists", "Eind school"), lambda row: row.final_school, 2, Moment.END, Party.SCHOOL),
            )
        ),
        Column(translate("Lists", "Uren"), _hours, width=112, tip=_counted, right=True),
        Column(
            translate("Lists", "Hele opleiding"),
            _programme_hours,
            sign=_short,
            width=132,
            tip=_programme_tip,
            spare=1,
        ),
        Column(translate("Lists", "Zelfstandig"), _units, width=92, right=True, tip=_noted, spare=1),
        Column(
            translate("Lists", "Nog niet ontvangen"),
            awaited_words,
            sign=lambda row: Sign(awaited_words(row), "clock", Tone.DANGER) if row.awaited else None,
            width=176,
            tip=awaited_words,
        ),
    )


def paper_columns() -> tuple[Column[PaperRow], ...]:
    """Who has not signed, and since when."""
    return (
        Column(translate("Lists", "Student"), lambda row: row.student, strong=True, width=176),
        Column(translate("Lists", "Klas"), lambda row: row.group, width=72, spare=3),
        Column(translate("Lists", "Leerbedrijf"), lambda row: row.company),
        Column(
            translate("Lists", "Wacht op"),
            _waiting,
            sign=lambda row: Sign(_waiting(row), "pencil", Tone.DANGER if row.days > _OLD else Tone.ATTENTION),
            width=268,
            tip=_waiting_whole,
        ),
        Column(translate("Lists", "Verstuurd"), lambda row: _day(row.sent_on), width=110, spare=2),
        Column(translate("Lists", "Dagen"), lambda row: str(row.days), width=72, right=True, spare=5),
        Column(translate("Lists", "Start"), lambda row: _day(row.first_day), width=96, spare=4),
        Column(translate("Lists", "Herinnerd"), _reminded, width=150, spare=1),
    )


def system_columns() -> tuple[Column[SystemRow], ...]:
    """What stands there, and what should."""
    return (
        Column(translate("Lists", "Student"), lambda row: row.student, strong=True, width=176),
        Column(translate("Lists", "Nummer"), lambda row: row.student_number, width=92),
        Column(translate("Lists", "Leerbedrijf"), lambda row: row.company),
        Column(
            translate("Lists", "Hier"), lambda row: row.state.label, sign=lambda row: state_sign(row.state), width=186
        ),
        Column(translate("Lists", "Daar"), _said_there, width=150),
        Column(
            translate("Lists", "Wat te doen"),
            _to_do,
            sign=lambda row: Sign(_to_do(row), "arrow-right", Tone.INFO),
            width=236,
            tip=_to_do,
        ),
    )


Get = Callable[[ProgressLineRow], Judgement | None]


def _said(get: Get) -> Callable[[ProgressLineRow], str]:
    def said(row: ProgressLineRow) -> str:
        found = get(row)
        return "–" if found is None else found.label

    return said


def _signed(get: Get) -> Callable[[ProgressLineRow], Sign | None]:
    def signed(row: ProgressLineRow) -> Sign | None:
        found = get(row)
        if found is None:
            return None
        return Sign(found.label, "circle-alert" if found is Judgement.NOT_YET else "circle-check", _TONES[found])

    return signed


def _parts(moment: Moment, party: Party) -> Callable[[ProgressLineRow], str]:
    """How many parts this party judged apart at this moment."""

    def words(row: ProgressLineRow) -> str:
        found = next((one for one in row.judged if (one.moment, one.party) == (moment, party)), None)
        return "" if found is None else parts_words(found, whose=False)

    return words


def parts_words(one: PartsJudged, *, whose: bool) -> str:
    """How many parts were judged apart and how many not well enough; with ``whose`` also when and by whom."""
    words = plural(one.count, translate("Lists", "{n} onderdeel"), translate("Lists", "{n} onderdelen"))
    if one.not_yet:
        words += translate("Lists", ", waarvan {n} nog niet voldoende").format(n=one.not_yet)
    return f"{one.moment.label} {one.party.label}: {words}" if whose else words


def whole_hours(minutes: int | None) -> int | str:
    """Minutes as whole hours; nothing where nobody knows."""
    return "" if minutes is None else round(minutes / _HOUR)


def _hours(row: ProgressLineRow) -> str:
    """Of this placement; a plus says that the student has others in this period, the tooltip what they come to."""
    words = _own_hours(row)
    return f"{words} +" if period_hours_words(row.in_period) else words


def _own_hours(row: ProgressLineRow) -> str:
    if row.minutes_done is None and row.minutes_planned is None:
        return "–"
    done, planned = (whole_hours(minutes) for minutes in (row.minutes_done, row.minutes_planned))
    if row.minutes_planned is None:
        return translate("Lists", "{done} uur").format(done=done)
    return translate("Lists", "{done} van {planned}").format(done="–" if done == "" else done, planned=planned)


def _programme_hours(row: ProgressLineRow) -> str:
    """Hours made over the whole programme of what it asks at least."""
    hours = row.hours
    if hours is None:
        return "–"
    if hours.minimum is None:
        return translate("Lists", "{done} uur").format(done=hours.done)
    return translate("Lists", "{done} van {least}").format(done=hours.done, least=hours.minimum.hours)


def _short(row: ProgressLineRow) -> Sign | None:
    if row.hours is None or not row.hours.short:
        return None
    return Sign(_programme_hours(row), "circle-alert", Tone.ATTENTION)


def _programme_tip(row: ProgressLineRow) -> str:
    hours = row.hours
    if hours is None or hours.minimum is None:
        return ""
    words = translate("Lists", "Gepland: {planned} uur; {least}.")
    return words.format(planned=hours.planned, least=minimum_words(hours))


def _counted(row: ProgressLineRow) -> str:
    parts = ["" if row.source is None else row.source.label, _day(row.counted_on)]
    return "\n".join(
        part for part in (", ".join(part for part in parts if part), period_hours_words(row.in_period)) if part
    )


def _units(row: ProgressLineRow) -> str:
    return translate("Lists", "{alone} van {all}").format(alone=row.alone, all=row.units)


def _noted(row: ProgressLineRow) -> str:
    return plural(
        row.noted,
        translate("Lists", "Van {n} werkproces is iets vastgelegd"),
        translate("Lists", "Van {n} werkprocessen is iets vastgelegd"),
    )


def awaited_words(row: ProgressLineRow) -> str:
    """What should have been received and was not."""
    words = {guard.key: guard.label for guard in guards()}
    return ", ".join(words[key] for key in row.awaited)


def _waiting(row: PaperRow) -> str:
    """In short words, so that four parties fit."""
    return ", ".join(party.label.split()[0] for party in row.waiting)


def _waiting_whole(row: PaperRow) -> str:
    """Who, and since when it is with them."""
    lines = []
    for party in row.waiting:
        day = row.sent.get(party)
        since = translate("Lists", "nog niet verstuurd") if day is None else _day(day)
        lines.append(f"{party.label}: {since}")
    return "\n".join(lines)


def _reminded(row: PaperRow) -> str:
    if row.reminded_on is None:
        return "–"
    return translate("Lists", "{n} keer, {day}").format(n=row.reminders, day=_day(row.reminded_on))


def _said_there(row: SystemRow) -> str:
    return translate("Lists", "onbekend") if row.said is None else row.said.label


def _to_do(row: SystemRow) -> str:
    if row.said is None:
        text = translate("Lists", "Voer in en zet op ‘{status}’")
    else:
        text = translate("Lists", "Zet op ‘{status}’")
    return text.format(status=row.wanted.label)


def _day(day: date | None) -> str:
    return "" if day is None else short_date(day, today=today())
