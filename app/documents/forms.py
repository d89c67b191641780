"""Blank forms for who works with a pen, in the order of the forms on the screen: a place, a wish, a talk."""

from __future__ import annotations

from app.dates import WEEKDAYS
from app.documents.parts import Blank, Blanks, ReportData, Signatures, Words
from app.terms.company import Accepts, Answer, CostKind
from app.terms.exchange import Transport
from app.terms.pipeline import Form, Moment
from app.terms.school import Path
from app.text import translate

_REQUIREMENTS = 3


def offer_form(school: str) -> ReportData:
    """What a company fills in that has a place."""
    title = translate("Forms", "Een stageplaats aanbieden")
    return ReportData(
        school,
        title,
        title,
        (_offering(), _place(), _work(), _requirements(), _money(), _rest()),
        lead=translate("Forms", "Vertel wat er te leren valt. Wij zoeken er een student bij."),
        confidential=False,
    )


def _offering() -> Blanks:
    """Who offers: the screen knows that already."""
    return Blanks(
        translate("Forms", "Uw bedrijf"),
        (
            Blank(translate("Forms", "Naam en leerbedrijf-ID")),
            Blank(translate("Forms", "Adres en plaats")),
            Blank(translate("Forms", "Telefoon en e-mail")),
        ),
    )


def _place() -> Blanks:
    return Blanks(
        translate("Forms", "De plek"),
        (
            Blank(translate("Forms", "Opleiding en niveau")),
            Blank(translate("Forms", "In welke periode?")),
            Blank(translate("Forms", "Hoeveel plekken?")),
            Blank(translate("Forms", "Leerweg"), choices=tuple(one.label for one in Path)),
            Blank(translate("Forms", "Op welke dagen?"), choices=tuple(WEEKDAYS)),
            Blank(translate("Forms", "Uren per week")),
        ),
    )


def _work() -> Blanks:
    return Blanks(
        translate("Forms", "Het werk"),
        (
            Blank(translate("Forms", "Welk werk doet de student?"), lines=2),
            Blank(translate("Forms", "Wat is er te leren (werkprocessen)?"), lines=2),
        ),
    )


def _requirements() -> Blanks:
    asked: list[Blank] = []
    for number in range(1, _REQUIREMENTS + 1):
        asked.append(Blank(translate("Forms", "Eis {n}").format(n=number)))
        asked.append(Blank(translate("Forms", "Reden van eis {n}").format(n=number)))
    return Blanks(
        translate("Forms", "Wat vraagt u van een student?"),
        tuple(asked),
        translate(
            "Forms", "Schrijf bij elke eis waarom het werk dat nodig heeft. Zonder reden vraagt de school het na."
        ),
    )


def _money() -> Blanks:
    kinds = (*(kind.label for kind in CostKind), translate("Forms", "de rest niet"))
    return Blanks(
        translate("Forms", "Vergoeding en kosten"),
        (
            Blank(translate("Forms", "Vergoeding per maand")),
            Blank(translate("Forms", "Welke kosten vergoedt u?"), choices=kinds),
        ),
        translate("Forms", "Geen vergoeding? Schrijf dan 0, en waarom. Wat u nog niet weet, laat u open."),
    )


def _rest() -> Blanks:
    answers = tuple(one.label for one in Answer if one is not Answer.UNKNOWN)
    return Blanks(
        translate("Forms", "Bereiken en plaatsen"),
        (
            Blank(translate("Forms", "Bereikbaar met ov"), choices=answers),
            Blank(translate("Forms", "Toegankelijkheid (lift, rustige werkplek)")),
            Blank(
                translate("Forms", "Neemt u wie de school plaatst?"),
                choices=tuple(
                    translate("Forms", "weet ik nog niet") if one is Accepts.UNKNOWN else one.label for one in Accepts
                ),
            ),
            Blank(translate("Forms", "Contactpersoon")),
            Blank(translate("Forms", "Toelichting"), lines=2),
        ),
    )


def wish_form(school: str) -> ReportData:
    """What a student fills in before a place is sought."""
    title = translate("Forms", "Mijn leerwens")
    return ReportData(
        school,
        title,
        title,
        (
            Blanks(
                translate("Forms", "Wie ben je?"),
                (Blank(translate("Forms", "Naam en studentnummer")), Blank(translate("Forms", "Klas en periode"))),
            ),
            Blanks(
                translate("Forms", "Wat wil je leren?"),
                (
                    Blank(translate("Forms", "Dit wil ik leren op mijn stage"), lines=4),
                    Blank(translate("Forms", "Deze werkprocessen (je docent weet welke er zijn)"), lines=2),
                    Blank(translate("Forms", "Bij zo’n soort bedrijf"), lines=2),
                    Blank(translate("Forms", "Dit werk wil ik graag doen"), lines=3),
                ),
            ),
            Blanks(
                translate("Forms", "Wat is praktisch?"),
                (
                    Blank(translate("Forms", "Op deze dagen kan ik"), choices=tuple(WEEKDAYS)),
                    Blank(translate("Forms", "Zo reis ik"), choices=tuple(one.label for one in Transport)),
                    Blank(translate("Forms", "Zoveel minuten mag de reis duren")),
                    Blank(translate("Forms", "Zoveel kilometer mag het ver zijn")),
                    Blank(translate("Forms", "Dit heb ik nodig om goed te kunnen werken"), lines=2),
                ),
                intro=translate(
                    "Forms", "Schrijf op wat je nodig hebt, niet waarom. Een diagnose hoef je nooit te geven."
                ),
            ),
        ),
        lead=translate("Forms", "De school zoekt een plek bij wat jij wilt leren, niet bij wie je bent."),
    )


def talk_form(school: str) -> ReportData:
    """What is written at a talk with student and company."""
    title = translate("Forms", "Verslag van een gesprek")
    roles = (translate("Forms", "student"), translate("Forms", "leerbedrijf"), translate("Forms", "school"))
    return ReportData(
        school,
        title,
        title,
        (
            _who_and_when(roles),
            _how_it_goes(),
            Blanks(
                translate("Forms", "Afspraken"),
                (
                    Blank(translate("Forms", "Wie doet wat, en voor welke dag?"), lines=6),
                    Blank(translate("Forms", "Volgend gesprek op")),
                ),
            ),
            _mind(),
            Signatures(translate("Forms", "Voorgelezen en akkoord"), roles),
        ),
        lead=translate("Forms", "Vul het in met student en leerbedrijf erbij, en lees het voor."),
    )


def _who_and_when(roles: tuple[str, ...]) -> Blanks:
    return Blanks(
        translate("Forms", "Wie en wanneer"),
        (
            Blank(translate("Forms", "Student en klas")),
            Blank(translate("Forms", "Leerbedrijf")),
            Blank(translate("Forms", "Datum en tijd")),
            Blank(translate("Forms", "Welk gesprek"), choices=tuple(one.label for one in Moment)),
            Blank(translate("Forms", "Hoe"), choices=tuple(one.label for one in Form)),
            Blank(translate("Forms", "Wie waren erbij"), choices=roles),
        ),
    )


def _how_it_goes() -> Blanks:
    good = (translate("Forms", "ja"), translate("Forms", "deels"), translate("Forms", "nee"))
    return Blanks(
        translate("Forms", "Hoe gaat het?"),
        (
            Blank(translate("Forms", "Weet iedereen wat er geleerd wordt?"), choices=good),
            Blank(translate("Forms", "Is er genoeg begeleiding op de werkplek?"), choices=good),
            Blank(translate("Forms", "Worden de kosten vergoed zoals afgesproken?"), choices=good),
            Blank(translate("Forms", "Wat gaat goed?"), lines=2),
            Blank(translate("Forms", "Wat kan beter?"), lines=2),
            Blank(translate("Forms", "Uren tot nu toe")),
        ),
    )


def _mind() -> Words:
    return Words(
        translate("Forms", "Let op"),
        (
            translate(
                "Forms",
                "Schrijf feiten op, geen diagnoses en niets over afkomst, geloof of gezondheid. Wil de student "
                "iets alleen met jou bespreken? Doe dat apart en schrijf het niet op dit blad.",
            ),
        ),
    )
