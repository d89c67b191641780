"""The planner's reasons as sentences, and times of a day as they are written."""

from __future__ import annotations

from collections.abc import Sequence

from app.scheduling import Code, Reason
from app.terms.contact import DayPart
from app.terms.pipeline import Form, Moment
from app.text import translate

_HOUR, _GRID = 60, 5


def clock_time(minute: int) -> str:
    """Minutes after midnight as ``9:05``."""
    return f"{minute // _HOUR}:{minute % _HOUR:02d}"


def window(part: DayPart, earliest: int | None, latest: int | None) -> str:
    """When a proposal can begin: between two times in whole fives, or somewhere in a part of the day."""
    if earliest is None or latest is None:
        return part.label
    earliest, latest = -(-earliest // _GRID) * _GRID, max(latest // _GRID, -(-earliest // _GRID)) * _GRID
    if earliest == latest:
        return clock_time(earliest)
    words = translate("ContactWords", "tussen {first} en {last}")
    return words.format(first=clock_time(earliest), last=clock_time(latest))


def talk_name(moment: Moment, form: Form | None = None) -> str:
    """A talk as people say it: ``Tussengesprek, beeldbellen``."""
    names = {
        Moment.START: translate("ContactWords", "Startgesprek"),
        Moment.MIDDLE: translate("ContactWords", "Tussengesprek"),
        Moment.END: translate("ContactWords", "Eindgesprek"),
        Moment.EXTRA: translate("ContactWords", "Extra gesprek"),
    }
    ways = {
        Form.VISIT: translate("ContactWords", "op bezoek"),
        Form.VIDEO: translate("ContactWords", "beeldbellen"),
        Form.PHONE: translate("ContactWords", "per telefoon"),
        Form.SCHOOL: translate("ContactWords", "op school"),
        Form.MAIL: translate("ContactWords", "per e-mail"),
    }
    return names[moment] if form is None else f"{names[moment]}, {ways[form]}"


def visiting(days: Sequence[str] | None, first: int | None, last: int | None) -> str:
    """When a company can be visited: ``di en do, 9:00–12:00``; empty while nobody told."""
    if not days:
        return ""
    told = " en ".join(part for part in (", ".join(days[:-1]), days[-1]) if part)
    return told if first is None or last is None else f"{told}, {clock_time(first)}–{clock_time(last)}"


def why(reason: Reason) -> str:
    """Why something is not planned, or does not fit, in a sentence."""
    if reason.code is Code.NOT_FREE:
        return _not_free(reason.numbers)
    return _sentence(reason.code).format(*reason.numbers)


def _sentence(code: Code) -> str:
    sentences = {
        Code.NO_SUPERVISOR: translate("ContactWords", "Deze student heeft nog geen begeleider."),
        Code.WINDOW_EMPTY: translate("ContactWords", "Er is geen dag tussen de eerste en de laatste dag."),
        Code.WINDOW_PAST: translate("ContactWords", "De laatste dag is al voorbij."),
        Code.WINDOW_IN_HOLIDAY: translate("ContactWords", "De school is dicht op alle dagen waarop het kan."),
        Code.FIRST_DAYS: translate("ContactWords", "Alleen de eerste dagen blijven over, en die zijn om te wennen."),
        Code.SUPERVISOR_AWAY: translate("ContactWords", "De begeleider heeft in deze tijd geen vrij uur."),
        Code.COMPANY_CLOSED: translate("ContactWords", "Het leerbedrijf is in deze tijd dicht."),
        Code.STUDENT_AWAY: translate("ContactWords", "De student is in deze tijd niet bij het leerbedrijf."),
        Code.NO_COMMON_DAY: translate(
            "ContactWords", "Geen gezamenlijke dag. Begeleider: {0}, leerbedrijf: {1}, student: {2} dagen."
        ),
        Code.PLACE_UNKNOWN: translate("ContactWords", "Het postcodegebied van het leerbedrijf is niet bekend."),
        Code.NO_TIME: translate("ContactWords", "Op geen dag is er genoeg tijd voor het gesprek en de reis."),
        Code.SUPERVISOR_FULL: translate("ContactWords", "De begeleider is vol. Dagen waarop het kon: {0}."),
        Code.TOO_CLOSE: translate(
            "ContactWords", "Te dicht op een ander gesprek met deze student. Dagen die ertussen horen: {0}."
        ),
        Code.OUTSIDE_WINDOW: translate("ContactWords", "Valt buiten de dagen die de norm noemt."),
        Code.SCHOOL_CLOSED: translate("ContactWords", "De school is dan dicht."),
        Code.OVERLAP: translate("ContactWords", "Past niet met de andere gesprekken en de reis op deze dag."),
    }
    return sentences[code]


def _not_free(numbers: tuple[int, ...]) -> str:
    names = (
        translate("ContactWords", "begeleider"),
        translate("ContactWords", "leerbedrijf"),
        translate("ContactWords", "student"),
    )
    away = [name for name, free in zip(names, numbers, strict=True) if not free]
    return translate("ContactWords", "Kan dan niet: {who}.").format(who=", ".join(away))
