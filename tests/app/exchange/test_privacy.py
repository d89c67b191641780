"""Nothing of a column that is never stored survives in what a table is read into."""

from datetime import UTC, date, datetime

import pytest

from app import clock
from app.dates import minor_until
from app.exchange.known import Known
from app.exchange.mapping import map_columns
from app.exchange.parsing import parse
from app.exchange.tables import read_table
from app.progress import Progress
from app.terms.exchange import Subject


def test_no_value_of_a_dropped_column_can_be_found(confirmed, expected):
    held = repr(confirmed)
    values = expected["files"]["studenten_eduarte.xlsx"]["found_nowhere_after_import"]
    assert len(values) == 6
    assert [value for column in values.values() for value in column if value in held] == []


def test_of_a_date_of_birth_only_the_month_of_coming_of_age_is_kept(tables, confirmed):
    births = {str(row.cells[0]): row.cells[8] for row in tables["students"].rows}
    today = date(2026, 11, 22)
    wanted = {number: minor_until(birth) for number, birth in births.items() if minor_until(birth) >= today}
    found = {row.number: row.minor_until for row in confirmed["students"].rows if row.minor_until}
    assert found == {number: month for number, month in wanted.items() if number in found}
    assert len(found) > 50
    assert {row.number for row in confirmed["students"].rows} & set(wanted) == set(found)


def test_the_minors_of_the_page_are_found(tables, confirmed, expected):
    births = {str(row.cells[0]): row.cells[8] for row in tables["students"].rows}
    active = [row for row in confirmed["students"].rows if row.active]
    minors = {row.number for row in active if births[row.number] > date(2009, 2, 1)}
    assert len(minors) == expected["files"]["studenten_eduarte.xlsx"]["minors_on_2027_02_01_among_active"]
    assert minors <= {row.number for row in active if row.minor_until and row.minor_until >= date(2027, 2, 1)}


@pytest.mark.parametrize(("today", "kept"), [(date(2026, 11, 30), date(2026, 11, 30)), (date(2026, 12, 1), None)])
def test_nothing_is_kept_of_the_birth_of_an_adult(today, kept):
    data = b"Studentnummer;Achternaam;Geboortedatum\n2600001;Jansen;09-11-2008\n"
    table = read_table(("a.csv", data), progress=Progress())
    with clock.at(datetime(today.year, today.month, today.day, 12, tzinfo=UTC)):
        found = parse(table, map_columns(table, Subject.STUDENTS), Known(), progress=Progress())
    assert found.rows[0].minor_until == kept


def test_a_finding_about_a_diagnosis_does_not_repeat_it(confirmed):
    said = [finding.text for finding in confirmed["wishes"].findings if finding.code == "health_in_free_text"]
    assert len(said) == 2
    assert not [text for text in said if "ADHD" in text or "diabetes" in text]
    assert [row.row for row in confirmed["wishes"].rows if row.needs_health] == [125, 155]
