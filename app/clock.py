"""What time it is: the one place that asks, so that a journey can set the date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")


def _system() -> datetime:
    return datetime.now(UTC)


class _Clock:
    """The source of the time; one a process."""

    def __init__(self) -> None:
        self.source: Callable[[], datetime] = _system


_clock = _Clock()


def now() -> datetime:
    """The present instant, in UTC."""
    return _clock.source()


def today() -> date:
    """The day it is in the Netherlands."""
    return now().astimezone(ZONE).date()


def stand_still_at(moment: datetime | None) -> None:
    """Let it be ``moment`` (an aware instant) from now on; ``None`` lets time run again."""
    _clock.source = _system if moment is None else lambda: moment


def run_from(shift: timedelta) -> None:
    """Let time run on as usual, ``shift`` away from the real one."""
    _clock.source = lambda: _system() + shift


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be ``moment`` within the block."""
    before = _clock.source
    stand_still_at(moment)
    try:
        yield
    finally:
        _clock.source = before
