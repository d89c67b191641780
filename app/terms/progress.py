"""Words about how far somebody is in learning the work."""

from __future__ import annotations

from app.terms.term import Term


class Mastery(Term):
    """How a student stands in a werkproces or with a goal."""

    NOT_YET = "not_yet", "nog niet aan begonnen"
    GUIDED = "guided", "met hulp"
    ALONE = "alone", "zelfstandig"


class HoursSource(Term):
    """Where the number of hours made comes from."""

    SHEET = "sheet", "getekende urenstaat"
    SYSTEM = "system", "urenregistratie"
    COMPANY = "company", "opgave leerbedrijf"
    STUDENT = "student", "opgave student"
