"""Words about a matching round: how far it is, who is not in it, and what people decided."""

from __future__ import annotations

from app.terms.term import Term


class RoundState(Term):
    """How far a round is; it only goes on."""

    OPEN = "open", "gegevens verzamelen"
    FROZEN = "frozen", "criteria vast"
    PROPOSED = "proposed", "in beoordeling"
    SIGNED = "signed", "één handtekening"
    AGREED = "agreed", "akkoord van twee"
    PLACED = "placed", "op het bord"
    CLOSED = "closed", "gestopt"


class Variant(Term):
    """Who decides in a round: the ways that the national trial compares."""

    DIRECT = "direct", "directe plaatsing"
    COMPANY = "company", "leerbedrijf kiest"
    STUDENT = "student", "student kiest"


class ChoiceReason(Term):
    """Why a company or a student chose this one, or none, of what was shown: a code, never words about a person."""

    GOALS = "goals", "past bij wat er te leren is"
    WORK = "work", "past bij het werk"
    DAYS = "days", "de dagen komen goed uit"
    KIND = "kind", "het soort bedrijf"
    TRAVEL = "travel", "de reis is te doen"
    COSTS = "costs", "de vergoeding dekt de kosten"
    NONE_FITS = "none_fits", "geen van deze past bij het werk"
    TOO_FAR = "too_far", "de reis is bij alle drie te lang"
    GONE = "gone", "de plek is er niet meer"
    SILENT = "silent", "niet bereikt of geen antwoord"
    WITHDRAWN = "withdrawn", "weer open"


CHOSE = {
    Variant.COMPANY: (ChoiceReason.GOALS, ChoiceReason.WORK, ChoiceReason.DAYS, ChoiceReason.KIND),
    Variant.STUDENT: (
        ChoiceReason.GOALS,
        ChoiceReason.WORK,
        ChoiceReason.TRAVEL,
        ChoiceReason.DAYS,
        ChoiceReason.KIND,
        ChoiceReason.COSTS,
    ),
}
"""Why somebody takes one of what is shown, by who decides."""
CHOSE_NONE = {
    Variant.COMPANY: (ChoiceReason.NONE_FITS, ChoiceReason.GONE, ChoiceReason.SILENT),
    Variant.STUDENT: (ChoiceReason.NONE_FITS, ChoiceReason.TOO_FAR, ChoiceReason.SILENT),
}
"""Why somebody takes none."""


class Aside(Term):
    """Why a student of the programme is not in a round."""

    PLACED = "placed", "heeft al een plek"
    EMPLOYER = "employer", "bbl: werkt al bij een leerbedrijf"
    ABSENT = "absent", "gaat deze periode niet op stage"
    LEFT = "left", "uitgeschreven"
    NO_WISH = "no_wish", "nog geen leerwens"


class Apart(Term):
    """Why an offer for the programme and the period is not in a round."""

    REFUSES = "refuses", "kiest zelf, neemt geen plaatsing aan"
    AFTER_INTERVIEW = "after_interview", "wil eerst een gesprek"
    NOT_ASKED = "not_asked", "nog niet gevraagd of plaatsing mag"
    NUMBER_UNKNOWN = "number_unknown", "aantal plaatsen onbekend"
    FULL = "full", "vol"
    UNFIT = "unfit", "de school plaatst hier nu niet"
    REFUSED = "refused", "geweigerd, en de reden is nog niet gewogen"
    NOT_RECOGNISED = "not_recognised", "niet erkend voor deze opleiding"
    REQUIREMENT = "requirement", "stelt een eis die niet mag"


class Verdict(Term):
    """What a person decided about a student of a round."""

    AGREE = "agree", "akkoord"
    PIN = "pin", "vastgezet"
    VETO = "veto", "afgewezen"
    RELEASE = "release", "weer vrij"


class SignedHow(Term):
    """How somebody signed a round."""

    UNLOCKED = "unlocked", "met eigen wachtzin"
    PAPER = "paper", "op papier"
