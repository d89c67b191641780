"""Words that arrive in other people's tables."""

from __future__ import annotations

from app.terms.term import Term


class Subject(Term):
    """What the rows of a table are about, in the order in which a school reads its tables."""

    STUDENTS = "students", "studenten"
    COMPANIES = "companies", "leerbedrijven"
    SUPERVISORS = "supervisors", "stagebegeleiders"
    WISHES = "wishes", "leerwensen"
    OFFERS = "offers", "stageplaatsen"
    PLACEMENTS = "placements", "plaatsingen"
    TALKS = "talks", "gesprekken van begeleiders"


class Weekday(Term):
    """A day on which a school or a company works."""

    MONDAY = "ma", "maandag"
    TUESDAY = "di", "dinsdag"
    WEDNESDAY = "wo", "woensdag"
    THURSDAY = "do", "donderdag"
    FRIDAY = "vr", "vrijdag"
    SATURDAY = "za", "zaterdag"
    SUNDAY = "zo", "zondag"


class Transport(Term):
    """How a student travels."""

    WALKING = "lopend", "lopend"
    BICYCLE = "fiets", "fiets"
    E_BIKE = "e-bike", "e-bike"
    SCOOTER = "scooter", "scooter"
    CAR = "auto", "auto"
    PUBLIC = "ov", "ov"


class CompanyLink(Term):
    """By what a row of a table was joined to its company."""

    ID = "id", "leerbedrijf-ID"
    NAME = "normalised_name", "naam"
    NAME_AND_TOWN = "name_and_town", "naam en plaats"
    SIMILAR_NAME = "similar_name", "naam die erop lijkt"
