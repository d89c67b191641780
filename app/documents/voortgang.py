"""Progress on paper: of a student, to share or for the school alone, and of a klas, programme or period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.dates import long_date, short_date
from app.documents.outlook import promises_table
from app.documents.parts import (
    Bars,
    Column,
    Facts,
    Mark,
    Part,
    ReportData,
    Signatures,
    Table,
    Tile,
    Tiles,
    Timeline,
    Words,
)
from app.queries.board import CardRow
from app.queries.paper_progress import InternalProgressRow, SharedProgressRow
from app.queries.student import TalkRow, VerdictRow
from app.terms.pipeline import Lane, Moment, Party, State
from app.text import plural, translate

LEAST = 5
"""Fewer students than this are not told apart in an overview without names."""
_MINUTES = 60


def shared(row: SharedProgressRow, school: str, words: Mapping[str, str], today: date) -> ReportData:
    """What student and company take home: everything that the three of them agreed, and nothing else."""
    return ReportData(
        school,
        translate("Voortgang", "Voortgang van de stage"),
        row.student,
        (
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
    reach = "\n".join(filter(None, (row.supervisor, row.supervisor_phone, row.supervisor_email)))
    yield Facts(
        translate("Voortgang", "De stage"),
        (
            (translate("Voortgang", "Opleiding"), row.programme),
            (translate("Voortgang", "Periode"), row.period),
            (translate("Voortgang", "Leerbedrijf"), row.company),
            (words["company_person"].capitalize(), row.company_person),
            (words["supervisor"].capitalize(), reach),
            (translate("Voortgang", "Vast aanspreekpunt van het leerbedrijf"), "\n".join(row.contact_point.lines)),
            (
                translate("Voortgang", "Eerste en laatste dag"),
                f"{short_date(row.first_day)} – {short_date(row.last_day)}",
            ),
            (translate("Voortgang", "Uren"), _hours(row.minutes_done, row.minutes_total)),
            (translate("Voortgang", "Uren in de hele opleiding"), _programme_hours(row)),
        ),
    )
    if row.promises:
        yield promises_table((("", one) for one in row.promises), today, named=False)
    columns = (
        Column(translate("Voortgang", "Werkproces of leerdoel"), 3.4),
        Column(translate("Voortgang", "Stand"), 1.5),
        Column(translate("Voortgang", "Gezien op"), 1),
    )
    units = [
        (
            f"{unit.code} {unit.title}",
            unit.mastery.label if unit.mastery else translate("Voortgang", "nog niet besproken"),
            short_date(unit.noted_on) if unit.noted_on else "",
        )
        for unit in row.units
    ]
    goals = [(goal.text, goal.mastery.label, short_date(goal.noted_on)) for goal in row.goals]
    yield Table(
        translate("Voortgang", "Wat je leert"),
        columns,
        (*units, *goals),
        nothing=translate("Voortgang", "Nog geen werkprocessen of leerdoelen"),
    )
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


def _programme_hours(row: SharedProgressRow) -> str:
    """What was made and is planned over all periods, and what the programme asks at least, with its source."""
    hours = row.hours
    if hours is None:
        return translate("Voortgang", "nog niet bekend")
    said = translate("Voortgang", "{done} gemaakt, {planned} gepland").format(done=hours.done, planned=hours.planned)
    if hours.minimum is None:
        return said
    least = translate("Voortgang", "minimaal {n} ({source})")
    return f"{said}\n{least.format(n=hours.minimum.hours, source=hours.minimum.source)}"


def overview(cards: Sequence[CardRow], school: str, about: str, today: date, *, names: bool) -> ReportData:
    """Where everybody in ``cards`` stands, a klas a bar; without ``names`` for who may not know persons.

    Then no number that tells fewer than five students apart stands on the paper.
    """
    present = [card for card in cards if card.lane is not None or card.state is State.COMPLETED]
    by_group: dict[str, list[CardRow]] = {}
    for card in present:
        by_group.setdefault(card.group or translate("Voortgang", "zonder klas"), []).append(card)
    rows = tuple((group, _counts(by_group[group])) for group in sorted(by_group))
    parts: list[Part] = [Tiles(_tiles(present))] if names else []
    shown = rows if names else told_apart(rows)
    series = (translate("Voortgang", "Afgerond"), *(lane.label for lane in _LANES))
    if shown:
        parts.append(
            Bars(translate("Voortgang", "Stand per klas"), translate("Voortgang", "Klas"), series, shown, _INKS)
        )
    if not names:
        parts.append(Words(lines=(_small(len(rows), len(shown)),)))
    else:
        parts.append(_everybody(present))
    count = plural(len(present), translate("Voortgang", "{n} student"), translate("Voortgang", "{n} studenten"))
    lead = translate("Voortgang", "Stand op {day}: {count}.").format(day=long_date(today), count=count)
    title = translate("Voortgang", "Voortgang van de stages")
    return ReportData(school, title, about or title, tuple(parts), lead=lead, confidential=names)


_INKS = ("petrol", "soft_petrol", "mint", "sun", "soft_sun", "coral")
_LANES = (Lane.CLOSING, Lane.RUNNING, Lane.PAPERS, Lane.PROPOSAL, Lane.SEEKING)


def _counts(cards: Sequence[CardRow]) -> tuple[int, ...]:
    """How many are done, and how many stand in each lane, from the end of the road back."""
    return (sum(card.lane is None for card in cards), *(sum(card.lane is lane for card in cards) for lane in _LANES))


def _tiles(cards: Sequence[CardRow]) -> tuple[Tile, ...]:
    seeking = sum(card.lane is Lane.SEEKING for card in cards)
    running = sum(card.lane in {Lane.RUNNING, Lane.CLOSING} for card in cards)
    late = sum(card.late_contact for card in cards)
    return (
        Tile(str(len(cards)), translate("Voortgang", "studenten"), accent=True),
        Tile(str(running), translate("Voortgang", "op stage")),
        Tile(str(seeking), translate("Voortgang", "zoekt plek")),
        Tile(str(late), translate("Voortgang", "contact te laat")),
    )


def _everybody(cards: Sequence[CardRow]) -> Table:
    columns = (
        Column(translate("Voortgang", "Student"), 2),
        Column(translate("Voortgang", "Klas"), 0.8),
        Column(translate("Voortgang", "Leerbedrijf"), 2),
        Column(translate("Voortgang", "Stap"), 1.4),
        Column(translate("Voortgang", "Nu nodig"), 1.8),
    )
    rows = tuple((card.student, card.group, card.company, card.state.label, card.ask.text) for card in cards)
    return Table(translate("Voortgang", "Alle studenten"), columns, rows, nothing=translate("Voortgang", "Nog niemand"))


def _may_be_told(counts: Sequence[int]) -> bool:
    return all(count == 0 or count >= LEAST for count in counts)


def told_apart(rows: Sequence[tuple[str, tuple[int, ...]]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """``rows`` without any number from one to four: those that hold one are added up until none is left.

    There is no other row from which the small numbers could be worked out; nothing at all may be left.
    """
    safe = sorted((row for row in rows if _may_be_told(row[1])), key=lambda row: sum(row[1]))
    small = [row for row in rows if not _may_be_told(row[1])]
    if not small:
        return tuple(rows)
    merged = _sum([row[1] for row in small])
    while not _may_be_told(merged) or len(small) == 1:
        if not safe:
            return ()
        small.append(safe.pop(0))
        merged = _sum([row[1] for row in small])
    kept = {row[0] for row in safe}
    name = translate("Voortgang", "andere klassen samen") if kept else translate("Voortgang", "alle klassen samen")
    return (*(row for row in rows if row[0] in kept), (name, merged))


def _sum(rows: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))


def _small(rows: int, shown: int) -> str:
    if shown == rows:
        return translate("Voortgang", "Er staan geen namen op dit overzicht.")
    return translate(
        "Voortgang",
        "Er staan geen namen op dit overzicht, en geen getallen die over minder dan vijf studenten gaan. "
        "Daarom zijn klassen bij elkaar geteld of weggelaten.",
    )
