"""Moments and durations as calendars write them (RFC 5545 §3.3.4 to §3.3.6)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

_DATE = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_MOMENT = re.compile(r"^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)$")
_DURATION = re.compile(r"^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")


class Invalid(ValueError):  # noqa: N818 - what a property is, not what went wrong
    """A property of a calendar holds something that does not exist or is not understood."""


def parse_stamp(written: str) -> date | datetime:
    """A day, a local moment without a zone, or an instant in UTC."""
    written = written.strip()
    try:
        if found := _DATE.match(written):
            year, month, day = (int(part) for part in found.groups())
            return date(year, month, day)
        if found := _MOMENT.match(written):
            year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
            zone = UTC if found[7] else None
            return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except ValueError as error:
        raise Invalid(written) from error
    raise Invalid(written)


def parse_duration(written: str) -> timedelta:
    """A length such as ``PT1H30M``, not negative."""
    found = _DURATION.match(written.strip().upper())
    if found is None or not any(found.groups()):
        raise Invalid(written)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    try:
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError as error:
        raise Invalid(written) from error
