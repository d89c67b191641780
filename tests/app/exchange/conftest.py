"""The files of a fictional school, read one after the other as a coordinator would."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app import clock
from app.exchange.known import Known, KnownPeriod, KnownProgramme
from app.exchange.mapping import guesses, map_columns
from app.exchange.parsing import known_with, parse
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


@pytest.fixture(scope="session")
def parsed(tables, mappings, school):
    """Every file after its rules, before the user confirmed anything, on the day of the school's import."""
    known, found = school, {}
    with clock.at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        for subject in FILES:
            found[subject] = parse(tables[subject], mappings[subject], known, progress=Progress())
            known = known_with(known, found[subject])
    return found


@pytest.fixture(scope="session")
def confirmed(parsed):
    """The same after the user said yes to every company that looks alike."""
    return {subject: one.confirmed([proposal.row.row for proposal in one.proposals]) for subject, one in parsed.items()}
