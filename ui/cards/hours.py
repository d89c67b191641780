"""The hours of a student as facts: of this placement, of the period together, and against the whole programme."""

from __future__ import annotations

from collections.abc import Iterator

from app.queries.bpv_hours import bpv_hours
from app.queries.hours_words import period_hours_words, programme_hours_words, short_words
from app.queries.student import StudentDetailRow
from app.queries.student_rows import PeriodCardRow, PlacementRow
from app.text import translate
from ui.desk.desk import Desk
from ui.widgets.drawer import Fact

_HOUR = 60


def hour_facts(desk: Desk, row: StudentDetailRow, card: PeriodCardRow) -> Iterator[Fact]:
    """What is known of hours, the nearest first; nothing where no placement says any."""
    placement = card.placement
    if placement is not None and (placement.minutes_done is not None or placement.minutes_total is not None):
        yield Fact(translate("Hours", "Uren"), _of_placement(placement))
    found = desk.ask(bpv_hours, student_ids=[row.id]).get(row.id)
    if found is None or not found.periods:
        return
    if together := period_hours_words(found.periods.get(card.participation_id)):
        yield Fact(translate("Hours", "Uren periode"), together)
    yield Fact(translate("Hours", "Uren opleiding"), programme_hours_words(found).replace("\n", ", "))
    if short := short_words(found):
        yield Fact(translate("Hours", "Te plannen"), short)


def _of_placement(placement: PlacementRow) -> str:
    done, planned = (
        None if minutes is None else round(minutes / _HOUR)
        for minutes in (placement.minutes_done, placement.minutes_total)
    )
    if done is None:
        return translate("Hours", "{planned} gepland").format(planned=planned)
    if planned is None:
        return translate("Hours", "{done} gemaakt").format(done=done)
    return translate("Hours", "{done} van {planned} gemaakt").format(done=done, planned=planned)
