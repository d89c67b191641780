"""What is left to do once a placement has ended before its time."""

from __future__ import annotations

from app.terms.term import Term


class LooseEndKind(Term):
    """Something to see to after an early end."""

    STUDENT = "student", "gesprek met de student"
    COMPANY = "company", "leerbedrijf bellen"
    HOURS = "hours", "urenstaat ophalen"
    JUDGEMENT = "judgement", "oordeel van het leerbedrijf vragen"
    AGREEMENT = "agreement", "POK laten beëindigen"
    SYSTEM = "system", "einddatum doorgeven voor het studentsysteem"
