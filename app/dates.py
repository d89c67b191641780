"""Days as a school counts them: school years, ISO weeks, holidays, working days, Dutch words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = ("jan.", "feb.", "mrt.", "apr.", "mei", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
SHORT_WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_SATURDAY = 5
_FIRST_MONTH = 8
_ADULT = 18


def school_year(day: date) -> int:
    """The year in which the school year of ``day`` began; it runs from 1 August to 31 July."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def school_year_name(start: int) -> str:
    """``2026`` as ``2026-2027``."""
    return f"{start}-{start + 1}"


def iso_week(day: date) -> int:
    """The number of the ISO week of ``day``."""
    return day.isocalendar().week


def long_date(day: date) -> str:
    """``24 november 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, *, today: date | None = None) -> str:
    """``24 nov.``, with the year unless it is the year of ``today``."""
    text = f"{day.day} {SHORT_MONTHS[day.month - 1]}"
    return text if today is not None and day.year == today.year else f"{text} {day.year}"


def day_month(day: date) -> str:
    """``24 november``, to stand within a sentence."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def weekday_date(day: date) -> str:
    """``dinsdag 24 november``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def end_of_month(day: date) -> date:
    """The last day of the month of ``day``."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)


def minor_until(birth: date) -> date:
    """The last day of the month in which someone born on ``birth`` turns eighteen.

    Stored instead of the date of birth: it tells who may not yet sign alone, and no more.
    """
    return end_of_month(date(birth.year + _ADULT, birth.month, 1))


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher, 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, left = divmod(rest, 4)
    sunday = (32 + 2 * century_rest + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int) -> dict[date, str]:
    """The Dutch public holidays of ``year``, and Good Friday, on which most schools are closed.

    Source: Algemene termijnenwet art. 3; Koningsdag moves to 26 April when the 27th is a Sunday.
    """
    sunday = easter(year)
    king = date(year, 4, 27)
    return {
        date(year, 1, 1): "Nieuwjaarsdag",
        sunday - timedelta(days=2): "Goede Vrijdag",
        sunday: "Eerste paasdag",
        sunday + timedelta(days=1): "Tweede paasdag",
        king if king.weekday() != 6 else date(year, 4, 26): "Koningsdag",  # noqa: PLR2004 - Sunday
        date(year, 5, 5): "Bevrijdingsdag",
        sunday + timedelta(days=39): "Hemelvaartsdag",
        sunday + timedelta(days=49): "Eerste pinksterdag",
        sunday + timedelta(days=50): "Tweede pinksterdag",
        date(year, 12, 25): "Eerste kerstdag",
        date(year, 12, 26): "Tweede kerstdag",
    }


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which a school works: Monday to Friday, without its free days and public holidays."""

    free: frozenset[date] = frozenset()

    @classmethod
    def of(cls, spans: Iterable[tuple[date, date]]) -> Calendar:
        """The calendar whose free days are the ``spans`` (first and last day, both free)."""
        return cls(frozenset(day for first, last in spans for day in days_of(first, last)))

    def is_working_day(self, day: date) -> bool:
        """Whether the school works on ``day``."""
        return day.weekday() < _SATURDAY and day not in self.free and day not in public_holidays(day.year)

    def add(self, day: date, working_days: int) -> date:
        """The ``working_days``-th working day after ``day``."""
        while working_days > 0:
            day += timedelta(days=1)
            working_days -= self.is_working_day(day)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days lie after ``first``, up to and including ``last``."""
        return sum(self.is_working_day(day) for day in days_of(first + timedelta(days=1), last))


def days_of(first: date, last: date) -> Iterator[date]:
    """Every day from ``first`` to ``last``, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
