"""Blank forms for who works with a pen: a place that is offered, a wish of a student, a talk."""

from __future__ import annotations

from app.documents.parts import Blank, Blanks, ReportData, Signatures, Words
from app.text import translate

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag")


def offer_form(school: str) -> ReportData:
    """What a company fills in that has a place."""
    title = translate("Forms", "Een stageplaats aanbieden")
    return ReportData(
        school,
        title,
        title,
        (
            Blanks(
                translate("Forms", "Uw bedrijf"),
                (
                    Blank(translate("Forms", "Naam van het bedrijf")),
                    Blank(translate("Forms", "Leerbedrijf-ID van SBB")),
                    Blank(translate("Forms", "Adres en plaats")),
                    Blank(translate("Forms", "Praktijkopleider")),
                    Blank(translate("Forms", "Telefoon en e-mail")),
                ),
            ),
            Blanks(
                translate("Forms", "De plek"),
                (
                    Blank(translate("Forms", "Voor welke opleiding en welk niveau?")),
                    Blank(translate("Forms", "Hoeveel plekken, van wanneer tot wanneer?")),
                    Blank(translate("Forms", "Welke dagen?"), choices=_days()),
                    Blank(translate("Forms", "Wat gaat de student doen en leren?"), lines=4),
                    Blank(
                        translate("Forms", "Wat moet een student kunnen, en waarom heeft het werk dat nodig?"), lines=3
                    ),
                ),
            ),
            Blanks(
                translate("Forms", "Vergoeding en bereikbaarheid"),
                (
                    Blank(translate("Forms", "Vergoeding per maand")),
                    Blank(
                        translate("Forms", "Welke kosten vergoedt u?"),
                        choices=(
                            translate("Forms", "reizen"),
                            translate("Forms", "kleding"),
                            translate("Forms", "VOG"),
                            translate("Forms", "gereedschap"),
                            translate("Forms", "maaltijden"),
                            translate("Forms", "geen"),
                        ),
                    ),
                    Blank(
                        translate("Forms", "Wat is er al toegankelijk?"),
                        choices=(
                            translate("Forms", "met het ov te bereiken"),
                            translate("Forms", "zonder drempels"),
                            translate("Forms", "rustige werkplek"),
                            translate("Forms", "aangepaste tijden kan"),
                        ),
                    ),
                    Blank(
                        translate("Forms", "Wij nemen de student die de school bij deze plek zoekt"),
                        choices=(translate("Forms", "ja"), translate("Forms", "nee, omdat:")),
                    ),
                    Blank(translate("Forms", "Toelichting"), lines=2),
                ),
            ),
        ),
        lead=translate("Forms", "Vertel wat er te leren valt. Wij zoeken er een student bij."),
        confidential=False,
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
                    Blank(translate("Forms", "Bij zo’n soort bedrijf"), lines=2),
                    Blank(translate("Forms", "Dit werk wil ik graag doen"), lines=3),
                ),
            ),
            Blanks(
                translate("Forms", "Wat is praktisch?"),
                (
                    Blank(translate("Forms", "Op deze dagen kan ik"), choices=_days()),
                    Blank(
                        translate("Forms", "Zo reis ik"),
                        choices=(
                            translate("Forms", "fiets"),
                            translate("Forms", "ov"),
                            translate("Forms", "scooter"),
                            translate("Forms", "auto"),
                            translate("Forms", "lopen"),
                        ),
                    ),
                    Blank(translate("Forms", "Zo lang mag de reis duren")),
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
    good = (translate("Forms", "ja"), translate("Forms", "deels"), translate("Forms", "nee"))
    return ReportData(
        school,
        title,
        title,
        (
            Blanks(
                translate("Forms", "Wie en wanneer"),
                (
                    Blank(translate("Forms", "Student en klas")),
                    Blank(translate("Forms", "Leerbedrijf")),
                    Blank(translate("Forms", "Datum en tijd")),
                    Blank(
                        translate("Forms", "Welk gesprek"),
                        choices=(
                            translate("Forms", "start"),
                            translate("Forms", "tussen"),
                            translate("Forms", "eind"),
                            translate("Forms", "extra"),
                        ),
                    ),
                    Blank(
                        translate("Forms", "Hoe"),
                        choices=(
                            translate("Forms", "op de werkplek"),
                            translate("Forms", "beeldbellen"),
                            translate("Forms", "telefoon"),
                        ),
                    ),
                    Blank(translate("Forms", "Wie waren erbij"), choices=roles),
                ),
            ),
            Blanks(
                translate("Forms", "Hoe gaat het?"),
                (
                    Blank(translate("Forms", "Weet iedereen wat er geleerd wordt?"), choices=good),
                    Blank(translate("Forms", "Is er genoeg begeleiding op de werkplek?"), choices=good),
                    Blank(translate("Forms", "Worden de kosten vergoed zoals afgesproken?"), choices=good),
                    Blank(translate("Forms", "Wat gaat goed?"), lines=2),
                    Blank(translate("Forms", "Wat kan beter?"), lines=2),
                    Blank(translate("Forms", "Uren tot nu toe")),
                ),
            ),
            Blanks(
                translate("Forms", "Afspraken"),
                (
                    Blank(translate("Forms", "Wie doet wat, en voor welke dag?"), lines=6),
                    Blank(translate("Forms", "Volgend gesprek op")),
                ),
            ),
            Words(
                translate("Forms", "Let op"),
                (
                    translate(
                        "Forms",
                        "Schrijf feiten op, geen diagnoses en niets over afkomst, geloof of gezondheid. Wil de student "
                        "iets alleen met jou bespreken? Doe dat apart en schrijf het niet op dit blad.",
                    ),
                ),
            ),
            Signatures(translate("Forms", "Voorgelezen en akkoord"), roles),
        ),
        lead=translate("Forms", "Vul het in met student en leerbedrijf erbij, en lees het voor."),
    )


def _days() -> tuple[str, ...]:
    return tuple(translate("Forms", day) for day in _DAYS)
