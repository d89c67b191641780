"""Hours of practice in words, the same on the screen and on paper."""

from __future__ import annotations

from app.queries.bpv_hours import BpvHours, PeriodHours
from app.text import translate


def period_hours_words(hours: PeriodHours | None) -> str:
    """What the placements of a period come to together; nothing where there is one, which says so itself."""
    if hours is None or hours.placements < 2:  # noqa: PLR2004 - one and one are together
        return ""
    if hours.unknown:
        words = translate(
            "Hours", "{done} gemaakt, {planned} gepland, over {n} plaatsingen samen (van {unknown} niet bekend hoeveel)"
        )
    else:
        words = translate("Hours", "{done} van {planned} gemaakt, over {n} plaatsingen samen")
    return words.format(done=hours.done, planned=hours.planned, n=hours.placements, unknown=hours.unknown)


def programme_hours_words(hours: BpvHours | None) -> str:
    """What was made and is planned over all periods, and what the programme asks at least, with its source."""
    if hours is None:
        return translate("Hours", "nog niet bekend")
    said = translate("Hours", "{done} gemaakt, {planned} gepland").format(done=hours.done, planned=hours.planned)
    if hours.minimum is None:
        return said
    return f"{said}\n{minimum_words(hours)}"


def minimum_words(hours: BpvHours) -> str:
    """What the programme asks at least, and where that is written."""
    if hours.minimum is None:
        return ""
    if not hours.minimum.source:
        return translate("Hours", "minimaal {n}").format(n=hours.minimum.hours)
    return translate("Hours", "minimaal {n} ({source})").format(n=hours.minimum.hours, source=hours.minimum.source)


def short_words(hours: BpvHours) -> str:
    """How many hours are not planned yet of what is asked at least; nothing where there are enough."""
    return translate("Hours", "nog {n} uur").format(n=hours.short) if hours.short else ""
