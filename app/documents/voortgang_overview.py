"""Progress of a klas, programme or period on paper: with names for colleagues, without for anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from app.dates import long_date
from app.documents.parts import Bars, Column, Part, ReportData, Table, Tile, Tiles, Words
from app.queries.board import CardRow
from app.queries.bpv_hours import BpvHours
from app.terms.pipeline import Lane, State
from app.text import plural, translate

LEAST = 5
"""Fewer students than this are not told apart in an overview without names."""


def overview(
    cards: Sequence[CardRow],
    school: str,
    about: str,
    today: date,
    *,
    names: bool,
    hours: Mapping[UUID, BpvHours] | None = None,
) -> ReportData:
    """Where everybody in ``cards`` stands, a klas a bar; without ``names`` for who may not know persons.

    ``hours`` of the whole programme, by student, stand behind the names.

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
        parts.append(_everybody(present, hours or {}))
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


def _everybody(cards: Sequence[CardRow], hours: Mapping[UUID, BpvHours]) -> Table:
    columns = (
        Column(translate("Voortgang", "Student"), 1.7),
        Column(translate("Voortgang", "Klas"), 0.75),
        Column(translate("Voortgang", "Leerbedrijf"), 1.8),
        Column(translate("Voortgang", "Stap"), 1.25),
        Column(translate("Voortgang", "Nu nodig"), 1.5),
        Column(translate("Voortgang", "Uren opleiding"), 1.6),
    )
    rows = tuple(
        (card.student, card.group, card.where, card.state.label, card.ask.text, _hours(hours.get(card.student_id)))
        for card in cards
    )
    return Table(
        translate("Voortgang", "Alle studenten"),
        columns,
        rows,
        nothing=translate("Voortgang", "Nog niemand"),
        note=_sources(hours),
    )


def _hours(hours: BpvHours | None) -> str:
    """Made and planned over all placements, and what the programme asks at least."""
    if hours is None or not (hours.periods or hours.minimum):
        return ""
    least = "?" if hours.minimum is None else str(hours.minimum.hours)
    return f"{hours.done} / {hours.planned} / {least}"


def _sources(hours: Mapping[UUID, BpvHours]) -> str:
    """How to read the hours, and where what is asked at least is written."""
    if not hours:
        return ""
    sources = sorted({one.minimum.source for one in hours.values() if one.minimum and one.minimum.source})
    words = translate(
        "Voortgang", "Uren opleiding: gemaakt / gepland / minimaal, alle plaatsingen van de opleiding bij elkaar."
    )
    if not sources:
        return words
    where = translate("Voortgang", "Het minimum komt uit: {sources}.").format(sources="; ".join(sources))
    return f"{words} {where}"


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
