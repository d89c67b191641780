"""The four goals of the Stagepact."""

from __future__ import annotations

from app.terms.term import Term


class Goal(Term):
    """A goal by what it is about."""

    GUIDANCE = "guidance", "Betere begeleiding"
    SAFETY = "safety", "Geen stagediscriminatie"
    PLACES = "places", "Genoeg stages"
    ALLOWANCE = "allowance", "Passende vergoeding"
