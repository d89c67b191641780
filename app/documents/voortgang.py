"""Progress of a student on paper: to share, or for the school alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from app.dates import long_date, short_date
from app.documents.outlook import promises_table
from app.documents.parts import (
    Column,
    Facts,
    Mark,
    Part,
    ReportData,
    Signatures,
    Table,
    Timeline,
    Words,
)
from app.queries.hours_words import period_hours_words, programme_hours_words
from app.queries.paper_progress import InternalProgressRow, SharedProgressRow
from app.queries.student_rows import TalkRow, VerdictRow
from app.terms.pipeline import Moment, Party
from app.text import translate

_MINUTES = 60


def shared(row: SharedProgressRow, school: str, words: Mapping[str, str], today: date) -> ReportData:
    """What student and company take home: everything that the three of them agreed, and nothing else."""
    return ReportData(
        school,
        translate("Voortgang", "Voortgang van de stage"),
        row.student,
        (
            *_promised(row, today),
            *_about(row, words, today),
            Signatures(
                translate("Voortgang", "Besproken en akkoord"),
                (
                    translate("Voortgang", "student, datum"),
                    translate("Voortgang", "leerbedrijf, datum"),
                    translate("Voortgang", "school, datum"),
                ),
            ),
        ),
        lead=translate("Voortgang", "Bij {company}. Stand op {day}.").format(company=row.company, day=long_date(today)),
        foot=translate("Voortgang", "voor student en leerbedrijf"),
    )


def internal(row: InternalProgressRow, school: str, words: Mapping[str, str], today: date) -> ReportData:
    """The same for colleagues, with how it stands against the norm and what is still missing."""
    contact = row.contact
    norm = translate("Voortgang", "{joint} van {asked} gesprekken met z’n drieën, {physical} van {at} op de werkplek")
    said = norm.format(
        joint=contact.joint, asked=contact.norm.joint, physical=contact.physical, at=contact.norm.physical
    )
    missing = [*row.missing]
    if row.unsigned:
        parties = ", ".join(party.label for party in row.unsigned)
        missing.append(translate("Voortgang", "handtekening van {parties}").format(parties=parties))
    points = tuple(dict.fromkeys(missing)) or (translate("Voortgang", "Niets"),)
    lead = translate("Voortgang", "Bij {company}. Stand op {day}. Alleen voor collega’s.")
    return ReportData(
        school,
        translate("Voortgang", "Voortgang van de stage, intern"),
        row.shared.student,
        (
            *_promised(row.shared, today),
            Facts(
                translate("Voortgang", "Hoe het ervoor staat"),
                (
                    (translate("Voortgang", "Klas"), row.group),
                    (words["mentor"].capitalize(), row.mentor),
                    (translate("Voortgang", "Stap"), f"{row.state.label}, {short_date(row.since)}"),
                    (translate("Voortgang", "Nu nodig"), row.ask),
                    (translate("Voortgang", "Norm voor contact"), said),
                ),
            ),
            Words(translate("Voortgang", "Wat nog mist"), points=points),
            *_about(row.shared, words, today),
        ),
        lead=lead.format(company=row.shared.company, day=long_date(today)),
        foot=translate("Voortgang", "alleen intern"),
    )


def _about(row: SharedProgressRow, words: Mapping[str, str], today: date) -> Iterator[Part]:
    yield Facts(translate("Voortgang", "De stage"), tuple(_facts(row, words)))
    yield _learnt(row)
    yield Timeline(translate("Voortgang", "Gesprekken"), row.first_day, row.last_day, today, tuple(_marks(row)))
    yield Table(
        translate("Voortgang", "Beoordelingen"),
        (
            Column(translate("Voortgang", "Wanneer")),
            Column(translate("Voortgang", "Door")),
            Column(translate("Voortgang", "Oordeel"), 2),
        ),
        tuple(_verdict(one) for one in row.verdicts),
        nothing=translate("Voortgang", "Nog geen beoordeling"),
    )
    if row.parts:
        yield _judged_parts(row)


def _promised(row: SharedProgressRow, today: date) -> Iterator[Part]:
    """What somebody promised and has not done, before anything else; nothing where all is done."""
    if row.promises:
        yield promises_table((("", one) for one in row.promises), today, named=False)


def _facts(row: SharedProgressRow, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    reach = "\n".join(filter(None, (row.supervisor, row.supervisor_phone, row.supervisor_email)))
    yield translate("Voortgang", "Opleiding"), row.programme
    yield translate("Voortgang", "Periode"), row.period
    yield translate("Voortgang", "Leerbedrijf"), row.company
    yield words["company_person"].capitalize(), row.company_person
    yield words["supervisor"].capitalize(), reach
    yield translate("Voortgang", "Vast aanspreekpunt van het leerbedrijf"), "\n".join(row.contact_point.lines)
    days = f"{short_date(row.first_day)} – {short_date(row.last_day)}"
    yield translate("Voortgang", "Eerste en laatste dag"), days
    yield translate("Voortgang", "Uren"), _hours(row.minutes_done, row.minutes_total)
    if together := period_hours_words(row.in_period):
        yield translate("Voortgang", "Uren in deze periode"), together
    yield translate("Voortgang", "Uren in de hele opleiding"), programme_hours_words(row.hours)


def _learnt(row: SharedProgressRow) -> Table:
    """How the student stands in each werkproces, and in the goals of their own."""
    units = [
        (
            f"{unit.code} {unit.title}",
            unit.mastery.label if unit.mastery else translate("Voortgang", "nog niet besproken"),
            short_date(unit.noted_on) if unit.noted_on else "",
        )
        for unit in row.units
    ]
    goals = [(goal.text, goal.mastery.label, short_date(goal.noted_on)) for goal in row.goals]
    return Table(
        translate("Voortgang", "Wat je leert"),
        (
            Column(translate("Voortgang", "Werkproces of leerdoel"), 3.4),
            Column(translate("Voortgang", "Stand"), 1.5),
            Column(translate("Voortgang", "Gezien op"), 1),
        ),
        (*units, *goals),
        nothing=translate("Voortgang", "Nog geen werkprocessen of leerdoelen"),
    )


def _judged_parts(row: SharedProgressRow) -> Table:
    """Of each werkproces and leerdoel what company and school said of it, halfway and at the end."""
    given = {(one.key, one.moment, one.party): one.judgement.label for one in row.parts}
    parts = [(unit.unit_id, f"{unit.code} {unit.title}") for unit in row.units]
    parts += [(goal.id, goal.text) for goal in row.goals]
    asked = [(moment, party) for moment in (Moment.MIDDLE, Moment.END) for party in (Party.COMPANY, Party.SCHOOL)]
    judged = {one.key for one in row.parts}
    return Table(
        translate("Voortgang", "Oordeel per onderdeel"),
        (
            Column(translate("Voortgang", "Werkproces of leerdoel"), 2.6),
            *(Column(f"{moment.label.capitalize()} {party.label}") for moment, party in asked),
        ),
        tuple((words, *(given.get((key, *one), "–") for one in asked)) for key, words in parts if key in judged),
        nothing=translate("Voortgang", "Nog geen beoordeling"),
    )


def _marks(row: SharedProgressRow) -> Iterator[Mark]:
    for talk in row.held:
        yield Mark(talk.held_on, _talk(talk), done=True)
    agreed = translate("Voortgang", "gesprek gepland")
    by_then = translate("Voortgang", "gesprek met z’n drieën, uiterlijk op deze dag")
    for day in row.planned:
        yield Mark(day, agreed if row.planned_agreed else by_then, done=False)


def _talk(talk: TalkRow) -> str:
    """Which talk it was, how, and who were there."""
    there = [
        word
        for word, present in (
            (translate("Voortgang", "student"), talk.student),
            (translate("Voortgang", "leerbedrijf"), talk.company),
            (translate("Voortgang", "school"), talk.school),
        )
        if present
    ]
    return ", ".join(filter(None, (talk.moment.label, talk.form.label if talk.form else "", " + ".join(there))))


def _verdict(one: VerdictRow) -> tuple[str, str, str]:
    return f"{one.moment.label}, {short_date(one.judged_on)}", one.party.label, one.judgement.label


def _hours(done: int | None, total: int | None) -> str:
    if done is None and total is None:
        return translate("Voortgang", "nog niet bekend")
    if done is None:
        return translate("Voortgang", "{total} uur gepland").format(total=(total or 0) // _MINUTES)
    if total is None:
        return translate("Voortgang", "{done} uur gemaakt").format(done=done // _MINUTES)
    return translate("Voortgang", "{done} van {total} uur").format(done=done // _MINUTES, total=total // _MINUTES)
