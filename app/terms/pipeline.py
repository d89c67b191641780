"""Words about where a student is between wish and judgement."""

from __future__ import annotations

from app.terms.term import Term


class Lane(Term):
    """A column of the board."""

    SEEKING = "seeking", "Zoekt plek"
    PROPOSAL = "proposal", "Voorstel"
    PAPERS = "papers", "Papieren"
    RUNNING = "running", "Loopt"
    CLOSING = "closing", "Afronden"


class State(Term):
    """The exact state of a participation: of its placement, or of itself while it has none."""

    WISH_OPEN = "wish_open", "leerwens open"
    WISH_READY = "wish_ready", "leerwens klaar"
    NO_PLACE = "no_place", "geen plek gevonden"
    REPLACING = "replacing", "herplaatsing"
    PROPOSED = "proposed", "voorgesteld"
    PLACED = "placed", "geplaatst"
    ANNOUNCED = "announced", "bekendgemaakt"
    INTRODUCED = "introduced", "kennisgemaakt"
    AGREEMENT_SENT = "agreement_sent", "POK verstuurd"
    AGREEMENT_SIGNED = "agreement_signed", "POK getekend"
    STARTED = "started", "gestart"
    MIDTERM = "midterm", "tussentijds beoordeeld"
    FINAL = "final", "eindbeoordeling binnen"
    COMPLETED = "completed", "afgerond"
    STUDENT_WITHDREW = "student_withdrew", "student trok zich terug"
    COMPANY_WITHDREW = "company_withdrew", "leerbedrijf trok zich terug"
    NOT_STARTED = "not_started", "niet gestart"
    ENDED_EARLY = "ended_early", "vroegtijdig beëindigd"
    POSTPONED = "postponed", "uitgesteld"
    EXEMPT = "exempt", "vrijgesteld"
    DEREGISTERED = "deregistered", "uitgeschreven"


class SystemStatus(Term):
    """The status of a placement in the student system, as it names it."""

    PROVISIONAL = "Voorlopig", "Voorlopig"
    COMPLETE = "Volledig", "Volledig"
    PRINTED = "Overeenkomst afgedrukt", "Overeenkomst afgedrukt"
    DEFINITE = "Definitief", "Definitief"
    ENDED = "Beëindigd", "Beëindigd"
    WITHDRAWN = "Afgemeld", "Afgemeld"
    REJECTED = "Afgewezen", "Afgewezen"


class Party(Term):
    """Who signs an agreement and who sits at the table."""

    STUDENT = "student", "student"
    COMPANY = "company", "leerbedrijf"
    SCHOOL = "school", "school"
    GUARDIAN = "guardian", "ouder of verzorger"


class Moment(Term):
    """Which talk or judgement of a placement it is."""

    START = "start", "start"
    MIDDLE = "tussen", "tussen"
    END = "eind", "eind"
    EXTRA = "extra", "extra"


class Form(Term):
    """How people met."""

    VISIT = "bezoek", "bezoek"
    VIDEO = "video", "beeldbellen"
    PHONE = "telefoon", "telefoon"
    SCHOOL = "op school", "op school"
    MAIL = "e-mail", "e-mail"


class Judgement(Term):
    """What a judgement says."""

    NOT_YET = "not_yet", "nog niet voldoende"
    SUFFICIENT = "sufficient", "voldoende"
    GOOD = "good", "goed"
