"""Whether a talk counts, and how a placement stands against the norm for joint contact.

The default of three joint moments, at least one of them at the company, is the school's to change:
it follows the BPV guides of schools since the Stagepact (Terra mbo, "minimaal drie contactmomenten
tussen school, student en leerbedrijf, waarvan tenminste een fysiek").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.terms.pipeline import Form


@dataclass(frozen=True, slots=True)
class Norm:
    """How many joint moments a placement needs, how many of those at the company, and when the first is due."""

    joint: int = 3
    physical: int = 1
    first_days: int = 21


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
    """How a placement stands: what was held that counts, and what the norm asks."""

    joint: int
    physical: int
    norm: Norm

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


def overdue_since(held: Standing, first_day: date, last_day: date, today: date) -> date | None:
    """The deadline that passed without its moment; ``None`` while none did."""
    days = deadlines(first_day, last_day, held.norm)
    due = days[held.joint] if held.joint < len(days) else None
    return due if due is not None and due < today else None
