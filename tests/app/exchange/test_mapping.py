"""Columns become fields, surely, after a question, or not at all; sensitive ones never."""

from itertools import islice

import pytest

from app.errors import Refusal
from app.exchange.mapping import guesses, map_columns
from app.exchange.tables import read_table
from app.progress import Progress
from app.terms.exchange import Subject
from tests.app.exchange.conftest import FILES


def table(*headers, rows=()):
    text = "\n".join(";".join(str(cell) for cell in row) for row in (headers, *rows))
    return read_table(("a.csv", f"{text}\n".encode()), header_row=1, progress=Progress())


def fields(mapping):
    return {column.header: column.field for column in mapping.columns}


@pytest.mark.parametrize("subject", FILES)
def test_every_file_of_the_school_is_recognised(subject, tables):
    best, second, *_ = guesses(tables[subject])
    assert (best.subject, best.whole) == (subject, True)
    assert best.known == best.columns > second.known


def test_the_columns_that_are_never_stored_are_those_of_the_page(mappings, expected):
    wanted = expected["files"]["studenten_eduarte.xlsx"]
    mapping = mappings["students"]
    assert {column.header for column in mapping.not_stored} == set(wanted["columns_never_stored"])
    named = [column.header for column in mapping.sensitive]
    assert named == wanted["columns_never_stored_and_named_to_the_user"]
    assert all(column.why for column in mapping.not_stored)


def test_every_other_column_of_the_student_list_has_its_field(mappings, expected):
    wanted = expected["files"]["studenten_eduarte.xlsx"]["columns"]
    stored = [header for header, use in wanted.items() if not use.startswith("never")]
    assert [column.header for column in mappings["students"].columns if column.why is None] == stored


@pytest.mark.parametrize("subject", FILES)
def test_the_files_of_the_school_need_no_question_and_miss_nothing(subject, mappings):
    assert mappings[subject].asked == ()
    assert mappings[subject].missing == ()


def test_headers_of_another_system_are_understood():
    found = map_columns(
        table("Lln.nr", "Voornaam", "Tv", "Achternaam", "Klas", "E-mailadres school", "Post code", "Mobiel nr"),
        Subject.STUDENTS,
    )
    assert list(fields(found).values()) == [
        "number", "first_name", "prefix", "last_name", "group", "email", "postcode", "mobile",
    ]  # fmt: skip


def test_a_doubtful_header_is_asked_and_a_strange_one_is_not_stored():
    found = map_columns(table("Studentnummer", "Achternaam", "Lesgr.", "Kleur"), Subject.STUDENTS)
    group, colour = found.columns[2:]
    assert "group" in [candidate.field for candidate in group.asked]
    assert all(70 <= candidate.likeness < 85 for candidate in group.asked)
    assert (colour.field, colour.asked, colour.why) == (None, (), "Deze kolom is niet bekend.")


def test_no_two_columns_become_the_same_field():
    found = map_columns(table("Studentnummer", "Nummer", "Achternaam", "Naam"), Subject.STUDENTS)
    taken = [column.field for column in found.columns if column.field]
    assert len(taken) == len(set(taken))
    assert found.columns[0].field == "number"


def test_a_header_of_which_only_a_part_is_known_is_asked_and_never_taken_silently():
    found = map_columns(table("Studentnummer", "Achternaam", "E-mail privé", "Kamernr"), Subject.STUDENTS)
    assert [candidate.field for candidate in found.columns[2].asked] == ["email"]
    assert found.columns[3].why == "Deze kolom is niet bekend."


def test_a_small_slip_in_a_header_is_understood():
    found = map_columns(table("Studentnumer", "Achtenaam", "Stam groep"), Subject.STUDENTS)
    assert list(fields(found).values()) == ["number", "last_name", "group"]


def test_a_column_without_header_is_not_stored():
    found = map_columns(table("Studentnummer", "", "Achternaam", rows=[(1, "x", "A")]), Subject.STUDENTS)
    assert found.columns[1].why == "De kolom heeft geen kop."


@pytest.mark.parametrize(
    "header",
    [
        "BSN-nummer",
        "Burgerservicenr",
        "geslacht",
        "NATIONALITEIT 3",
        "Geboorteplaats",
        "Pasfoto",
        "Geloof",
        "IBAN",
        "Geb.datum",
    ],
)
@pytest.mark.parametrize("subject", Subject)
def test_a_sensitive_column_is_named_in_every_list_and_cannot_be_chosen(header, subject):
    found = map_columns(table("Studentnummer", "Naam", header), subject)
    column = found.columns[2]
    assert column.sensitive
    assert found.sensitive == (column,)
    assert header not in found.remembered()
    with pytest.raises(Refusal, match="wordt niet opgeslagen"):
        found.choose(2, "email")


def test_a_remembered_mapping_does_not_open_a_sensitive_column():
    found = map_columns(table("Studentnummer", "BSN"), Subject.STUDENTS, {"bsn": "mobile", "studentnummer": "number"})
    assert fields(found) == {"Studentnummer": "number", "BSN": None}


def numbers_that_pass(count):
    """Numbers that pass the elfproef in the range of test numbers (9999…), which nobody has."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    every = (f"9999{n:05}" for n in range(100_000))
    passing = (one for one in every if sum(w * int(digit) for w, digit in zip(weights, one, strict=True)) % 11 == 0)
    return list(islice(passing, count))


def test_a_column_full_of_burgerservicenummers_is_never_stored_under_any_name():
    rows = [(n, number, "A") for n, number in enumerate(numbers_that_pass(20))]
    found = map_columns(table("Studentnummer", "Mobiel", "Achternaam", rows=rows), Subject.STUDENTS)
    assert (found.columns[1].field, found.columns[1].sensitive) == (None, True)


def test_other_numbers_of_nine_digits_are_stored(mappings):
    assert mappings["companies"].columns[0].field == "leerbedrijf_id"


def test_a_choice_is_kept_and_remembered_for_the_next_file():
    first = map_columns(table("Studentnummer", "Achternaam", "Lesgr.", "Kleur", "Klas"), Subject.STUDENTS)
    chosen = first.choose(4, None).choose(2, "group")
    again = map_columns(table("Klas", "Lesgr.", "Achternaam", "Studentnummer"), Subject.STUDENTS, chosen.remembered())
    assert fields(again) == {"Klas": None, "Lesgr.": "group", "Achternaam": "last_name", "Studentnummer": "number"}


def test_a_field_that_another_column_has_cannot_be_chosen_twice():
    found = map_columns(table("Studentnummer", "Achternaam", "Kleur"), Subject.STUDENTS)
    with pytest.raises(Refusal, match="Kolom Studentnummer is al studentnummer"):
        found.choose(2, "number")


def test_what_a_list_lacks_is_named():
    assert map_columns(table("Klas", "E-mail"), Subject.STUDENTS).missing == ("studentnummer", "achternaam")


def test_only_the_columns_that_are_read_stay_in_a_table(tables, mappings):
    kept = tables["students"].only(mappings["students"].read)
    row = kept.rows[0]
    held = {header for header, cell in zip(kept.headers, row.cells, strict=True) if cell is not None}
    assert held.isdisjoint({"BSN", "Geslacht", "Nationaliteit 1", "Onderwijsnummer", "Voornamen", "Telefoon"})
    assert row.cells[0] == "2610572"
