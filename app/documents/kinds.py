"""Which papers there are to hand out: what the Documenten page lists."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.text import translate


class About(StrEnum):
    """What has to be chosen before a paper can be made."""

    NOTHING = "nothing"
    PLACEMENT = "placement"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Kind:
    """A paper that can be made at any time.

    ``texts`` is the name of its texts, empty where the school writes none; ``large`` where there is an
    edition in large print, ``booklet`` where it can be folded to one of A5; ``versions`` where it can be
    made with and without names of students; ``translated`` where there are texts in more languages.
    """

    name: str
    title: str
    purpose: str
    paper: str
    icon: str
    texts: str = ""
    about: About = About.NOTHING
    large: bool = False
    booklet: bool = False
    versions: bool = False
    translated: bool = False


def kinds() -> tuple[Kind, ...]:
    """The papers to hand out, in the order of the page."""
    return (*_cards(), *_overviews(), *_forms())


def title_of(name: str) -> str:
    """What a paper in the register is called, also one that is made on another page."""
    elsewhere = {
        "inzage": translate("Papers", "Inzage"),
        "matching_letters": translate("Papers", "Brieven van een matchingronde"),
        "matching_invitations": translate("Papers", "Kennismaking na een matchingronde"),
    }
    titles = {kind.name: kind.title for kind in kinds()}
    return titles.get(name) or elsewhere.get(name, name)


def _cards() -> tuple[Kind, ...]:
    """What is handed out to everybody alike."""
    return (
        Kind(
            "tipkaart",
            translate("Papers", "Tipkaart"),
            translate("Papers", "Voor leerbedrijven: tien tips om iedere student eerlijk te ontvangen."),
            translate("Papers", "A4 liggend, dubbelzijdig over de korte kant, gevouwen tot A5"),
            "handshake",
            texts="tipkaart",
            large=True,
        ),
        Kind(
            "tipkaart_place",
            translate("Papers", "Tipkaart van een plaatsing"),
            translate("Papers", "Dezelfde kaart, met het vaste aanspreekpunt en de dagen voor contact al ingevuld."),
            translate("Papers", "A4 liggend, dubbelzijdig over de korte kant, gevouwen tot A5"),
            "handshake",
            texts="tipkaart",
            large=True,
            about=About.PLACEMENT,
        ),
        Kind(
            "meldwijzer",
            translate("Papers", "Meldwijzer"),
            translate("Papers", "Voor studenten: wat je kunt doen bij discriminatie of onveiligheid, en wie helpt."),
            translate("Papers", "A4 staand, dubbelzijdig over de lange kant"),
            "life-buoy",
            texts="meldwijzer",
            large=True,
            translated=True,
        ),
    )


def _overviews() -> tuple[Kind, ...]:
    """What tells where people stand."""
    return (
        Kind(
            "progress_shared",
            translate("Papers", "Voortgang, om te delen"),
            translate("Papers", "Voor student en leerbedrijf: wat ze samen weten en afspraken, en niets anders."),
            _upright(),
            "target",
            about=About.PLACEMENT,
            large=True,
            booklet=True,
        ),
        Kind(
            "progress_internal",
            translate("Papers", "Voortgang, intern"),
            translate("Papers", "Voor collega’s: ook de norm voor contact en wat er nog mist."),
            _upright(),
            "eye-off",
            about=About.PLACEMENT,
            large=True,
            booklet=True,
        ),
        Kind(
            "progress_view",
            translate("Papers", "Voortgang van klas of periode"),
            translate("Papers", "Waar iedereen staat, in een grafiek en in cijfers. Met namen, of zonder."),
            _upright(),
            "layout-dashboard",
            about=About.VIEW,
            large=True,
            versions=True,
        ),
        Kind(
            "agreements",
            translate("Papers", "Voorblad POK’s"),
            translate("Papers", "Wie tekende de praktijkovereenkomst wanneer; wat niet volledig is, staat bovenaan."),
            translate("Papers", "A4 liggend"),
            "badge-check",
            about=About.VIEW,
        ),
        Kind(
            "allowances",
            translate("Papers", "Overzicht vergoedingen"),
            translate("Papers", "Wat leerbedrijven betalen, welke kosten ze vergoeden en wat nog onbekend is."),
            _upright(),
            "scale",
            about=About.VIEW,
        ),
    )


def _forms() -> tuple[Kind, ...]:
    """What is filled in by pen."""
    return (
        Kind(
            "form_offer",
            translate("Papers", "Formulier stageplaats"),
            translate("Papers", "Voor leerbedrijven: een plek aanbieden met de pen."),
            _upright(),
            "briefcase",
            large=True,
        ),
        Kind(
            "form_wish",
            translate("Papers", "Formulier leerwens"),
            translate("Papers", "Voor studenten: wat je wilt leren en wat praktisch is."),
            _upright(),
            "pencil",
            large=True,
        ),
        Kind(
            "form_talk",
            translate("Papers", "Formulier gespreksverslag"),
            translate("Papers", "Voor begeleiders zonder laptop: in te vullen met student en leerbedrijf."),
            _upright(),
            "notebook-pen",
            large=True,
        ),
    )


def _upright() -> str:
    return translate("Papers", "A4 staand")
