"""Words about talks: how an appointment stands, and what is answered in a report."""

from __future__ import annotations

from app.terms.term import Term


class Stage(Term):
    """How an appointment stands; it has an hour from the moment that it is agreed."""

    PROPOSED = "proposed", "voorgesteld"
    AGREED = "agreed", "afgesproken"
    HELD = "held", "gehouden"
    CANCELLED = "cancelled", "vervallen"


class DayPart(Term):
    """The part of a day that a proposal names."""

    MORNING = "morning", "ochtend"
    AFTERNOON = "afternoon", "middag"


class Verdict(Term):
    """An answer to a question of the report."""

    YES = "yes", "ja"
    PARTLY = "partly", "deels"
    NO = "no", "nee"
    UNKNOWN = "unknown", "weet niet"


class Met(Term):
    """What came of a kennismaking."""

    HELD = "held", "gehad"
    MOVED = "moved", "verzet"
    OBJECTED = "objected", "bezwaar"


class Objection(Term):
    """Why somebody objects to a match after the kennismaking."""

    TRAVEL = "travel", "de reis is te lang of kan niet"
    DAYS = "days", "dagen of werktijden passen niet"
    TASKS = "tasks", "het werk past niet bij de leerwens"
    GUIDANCE = "guidance", "er is geen begeleiding"
    SUPPORT = "support", "wat de student nodig heeft, kan daar niet"
    NO_PLACE = "no_place", "de plek is er niet meer"
    REFUSED = "refused", "het leerbedrijf weigert zonder zakelijke reden"


class Content(Term):
    """How content somebody is."""

    YES = "yes", "tevreden"
    PARTLY = "partly", "deels"
    NO = "no", "niet tevreden"


class Short(Term):
    """Why a placement does not, or not wholly, reach the norm for talks."""

    OVERDUE = "overdue", "te laat"
    MISSED = "missed", "niet gehouden"
    START_LATE = "start_late", "start te laat"
    NO_VISIT = "no_visit", "geen bezoek"
    APART = "apart", "niet iedereen was erbij"
    IMPOSSIBLE = "impossible", "niet mogelijk"
