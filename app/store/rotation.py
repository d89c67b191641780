"""Which backups stay: close together for the last days, further apart the longer ago."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from app.clock import ZONE
from app.resources import toml


def kept(moments: Collection[datetime]) -> set[datetime]:
    """Of backups made at ``moments`` (aware), those to keep.

    The last few, and the newest of each of the last days, weeks and months that have one; how many
    is in ``rules/backups.toml``. A laptop that stood still all summer keeps what it had.
    """
    numbers = toml("rules", "backups.toml")["keep"]
    newest_first = sorted(set(moments), reverse=True)
    stay = set(newest_first[: numbers["last"]])
    spans: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (numbers["days"], lambda moment: _local(moment).date()),
        (numbers["weeks"], lambda moment: _local(moment).isocalendar()[:2]),
        (numbers["months"], lambda moment: (_local(moment).year, _local(moment).month)),
    )
    for number, span in spans:
        newest: dict[object, datetime] = {}
        for moment in newest_first:
            newest.setdefault(span(moment), moment)
        stay |= set(list(newest.values())[:number])
    return stay


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)
