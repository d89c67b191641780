"""Which papers there are to hand out: what the Documenten page lists."""

from __future__ import annotations

from dataclasses import dataclass

from app.text import translate


@dataclass(frozen=True, slots=True)
class Kind:
    """A paper that can be made at any time; ``name`` is also the name of its texts, ``icon`` of its icon."""

    name: str
    title: str
    purpose: str
    paper: str
    icon: str


def kinds() -> tuple[Kind, ...]:
    """The papers to hand out, in the order of the page."""
    return (
        Kind(
            "tipkaart",
            translate("Papers", "Tipkaart"),
            translate("Papers", "Voor leerbedrijven: tien tips om iedere student eerlijk te ontvangen."),
            translate("Papers", "A4 liggend, dubbelzijdig over de korte kant, gevouwen tot A5"),
            "handshake",
        ),
        Kind(
            "meldwijzer",
            translate("Papers", "Meldwijzer"),
            translate("Papers", "Voor studenten: wat je kunt doen bij discriminatie of onveiligheid, en wie helpt."),
            translate("Papers", "A4 staand, dubbelzijdig over de lange kant"),
            "life-buoy",
        ),
    )
