"""Ordering rows by values that a database does not hold: nothing comes last, whichever way it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Row = TypeVar("Row")


def ordered(rows: Sequence[Row], value: Callable[[Row], Any], *, descending: bool) -> list[Row]:
    """``rows`` by ``value``; equal ones keep their order, and rows without a value stand at the end."""
    known = [row for row in rows if value(row) is not None]
    return [*sorted(known, key=value, reverse=descending), *(row for row in rows if value(row) is None)]
