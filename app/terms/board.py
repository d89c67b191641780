"""Words about how the board is looked at."""

from __future__ import annotations

from app.terms.term import Term


class BoardFilter(Term):
    """Which cards a board keeps."""

    ASKING = "asking", "Mist iets"
    STARTS_SOON = "starts_soon", "Start binnen 3 weken"
    SEEKING = "seeking", "Zoekt plek"
    SELF_FOUND = "self_found", "Zelf gevonden"
    LATE_CONTACT = "late_contact", "Contact te laat"
    MINOR = "minor", "Minderjarig"
