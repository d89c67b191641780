"""Words about the school, its programmes and its people."""

from __future__ import annotations

from app.terms.term import Term


class Path(Term):
    """The leerweg of a programme."""

    BOL = "bol", "bol"
    BBL = "bbl", "bbl"


class Region(Term):
    """The three regions of the school holidays."""

    NORTH = "noord", "Noord"
    MIDDLE = "midden", "Midden"
    SOUTH = "zuid", "Zuid"


class UnitKind(Term):
    """What a part of a programme is."""

    WORK_PROCESS = "werkproces", "werkproces"
    ELECTIVE = "keuzedeel", "keuzedeel"


class Place(Term):
    """Where a helpline sits, seen from the student."""

    SCHOOL = "school", "op school"
    OUTSIDE = "outside", "buiten school"


class FreeDayKind(Term):
    """Why a school is closed."""

    HOLIDAY = "holiday", "vakantie"
    STUDY = "study", "studiedag"
    OTHER = "other", "vrije dag"
