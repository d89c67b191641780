"""The files of a fictional school, read one after the other as a coordinator would."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app import clock
from app.exchange.known import Known, KnownCompany, KnownPeriod, KnownProgramme, KnownStudent, KnownSupervisor
from app.exchange.mapping import guesses, map_columns
from app.exchange.parsing import parse
from app.exchange.tables import read_table
from app.progress import Progress
from app.resources import resource

DATA = Path(__file__).parents[2] / "data"
FILES = {
    "students": "studenten_eduarte.xlsx",
    "companies": "leerbedrijven.csv",
    "supervisors": "begeleiders.csv",
    "wishes": "leerwensen.xlsx",
    "offers": "stageplaatsen.xlsx",
    "placements": "plaatsingen_vorig_jaar.xlsx",
}


@pytest.fixture(scope="session")
def expected():
    return json.loads((DATA / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def expected_rows():
    return json.loads((DATA / "expected_rows.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def school():
    """What the coordinator filled in by hand."""
    data = json.loads(resource("demo", "school.json").read_text(encoding="utf-8"))
    programmes = tuple(
        KnownProgramme(one["crebo"], one["name"], frozenset(unit["code"] for unit in one["werkprocessen"]))
        for one in data["programmes"]
    )
    periods = tuple(
        KnownPeriod(one["code"], one["name"], date.fromisoformat(one["start"]), date.fromisoformat(one["end"]))
        for one in data["periods"]
    )
    return Known(programmes=programmes, periods=periods)


@pytest.fixture(scope="session")
def tables():
    return {subject: read_table(resource("demo", file), progress=Progress()) for subject, file in FILES.items()}


@pytest.fixture(scope="session")
def mappings(tables):
    return {subject: map_columns(table, guesses(table)[0].subject) for subject, table in tables.items()}


def with_students(known, rows):
    students = (KnownStudent(row.number, row.last_name, row.email, row.group, row.crebo) for row in rows)
    return replace(known, students=tuple(students))


def with_companies(known, rows):
    companies = (
        KnownCompany(
            row.key,
            row.name,
            row.town or "",
            row.leerbedrijf_id,
            recognised=frozenset(row.recognised),
            unfit=row.unfit,
        )
        for row in rows
    )
    return replace(known, companies=tuple(companies))


def with_supervisors(known, rows):
    supervisors = (KnownSupervisor(row.key, row.first_name, row.prefix, row.last_name, row.email) for row in rows)
    return replace(known, supervisors=tuple(supervisors))


GROWN = {"students": with_students, "companies": with_companies, "supervisors": with_supervisors}


@pytest.fixture(scope="session")
def parsed(tables, mappings, school):
    """Every file after its rules, before the user confirmed anything, on the day of the school's import."""
    known, found = school, {}
    with clock.at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        for subject in FILES:
            found[subject] = parse(tables[subject], mappings[subject], known, progress=Progress())
            known = GROWN[subject](known, found[subject].rows) if subject in GROWN else known
    return found


@pytest.fixture(scope="session")
def confirmed(parsed):
    """The same after the user said yes to every company that looks alike."""
    return {subject: one.confirmed([proposal.row.row for proposal in one.proposals]) for subject, one in parsed.items()}
