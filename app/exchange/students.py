"""The student list of the student system (rules 5 to 9 of ``tests/data/README.md``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import clock
from app.dates import minor_until
from app.exchange import cells
from app.exchange.cells import Unreadable
from app.exchange.earlier import EarlierPlacementIn, read_earlier
from app.exchange.known import Known
from app.exchange.mapping import Mapping
from app.exchange.names import PersonName, split_full_name, split_prefix
from app.exchange.parsed import Finding, Outcome, Parsed
from app.exchange.reach import lacks_email, no_email, read_email, read_pc4
from app.exchange.reading import Reading, RowReader, merged, parsed, read_rows
from app.exchange.tables import Cell, Table
from app.exchange.vocabulary import fold, words
from app.progress import Progress
from app.terms.school import Path
from app.text import translate

_NAME_FIELDS = ("first_name", "prefix", "last_name")
_CAPITALS_FROM = 3  # letters; shorter ones may be initials


@dataclass(frozen=True, slots=True)
class StudentIn:
    """A student as the list has him; ``minor_until`` is all that is kept of the date of birth.

    ``group`` is the code of the klas; ``mobile`` is as typed and ``mobile_key`` ten digits; ``pc4`` is
    all that is kept of the address; ``programme_known`` tells whether the school has this crebo.
    """

    row: int
    number: str
    first_name: str
    prefix: str
    last_name: str
    group: str | None
    programme: str | None
    crebo: str | None
    programme_known: bool
    path: Path | None
    level: int | None
    cohort: int | None
    email: str | None
    mobile: str | None
    mobile_key: str | None
    pc4: str | None
    mentor: str | None
    active: bool
    minor_until: date | None
    earlier: tuple[EarlierPlacementIn, ...]

    @property
    def key(self) -> str:
        """The student number."""
        return self.number


def parse_students(table: Table, mapping: Mapping, known: Known, *, progress: Progress) -> Parsed[StudentIn]:
    """The students of a list; an active enrolment wins over an ended one of the same person."""
    crebos = frozenset(programme.crebo for programme in known.programmes)
    readings = read_rows(table, mapping, lambda row: _student(row, crebos), progress)
    kept: dict[str, Reading[StudentIn]] = {}
    others = list(readings.refused)
    for reading in readings.rows:
        first = kept.setdefault(reading.row.number, reading)
        if first is not reading:
            others.append(_same_number(kept, first, reading))
    _note_same_names(list(kept.values()))
    return parsed(kept.values(), others)


def _same_number(kept: dict[str, Reading[StudentIn]], first: Reading[StudentIn], later: Reading[StudentIn]) -> Finding:
    """Two rows of one number: merged when they are one person, else the later one is refused."""
    number = later.row.number
    if _name(first.row) != _name(later.row):
        text = translate(
            "Students", "Nummer {number} is al van iemand anders (regel {row}). De regel die eerst kwam, blijft."
        )
        return Finding(
            later.row.row,
            "number_conflict",
            Outcome.REFUSED,
            text.format(number=number, row=first.row.row),
            first.row.row,
        )
    winner, loser = (later, first) if later.row.active and not first.row.active else (first, later)
    kept[number] = winner
    if winner.row.active and not loser.row.active:
        text = translate("Students", "Een beëindigde inschrijving van dezelfde student. De lopende telt (regel {row}).")
        return merged(loser.row.row, "second_enrolment", text.format(row=winner.row.row), winner.row.row)
    text = translate("Students", "Dezelfde student staat ook in regel {row}.")
    return merged(loser.row.row, "duplicate_student", text.format(row=winner.row.row), winner.row.row)


def _name(student: StudentIn) -> str:
    return PersonName(student.first_name, student.prefix, student.last_name).folded


def _note_same_names(readings: Sequence[Reading[StudentIn]]) -> None:
    """Say which students share their whole name, because people will mix them up."""
    names = Counter(_name(reading.row) for reading in readings)
    text = translate("Students", "Er is nog een student met deze naam. Het nummer maakt het verschil.")
    for reading in readings:
        if names[_name(reading.row)] > 1:
            reading.findings.append(Finding(reading.row.row, "same_name", Outcome.STORED, text))


def _student(row: RowReader, crebos: frozenset[str]) -> StudentIn:
    number = _number(row)
    name = _person(row)
    crebo = cells.identifier(row.cell("crebo"))
    if crebo is not None and crebo not in crebos:
        text = translate(
            "Students", "Crebo {crebo} is geen opleiding van de school. De student staat nog bij geen opleiding."
        )
        row.warn("programme_unknown", text.format(crebo=crebo))
    group = row.line("group")
    if group is None and row.has("group"):
        row.warn("class_missing", translate("Students", "Er is geen klas ingevuld."))
    mobile = _mobile(row)
    return StudentIn(
        row=row.number,
        number=number,
        first_name=name.first,
        prefix=name.prefix,
        last_name=name.last,
        group=group,
        programme=row.line("programme"),
        crebo=crebo,
        programme_known=crebo in crebos,
        path=_path(row),
        level=_level(row),
        cohort=_cohort(row),
        email=_email(row),
        mobile=mobile,
        mobile_key=cells.phone_key(mobile),
        pc4=read_pc4(row),
        mentor=row.line("mentor"),
        active=_active(row),
        minor_until=_minor_until(row),
        earlier=read_earlier(row),
    )


def _number(row: RowReader) -> str:
    """The student number; refused when there is none or a spreadsheet has damaged it."""
    cell = row.cell("number")
    try:
        number = cells.identifier(cell)
    except Unreadable:
        text = translate("Students", "Het studentnummer is door een rekenblad vervormd.")
        row.refuse("student_number_damaged", text)
    if number is None:
        row.refuse("student_number_missing", translate("Students", "Er is geen studentnummer ingevuld."))
    if isinstance(cell, int | float):
        row.note("number_as_number", translate("Students", "Het studentnummer staat als getal in het bestand."))
    if number.startswith("0"):
        row.note("leading_zeros", translate("Students", "Het studentnummer begint met nullen. Die blijven staan."))
    return number


def _person(row: RowReader) -> PersonName:
    """The name from its own columns, or else from the one with the whole name."""
    if any(_has_loose_blanks(row.cell(field)) for field in _NAME_FIELDS):
        row.note("blanks_in_name", translate("Students", "Rond of in de naam stonden losse spaties. Die zijn weg."))
    first, prefix, last = (row.line(field) or "" for field in _NAME_FIELDS)
    if not first and not last:
        whole = row.line("full_name")
        if whole is None:
            row.refuse("name_missing", translate("Students", "In geen enkele kolom staat een naam."))
        row.note("name_from_full_name", translate("Students", "De naam komt uit de kolom met de volledige naam."))
        return split_full_name(whole)
    if not prefix:
        prefix, last = split_prefix(last)
        if prefix:
            text = translate("Students", "“{prefix}” stond bij de achternaam en is nu het tussenvoegsel.")
            row.note("prefix_in_surname", text.format(prefix=prefix))
    if last.isupper() and len(last) > _CAPITALS_FROM:
        row.note("capitals", translate("Students", "De achternaam staat in hoofdletters en blijft zo."))
    return PersonName(first, prefix, last)


def _has_loose_blanks(cell: Cell) -> bool:
    return isinstance(cell, str) and cells.line(cell) != (cell or None)


def _path(row: RowReader) -> Path | None:
    cell = row.cell("path")
    try:
        found = cells.meaning(cell, "path")
    except Unreadable as unread:
        text = translate("Students", "Leerweg “{written}” is niet bol of bbl. Er is geen leerweg opgeslagen.")
        row.warn("path_unknown", text.format(written=unread))
        return None
    if found is not None and _has_loose_blanks(cell):
        row.note("path_spelling", translate("Students", "De leerweg is anders geschreven, maar duidelijk."))
    return None if found is None else Path(found)


def _level(row: RowReader) -> int | None:
    try:
        return cells.whole(row.cell("level"))
    except Unreadable as unread:
        text = translate("Students", "Niveau “{written}” is geen getal. Er is geen niveau opgeslagen.")
        row.warn("level_unknown", text.format(written=unread))
        return None


def _cohort(row: RowReader) -> int | None:
    """The first year of a cohort such as ``2026-2027``."""
    written = row.line("cohort")
    if written is None:
        return None
    first = written[:4]
    if not first.isdigit():
        text = translate("Students", "Cohort “{written}” is geen schooljaar. Er is geen cohort opgeslagen.")
        row.warn("cohort_unknown", text.format(written=written))
        return None
    return int(first)


def _email(row: RowReader) -> str | None:
    if lacks_email(row):
        row.note("email_missing", no_email())
    return read_email(row)


def _mobile(row: RowReader) -> str | None:
    """The number as typed; the first one of two, and with the zero that a number cell has lost."""
    cell = row.cell("mobile")
    written = row.line("mobile")
    if written is None:
        return None
    if isinstance(cell, int | float):
        row.note(
            "phone_as_number",
            translate("Students", "Het mobiele nummer stond als getal in het bestand. De eerste nul is terug."),
        )
        return cells.phone_key(written) or written
    first, *more = (part.strip() for part in written.split("/"))
    if more and cells.phone_key(first):
        row.warn(
            "two_phones", translate("Students", "Er staan twee telefoonnummers in één vak. Het eerste is opgeslagen.")
        )
        return first
    return written


def _active(row: RowReader) -> bool:
    ended = fold(row.line("status") or "") in words("ended")
    if ended:
        row.note("ended", translate("Students", "De inschrijving is beëindigd."))
    return not ended


def _minor_until(row: RowReader) -> date | None:
    """The month until which somebody is a minor; nothing of a date of birth is kept of an adult."""
    try:
        birth = cells.day(row.cell("birth_date"))
    except Unreadable:
        return None
    last = None if birth is None else minor_until(birth)
    return last if last is not None and last >= clock.today() else None
