"""What a company said on the phone when the school asked for places."""

from __future__ import annotations

from app.terms.term import Term


class CallOutcome(Term):
    """How a call ended."""

    NO_ANSWER = "no_answer", "niet bereikt"
    THINKING = "thinking", "denkt erover na"
    NO = "no", "nu geen plek"
    YES = "yes", "zegt plekken toe"
