"""How a place for backups looks, by where it lies."""

from __future__ import annotations

from collections.abc import Mapping

from app.terms.store import Where
from ui.theme import Tone
from ui.widgets.sign import Sign

_SIGNS: Mapping[Where, tuple[str, Tone]] = {
    Where.SAME_DISK: ("circle-alert", Tone.ATTENTION),
    Where.OTHER_DISK: ("circle-check", Tone.DONE),
    Where.NETWORK: ("circle-check", Tone.DONE),
    Where.CLOUD: ("circle-check", Tone.DONE),
    Where.AWAY: ("circle-alert", Tone.DANGER),
}


def where_sign(place: Where) -> Sign:
    """Where a place for backups lies, as a state."""
    return Sign(place.label, *_SIGNS[place])
