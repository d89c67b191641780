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
