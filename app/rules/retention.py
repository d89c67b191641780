"""How long data stays: when a row is due, and when it has left the last backup too."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it has fewer."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def gone_from_backups(erased_on: date, months_kept: int) -> date:
    """The day on which no backup of before ``erased_on`` is left, when a backup is made at least every month.

    The last backup before it may be the one that stays of its month; it leaves with the first backup
    after so many newer months have one.
    """
    return months_on(erased_on.replace(day=1), months_kept)
