"""Words about companies, what they offer and what they pay."""

from __future__ import annotations

from app.terms.term import Term


class Recognised(Term):
    """What a check of a recognition (leerbedrijf × crebo) said."""

    YES = "yes", "erkend"
    NO = "no", "niet erkend"
    UNCHECKED = "unchecked", "nog niet gecontroleerd"


class Allowance(Term):
    """What is known of the vergoeding; unknown is not none."""

    AMOUNT = "amount", "bedrag"
    NONE = "none", "geen"
    UNKNOWN = "unknown", "onbekend"
    WAGE = "wage", "loon"


class Answer(Term):
    """A yes-or-no question that may not have been asked yet."""

    YES = "yes", "ja"
    NO = "no", "nee"
    UNKNOWN = "unknown", "onbekend"


class Accepts(Term):
    """Whether a company takes the student whom the school places."""

    YES = "yes", "ja"
    NO = "no", "nee"
    AFTER_INTERVIEW = "after_interview", "na gesprek"
    UNKNOWN = "unknown", "onbekend"


class RefusalKind(Term):
    """How the reason weighs with which a company refused a student whom the school placed."""

    OBJECTIVE = "objective", "objectief"
    EXPLAIN = "explain", "toe te lichten"
    UNACCEPTABLE = "unacceptable", "niet aanvaard"


class CostKind(Term):
    """A kind of costs that a student may make for a placement; stored as other tables of schools name it."""

    TRAVEL = "reiskosten", "reiskosten"
    CLOTHING = "kleding", "werkkleding"
    TOOLS = "gereedschap", "gereedschap"
    CERTIFICATE = "VOG", "VOG"
    MEALS = "maaltijden", "maaltijden"


class TravelProduct(Term):
    """On which days a student travels free of charge (studentenreisproduct)."""

    WEEK = "week", "op werkdagen"
    WEEKEND = "weekend", "in het weekend"
    NONE = "none", "geen"
    UNKNOWN = "unknown", "onbekend"


class MoneyAsk(Term):
    """What to talk about with a company about money."""

    NOTHING_COVERED = "nothing_covered", "geen kostendekking"
    COSTS_UNKNOWN = "costs_unknown", "kosten nog vragen"
    GAP = "gap", "reiskosten niet gedekt"
    ALLOWANCE_UNKNOWN = "allowance_unknown", "vergoeding nog vragen"
    NO_REASON = "no_reason", "waarom geen vergoeding"
    BELOW_GUIDELINE = "below_guideline", "onder de richtlijn"
    CONTRACT = "contract", "arbeidsovereenkomst"


class RecognitionStand(Term):
    """How a recognition stands to one placement: seen in time, too long ago, too late, or lost."""

    UNCHECKED = "unchecked", "niet gecontroleerd"
    IN_TIME = "in_time", "gecontroleerd"
    OLD = "old", "te lang voor de start gecontroleerd"
    AFTER_START = "after_start", "pas na de start gecontroleerd"
    REFUSED = "refused", "niet erkend"
    LOST = "lost", "erkenning ingetrokken"
