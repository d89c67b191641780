"""One way in for all subjects: a table with its mapping becomes rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from app.exchange.companies import CompanyIn, parse_companies
from app.exchange.known import Known, KnownCompany, KnownStudent, KnownSupervisor
from app.exchange.mapping import Mapping
from app.exchange.names import PersonName
from app.exchange.offers import parse_offers
from app.exchange.parsed import Parsed
from app.exchange.placements import parse_placements
from app.exchange.students import StudentIn, parse_students
from app.exchange.supervisors import SupervisorIn, parse_supervisors
from app.exchange.tables import Table
from app.exchange.wishes import parse_wishes
from app.progress import Progress
from app.terms.exchange import Subject


class Parser(Protocol):
    """Reads the rows of one subject."""

    def __call__(self, table: Table, mapping: Mapping, known: Known, /, *, progress: Progress) -> Parsed[Any]: ...


PARSERS: dict[Subject, Parser] = {
    Subject.STUDENTS: parse_students,
    Subject.COMPANIES: parse_companies,
    Subject.SUPERVISORS: parse_supervisors,
    Subject.WISHES: parse_wishes,
    Subject.OFFERS: parse_offers,
    Subject.PLACEMENTS: parse_placements,
}


def parse(table: Table, mapping: Mapping, known: Known, *, progress: Progress) -> Parsed[Any]:
    """The rows of ``table`` by the rules of its subject; columns that are not read are emptied first."""
    return PARSERS[mapping.subject](table.only(mapping.read), mapping, known, progress=progress)


def known_with(known: Known, parsed: Parsed[Any]) -> Known:
    """``known`` with the students, companies or supervisors of a file that is read but not stored yet.

    Their key is the key of their row. A row replaces what was known under the same key.
    """
    students = {student.number: student for student in known.students}
    companies = {company.key: company for company in known.companies}
    supervisors = {supervisor.key: supervisor for supervisor in known.supervisors}
    for row in parsed.rows:
        if isinstance(row, StudentIn):
            students[row.number] = _student(row)
        elif isinstance(row, CompanyIn):
            companies[row.key] = _company(row)
        elif isinstance(row, SupervisorIn):
            supervisors[row.key] = KnownSupervisor(row.key, row.first_name, row.prefix, row.last_name, row.email)
    return replace(
        known,
        students=tuple(students.values()),
        companies=tuple(companies.values()),
        supervisors=tuple(supervisors.values()),
    )


def _student(row: StudentIn) -> KnownStudent:
    name = PersonName(row.first_name, row.prefix, row.last_name).whole
    return KnownStudent(row.number, name, row.email, row.group, row.crebo)


def _company(row: CompanyIn) -> KnownCompany:
    return KnownCompany(
        key=row.key,
        name=row.name,
        town=row.town or "",
        leerbedrijf_id=row.leerbedrijf_id,
        kvk=row.kvk,
        vestiging=row.vestiging,
        recognised=frozenset(row.recognised),
        unfit=row.unfit,
    )
