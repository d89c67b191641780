"""How stored values look in a preview."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.clock import ZONE
from app.terms.term import Term
from app.text import translate

_HOUR = 60
_IN_HOURS = frozenset({"guidance_minutes", "minutes_per_week", "minutes_total", "minutes_done"})


def shown(  # noqa: PLR0911 - one answer for each kind of value
    column: str, value: Any, names: Mapping[UUID, str]
) -> str:
    """A value of ``column`` in words; empty where there is none. ``names`` are those of rows referred to."""
    match value:
        case None:
            return ""
        case bool():
            return translate("Import", "ja") if value else translate("Import", "nee")
        case Term():
            return value.label
        case UUID():
            return names.get(value, "")
        case datetime():
            return f"{value.astimezone(ZONE):%d-%m-%Y %H:%M}"
        case date():
            return f"{value:%d-%m-%Y}"
        case tuple():
            return ", ".join(map(str, value)) if value else translate("Import", "geen")
        case int() if column in _IN_HOURS:
            return translate("Import", "{hours} uur").format(hours=_hours(value))
        case int() if column == "allowance_cents":
            return f"€ {value // 100},{value % 100:02}"
        case _:
            return str(value)


def _hours(minutes: int) -> str:
    whole, rest = divmod(minutes, _HOUR)
    return str(whole) if not rest else f"{whole}:{rest:02}"
