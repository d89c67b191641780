"""When data is due, and when no backup has it any more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.resources import toml
from app.rules.retention import gone_from_backups, months_on
from app.store.rotation import kept


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 12, 15), 24, date(2029, 12, 15)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
    ],
    ids=["short month", "two years", "leap year"],
)
def test_months_are_counted_on_the_calendar(day, months, later):
    assert months_on(day, months) == later


def test_the_last_backup_with_it_has_left_on_the_day_that_is_named():
    """The worst case: erased on the last day of a month, with a backup that morning."""
    erased = date(2027, 1, 31)
    gone = gone_from_backups(erased, toml("rules", "backups.toml")["keep"]["months"])
    last = datetime(2027, 1, 31, 8, tzinfo=UTC)
    months = [last, *(datetime(2027 + n // 12, n % 12 + 1, 1, 8, tzinfo=UTC) for n in range(1, 13))]
    before = [moment for moment in months if moment.date() < gone]
    daily = [datetime(gone.year, gone.month, gone.day, 8, tzinfo=UTC) - timedelta(days=n) for n in range(12)]
    assert last in kept([*before, *daily[1:]])
    assert last not in kept([*before, *daily])
