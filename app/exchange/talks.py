"""The list of a stagebegeleider that comes back: which talks were held, how, and with whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.exchange import cells
from app.exchange.cells import Unreadable
from app.exchange.known import Known
from app.exchange.linking import SupervisorFinder
from app.exchange.mapping import Mapping
from app.exchange.parsed import Finding, Outcome, Parsed
from app.exchange.reading import RowReader, keep_first, parsed, read_rows
from app.exchange.tables import Table, TableRow, is_blank
from app.progress import Progress
from app.rules.tickets import read_ticket
from app.terms.pipeline import Form, Party
from app.text import translate

_SAID = ("held_on", "form", "student_present", "company_present", "promise")
"""A line in which none of these is filled in is of a talk that is still to come."""


@dataclass(frozen=True, slots=True)
class TalkIn:
    """A talk that somebody held; ``supervisor`` is the key of who sent the list."""

    row: int
    ticket: str
    held_on: date
    form: Form | None
    student: bool
    company: bool
    school: bool
    promise: str | None
    owner: Party | None
    due_on: date | None
    supervisor: str | None

    @property
    def key(self) -> str:
        """The code of the line."""
        return self.ticket


def parse_talks(table: Table, mapping: Mapping, known: Known, *, progress: Progress) -> Parsed[TalkIn]:
    """The lines that are filled in; the first of each code stays."""
    finder = SupervisorFinder(known.supervisors)
    places = [place for field in _SAID if (place := mapping.index(field)) is not None]
    filled = replace(table, rows=tuple(row for row in table.rows if _is_filled(row, places)))
    readings = read_rows(filled, mapping, lambda row: _talk(row, finder), progress)
    text = translate("Talks", "Deze code staat ook in regel {row}. Die regel blijft.")
    return parsed(*keep_first(readings, lambda row: row.ticket, "duplicate_ticket", text))


def together(found: list[tuple[str, Parsed[TalkIn]]]) -> Parsed[TalkIn]:
    """Lists with the names of their files as one; what is in two of them stays once, or is refused when it differs."""
    kept: dict[str, tuple[str, TalkIn]] = {}
    findings: list[Finding] = []
    for name, one in found:
        findings += [replace(finding, text=f"{name}: {finding.text}") for finding in one.findings]
        for row in one.rows:
            first = kept.setdefault(row.ticket, (name, row))
            if first[1] is not row:
                findings.append(_again(name, row, *first))
    return Parsed(tuple(row for _name, row in kept.values()), tuple(findings))


def _again(name: str, row: TalkIn, other: str, first: TalkIn) -> Finding:
    if replace(row, row=first.row) == first:
        text = translate("Talks", "{name}: dit gesprek staat ook in {other}.").format(name=name, other=other)
        return Finding(row.row, "same_in_other_list", Outcome.MERGED, text, first.row)
    text = translate("Talks", "{name}: over dit gesprek staat iets anders in {other}. Wat in {other} staat, blijft.")
    return Finding(row.row, "differs_in_other_list", Outcome.REFUSED, text.format(name=name, other=other), first.row)


def _is_filled(row: TableRow, places: list[int]) -> bool:
    return not all(is_blank(row.cells[place]) for place in places)


def _talk(row: RowReader, finder: SupervisorFinder) -> TalkIn:
    code = _code(row)
    held_on = _day(row, "held_on")
    if held_on is None:
        row.refuse("day_missing", translate("Talks", "Er staat niet op welke dag het gesprek was."))
    student, company, school = (_yes(row, f"{party}_present") for party in ("student", "company", "school"))
    if not (student or company):
        row.refuse(
            "presence_unknown", translate("Talks", "Er staat niet wie erbij was: student, leerbedrijf of allebei.")
        )
    promise = row.line("promise")
    found = finder.find(row)
    return TalkIn(
        row=row.number,
        ticket=code,
        held_on=held_on,
        form=_form(row),
        student=student,
        company=company,
        school=school,
        promise=promise,
        owner=None if promise is None else _owner(row),
        due_on=None if promise is None else _due(row),
        supervisor=None if found is None else found.key,
    )


def _code(row: RowReader) -> str:
    written = row.line("ticket")
    if written is None:
        row.refuse("ticket_missing", translate("Talks", "De code van het gesprek ontbreekt."))
    code = read_ticket(written)
    if code is None:
        text = translate("Talks", "In code “{written}” staat een typefout.")
        row.refuse("ticket_invalid", text.format(written=written))
    return code


def _day(row: RowReader, field: str) -> date | None:
    try:
        return cells.day(row.cell(field))
    except Unreadable as unread:
        text = translate("Talks", "“{written}” is geen datum. Het gesprek is niet opgeslagen.")
        row.refuse("date_invalid", text.format(written=unread))


def _due(row: RowReader) -> date | None:
    try:
        return cells.day(row.cell("promise_due"))
    except Unreadable as unread:
        text = translate("Talks", "“{written}” is geen datum. De toezegging is opgeslagen zonder dag.")
        row.warn("due_invalid", text.format(written=unread))
        return None


def _yes(row: RowReader, field: str) -> bool:
    try:
        return cells.meaning(row.cell(field), "yes_no") == "yes"
    except Unreadable as unread:
        text = translate("Talks", "“{written}” is geen ja of nee.")
        row.refuse("presence_invalid", text.format(written=unread))


def _form(row: RowReader) -> Form | None:
    try:
        found = cells.meaning(row.cell("form"), "form")
    except Unreadable as unread:
        text = translate("Talks", "“{written}” is geen vorm die bekend is. Het gesprek telt niet als bezoek.")
        row.warn("form_unknown", text.format(written=unread))
        return None
    if found is None:
        row.warn("form_missing", translate("Talks", "De vorm ontbreekt. Het gesprek telt niet als bezoek."))
    return None if found is None else Form(found)


def _owner(row: RowReader) -> Party:
    """Who does it; the school when nobody is named, so that it is not lost."""
    try:
        found = cells.meaning(row.cell("promise_owner"), "party")
    except Unreadable:
        found = None
    if found is None:
        row.warn("owner_missing", translate("Talks", "Er staat niet wie de toezegging nakomt. Ze staat bij de school."))
    return Party.SCHOOL if found is None else Party(found)
