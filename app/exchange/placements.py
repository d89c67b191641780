"""Placements with their contact moments, running and past (rules 15 and 16 of ``tests/data/README.md``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.exchange import amounts, cells
from app.exchange.amounts import Fee
from app.exchange.cells import Unreadable
from app.exchange.known import Known
from app.exchange.linking import CompanyFinder, Linked, SupervisorFinder
from app.exchange.mapping import Mapping
from app.exchange.parsed import Parsed, Proposal
from app.exchange.reading import RowReader, keep_first, parsed, read_rows
from app.exchange.tables import Cell, Table
from app.exchange.vocabulary import fold, meanings
from app.progress import Progress
from app.terms.company import Allowance
from app.terms.exchange import CompanyLink
from app.terms.pipeline import Form, Moment, Party, SystemStatus
from app.terms.school import Path
from app.text import translate

_MOMENTS = {"start": Moment.START, "middle": Moment.MIDDLE, "end": Moment.END}
_EVERYBODY = (Party.STUDENT, Party.COMPANY, Party.SCHOOL)


@dataclass(frozen=True, slots=True)
class ContactMomentIn:
    """A contact moment that was held; ``present`` is empty when nobody wrote it down."""

    kind: Moment
    day: date
    form: Form | None
    present: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class PlacementIn:
    """A placement; ``company`` and ``supervisor`` are the keys of the ``Known`` ones.

    ``follows`` is the number of the placement that this one replaces. ``cover`` is None when unknown.
    """

    row: int
    number: str
    student: str
    company: str
    link: CompanyLink
    crebo: str | None
    path: Path | None
    start: date
    planned_end: date | None
    end: date | None
    status: SystemStatus | None
    end_reason: str | None
    days_per_week: int | None
    week_minutes: int | None
    total_minutes: int | None
    done_minutes: int | None
    mentor: str | None
    supervisor: str | None
    signed_on: date | None
    contacts: tuple[ContactMomentIn, ...]
    fee_state: Allowance
    fee_cents: int | None
    cover: tuple[str, ...] | None
    follows: str | None

    @property
    def key(self) -> str:
        """The BPV-nummer."""
        return self.number


def parse_placements(table: Table, mapping: Mapping, known: Known, *, progress: Progress) -> Parsed[PlacementIn]:
    """The placements of a list; those at a company that only looks alike wait as proposals."""
    context = _Context.of(known)
    linked: dict[int, Linked] = {}

    def read(row: RowReader) -> PlacementIn:
        placement, linked[row.number] = _placement(row, context)
        return placement

    readings = read_rows(table, mapping, read, progress)
    text = translate("Placements", "Dezelfde plaatsing staat in regel {row}. Die regel blijft.")
    kept, others = keep_first(readings, lambda placement: placement.number, "duplicate_placement", text)
    alike = [one.row for one in kept if one.row.link is CompanyLink.SIMILAR_NAME]
    return parsed(kept, others, [_proposal(one, linked[one.row]) for one in alike])


def _proposal(placement: PlacementIn, linked: Linked) -> Proposal[PlacementIn]:
    return Proposal(placement, linked.written, linked.company.key, linked.company.name, linked.likeness)


@dataclass(frozen=True, slots=True)
class _Context:
    """What a placement is joined to."""

    students: frozenset[str]
    companies: CompanyFinder
    supervisors: SupervisorFinder

    @classmethod
    def of(cls, known: Known) -> _Context:
        students = frozenset(student.number for student in known.students)
        return cls(students, CompanyFinder(known.companies), SupervisorFinder(known.supervisors))


def _placement(row: RowReader, context: _Context) -> tuple[PlacementIn, Linked]:
    number = _identifier(row, "number")
    if number is None:
        row.refuse("placement_number_missing", translate("Placements", "Er is geen BPV-nummer ingevuld."))
    student = _identifier(row, "student")
    if student is None or student not in context.students:
        text = translate("Placements", "Studentnummer {number} staat niet in de studentenlijst.")
        row.refuse("student_unknown", text.format(number=student or "–"))
    linked = context.companies.find(row)
    start, planned_end, end = _dates(row)
    supervisor = context.supervisors.find(row)
    fee = _fee(row)
    placement = PlacementIn(
        row=row.number,
        number=number,
        student=student,
        company=linked.company.key,
        link=linked.link,
        crebo=_identifier(row, "crebo"),
        path=_path(row),
        start=start,
        planned_end=planned_end,
        end=end,
        status=_status(row),
        end_reason=row.line("end_reason"),
        days_per_week=_number(row, "days_per_week", cells.whole),
        week_minutes=_number(row, "hours_per_week", cells.minutes_of_hours),
        total_minutes=_number(row, "hours_total", cells.minutes_of_hours),
        done_minutes=_number(row, "hours_done", cells.minutes_of_hours),
        mentor=row.line("mentor"),
        supervisor=None if supervisor is None else supervisor.key,
        signed_on=_signed_on(row),
        contacts=_contacts(row, start, end or planned_end),
        fee_state=fee.state,
        fee_cents=fee.cents,
        cover=cells.listed(row.cell("cover")),
        follows=_identifier(row, "follows"),
    )
    return placement, linked


def _identifier(row: RowReader, field: str) -> str | None:
    try:
        return cells.identifier(row.cell(field))
    except Unreadable as unread:
        return str(unread)


def _dates(row: RowReader) -> tuple[date, date | None, date | None]:
    """Start, planned end and end; refused when one does not exist or they are reversed."""
    found: list[date | None] = []
    for field in ("start", "planned_end", "end"):
        try:
            found.append(cells.day(row.cell(field)))
        except Unreadable as unread:
            text = translate("Placements", "De datum “{written}” bestaat niet.").format(written=unread)
            row.refuse("date_invalid", text)
    start, planned_end, end = found
    if start is None:
        row.refuse("date_missing", translate("Placements", "Er is geen begindatum ingevuld."))
    if (planned_end is not None and planned_end < start) or (end is not None and end < start):
        row.refuse("dates_reversed", translate("Placements", "De einddatum ligt voor de begindatum."))
    if isinstance(row.cell("start"), str):
        row.note("date_as_text", translate("Placements", "De data stonden als tekst in het bestand."))
    return start, planned_end, end


def _path(row: RowReader) -> Path | None:
    try:
        found = cells.meaning(row.cell("path"), "path")
    except Unreadable:
        return None
    return None if found is None else Path(found)


def _status(row: RowReader) -> SystemStatus | None:
    """The status of the student system, or the one that another word is proposed as."""
    written = row.line("status")
    try:
        found = cells.meaning(written, "status")
    except Unreadable:
        proposed = meanings("status_proposed").get(fold(written or ""))
        if proposed is None:
            text = translate("Placements", "Status “{written}” is niet bekend en is niet opgeslagen.")
        else:
            text = translate("Placements", "Status “{written}” kent het studentsysteem niet. Voorstel: {proposed}.")
        row.warn("status_unknown", text.format(written=written, proposed=proposed))
        found = proposed
    return None if found is None else SystemStatus(found)


def _number(row: RowReader, field: str, read: Callable[[Cell], int | None]) -> int | None:
    """A number of days, or of hours in minutes."""
    cell = row.cell(field)
    try:
        found = read(cell)
    except Unreadable as unread:
        text = translate("Placements", "“{written}” is geen getal en is niet opgeslagen.")
        row.warn("number_invalid", text.format(written=unread))
        return None
    if isinstance(cell, str) and "," in cell:
        row.note("decimal_comma", translate("Placements", "Een getal stond als tekst met een komma in het bestand."))
    return found


def _signed_on(row: RowReader) -> date | None:
    try:
        return cells.day(row.cell("signed_on"))
    except Unreadable as unread:
        text = translate("Placements", "“{written}” is geen datum. De dag van tekenen is niet opgeslagen.")
        row.warn("date_invalid", text.format(written=unread))
        return None


def _fee(row: RowReader) -> Fee:
    found = amounts.fee(row.cell("fee"))
    if found.remark is not None:
        text = translate(
            "Placements", "Vergoeding “{written}” is geen bedrag per maand. De vergoeding is nog onbekend."
        )
        row.warn("fee_other_unit", text.format(written=found.remark))
    return found


def _contacts(row: RowReader, start: date, end: date | None) -> tuple[ContactMomentIn, ...]:
    """The contact moments that were held: those with a date."""
    found = (_contact(row, field, kind) for field, kind in _MOMENTS.items())
    held = tuple(contact for contact in found if contact is not None)
    for contact in held:
        if contact.day < start or (end is not None and contact.day > end):
            text = translate("Placements", "Het {kind}gesprek valt buiten de plaatsing. Het is opgeslagen en telt mee.")
            row.warn("contact_outside_placement", text.format(kind=contact.kind.label))
    return held


def _contact(row: RowReader, field: str, kind: Moment) -> ContactMomentIn | None:
    written = row.line(f"{field}_day")
    if written is None:
        return None
    try:
        day = cells.day(row.cell(f"{field}_day"))
    except Unreadable:
        if fold(written).startswith("gepland"):
            text = translate("Placements", "Het {kind}gesprek was gepland en telt niet als gehouden.")
            row.note("planned_not_held", text.format(kind=kind.label))
        else:
            text = translate("Placements", "“{written}” is geen datum. Het {kind}gesprek is niet opgeslagen.")
            row.warn("date_invalid", text.format(written=written, kind=kind.label))
        return None
    if day is None:
        return None
    present = _present(row.line(f"{field}_present"))
    if not present:
        text = translate(
            "Placements", "Bij het {kind}gesprek staat niet wie er waren. Het kan niet meetellen voor de norm."
        )
        row.warn("presence_unknown", text.format(kind=kind.label))
    return ContactMomentIn(kind, day, _form(row, f"{field}_form"), present)


def _form(row: RowReader, field: str) -> Form | None:
    try:
        found = cells.meaning(row.cell(field), "form")
    except Unreadable as unread:
        text = translate("Placements", "Vorm “{written}” van een gesprek is niet bekend en is niet opgeslagen.")
        row.warn("form_unknown", text.format(written=unread))
        return None
    return None if found is None else Form(found)


def _present(written: str | None) -> tuple[Party, ...]:
    """Who were there, in a fixed order; ``allen`` and ``S+P+D`` are everybody."""
    if written is None:
        return ()
    if fold(written) in meanings("everybody"):
        return _EVERYBODY
    known = meanings("party")
    found = {
        known.get(fold(part)) for part in written.replace("+", ",").replace("&", ",").replace(" en ", ",").split(",")
    }
    return tuple(party for party in _EVERYBODY if party.value in found)
