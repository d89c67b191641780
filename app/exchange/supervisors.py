"""The list of stagebegeleiders (rules 6, 8 and 12 of ``tests/data/README.md``)."""

from __future__ import annotations

from dataclasses import dataclass

from app.exchange import cells
from app.exchange.cells import Unreadable
from app.exchange.known import Known
from app.exchange.mapping import Mapping
from app.exchange.names import PersonName, fold_name, split_full_name, split_prefix
from app.exchange.parsed import Parsed
from app.exchange.reach import lacks_email, no_email, read_email, read_pc4
from app.exchange.reading import Reading, RowReader, merged, parsed, read_rows
from app.exchange.tables import Table
from app.exchange.vocabulary import fold, words
from app.progress import Progress
from app.terms.exchange import Weekday
from app.text import translate

_TWO_LETTERS = 2


@dataclass(frozen=True, slots=True)
class SupervisorIn:
    """A stagebegeleider; ``minutes`` is the time for guidance as the list counts it."""

    row: int
    first_name: str
    prefix: str
    last_name: str
    email: str | None
    phone: str | None
    phone_key: str | None
    days: tuple[Weekday, ...]
    minutes: int | None
    pc4: str | None
    programme: str | None

    @property
    def key(self) -> str:
        """The e-mail address, or else the name."""
        return self.email or " ".join(part for part in (self.first_name, self.prefix, self.last_name) if part)


def parse_supervisors(table: Table, mapping: Mapping, _known: Known, *, progress: Progress) -> Parsed[SupervisorIn]:
    """The supervisors of a list; the first row of an address stays."""
    readings = read_rows(table, mapping, _supervisor, progress)
    kept: dict[str, Reading[SupervisorIn]] = {}
    others = list(readings.refused)
    for reading in readings.rows:
        first = kept.setdefault(fold_name(reading.row.key), reading)
        if first is not reading:
            text = translate("Supervisors", "Dezelfde begeleider staat in regel {row}. Die regel blijft.")
            others.append(
                merged(reading.row.row, "duplicate_supervisor", text.format(row=first.row.row), first.row.row)
            )
    return parsed(kept.values(), others)


def _supervisor(row: RowReader) -> SupervisorIn:
    name = _person(row)
    phone = row.line("phone")
    return SupervisorIn(
        row=row.number,
        first_name=name.first,
        prefix=name.prefix,
        last_name=name.last,
        email=_email(row),
        phone=phone,
        phone_key=cells.phone_key(phone),
        days=_days(row),
        minutes=_minutes(row),
        pc4=_pc4(row),
        programme=row.line("programme"),
    )


def _person(row: RowReader) -> PersonName:
    whole = row.line("full_name")
    first, prefix, last = (row.line(field) or "" for field in ("first_name", "prefix", "last_name"))
    if last:
        return PersonName(first, *((prefix, last) if prefix else split_prefix(last)))
    if whole is None:
        row.refuse("name_missing", translate("Supervisors", "Er is geen naam ingevuld."))
    if "," in whole:
        row.note("name_order", translate("Supervisors", "De achternaam staat voorop. De naam is omgedraaid."))
    return split_full_name(whole)


def _email(row: RowReader) -> str | None:
    if lacks_email(row):
        row.warn("email_missing", no_email())
    return read_email(row)


def _days(row: RowReader) -> tuple[Weekday, ...]:
    written = row.line("days")
    try:
        days = cells.weekdays(written)
    except Unreadable:
        text = translate("Supervisors", "“{written}” zegt niet welke dagen. Er zijn geen werkdagen opgeslagen.")
        row.warn("days_unknown", text.format(written=written))
        return ()
    if written is not None:
        _note_days(row, written)
    return days


def _note_days(row: RowReader, written: str) -> None:
    """Say how days were understood that are more than a list of short names."""
    if fold(written) in words("all_days") or any(len(word) > _TWO_LETTERS for word in fold(written).split()):
        row.note("day_words", translate("Supervisors", "De werkdagen stonden in woorden."))
    elif "t/m" in written or "-" in written:
        row.note("day_range", translate("Supervisors", "De werkdagen stonden als “van tot en met”."))


def _minutes(row: RowReader) -> int | None:
    cell = row.cell("hours")
    try:
        found = cells.minutes_of_hours(cell)
    except Unreadable as unread:
        text = translate(
            "Supervisors", "“{written}” is geen aantal uren. Vul de uren in voordat deze begeleider studenten krijgt."
        )
        row.warn("hours_unknown", text.format(written=unread))
        return None
    if found is None:
        row.warn(
            "hours_missing",
            translate("Supervisors", "Er zijn geen uren ingevuld. Vul ze in voordat deze begeleider studenten krijgt."),
        )
    elif isinstance(cell, str) and "," in cell:
        row.note("decimal_comma", translate("Supervisors", "Het aantal uren heeft een komma."))
    return found


def _pc4(row: RowReader) -> str | None:
    found = read_pc4(row)
    if found is not None and row.line("postcode") != found:
        row.note(
            "pc4_from_postcode", translate("Supervisors", "Van de postcode zijn alleen de vier cijfers opgeslagen.")
        )
    return found
