"""Repeating appointments: the part of RFC 5545 §3.3.10 that calendars of offices use."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from app.exchange.stamps import Invalid, parse_stamp

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$")
_WEEK = 7
_MONTHS = 12
_MOST = 10_000  # of COUNT
_UNDERSTOOD = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}


@dataclass(frozen=True, slots=True)
class Rule:
    """When something repeats, in the local time of its own zone.

    ``weekdays`` are (which one in the month or year, 0 for each; day of the week). ``until`` is an
    instant, a local moment, or a day, and is included.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | date | None = None
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def starts(self, first: datetime, zone: ZoneInfo, begin: datetime, last: datetime) -> Iterator[datetime]:
        """The local starts from ``begin`` up to ``last`` of a series that starts at ``first``, and perhaps some before.

        Excluded days still count for ``count``.
        """
        skipped = 0 if self.count is not None else self._whole_steps(first.date(), begin.date())
        found = (
            moment
            for days in self._periods(first.date(), last.date(), skipped)
            for moment in (datetime.combine(day, first.time()) for day in days)
            if moment >= first
        )
        for moment in islice(found, self.count):
            if moment > last or self._is_over(moment, zone):
                return
            yield moment

    def _is_over(self, moment: datetime, zone: ZoneInfo) -> bool:
        if self.until is None:
            return False
        if not isinstance(self.until, datetime):
            return moment.date() > self.until
        return (moment if self.until.tzinfo is None else moment.replace(tzinfo=zone).astimezone(UTC)) > self.until

    def _whole_steps(self, first: date, begin: date) -> int:
        """How many steps can be left out, because they end before ``begin``."""
        longest = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}[self.frequency]
        return max(0, (begin - first).days // longest // self.interval - 1)

    def _periods(self, first: date, last: date, step: int) -> Iterator[list[date]]:
        """The days of each day, week, month or year in turn, in order, from a step on."""
        while (begin := self._begin(first, step * self.interval)) is not None and begin <= last:
            days = sorted(set(self._days(begin, first)))
            yield _at(days, self.positions) if self.positions else days
            step += 1

    def _begin(self, first: date, ahead: int) -> date | None:
        """Where the period begins that lies ``ahead`` periods after that of ``first``; None beyond the calendar."""
        try:
            if self.frequency == "DAILY":
                return first + timedelta(days=ahead)
            if self.frequency == "WEEKLY":
                monday = first - timedelta(days=(first.weekday() - self.week_start) % _WEEK)
                return monday + timedelta(weeks=ahead)
            if self.frequency == "MONTHLY":
                years, month = divmod(first.month - 1 + ahead, _MONTHS)
                return date(first.year + years, month + 1, 1)
            return date(first.year + ahead, 1, 1)
        except (OverflowError, ValueError):
            return None

    def _days(self, begin: date, first: date) -> Iterator[date]:
        """The days that match in the period that begins at ``begin``."""
        if self.frequency == "DAILY":
            candidates = [begin]
        elif self.frequency == "WEEKLY":
            wanted = {day for _, day in self.weekdays} or {first.weekday()}
            candidates = [day for day in _run(begin, _WEEK) if day.weekday() in wanted]
        elif self.frequency == "MONTHLY":
            candidates = self._days_of_month(begin, first)
        else:
            candidates = self._days_of_year(begin, first)
        for day in candidates:
            if self._fits(day):
                yield day

    def _fits(self, day: date) -> bool:
        """Whether a day passes the filters that hold in every period."""
        if self.months and day.month not in self.months:
            return False
        if self.frequency != "DAILY":
            return True
        in_week = not self.weekdays or day.weekday() in {weekday for _, weekday in self.weekdays}
        return in_week and (not self.month_days or day in self._by_month_day(day.replace(day=1)))

    def _days_of_month(self, begin: date, first: date) -> list[date]:
        if self.month_days:
            days = self._by_month_day(begin)
            return [
                day for day in days if not self.weekdays or day.weekday() in {wanted for _, wanted in self.weekdays}
            ]
        month = _run(begin, monthrange(begin.year, begin.month)[1])
        if self.weekdays:
            return self._by_weekday(month)
        return [day for day in month if day.day == first.day]

    def _by_month_day(self, begin: date) -> list[date]:
        length = monthrange(begin.year, begin.month)[1]
        numbers = {number if number > 0 else length + 1 + number for number in self.month_days}
        return [begin.replace(day=number) for number in numbers if 1 <= number <= length]

    def _days_of_year(self, begin: date, first: date) -> list[date]:
        if self.weekdays and not self.months and not self.month_days:
            return self._by_weekday(_run(begin, (date(begin.year, 12, 31) - begin).days + 1))
        months = self.months or ((first.month,) if not self.month_days else tuple(range(1, _MONTHS + 1)))
        return [day for month in months for day in self._days_of_month(begin.replace(month=month), first)]

    def _by_weekday(self, days: list[date]) -> list[date]:
        """Each, or the n-th from the front or the back, of the wanted days of the week."""
        found: list[date] = []
        for which, weekday in self.weekdays:
            same = [day for day in days if day.weekday() == weekday]
            found += same if which == 0 else _at(same, (which,))
        return found


def _run(begin: date, length: int) -> list[date]:
    return [begin + timedelta(days=n) for n in range(length)]


def _at(days: list[date], positions: tuple[int, ...]) -> list[date]:
    """The days at these places, counted from 1, or from the back when negative."""
    places = [place - 1 if place > 0 else len(days) + place for place in positions]
    return [days[place] for place in sorted(set(places)) if 0 <= place < len(days)]


def parse_rule(written: str) -> Rule:
    """A rule such as ``FREQ=MONTHLY;COUNT=5;BYDAY=1TH``; raises ``Invalid`` for one that is not understood."""
    parts = dict(part.upper().partition("=")[::2] for part in written.strip().strip(";").split(";"))
    frequency = next((one for one in get_args(Frequency) if one == parts.get("FREQ")), None)
    if frequency is None or set(parts) - _UNDERSTOOD:
        raise Invalid(written)
    interval = _number(parts.get("INTERVAL", "1"))
    count = _number(parts["COUNT"]) if "COUNT" in parts else None
    if interval < 1 or (count is not None and not 1 <= count <= _MOST):
        raise Invalid(written)
    return Rule(
        frequency,
        interval,
        count,
        parse_stamp(parts["UNTIL"]) if "UNTIL" in parts else None,
        tuple(map(_weekday, filter(None, parts.get("BYDAY", "").split(",")))),
        _numbers(parts, "BYMONTHDAY"),
        _numbers(parts, "BYMONTH"),
        _numbers(parts, "BYSETPOS"),
        _DAYS.index(parts["WKST"]) if parts.get("WKST") in _DAYS else 0,
    )


def _weekday(written: str) -> tuple[int, int]:
    found = _BY_DAY.match(written.strip())
    if found is None:
        raise Invalid(written)
    return int(found[1] or 0), _DAYS.index(found[2])


def _numbers(parts: dict[str, str], name: str) -> tuple[int, ...]:
    return tuple(_number(part) for part in parts.get(name, "").split(",") if part)


def _number(written: str) -> int:
    try:
        return int(written)
    except ValueError:
        raise Invalid(written) from None
