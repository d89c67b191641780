"""Words about what a placement is beside the usual one, and on which days and weeks it is worked."""

from __future__ import annotations

from app.terms.term import Term


class PlacementKind(Term):
    """Why a student has this placement, where it is not simply the one of the period."""

    USUAL = "usual", "gewone stage"
    BESIDE = "beside", "naast een andere stage"
    AFTER = "after", "na een andere stage"
    EXTENSION = "extension", "verlenging"
    RESIT = "resit", "herkansing"
    ELECTIVE = "elective", "keuzedeel"
    ABROAD = "abroad", "buitenland"
    OWN_EMPLOYER = "own_employer", "eigen werkgever (bbl)"


class Rhythm(Term):
    """In which weeks a student is at the company."""

    EVERY = "every", "elke week"
    EVEN = "even", "even weken"
    ODD = "odd", "oneven weken"


class HolidayWork(Term):
    """Whether a student works in the school holidays: they are not free by themselves."""

    UNKNOWN = "unknown", "nog niet afgesproken"
    WORKED = "worked", "werkt door"
    FREE = "free", "vrij"
