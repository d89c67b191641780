"""How somebody types over a line of a paper list: ``12-3 b sld`` is held on 12 March, a visit, with all three.

``w2-3`` after it tells how the student stands in the first and third werkproces of the programme.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.errors import Refusal
from app.terms.pipeline import Form
from app.terms.progress import Mastery
from app.text import translate

_LINE = re.compile(
    r"^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?(?:\s+([a-z]))?(?:\s+([a-z]{1,3}))?(?:\s+w([-0-3]+))?$"
)
_FORMS = {"b": Form.VISIT, "v": Form.VIDEO, "t": Form.PHONE, "s": Form.SCHOOL}
_PEOPLE = frozenset("sld")
_CENTURY = 100


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed line says: the day, how people met, who were there, and the stand of each werkproces in order.

    In ``stands`` a 1 is the first of ``Mastery``; ``-`` and 0 say nothing about that one.
    """

    held_on: date
    form: Form
    student: bool
    company: bool
    school: bool
    stands: str = ""

    @property
    def masteries(self) -> tuple[Mastery | None, ...]:
        """The stand of each werkproces in order; ``None`` where nothing was said."""
        terms = tuple(Mastery)
        return tuple(terms[int(one) - 1] if one in "123" else None for one in self.stands)


def read_shorthand(typed: str, today: date) -> Typed:
    """The line that was typed; without a year it is the last such day, without letters a visit with all three.

    Raises ``Refusal`` that says what is not understood.
    """
    found = _LINE.match(" ".join(typed.lower().split()))
    if found is None:
        raise Refusal(translate("Shorthand", "Typ dag en maand, dan de vorm en wie erbij was, zoals 12-3 b sld."))
    day, month, year, form, people, stands = found.groups()
    held_on = _day(int(day), int(month), year, today)
    if held_on > today:
        raise Refusal(translate("Shorthand", "Deze dag moet nog komen. Gepland is niet gehouden."))
    if form is not None and form not in _FORMS:
        raise Refusal(translate("Shorthand", "De vorm is b (bezoek), v (beeldbellen), t (telefoon) of s (op school)."))
    there = frozenset(people or "sld")
    if not there <= _PEOPLE or not there & {"s", "l"}:
        raise Refusal(translate("Shorthand", "Erbij waren s (student), l (leerbedrijf) en d (docent)."))
    return Typed(held_on, _FORMS[form or "b"], "s" in there, "l" in there, "d" in there, stands or "")


def _day(day: int, month: int, year: str | None, today: date) -> date:
    try:
        if year is not None:
            number = int(year)
            return date(number if number >= _CENTURY else today.year - today.year % _CENTURY + number, month, day)
        here = date(today.year, month, day)
        return here if here <= today else date(today.year - 1, month, day)
    except ValueError:
        raise Refusal(translate("Shorthand", "Deze dag bestaat niet.")) from None
