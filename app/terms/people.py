"""Words about who may open a school, and with what."""

from __future__ import annotations

from app.terms.term import Term


class Role(Term):
    """What someone who opens the school is there."""

    COORDINATOR = "coordinator", "BPV-coördinator"
    SUPERVISOR = "supervisor", "stagebegeleider"
    CONFIDANT = "confidant", "vertrouwenspersoon"


class Strength(Term):
    """How hard a passphrase is to guess, by its length."""

    SHORT = "short", "te kort"
    FAIR = "fair", "redelijk"
    GOOD = "good", "goed"
    STRONG = "strong", "sterk"
