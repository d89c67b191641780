"""A promise as somebody types it: what, who with an @, and before which day with a #."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.dates import SHORT_WEEKDAYS
from app.terms.pipeline import Party
from ui.widgets.date_field import parse_day

_OWNER = re.compile(r"\s*@(\w+)")
_DAY = re.compile(r"\s*#(\S+)")
_OWNERS = {"s": Party.STUDENT, "b": Party.COMPANY, "l": Party.COMPANY, "w": Party.SCHOOL}
"""By the first letter of what is typed: student, bedrijf or leerbedrijf; ``wij`` is the school."""
_SCHOOL = "sch"


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise as it was typed: what, who, and before which day."""

    text: str
    owner: Party
    due_on: date | None


def parse_promise(typed: str, today: date) -> Promised:
    """``Logboek inleveren @student #vr`` as a promise; who is not named is the student, a day may be left out."""
    owner, due = Party.STUDENT, None
    if found := _OWNER.search(typed):
        name = found[1].lower()
        owner = Party.SCHOOL if name.startswith(_SCHOOL) else _OWNERS.get(name[0], Party.STUDENT)
        typed = typed[: found.start()] + typed[found.end() :]
    if found := _DAY.search(typed):
        due = _day(found[1].lower(), today)
        typed = typed[: found.start()] + typed[found.end() :] if due is not None else typed
    return Promised(typed.strip(), owner, due)


def _day(word: str, today: date) -> date | None:
    """The coming day of a name such as ``vr``, or a day in numbers."""
    if word[:2] in SHORT_WEEKDAYS and word.isalpha():
        ahead = (SHORT_WEEKDAYS.index(word[:2]) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead)
    return parse_day(word, today)
