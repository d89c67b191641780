"""Whether a talk counts, and how a placement stands against the norm for joint contact.

The default of three joint moments, at least one of them at the company, is the school's to change:
it follows the BPV guides of schools since the Stagepact (Terra mbo, "minimaal drie contactmomenten
tussen school, student en leerbedrijf, waarvan tenminste een fysiek").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.terms.pipeline import Form


@dataclass(frozen=True, slots=True)
class Norm:
    """How many joint moments a placement needs, and how many of those at the company."""

    joint: int = 3
    physical: int = 1


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
