"""Words of Meldingen. None of them is ever stored outside a sealed file."""

from __future__ import annotations

from app.terms.term import Term


class Origin(Term):
    """Where a sealed note came from."""

    ALONE = "alone", "Even alleen"
    REFUSAL = "refusal", "reden van een weigering"
    PASSED_ON = "passed_on", "doorgegeven"
