"""The agreements to sign of everybody in view, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.dates import long_date, short_date
from app.documents.parts import Column, ReportData, Table, Tile, Tiles
from app.queries.paper_lists import AgreementRow
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
