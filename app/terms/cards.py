"""Words about cards that are handed out."""

from __future__ import annotations

from app.terms.term import Term


class Receiver(Term):
    """Who gets a card."""

    COMPANY = "company", "leerbedrijf"
    GROUP = "group", "klas"


class Reach(Term):
    """How far a card has come, from what needs doing first."""

    NEVER = "never", "nog nooit uitgereikt"
    NOT_DISCUSSED = "not_discussed", "nog nooit besproken"
    OUTDATED = "outdated", "oudere versie"
    DONE = "done", "besproken"
