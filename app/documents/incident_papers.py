"""The papers of Meldingen: a receipt for the student, a file with chosen parts, numbers for the school.

Each is made of what is unlocked now and leaves nothing behind: no temporary file, no name in the file's title.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum

from app.clock import ZONE
from app.dates import long_date, school_year_name, weekday_date
from app.documents.addresses import mail, phone, ways_to_reach, web
from app.documents.data import ContactLine
from app.documents.parts import Column, Facts, Part, ReportData, Table, Words
from app.queries.incidents import IncidentFile, SchoolNumbers
from app.rules.incident_file import Incident, encode
from app.rules.incidents import Planned, steps
from app.terms.incidents import Kind, Phase, Recipient, Teller, Wish
from app.text import translate

HIDDEN = "•••"
"""Stands where a name is covered."""
_CHECK_SIGNS = 16
_PROMISED = ("talk", "feedback", "aftercare")


class Section(StrEnum):
    """A part of a file that can be left out of the paper."""

    STORY = "story"
    STEPS = "steps"
    CONSENTS = "consents"
    ENDING = "ending"
    SEEN = "seen"


def receipt(file: IncidentFile, school: str, contacts: Sequence[ContactLine]) -> ReportData:
    """What the student takes home: a code and no name, what was agreed, who does what by when, where else to go."""
    incident = file.incident
    last = translate(
        "IncidentPapers",
        "Ging het anders dan hier staat? Bel ons en noem je code. Bewaar dit briefje waar jij het wilt.",
    )
    return ReportData(
        school=school,
        title=translate("IncidentPapers", "Ontvangstbewijs"),
        heading=translate("IncidentPapers", "Jouw code: {code}").format(code=incident.code),
        parts=(_agreed(incident), _who_does_what(file), _where_else(contacts), Words("", (last,))),
        lead=translate("IncidentPapers", "Jouw naam staat niet op dit briefje."),
        confidential=False,
    )


def _agreed(incident: Incident) -> Part:
    agreed = [translate("IncidentPapers", "Jij koos: {wish}.").format(wish=incident.wish.label)]
    if incident.promise:
        agreed.append(incident.promise)
    told = translate("IncidentPapers", "Je vertelde iets op {day}. Dank je wel. Je hoeft niets te bewijzen.")
    day = weekday_date(incident.received_on)
    return Words(translate("IncidentPapers", "Wat is afgesproken"), (told.format(day=day),), tuple(agreed))


def _who_does_what(file: IncidentFile) -> Part:
    """What the school still does for the student, and by when."""
    return Table(
        translate("IncidentPapers", "Wie doet wat, en wanneer"),
        (
            Column(translate("IncidentPapers", "Wat"), 3),
            Column(translate("IncidentPapers", "Wie")),
            Column(translate("IncidentPapers", "Uiterlijk"), 2),
        ),
        tuple(
            (one.step.label, translate("IncidentPapers", "school"), _day(one))
            for one in file.plan
            if one.step.key in _PROMISED and one.done is None
        ),
        nothing=translate("IncidentPapers", "De school belt je over de volgende stap."),
    )


def _where_else(contacts: Sequence[ContactLine]) -> Part:
    return Table(
        translate("IncidentPapers", "Hier kun je ook terecht"),
        (
            Column(translate("IncidentPapers", "Wie"), 2),
            Column(translate("IncidentPapers", "Waarvoor"), 3),
            Column(translate("IncidentPapers", "Hoe"), 3),
        ),
        tuple(
            (line.name, line.what_for, ways_to_reach(phone(line.phone), web(line.web), mail(line.email), between=" · "))
            for line in contacts
        ),
        nothing=translate("IncidentPapers", "Vraag je stagebegeleider om de meldwijzer."),
    )


def case(
    file: IncidentFile, school: str, sections: Collection[Section], *, masked: bool, names: Collection[str]
) -> ReportData:
    """A file on paper with the chosen parts; ``masked`` covers ``names`` and whoever is not the student.

    At the foot stands a checksum of what is in the file, so that two prints can be compared.
    """
    incident = file.incident
    cover = _Cover(names if masked else ())
    about = [
        (translate("IncidentPapers", "Spoor"), incident.track.label),
        (translate("IncidentPapers", "Soort"), incident.kind.label),
        (translate("IncidentPapers", "Wanneer"), incident.phase.label),
        (translate("IncidentPapers", "Ontvangen"), long_date(incident.received_on)),
        (translate("IncidentPapers", "Door"), cover(incident.received_by)),
        (translate("IncidentPapers", "Verteld door"), HIDDEN if masked and _is_third(incident) else _teller(incident)),
        (translate("IncidentPapers", "Student"), file.who),
        (translate("IncidentPapers", "Leerbedrijf"), file.company),
    ]
    parts: list[Part] = [Facts(translate("IncidentPapers", "Over deze melding"), tuple(about))]
    if Section.STORY in sections:
        parts.append(_story(incident, cover))
    if Section.STEPS in sections:
        parts.append(_steps(incident, cover))
    if Section.CONSENTS in sections:
        parts.append(_consents(incident))
    if Section.ENDING in sections:
        parts.append(_ending(incident, cover))
    if Section.SEEN in sections:
        parts.append(_seen(incident, cover))
    return ReportData(
        school=school,
        title=translate("IncidentPapers", "Dossier"),
        heading=translate("IncidentPapers", "Dossier {code}").format(code=incident.code),
        parts=tuple(parts),
        lead=translate("IncidentPapers", "Derden zijn afgedekt.") if masked else "",
        foot=translate("IncidentPapers", "controlegetal {sum}").format(sum=checksum(incident)),
    )


def checksum(incident: Incident) -> str:
    """The first signs of the SHA-256 of what is in a file, without who looked at it."""
    return hashlib.sha256(encode(replace(incident, seen=())).encode()).hexdigest()[:_CHECK_SIGNS]


def numbers(answer: SchoolNumbers, school: str) -> ReportData:
    """The numbers of a school year for who leads the school; what is small is not shown and cannot be worked out."""
    hidden = translate("IncidentPapers", "te klein")
    labels = {
        "receipt_days": translate("IncidentPapers", "dagen tot de ontvangst was bevestigd"),
        "talk_days": translate("IncidentPapers", "dagen tot het gesprek met de student"),
        "feedback_days": translate("IncidentPapers", "dagen tot de student hoorde wat er gebeurde"),
        "with_consequence": translate("IncidentPapers", "gesloten met een gevolg, van de honderd"),
        "as_promised": translate("IncidentPapers", "reactie zoals beloofd, van de honderd"),
    }
    table = answer.table
    rows = [(kind.label, *(_shown(table.cells[kind.value, phase.value], hidden) for phase in Phase)) for kind in Kind]
    figures = [
        (
            labels[figure.key],
            hidden if figure.value is None else str(figure.value),
            hidden if figure.known is None else str(figure.known),
        )
        for figure in answer.figures
    ]
    total = translate("IncidentPapers", "Alle meldingen en signalen samen: {n}.")
    return ReportData(
        school=school,
        title=translate("IncidentPapers", "Meldingen in cijfers"),
        heading=translate("IncidentPapers", "Schooljaar {year}").format(year=school_year_name(answer.year)),
        lead=total.format(n=_shown(table.total, hidden)),
        parts=(
            Table(
                translate("IncidentPapers", "Waarover"),
                (
                    Column(translate("IncidentPapers", "Soort"), 3),
                    *(Column(phase.label, number=True) for phase in Phase),
                ),
                tuple(rows),
                note=translate(
                    "IncidentPapers",
                    "Een getal onder de vijf staat er niet, en ook geen ander getal waaruit het is af te leiden.",
                ),
            ),
            Table(
                translate("IncidentPapers", "Hoe snel en hoe goed"),
                (
                    Column(translate("IncidentPapers", "Wat"), 4),
                    Column(translate("IncidentPapers", "Uitkomst"), number=True),
                    Column(translate("IncidentPapers", "Bekend van"), number=True),
                ),
                tuple(figures),
                note=translate("IncidentPapers", "Bij dagen staat de middelste van alle meldingen."),
            ),
        ),
    )


class _Cover:
    """Covers names in words."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = sorted((name for name in names if name), key=len, reverse=True)

    def __call__(self, text: str) -> str:
        for name in self._names:
            text = text.replace(name, HIDDEN)
        return text


def _day(planned: Planned) -> str:
    return weekday_date(planned.due)


def _is_third(incident: Incident) -> bool:
    return incident.teller is not Teller.STUDENT


def _teller(incident: Incident) -> str:
    return incident.told_by or incident.teller.label


def _story(incident: Incident, cover: _Cover) -> Part:
    lines = [incident.what, incident.where, incident.when]
    wish = translate("IncidentPapers", "De student wil: {wish}.").format(wish=incident.wish.label)
    if incident.witnesses:
        lines.append(translate("IncidentPapers", "Wie het zag of hoorde: {who}.").format(who=incident.witnesses))
    if incident.student is not None or incident.wish is not Wish.NOTHING:
        lines.append(wish)
    return Words(translate("IncidentPapers", "Wat is verteld"), tuple(cover(line) for line in lines if line))


def _steps(incident: Incident, cover: _Cover) -> Part:
    labels = {step.key: step.label for step in steps()}
    waived = translate("IncidentPapers", "niet nodig: {why}")
    return Table(
        translate("IncidentPapers", "Wat is gedaan"),
        (
            Column(translate("IncidentPapers", "Dag"), 2),
            Column(translate("IncidentPapers", "Stap"), 3),
            Column(translate("IncidentPapers", "Wat"), 5),
            Column(translate("IncidentPapers", "Door"), 2),
        ),
        tuple(
            (
                long_date(done.on),
                labels.get(done.step, done.step),
                cover(
                    " · ".join(
                        part
                        for part in (waived.format(why=done.text) if done.waived else done.text, done.reference)
                        if part
                    )
                ),
                cover(done.by),
            )
            for done in incident.done
        ),
        nothing=translate("IncidentPapers", "Er is nog niets vastgelegd."),
    )


def _consents(incident: Incident) -> Part:
    return Table(
        translate("IncidentPapers", "Toestemming van de student"),
        (
            Column(translate("IncidentPapers", "Dag"), 2),
            Column(translate("IncidentPapers", "Aan wie"), 3),
            Column(translate("IncidentPapers", "Wat mag"), 3),
        ),
        tuple((long_date(one.on), _of(one.recipient), one.consent.label) for one in incident.consents),
        nothing=translate("IncidentPapers", "Er is nog niets gevraagd."),
    )


def _ending(incident: Incident, cover: _Cover) -> Part:
    found = [
        (one.at, long_date(one.on), f"{one.consequence.label}. {cover(one.why)}", cover(one.by))
        for one in incident.closings
    ]
    reopened = translate("IncidentPapers", "heropend: {why}")
    found += [
        (one.at, long_date(one.on), reopened.format(why=cover(one.why)), cover(one.by)) for one in incident.reopenings
    ]
    return Table(
        translate("IncidentPapers", "Hoe het eindigde"),
        (
            Column(translate("IncidentPapers", "Dag"), 2),
            Column(translate("IncidentPapers", "Gevolg"), 6),
            Column(translate("IncidentPapers", "Door"), 2),
        ),
        tuple(row[1:] for row in sorted(found)),
        nothing=translate("IncidentPapers", "De melding is nog open."),
    )


def _seen(incident: Incident, cover: _Cover) -> Part:
    words = {
        "made": translate("IncidentPapers", "gemaakt"),
        "read": translate("IncidentPapers", "geopend"),
        "printed": translate("IncidentPapers", "geprint"),
        "saved": translate("IncidentPapers", "bewaard als bestand"),
        "handed_over": translate("IncidentPapers", "bestand voor de vertrouwenspersoon"),
    }
    return Table(
        translate("IncidentPapers", "Wie keek erin"),
        (
            Column(translate("IncidentPapers", "Wanneer"), 2),
            Column(translate("IncidentPapers", "Wat"), 2),
            Column(translate("IncidentPapers", "Wie"), 3),
        ),
        tuple(
            (f"{one.at.astimezone(ZONE):%d-%m-%Y %H:%M}", words.get(one.what, one.what), cover(one.by))
            for one in incident.seen
        ),
    )


def _of(recipient: Recipient) -> str:
    return recipient.label


def _shown(count: int | None, hidden: str) -> str:
    return hidden if count is None else str(count)
