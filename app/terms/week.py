"""Words about what a week brings."""

from __future__ import annotations

from app.terms.term import Term


class Event(Term):
    """What happens on a day."""

    FIRST_DAY = "first_day", "eerste dag"
    LAST_DAY = "last_day", "laatste dag"
    AGREED = "agreed", "afgesproken"
    TALK = "talk", "gesprek gehad"
