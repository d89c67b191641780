"""Whether a talk counts, and how a placement stands against the norm for joint contact.

The default of three joint moments, at least one of them at the company, is the school's to change:
it follows the BPV guides of schools since the Stagepact (Terra mbo, "minimaal drie contactmomenten
tussen school, student en leerbedrijf, waarvan tenminste een fysiek").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.dates import school_year
from app.terms.contact import Short
from app.terms.pipeline import Form, Moment
from app.terms.school import Path

_YEAR_BEGINS = (8, 1)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Norm:
    """How many joint moments a placement needs, how many of those at the company, and when.

    The first is due within ``first_days``, the last at the earliest ``last_days`` before the end. ``source`` says
    who asks it.
    """

    joint: int = 3
    physical: int = 1
    first_days: int = 21
    last_days: int = 21
    source: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk that was held: how, and whether all three were there."""

    form: Form | None
    student: bool
    company: bool
    school: bool

    @property
    def counts(self) -> bool:
        """Student, company and school were there together, and it was no mail."""
        return self.student and self.company and self.school and self.form is not Form.MAIL


@dataclass(frozen=True, slots=True)
class Standing:
    """How a placement stands: what was held that counts, what the norm asks, and what is due next."""

    joint: int
    physical: int
    norm: Norm
    due: date | None = None
    """The last day of the next moment that is asked and can be held; ``None`` when there is none."""
    planned_on: date | None = None
    """The last day for which a talk is planned."""

    @property
    def met(self) -> bool:
        """Whether the norm is reached."""
        return self.joint >= self.norm.joint and self.physical >= self.norm.physical


def standing(talks: Sequence[Talk], norm: Norm) -> Standing:
    """Hold the talks of one placement against the norm."""
    counted = [talk for talk in talks if talk.counts]
    return Standing(len(counted), sum(talk.form is Form.VISIT for talk in counted), norm)


def deadlines(first_day: date, last_day: date, norm: Norm) -> tuple[date, ...]:
    """The day before which each joint moment of a placement must have been, in order.

    The first within the days of the norm, the last on the last day, the others evenly between.
    """
    first = min(first_day + timedelta(days=norm.first_days), last_day)
    steps = max(1, norm.joint - 1)
    return tuple(first + (last_day - first) * step // steps for step in range(norm.joint))


def overdue_since(held: Standing, today: date) -> date | None:
    """The deadline that passed without its moment; ``None`` while none did."""
    return held.due if held.due is not None and held.due < today else None


def late_since(held: Standing, last_day: date | None, today: date) -> date | None:
    """The deadline that somebody must act on: it passed, the placement still runs, and no day is planned."""
    if last_day is None or last_day < today or (held.planned_on is not None and held.planned_on >= today):
        return None
    return overdue_since(held, today)


@dataclass(frozen=True, slots=True)
class NormRule:
    """A norm for some placements: of a programme, a leerweg, or shorter than some weeks, from a day on."""

    norm: Norm
    valid_from: date
    valid_until: date | None = None
    programme: str | None = None
    path: Path | None = None
    shorter_than: int | None = None

    def covers(self, about: Subject) -> bool:
        """Whether it is about this placement."""
        return (
            self.programme in {None, about.programme}
            and self.path in {None, about.path}
            and (self.shorter_than is None or about.weeks < self.shorter_than)
            and self.valid_from <= about.first_day
            and (self.valid_until is None or about.first_day <= self.valid_until)
        )

    @property
    def rank(self) -> tuple[int, int, int, date]:
        """How particular it is: a programme says more than a leerweg, that more than a length."""
        length = -self.shorter_than if self.shorter_than is not None else -10_000
        return (self.programme is not None, self.path is not None, length, self.valid_from)


@dataclass(frozen=True, slots=True)
class Subject:
    """What of a placement decides which norm it has; ``programme`` is a key of the caller."""

    programme: str | None
    path: Path | None
    first_day: date
    last_day: date

    @property
    def weeks(self) -> int:
        """Its whole weeks, a begun one counted."""
        return -(-((self.last_day - self.first_day).days + 1) // _WEEK)


def norm_for(rules: Iterable[NormRule], usual: Norm, about: Subject, promised: tuple[int, int] | None = None) -> Norm:
    """The norm of a placement: the most particular rule about it, else the usual one; never less than promised."""
    fitting = [rule for rule in rules if rule.covers(about)]
    found = max(fitting, key=lambda rule: rule.rank).norm if fitting else usual
    if promised is None:
        return found
    return replace(found, joint=max(found.joint, promised[0]), physical=max(found.physical, promised[1]))


def span_of(about: Subject, today: date) -> tuple[date, date]:
    """The days in which talks count: of a bbl placement only those of this school year, of others all."""
    if about.path is not Path.BBL:
        return about.first_day, about.last_day
    began = date(school_year(min(max(today, about.first_day), about.last_day)), *_YEAR_BEGINS)
    first, last = max(about.first_day, began), min(about.last_day, date(began.year + 1, 7, 31))
    return (first, last) if first <= last else (about.first_day, about.last_day)


def in_span(about: Subject, day: date, today: date) -> bool:
    """Whether a talk on ``day`` counts for the norm of now; one just before or after a placement counts with it."""
    first, last = span_of(about, today)
    return (first == about.first_day or day >= first) and (last == about.last_day or day <= last)


@dataclass(frozen=True, slots=True)
class HeldTalk:
    """A talk with its moment and its day."""

    talk: Talk
    moment: Moment
    held_on: date


@dataclass(frozen=True, slots=True)
class Slot:
    """One moment that the norm asks: from when and before when, and the day on which it was held, if it was."""

    moment: Moment
    first: date
    last: date
    held_on: date | None = None
    form: Form | None = None

    @property
    def held_late(self) -> bool:
        """It was held, but after its day."""
        return self.held_on is not None and self.held_on > self.last

    def is_late(self, today: date) -> bool:
        """It should have been held before ``today``."""
        return self.held_on is None and self.last < today


def moments_of(norm: Norm) -> tuple[Moment, ...]:
    """Which moments the norm asks, in order: a start, an end, and what is asked more in between."""
    if norm.joint <= 1:
        return (Moment.START,) * norm.joint
    return (Moment.START, *(Moment.MIDDLE,) * (norm.joint - 2), Moment.END)


def slots(talks: Sequence[HeldTalk], first_day: date, last_day: date, norm: Norm) -> tuple[Slot, ...]:
    """The moments that the norm asks of a placement; those that were held first, in the order of their days."""
    counted = sorted((one for one in talks if one.talk.counts), key=lambda one: one.held_on)[: norm.joint]
    to_come = list(moments_of(norm))
    for one in counted:
        to_come.remove(one.moment if one.moment in to_come else to_come[0])
    windows = list(_windows(first_day, last_day, norm))
    held = [
        Slot(one.moment, *window, one.held_on, one.talk.form) for one, window in zip(counted, windows, strict=False)
    ]
    return (*held, *(Slot(moment, *window) for moment, window in zip(to_come, windows[len(held) :], strict=True)))


def _windows(first_day: date, last_day: date, norm: Norm) -> Iterator[tuple[date, date]]:
    """From when and before when each moment is: after the one before, the last of several near the end."""
    begin = first_day
    days = deadlines(first_day, last_day, norm)
    for number, day in enumerate(days, start=1):
        if 1 < number == len(days):
            begin = min(day, max(begin, last_day - timedelta(days=norm.last_days)))
        yield min(begin, day), day
        begin = day + timedelta(days=1)


def due_day(
    talks: Sequence[HeldTalk], span: tuple[date, date], norm: Norm, impossible: Collection[Moment] = ()
) -> date | None:
    """Before which day the next moment must be; those that cannot be held are passed over."""
    if impossible:
        open_ones = (slot for slot in slots(talks, *span, norm) if slot.held_on is None)
        return next((slot.last for slot in open_ones if slot.moment not in impossible), None)
    held, days = sum(one.talk.counts for one in talks), deadlines(*span, norm)
    return days[held] if held < len(days) else None


def shortfalls(
    held: Standing, asked: Sequence[Slot], last_day: date, today: date, *, apart: int = 0, impossible: bool = False
) -> tuple[Short, ...]:
    """Why a placement is not, or not wholly, as the norm asks; the reasons of the norm light."""
    found = [
        (Short.OVERDUE, late_since(held, last_day, today) is not None),
        (Short.MISSED, last_day < today and any(slot.is_late(today) for slot in asked)),
        (Short.START_LATE, bool(asked) and asked[0].held_late),
        (Short.NO_VISIT, held.physical < held.norm.physical),
        (Short.APART, apart > 0 and not held.met),
        (Short.IMPOSSIBLE, impossible),
    ]
    return tuple(reason for reason, holds in found if holds)
