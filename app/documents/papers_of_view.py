"""Lists of everybody in view on paper: the agreements to sign, and what companies pay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.dates import long_date, short_date
from app.documents.parts import Bars, Column, ReportData, Table, Tile, Tiles, Words
from app.queries.paper_lists import AgreementRow, AllowanceRow
from app.terms.company import Allowance
from app.terms.school import Path
from app.text import translate

_MINUTES = 60
_CLASSES = ((0, 150), (150, 300), (300, 450), (450, 0))


def agreement_list(rows: Sequence[AgreementRow], school: str, about: str, today: date) -> ReportData:
    """The cover list with the papers that go round: who has signed, and a box for who has not."""
    title = translate("Papers", "Voorblad praktijkovereenkomsten")
    done = sum(row.complete for row in rows)
    sent = sum(row.sent_on is not None and not row.complete for row in rows)
    columns = (
        Column(translate("Papers", "Student"), 2),
        Column(translate("Papers", "Klas"), 0.8),
        Column(translate("Papers", "Leerbedrijf"), 2),
        Column(translate("Papers", "Start"), 0.9),
        Column(translate("Papers", "Verstuurd"), 0.9),
        Column(translate("Papers", "Student"), 0.9),
        Column(translate("Papers", "Bedrijf"), 0.9),
        Column(translate("Papers", "School"), 0.9),
        Column(translate("Papers", "Ouder"), 0.9),
    )
    return ReportData(
        school,
        title,
        about or title,
        (
            Tiles(
                (
                    Tile(str(len(rows) - done), translate("Papers", "nog niet volledig"), accent=True),
                    Tile(str(sent), translate("Papers", "daarvan onderweg")),
                    Tile(str(done), translate("Papers", "volledig getekend")),
                )
            ),
            Table(
                translate("Papers", "Wie tekende wanneer"),
                columns,
                tuple(_agreement(row) for row in rows),
                nothing=translate("Papers", "Nog geen plaatsingen"),
                note=translate("Papers", "Een streepje: deze handtekening is er nog niet."),
            ),
        ),
        lead=translate("Papers", "Stand op {day}.").format(day=long_date(today)),
        lying=True,
    )


def _agreement(row: AgreementRow) -> tuple[str, ...]:
    days = (row.first_day, row.sent_on, row.student_signed_on, row.company_signed_on, row.school_signed_on)
    guardian = _day(row.guardian_signed_on) if row.minor else translate("Papers", "n.v.t.")
    return (row.student, row.group, row.company, *map(_day, days), guardian)


def _day(day: date | None) -> str:
    return "–" if day is None else short_date(day)


def allowance_list(rows: Sequence[AllowanceRow], school: str, about: str, today: date) -> ReportData:
    """What is agreed about money, and with whom it must still be talked about."""
    title = translate("Papers", "Overzicht vergoedingen")
    unknown = [row for row in rows if row.allowance is Allowance.UNKNOWN]
    bare = [row for row in rows if row.costs == () and row.allowance is not Allowance.WAGE]
    amounts = [row.cents for row in rows if row.allowance is Allowance.AMOUNT and row.cents is not None]
    columns = (
        Column(translate("Papers", "Student"), 1.8),
        Column(translate("Papers", "Klas"), 0.8),
        Column(translate("Papers", "Leerbedrijf"), 2),
        Column(translate("Papers", "Per maand"), 1.1, number=True),
        Column(translate("Papers", "Uren per week"), 0.9, number=True),
        Column(translate("Papers", "Kosten vergoed"), 2),
    )
    return ReportData(
        school,
        title,
        about or title,
        (
            Tiles(
                (
                    Tile(str(len(unknown)), translate("Papers", "nog niet bekend"), accent=True),
                    Tile(str(len(amounts)), translate("Papers", "met een bedrag")),
                    Tile(str(len(bare)), translate("Papers", "geen kosten vergoed")),
                )
            ),
            Bars(
                translate("Papers", "Hoeveel krijgen studenten?"),
                translate("Papers", "Per maand"),
                (translate("Papers", "Studenten"),),
                tuple((_class(low, high), (_within(amounts, low, high),)) for low, high in _CLASSES),
            ),
            Table(
                translate("Papers", "Per student"),
                columns,
                tuple(_allowance(row) for row in rows),
                nothing=translate("Papers", "Nog geen plaatsingen"),
            ),
            Words(
                translate("Papers", "Wat is afgesproken in het Stagepact"),
                (
                    translate(
                        "Papers",
                        "Leerbedrijven vergoeden ten minste alle kosten die een student voor de stage moet maken "
                        "(Stagepact mbo 2023-2027). Bij bbl gaat het om loon. Onbekend is iets anders dan geen: "
                        "vraag ernaar bij het volgende gesprek.",
                    ),
                ),
            ),
        ),
        lead=translate("Papers", "Stand op {day}.").format(day=long_date(today)),
    )


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
    elif row.path is Path.BBL and row.allowance is Allowance.UNKNOWN:
        paid = translate("Papers", "loon, onbekend")
    else:
        paid = row.allowance.label
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
