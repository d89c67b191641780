"""The school holidays of the three regions, as the ministry fixes and advises them (``resources/calendars``).

A school for mbo may depart from them, so they are copied into its own free days, where it changes them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from app.resources import resource
from app.terms.school import Region


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A holiday, first and last day included; of an ``advisory`` one schools often choose other days."""

    school_year: int
    name: str
    first_day: date
    last_day: date
    advisory: bool


def school_holidays(region: Region, school_year: int) -> tuple[SchoolHoliday, ...]:
    """The holidays that begin in the school year that began in ``school_year``; none of a year not fixed yet."""
    return tuple(holiday for holiday in _all()[region] if holiday.school_year == school_year)


def known_school_years() -> tuple[int, ...]:
    """The school years whose holidays are known, by the year in which they begin."""
    return tuple(sorted({holiday.school_year for region in _all().values() for holiday in region}))


def holidays_source() -> str:
    """Where the dates come from."""
    return str(_content()["source"])


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(resource("calendars", "school_holidays.json").read_text(encoding="utf-8"))
    return content


@cache
def _all() -> Mapping[Region, tuple[SchoolHoliday, ...]]:
    return {
        Region(region): tuple(
            SchoolHoliday(
                row["year"],
                row["name"],
                date.fromisoformat(row["first_day"]),
                date.fromisoformat(row["last_day"]),
                row["advisory"],
            )
            for row in rows
        )
        for region, rows in _content()["regions"].items()
    }
