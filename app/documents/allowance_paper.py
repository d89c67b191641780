"""What companies pay and which costs they cover, on paper: what to talk about first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.dates import long_date
from app.documents.parts import Bars, Column, ReportData, Table, Tile, Tiles, Words
from app.queries.allowances import AllowanceRow
from app.terms.company import Allowance
from app.terms.school import Path
from app.text import translate

_MINUTES = 60
_CLASSES = ((0, 150), (150, 300), (300, 450), (450, 0))


def allowance_list(rows: Sequence[AllowanceRow], school: str, about: str, today: date) -> ReportData:
    """What is agreed about money, and with whom it must still be talked about."""
    title = translate("Papers", "Overzicht vergoedingen")
    bare = [row for row in rows if row.uncovered]
    amounts = [row.cents for row in rows if row.allowance is Allowance.AMOUNT and row.cents is not None]
    unknown = sum(row.allowance is Allowance.UNKNOWN for row in rows)
    return ReportData(
        school,
        title,
        about or title,
        (
            Tiles(
                (
                    Tile(str(unknown), translate("Papers", "nog niet bekend"), accent=True),
                    Tile(str(len(amounts)), translate("Papers", "met een bedrag")),
                    Tile(str(len(bare)), translate("Papers", "geen kosten vergoed")),
                )
            ),
            _spread(amounts),
            _to_talk_about(bare),
            _each(rows),
            _agreed(),
        ),
        lead=translate("Papers", "Stand op {day}. Reiskosten zijn een schatting.").format(day=long_date(today)),
    )


def _spread(amounts: Sequence[int]) -> Bars:
    """How many students get how much a month."""
    return Bars(
        translate("Papers", "Hoeveel krijgen studenten?"),
        translate("Papers", "Per maand"),
        (translate("Papers", "Studenten"),),
        tuple((_class(low, high), (_within(amounts, low, high),)) for low, high in _CLASSES),
    )


def _each(rows: Sequence[AllowanceRow]) -> Table:
    columns = (
        Column(translate("Papers", "Student"), 1.8),
        Column(translate("Papers", "Klas"), 0.8),
        Column(translate("Papers", "Leerbedrijf"), 2),
        Column(translate("Papers", "Per maand"), 1.1, number=True),
        Column(translate("Papers", "Uren per week"), 0.9, number=True),
        Column(translate("Papers", "Kosten vergoed"), 2),
    )
    return Table(
        translate("Papers", "Per student"),
        columns,
        tuple(_allowance(row) for row in rows),
        nothing=translate("Papers", "Nog geen plaatsingen"),
    )


def _agreed() -> Words:
    return Words(
        translate("Papers", "Wat is afgesproken in het Stagepact"),
        (
            translate(
                "Papers",
                "Leerbedrijven vergoeden ten minste alle kosten die een student voor de stage moet maken "
                "(Stagepact mbo 2023-2027). Bij bbl gaat het om loon. Onbekend is iets anders dan geen: "
                "vraag ernaar bij het volgende gesprek.",
            ),
        ),
    )


def _to_talk_about(rows: Sequence[AllowanceRow]) -> Table:
    """The placements where a student pays all costs, with what that comes to."""
    return Table(
        translate("Papers", "Geen kostendekking: voor het gesprek"),
        (
            Column(translate("Papers", "Leerbedrijf"), 2.2),
            Column(translate("Papers", "Student"), 1.8),
            Column(translate("Papers", "Klas"), 0.8),
            Column(translate("Papers", "Reiskosten per maand"), 1.2, number=True),
            Column(translate("Papers", "Reden"), 2),
        ),
        tuple(
            (row.company, row.student, row.group, estimate(row.gap), row.reason)
            for row in sorted(rows, key=lambda each: (each.company, each.student))
        ),
        nothing=translate("Papers", "Niemand, voor zover bekend."),
        note=translate("Papers", "Wie nog niet gevraagd is, staat onder ‘Per student’ als ‘niet gevraagd’."),
    )


def estimate(cents: int | None) -> str:
    """An amount that is an estimate, in whole euros, or that it cannot be made."""
    return translate("Papers", "onbekend") if cents is None else f"± €\u00a0{round(cents / 100)}"


def _class(low: int, high: int) -> str:
    if not high:
        return translate("Papers", "€ {low} of meer").format(low=low)
    if low == 0:
        return translate("Papers", "minder dan € {high}").format(high=high)
    return translate("Papers", "€ {low} tot € {high}").format(low=low, high=high)


def _within(cents: Sequence[int], low: int, high: int) -> int:
    return sum(low * 100 <= each and (not high or each < high * 100) for each in cents)


def _allowance(row: AllowanceRow) -> tuple[str, ...]:
    if row.allowance is Allowance.AMOUNT and row.cents is not None:
        paid = money(row.cents)
    elif row.path is Path.BBL:
        paid = translate("Papers", "loon, contract: {answer}").format(answer=row.contract.label)
    else:
        paid = ": ".join(part for part in (row.allowance.label, row.reason) if part)
    hours = "" if row.minutes_per_week is None else f"{row.minutes_per_week // _MINUTES}"
    return (row.student, row.group, row.company, paid, hours, _costs(row))


def _costs(row: AllowanceRow) -> str:
    if row.costs is None:
        return translate("Papers", "niet gevraagd")
    return ", ".join(row.costs) or translate("Papers", "geen")


def money(cents: int) -> str:
    """``€ 1.234,56``, as the Dutch write it."""
    whole, rest = divmod(cents, 100)
    return f"€\u00a0{whole:,}".replace(",", ".") + f",{rest:02}"
