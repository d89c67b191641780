"""Words about lists: what can be filtered, and by what they can be ordered."""

from __future__ import annotations

from enum import StrEnum

from app.terms.term import Term


class StudentFilter(Term):
    """Which students a list keeps."""

    SEEKING = "seeking", "Zoekt plek"
    MATTERS = "matters", "Let op"
    MINOR = "minor", "Minderjarig"
    ABSENT = "absent", "Doet niet mee"
    LEFT = "left", "Uitgeschreven"


class CompanyFilter(Term):
    """Which companies a list keeps."""

    FREE = "free", "Heeft vrije plek"
    UNCHECKED = "unchecked", "Erkenning niet gecontroleerd"
    MATTERS = "matters", "Let op"
    UNFIT = "unfit", "Geen plaatsing"


class LoadFilter(Term):
    """Which supervisors a list keeps."""

    OVERLOADED = "overloaded", "Te veel studenten"
    ROOM = "room", "Heeft ruimte"
    LATE = "late", "Contact te laat"
    UNKNOWN = "unknown", "Uren onbekend"


class LoadOrder(StrEnum):
    """By what a list of supervisors is ordered."""

    NAME = "name"
    PROGRAMME = "programme"
    STUDENTS = "students"
    TIME = "time"
    LATE = "late"


class StudentOrder(StrEnum):
    """By what a list of students is ordered."""

    NAME = "name"
    NUMBER = "number"
    GROUP = "group"
    PROGRAMME = "programme"
    PERIOD = "period"
    STATE = "state"
    COMPANY = "company"
    SUPERVISOR = "supervisor"
    MATTER = "matter"


class CompanyOrder(StrEnum):
    """By what a list of companies is ordered."""

    NAME = "name"
    TOWN = "town"
    RECOGNITION = "recognition"
    FREE = "free"
    NOW = "now"
    CONTACT = "contact"
    DISTANCE = "distance"
    MATTER = "matter"
