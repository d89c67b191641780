"""What the cells of other people's tables mean: pure readings of one value.

Rules 2, 3, 7, 8, 12 and 14 of ``tests/data/README.md``. A reading gives None for an empty cell and raises
``Unreadable`` when there is something that it can't be.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

from app.dates import WEEKDAYS
from app.exchange.tables import Cell
from app.exchange.vocabulary import fold, meanings, words
from app.resources import resource
from app.terms.exchange import Weekday

_BLANKS = re.compile(r"[ \t\u00a0\u2007\u202f\ufeff]+")
_LOOSE = re.compile(r"^\s|\s$|[\t\r\n\u00a0\u2007\u202f\ufeff]|  ")
_LINE_ENDS = re.compile(r" ?(?:\r\n|\r|\n) ?")
_DAMAGED = re.compile(r"^\d+(?:[.,]\d+)?E\+?\d+$", re.IGNORECASE)
_DUTCH_POSTCODE = re.compile(r"^(?:NL[- ]?)?([1-9]\d{3}) ?[A-Z]{2}(?![A-Z0-9])", re.IGNORECASE)
_PC4 = re.compile(r"^[1-9]\d{3}$")
_FOREIGN_POSTCODE = re.compile(r"\d{4,}")
_DATE = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$")
_ISO_DATE = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"^\d{1,3}(?:\.\d{3})+$")
_EMAIL = re.compile(r"^[^@\s,;<>]+@[^@\s,;<>.]+(?:\.[^@\s,;<>.]+)+$")
_UNTIL = re.compile(r"\s*(?:\bt/?m\b|\btot en met\b|\btot\b|[-–—])\s*")
_BETWEEN_DAYS = re.compile(r"[\s,;/&+]+")
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(20_000, 80_000)  # 1954 to 2119
_PHONE_DIGITS = 10
_CENTURY_TURN = 70
_HOUR = 60


class Unreadable(ValueError):  # noqa: N818 - what a cell is, not what went wrong
    """A cell holds something else than its column promises."""


def text(cell: Cell) -> str | None:
    """The text of a cell without blanks at its ends and with single blanks within; line breaks stay."""
    if cell is None:
        return None
    if isinstance(cell, str) and not _LOOSE.search(cell):
        return cell or None
    found = _LINE_ENDS.sub("\n", _BLANKS.sub(" ", _written(cell))).strip()
    return found or None


def line(cell: Cell) -> str | None:
    """The text of a cell on one line."""
    found = text(cell)
    return None if found is None else found.replace("\n", " ")


def _written(cell: Cell) -> str:
    """How a person would write the value."""
    if isinstance(cell, datetime):
        return f"{cell:%d-%m-%Y}" if cell.time() == time() else f"{cell:%d-%m-%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell).replace(".", ",")
    return str(cell)


def identifier(cell: Cell, *, width: int = 0) -> str | None:
    """A number that is a name, as text; filled with zeros up to ``width`` digits.

    Raises ``Unreadable`` for what a spreadsheet made of it, such as ``9,00012E+07``.
    """
    found = line(cell)
    if found is None:
        return None
    if _DAMAGED.match(found):
        raise Unreadable(found)
    found = found.removesuffix(".0") if found.removesuffix(".0").isdigit() else found
    return found.zfill(width) if found.isdigit() else found


def number(cell: Cell) -> Decimal | None:
    """The number in a cell, Dutch or English, also within text such as ``24 uur``."""
    if isinstance(cell, bool):
        raise Unreadable(str(cell))
    if isinstance(cell, int | float):
        return Decimal(str(cell))
    found = text(cell)
    if found is None:
        return None
    digits = _NUMBER.findall(found)
    if len(digits) != 1:
        raise Unreadable(found)
    return _decimal(digits[0])


def _decimal(written: str) -> Decimal:
    if "," in written:
        whole, _, part = written.rpartition(",")
        return Decimal(f"{whole.replace('.', '').replace(',', '')}.{part}")
    if _THOUSANDS.match(written):
        return Decimal(written.replace(".", ""))
    if written.count(".") > 1:
        raise Unreadable(written)
    return Decimal(written)


def whole(cell: Cell) -> int | None:
    """A number without a fraction."""
    found = number(cell)
    if found is not None and found != found.to_integral_value():
        raise Unreadable(str(cell))
    return None if found is None else int(found)


def minutes_of_hours(cell: Cell) -> int | None:
    """Minutes from a number of hours, such as ``12,5`` or ``24 uur``."""
    if isinstance(cell, timedelta):
        return round(cell.total_seconds() / _HOUR)
    if isinstance(cell, time):
        return cell.hour * _HOUR + cell.minute
    found = number(cell)
    return None if found is None else int((found * _HOUR).to_integral_value())


def day(cell: Cell) -> date | None:
    """A day, from a date cell, a day-first text (``17-4-26``), an ISO text or the number of a spreadsheet."""
    found = moment(cell)
    return None if found is None else found.date()


def moment(cell: Cell) -> datetime | None:
    """A local date and time; a bare day is its midnight."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if int(cell) not in _EXCEL_DAYS:
            raise Unreadable(str(cell))
        return datetime.combine(_EXCEL_EPOCH, time()) + timedelta(days=float(cell))
    found = line(cell)
    if found is None:
        return None
    if match := _DATE.match(found):
        first, month, year, *clock = match.groups()
    elif match := _ISO_DATE.match(found):
        year, month, first, *clock = match.groups()
    else:
        raise Unreadable(found)
    hour, minute, second = (int(part or 0) for part in clock)
    try:
        return datetime(_year(year), int(month), int(first), hour, minute, second)  # noqa: DTZ001 - local
    except ValueError as error:
        raise Unreadable(found) from error


def _year(written: str) -> int:
    year = int(written)
    if len(written) > 2:  # noqa: PLR2004 - digits of a short year
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def phone_key(written: str | None) -> str | None:
    """Ten digits by which a phone number is compared, or None when it is no Dutch number."""
    if written is None:
        return None
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    if written.lstrip().startswith("+31") or digits.startswith("0031"):
        digits = "0" + digits.removeprefix("00").removeprefix("31")
    if len(digits) == _PHONE_DIGITS - 1 and not digits.startswith("0"):
        digits = "0" + digits
    return digits if len(digits) == _PHONE_DIGITS and digits.startswith("0") else None


def email(written: str | None) -> str | None:
    """An e-mail address in lower case; raises ``Unreadable`` when it is none."""
    if written is None:
        return None
    if not _EMAIL.match(written):
        raise Unreadable(written)
    return written.lower()


def pc4(cell: Cell) -> str | None:
    """The four digits of a Dutch postcode at the beginning of a cell, or of a cell that is only those."""
    found = identifier(cell)
    if found is None:
        return None
    if match := _DUTCH_POSTCODE.match(found):
        return match[1]
    if _PC4.match(found):
        return found
    raise Unreadable(found)


def looks_foreign(written: str) -> bool:
    """Whether something that is no Dutch postcode may be one of another country."""
    return _FOREIGN_POSTCODE.search(written) is not None


@cache
def known_pc4() -> frozenset[str]:
    """The postcodes of which the place is known."""
    lines = resource("geo", "pc4_nl.csv").read_text(encoding="utf-8").splitlines()
    return frozenset(row[:4] for row in lines if row[:4].isdigit())


def weekdays(cell: Cell) -> tuple[Weekday, ...]:
    """The days that a cell names, in the order of the week; empty for an empty cell."""
    found = line(cell)
    if found is None:
        return ()
    if fold(found) in words("all_days"):
        return tuple(Weekday)[:5]
    named: set[Weekday] = set()
    order = list(Weekday)
    spelled = re.sub(r"\ben\b", " ", found.casefold().replace("tot en met", "t/m"))
    for part in filter(None, _BETWEEN_DAYS.split(_UNTIL.sub("-", spelled))):
        first, until, last = part.partition("-")
        begin, end = order.index(_weekday(first)), order.index(_weekday(last if until else first))
        if end < begin:
            raise Unreadable(found)
        named.update(order[begin : end + 1])
    return tuple(one for one in order if one in named)


def _weekday(word: str) -> Weekday:
    word = word.strip(".:()")
    for one, name in zip(Weekday, WEEKDAYS, strict=True):
        if word in {one.value, name, name[:3], f"{name}en", f"{name}s"}:
            return one
    raise Unreadable(word)


def parts(cell: Cell, separator: str = ";") -> tuple[str, ...]:
    """The parts of a cell that holds a list; an empty part stays, as it may run in step with another list."""
    found = line(cell)
    return () if found is None else tuple(part.strip() for part in found.split(separator))


def listed(cell: Cell) -> tuple[str, ...] | None:
    """A list in a cell: None when unknown (empty), no parts when there is none ("geen")."""
    found = tuple(filter(None, parts(cell)))
    if not found or fold(" ".join(found)) in words("unknown"):
        return None
    return () if all(fold(part) in words("none") for part in found) else found


def meaning(cell: Cell, table: str) -> str | None:
    """The code of a word by a table of ``words.toml``; None for an empty cell."""
    found = line(cell)
    if found is None:
        return None
    try:
        return meanings(table)[fold(found)]
    except KeyError:
        raise Unreadable(found) from None
