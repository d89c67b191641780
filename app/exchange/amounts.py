"""What a cell says about money a month and about how far somebody goes: pure readings of one value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal

from app.exchange import cells
from app.exchange.cells import Unreadable
from app.exchange.tables import Cell
from app.exchange.vocabulary import fold, words
from app.terms.company import Allowance

_PER_MONTH = re.compile(r"\b(maand|mnd|p ?m)\b")
_OTHER_UNIT = re.compile(r"\b(uur|u|dag|week|jaar|keer|km|periode)\b")
_QUARTER = 15
_SPELLED = {"anderhalf": "1,5", "een half": "0,5", "half": "0,5", "een": "1", "één": "1", "twee": "2", "drie": "3"}
_IN_DIGITS = re.compile(rf"\b({'|'.join(_SPELLED)})(?=\b|uur)")
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})$")
_KILOMETRES = re.compile(r"\bkm\b|kilometer")
_HOURS = re.compile(r"uur\b|\buren\b")
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Fee:
    """A vergoeding a month: ``cents`` is 0 for none and None for unknown and wages.

    ``remark`` is what was written when that is no amount a month.
    """

    state: Allowance
    cents: int | None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Travel:
    """The longest way a student goes, one way; both None is no limit known."""

    minutes: int | None = None
    km: int | None = None


def fee(cell: Cell) -> Fee:
    """The vergoeding in a cell: an amount a month, none, wages, or unknown with what was written."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _amount(Decimal(str(cell)))
    found = cells.line(cell)
    if found is None or fold(found) in words("unknown"):
        return Fee(Allowance.UNKNOWN, None)
    folded = fold(found)
    if folded in words("none"):
        return Fee(Allowance.NONE, 0)
    if set(folded.split()) & set(words("wage")):
        return Fee(Allowance.WAGE, None)
    if _OTHER_UNIT.search(folded) and not _PER_MONTH.search(folded):
        return Fee(Allowance.UNKNOWN, None, found)
    try:
        amount = cells.number(re.sub(r",[-–—]+", "", found.replace("€", " ")))
    except Unreadable:
        amount = None
    return Fee(Allowance.UNKNOWN, None, found) if amount is None or amount < 0 else _amount(amount)


def _amount(euros: Decimal) -> Fee:
    cents = int((euros * 100).to_integral_value())
    return Fee(Allowance.AMOUNT, cents) if cents else Fee(Allowance.NONE, 0)


def travel(cell: Cell) -> Travel:
    """The longest way: minutes, or kilometres when the cell says so; ``maakt niet uit`` is no limit."""
    if isinstance(cell, time | timedelta):
        return Travel(minutes=cells.minutes_of_hours(cell))
    found = cells.line(cell)
    if found is None or fold(found) in words("no_limit"):
        return Travel()
    folded = _IN_DIGITS.sub(lambda match: _SPELLED[match[0]], found.casefold())
    if clock := _CLOCK.match(folded):
        return Travel(minutes=int(clock[1]) * _HOUR + int(clock[2]))
    amount = cells.number(folded)
    if amount is None:
        raise Unreadable(found)
    if _KILOMETRES.search(folded):
        return Travel(km=int(amount))
    unit = _QUARTER if "kwartier" in folded else _HOUR if _HOURS.search(folded) else 1
    return Travel(minutes=int((amount * unit).to_integral_value()))
