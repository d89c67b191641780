"""When a student is at a company, in words: the days, the weeks, the holidays, from when to when."""

from __future__ import annotations

from datetime import date

from app.dates import short_date
from app.queries.student_rows import PlacementRow
from app.terms.placing import HolidayWork, PlacementKind, Rhythm
from app.text import translate

_HOUR = 60


def worked_words(placement: PlacementRow) -> str:
    """On which days and in which weeks, and for how many hours; empty while nobody said."""
    words = []
    if placement.weekdays:
        words.append(" ".join(placement.weekdays))
    elif placement.days_per_week:
        words.append(translate("Spans", "{days} dagen").format(days=placement.days_per_week))
    if placement.rhythm is not Rhythm.EVERY:
        words.append(placement.rhythm.label)
    if placement.minutes_per_week is not None:
        hours = round(placement.minutes_per_week / _HOUR)
        words.append(translate("Spans", "{hours} uur per week").format(hours=hours))
    if placement.holidays is HolidayWork.FREE:
        words.append(translate("Spans", "vrij in de schoolvakanties"))
    elif placement.holidays is HolidayWork.WORKED:
        words.append(translate("Spans", "werkt door in de schoolvakanties"))
    return ", ".join(words)


def placement_line(placement: PlacementRow, today: date) -> str:
    """A placement in one line: where, why, when, on which days."""
    last = placement.ended_on or placement.last_day
    kind = "" if placement.kind is PlacementKind.USUAL else placement.kind.label
    span = f"{short_date(placement.first_day, today=today)} – {short_date(last, today=today)}"
    words = (placement.company, kind, span, worked_words(placement))
    return " · ".join(word for word in words if word)
