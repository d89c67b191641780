"""The lists over placements in a file: the columns of the screen, with numbers as numbers and what else is needed."""

from __future__ import annotations

from collections.abc import Sequence

from app.queries.placement_lists import PaperRow, ProgressLineRow, SystemRow
from app.text import translate
from ui.cards.list_columns import (
    awaited_words,
    paper_columns,
    parts_words,
    progress_columns,
    system_columns,
    whole_hours,
)
from ui.leaving.exporting import Lines


def progress_exported(rows: Sequence[ProgressLineRow]) -> Lines:
    """The grid with its hours as numbers of hours."""
    headings = (
        *(column.title for column in progress_columns()[:7]),
        translate("Lists", "Uren gepland"),
        translate("Lists", "Uren gemaakt"),
        translate("Lists", "Uren hele periode gepland"),
        translate("Lists", "Uren hele periode gemaakt"),
        translate("Lists", "Uren hele opleiding"),
        translate("Lists", "Uren hele opleiding gepland"),
        translate("Lists", "Uren hele opleiding minimaal"),
        translate("Lists", "Bron van dat minimum"),
        translate("Lists", "Geteld op"),
        translate("Lists", "Volgens"),
        translate("Lists", "Werkprocessen zelfstandig"),
        translate("Lists", "Werkprocessen"),
        translate("Lists", "Onderdelen beoordeeld"),
        translate("Lists", "Nog niet ontvangen"),
    )
    values = [
        (
            *(column.text(row) for column in progress_columns()[:7]),
            whole_hours(row.minutes_planned),
            whole_hours(row.minutes_done),
            "" if row.in_period is None else row.in_period.planned,
            "" if row.in_period is None else row.in_period.done,
            "" if row.hours is None else row.hours.done,
            "" if row.hours is None else row.hours.planned,
            "" if row.hours is None or row.hours.minimum is None else row.hours.minimum.hours,
            "" if row.hours is None or row.hours.minimum is None else row.hours.minimum.source,
            row.counted_on or "",
            "" if row.source is None else row.source.label,
            row.alone,
            row.units,
            "; ".join(parts_words(one, whose=True) for one in row.judged),
            awaited_words(row),
        )
        for row in rows
    ]
    return headings, values


def papers_exported(rows: Sequence[PaperRow]) -> Lines:
    """Who has not signed, with whom to mail."""
    headings = (
        *(column.title for column in paper_columns()),
        translate("Lists", "Praktijkopleider"),
        translate("Lists", "E-mail"),
    )
    return headings, [
        (*(column.text(row) for column in paper_columns()), row.company_person, row.email) for row in rows
    ]


def system_exported(rows: Sequence[SystemRow]) -> Lines:
    """The differences with what the bpv-administratie needs to find the placement."""
    headings = (
        *(column.title for column in system_columns()),
        translate("Lists", "Leerbedrijf-ID"),
        translate("Lists", "Plaatsing"),
        translate("Lists", "Eerste dag"),
        translate("Lists", "Laatste dag"),
    )
    return headings, [
        (
            *(column.text(row) for column in system_columns()),
            row.leerbedrijf_id,
            row.number,
            row.first_day,
            row.last_day,
        )
        for row in rows
    ]
