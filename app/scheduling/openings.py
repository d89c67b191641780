"""On which days, and when, each of the three can; and why a need has no day at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from app.dates import days_of
from app.scheduling.answers import Code, Reason
from app.scheduling.spans import Span, Spans, common, union, without
from app.scheduling.values import MIDNIGHT, ClosureKind, Hours, Need, Problem, Who

_SATURDAY = 5
_NEVER = date.max


class Openings:
    """The free time of everybody in a problem, by day; asked often, so it remembers."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        hours: dict[tuple[Who, str], list[Hours]] = defaultdict(list)
        self._busy: dict[tuple[Who, str], dict[date, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for row in problem.availability:
            hours[row.who, row.key].extend(row.hours)
            for busy in row.busy:
                self._busy[row.who, row.key][busy.day].append((busy.start, busy.end))
        self._hours = {subject: tuple(told) for subject, told in hours.items() if told}
        self._closed: dict[date, ClosureKind] = {
            day: closure.kind for closure in problem.closures for day in days_of(closure.first, closure.last)
        }
        self._free: dict[tuple[Who, str, date], Spans] = {}
        self._settled: dict[tuple[str, date], date] = {}

    def knows(self, who: Who, key: str) -> bool:
        """Whether anybody told the hours of this subject."""
        return (who, key) in self._hours

    def is_closed(self, day: date) -> bool:
        """Whether the school does not work on ``day``."""
        return day in self._closed

    def free(self, who: Who, key: str, day: date) -> Spans:
        """The time that a subject has on ``day``, closures of the school aside."""
        asked = (who, key, day)
        if asked not in self._free:
            hours = self._hours.get((who, key), self._problem.rules.ordinary)
            kept = union((max(row.start, 0), min(row.end, MIDNIGHT)) for row in hours if _applies(row, day))
            self._free[asked] = without(kept, self._busy[who, key].get(day, ()))
        return self._free[asked]

    def holds(self, who: Who, key: str, day: date, span: Span) -> bool:
        """Whether a subject has the time of ``span``; an agenda that holds just that span holds the talk itself."""
        hours = self._hours.get((who, key), self._problem.rules.ordinary)
        kept = union((max(row.start, 0), min(row.end, MIDNIGHT)) for row in hours if _applies(row, day))
        taken = (busy for busy in self._busy[who, key].get(day, ()) if busy != span)
        return any(start <= span[0] and span[1] <= end for start, end in without(kept, taken))

    def assumed(self, need: Need) -> frozenset[Who]:
        """Those of the three whose hours nobody told."""
        return frozenset(who for who, key in three(need) if not self.knows(who, key))

    def of_three(self, need: Need, day: date) -> Spans:
        """The time that all three have on ``day``."""
        spans = self.free(Who.SUPERVISOR, need.supervisor, day)
        for who, key in three(need)[1:]:
            if not spans:
                break
            spans = common(spans, self.free(who, key, day))
        return spans

    def open_days(self, need: Need) -> Iterator[date]:
        """The days after today in the window on which the school works, the first days of the placement passed."""
        settled = self._first_settled(need)
        for day in _window(need, self._problem.today):
            if day >= settled and day not in self._closed and day not in need.not_on:
                yield day

    def _first_settled(self, need: Need) -> date:
        """The first day after those on which a new student is left alone."""
        wait = self._problem.rules.settling_days
        if need.starts is None or wait <= 0:
            return date.min
        key = (need.student, need.starts)
        if key not in self._settled:
            seen = 0
            self._settled[key] = _NEVER
            # A student who is nowhere for a year settles in no window.
            for day in days_of(need.starts, need.starts + timedelta(days=366)):
                if seen == wait:
                    self._settled[key] = day
                    break
                seen += bool(self.free(Who.STUDENT, need.student, day))
        return self._settled[key]

    def why_none(self, need: Need) -> Reason:
        """Why a need has no time at all, asked of one for which no time was found."""
        return self._no_window(need) or self._no_day(need)

    def _no_window(self, need: Need) -> Reason | None:
        today = self._problem.today
        if need.last < need.first:
            return Reason(Code.WINDOW_EMPTY)
        if need.last <= today:
            return Reason(Code.WINDOW_PAST, ((today - need.last).days,))
        weekdays = [day for day in _window(need, today) if day.weekday() < _SATURDAY]
        if weekdays and all(self.is_closed(day) for day in weekdays):
            return Reason(Code.WINDOW_IN_HOLIDAY, (len(weekdays),))
        if not any(self.open_days(need)) and self._first_settled(need) > need.last:
            return Reason(Code.FIRST_DAYS, (self._problem.rules.settling_days,))
        return None

    def _no_day(self, need: Need) -> Reason:
        days = list(self.open_days(need))
        having = [{day for day in days if self.free(who, key, day)} for who, key in three(need)]
        away = (Code.SUPERVISOR_AWAY, Code.COMPANY_CLOSED, Code.STUDENT_AWAY)
        for code, found in zip(away, having, strict=True):
            if not found:
                return Reason(code, (len(days),))
        shared = set.intersection(*having)
        if not shared:
            return Reason(Code.NO_COMMON_DAY, tuple(len(found) for found in having))
        return Reason(Code.NO_TIME, (len(shared), need.minutes))


def _window(need: Need, today: date) -> Iterator[date]:
    first = max(need.first, today + timedelta(days=1))
    return days_of(first, need.last) if first <= need.last else iter(())


def three(need: Need) -> tuple[tuple[Who, str], ...]:
    """Supervisor, company and student of a need."""
    return (Who.SUPERVISOR, need.supervisor), (Who.COMPANY, need.company), (Who.STUDENT, need.student)


def _applies(row: Hours, day: date) -> bool:
    return (
        day.weekday() in row.weekdays
        and (row.first is None or row.first <= day)
        and (row.last is None or day <= row.last)
    )
