"""The answers to the form of the leerwensen (rules 11 and 12 of ``tests/data/README.md``)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from app.exchange import amounts, cells
from app.exchange.amounts import Travel
from app.exchange.cells import Unreadable
from app.exchange.codes import period_codes, werkproces_codes
from app.exchange.known import Known, KnownStudent
from app.exchange.mapping import Mapping
from app.exchange.parsed import Finding, Outcome, Parsed
from app.exchange.reading import Reading, RowReader, merged, parsed, read_rows
from app.exchange.tables import Table
from app.exchange.vocabulary import fold, meanings, words
from app.progress import Progress
from app.terms.exchange import Transport, Weekday
from app.text import translate

_BEFORE_ALL = datetime(1900, 1, 1)  # noqa: DTZ001 - local, as the timestamps
_ANSWERS = ("goals", "werkprocessen", "company_kind", "tasks", "transport", "max_travel", "days", "needs")
_PLAIN_DAYS = re.compile(r"^[a-z]{2}(,[a-z]{2})*$")
_BETWEEN_TRANSPORT = re.compile(r"[,;/+]|\bof\b|\ben\b")


@dataclass(frozen=True, slots=True)
class WishIn:
    """The leerwens of one student for one period; ``filled_at`` is local time without a zone.

    ``needs_health`` marks ``needs`` that name a diagnosis: kept out of lists, matching and exports.
    """

    row: int
    number: str
    period: str
    filled_at: datetime | None
    goals: str | None
    werkprocessen: tuple[str, ...]
    unknown_werkprocessen: tuple[str, ...]
    company_kind: str | None
    tasks: str | None
    transport: tuple[Transport, ...]
    max_minutes: int | None
    max_km: int | None
    days: tuple[Weekday, ...]
    needs: str | None
    needs_health: bool

    @property
    def key(self) -> str:
        """The student number and the code of the period."""
        return f"{self.number}/{self.period}"


def parse_wishes(table: Table, mapping: Mapping, known: Known, *, progress: Progress) -> Parsed[WishIn]:
    """The wishes of a form, one for each student and period: the latest answer counts, of equals the lower row."""
    context = _Context.of(known)
    readings = read_rows(table, mapping, lambda row: _wish(row, context), progress)
    answers: dict[str, list[Reading[WishIn]]] = defaultdict(list)
    for reading in readings.rows:
        answers[reading.row.key].append(reading)
    kept: list[Reading[WishIn]] = []
    others = list(readings.refused)
    for group in answers.values():
        latest = max(group, key=lambda reading: (reading.row.filled_at or _BEFORE_ALL, reading.row.row))
        kept.append(latest)
        others.extend(_older(reading.row, latest.row) for reading in group if reading is not latest)
    _note_two_periods(kept)
    return parsed(kept, others)


def _older(older: WishIn, latest: WishIn) -> Finding:
    text = (
        translate("Wishes", "Regel {row} is van dezelfde student en periode, op hetzelfde moment. De onderste telt.")
        if older.filled_at == latest.filled_at
        else translate("Wishes", "Regel {row} is een nieuwer antwoord van dezelfde student voor dezelfde periode.")
    )
    return merged(older.row, "older_wish", text.format(row=latest.row), latest.row)


def _note_two_periods(kept: list[Reading[WishIn]]) -> None:
    """Say, at the first of them, that a student has a wish for more than one period."""
    seen: dict[str, Reading[WishIn]] = {}
    said: set[str] = set()
    for reading in sorted(kept, key=lambda one: one.row.row):
        first = seen.setdefault(reading.row.number, reading)
        if first is not reading and reading.row.number not in said:
            said.add(reading.row.number)
            text = translate("Wishes", "Deze student heeft voor meer dan één periode een leerwens ingevuld.")
            first.findings.append(Finding(first.row.row, "two_periods", Outcome.STORED, text))


@dataclass(frozen=True, slots=True)
class _Context:
    """What a wish is compared with."""

    by_number: dict[str, KnownStudent]
    by_email: dict[str, KnownStudent]
    known: Known

    @classmethod
    def of(cls, known: Known) -> _Context:
        return cls(
            {student.number: student for student in known.students},
            {student.email.lower(): student for student in known.students if student.email},
            known,
        )


def _wish(row: RowReader, context: _Context) -> WishIn:
    student = _student(row, context)
    if not any(row.line(field) for field in _ANSWERS):
        row.refuse("wish_empty", translate("Wishes", "Er is geen enkel antwoord ingevuld."))
    periods = period_codes(row.line("period"), context.known.periods)
    if len(periods) != 1:
        text = translate("Wishes", "“{written}” is geen BPV-periode van de school.")
        written = row.line("period")
        row.refuse("period_unknown", text.format(written=written or ""), lacks=None if periods else written)
    _compare_group(row, student)
    known_codes, unknown_codes = _werkprocessen(row, student, context.known)
    travel = _travel(row)
    needs = row.text("needs")
    return WishIn(
        row=row.number,
        number=student.number,
        period=periods[0],
        filled_at=_filled_at(row),
        goals=row.text("goals"),
        werkprocessen=known_codes,
        unknown_werkprocessen=unknown_codes,
        company_kind=row.text("company_kind"),
        tasks=row.text("tasks"),
        transport=_transport(row),
        max_minutes=travel.minutes,
        max_km=travel.km,
        days=_days(row),
        needs=needs,
        needs_health=_names_diagnosis(row, needs),
    )


def _student(row: RowReader, context: _Context) -> KnownStudent:
    """The student by number, or by e-mail address when there is no number."""
    cell = row.cell("number")
    try:
        number = cells.identifier(cell)
    except Unreadable as unread:
        number = str(unread)
    if number is None:
        student = context.by_email.get((row.line("email") or "").lower())
        if student is None:
            row.refuse(
                "student_unknown", translate("Wishes", "Er is geen studentnummer, en het e-mailadres is niet bekend.")
            )
        row.warn(
            "number_from_email",
            translate("Wishes", "Er is geen studentnummer. De student is gevonden met het e-mailadres."),
        )
        return student
    if isinstance(cell, int | float):
        row.note("number_as_number", translate("Wishes", "Het studentnummer staat als getal in het bestand."))
    if number not in context.by_number:
        text = translate("Wishes", "Studentnummer {number} staat niet in de studentenlijst.")
        row.refuse("student_unknown", text.format(number=number))
    return context.by_number[number]


def _compare_group(row: RowReader, student: KnownStudent) -> None:
    group = row.line("group")
    if group is not None and student.group is not None and fold(group) != fold(student.group):
        text = translate("Wishes", "Klas {group} is niet de klas van de studentenlijst ({known}). De lijst geldt.")
        row.warn("class_differs", text.format(group=group, known=student.group))


def _filled_at(row: RowReader) -> datetime | None:
    cell = row.cell("filled_at")
    try:
        found = cells.moment(cell)
    except Unreadable as unread:
        text = translate("Wishes", "“{written}” is geen tijdstip. Dit antwoord telt als het oudste.")
        row.warn("timestamp_invalid", text.format(written=unread))
        return None
    if isinstance(cell, str) and found is not None:
        row.note("timestamp_text", translate("Wishes", "Het tijdstip stond als tekst in het bestand."))
    return found


def _werkprocessen(row: RowReader, student: KnownStudent, known: Known) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes that the programme has and those that it lacks; all of them when the programme is not known."""
    written = row.line("werkprocessen")
    if written is None:
        return (), ()
    if fold(written) in words("no_codes"):
        row.note("werkproces_none", translate("Wishes", "De student weet nog niet welke werkprocessen."))
        return (), ()
    programmes = [one for one in known.programmes if one.crebo == student.crebo]
    found = werkproces_codes(written, programmes)
    if found.respelled:
        row.note("code_spelling", translate("Wishes", "De codes van de werkprocessen waren anders geschreven."))
    if found.unknown:
        text = translate("Wishes", "{codes} staat niet in de opleiding en is weggelaten.")
        row.warn("werkproces_unknown", text.format(codes=", ".join(found.unknown)))
    return found.known, found.unknown


def _transport(row: RowReader) -> tuple[Transport, ...]:
    written = row.line("transport")
    if written is None:
        return ()
    known = meanings("transport")
    found = {known.get(fold(part)) for part in _BETWEEN_TRANSPORT.split(written.casefold()) if part.strip()}
    if fold(written) in known:
        found = {known[fold(written)]}
    if None in found:
        text = translate("Wishes", "“{written}” is geen bekend vervoermiddel.")
        row.warn("transport_unknown", text.format(written=written))
    return tuple(one for one in Transport if one.value in found)


def _travel(row: RowReader) -> Travel:
    cell = row.cell("max_travel")
    try:
        found = amounts.travel(cell)
    except Unreadable as unread:
        found = Travel()
        text = translate("Wishes", "“{written}” is geen reistijd. Er is geen grens opgeslagen.")
        row.warn("travel_unknown", text.format(written=unread))
        return found
    if isinstance(cell, str) and found != Travel():
        row.note("travel_text", translate("Wishes", "De reistijd stond in woorden."))
    elif isinstance(cell, str):
        row.warn(
            "travel_text",
            translate("Wishes", "“{written}”: er is geen grens bekend.").format(written=row.line("max_travel")),
        )
    return found


def _days(row: RowReader) -> tuple[Weekday, ...]:
    written = row.line("days")
    if written is None:
        row.warn("days_text", translate("Wishes", "Er zijn geen dagen ingevuld."))
        return ()
    try:
        days = cells.weekdays(written)
    except Unreadable:
        text = translate("Wishes", "“{written}” zegt niet welke dagen. Er zijn geen dagen opgeslagen.")
        row.warn("days_unknown", text.format(written=written))
        return ()
    if not _PLAIN_DAYS.match(written):
        row.note("days_text", translate("Wishes", "De dagen waren anders geschreven."))
    return days


def _names_diagnosis(row: RowReader, needs: str | None) -> bool:
    """Whether a free text names a diagnosis; the text of the finding does not repeat it."""
    folded = f" {fold(needs or '')} "
    found = any(f" {word} " in folded for word in words("health"))
    if found:
        text = translate("Wishes", "De praktische afspraken noemen een diagnose. Schrijf alleen op wat nodig is.")
        row.warn("health_in_free_text", text)
    return found
