"""A list goes out as xlsx or csv, safe to open, and comes back the same."""

import io
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.exchange.export import to_csv, to_xlsx
from app.exchange.formulas import guarded, unguarded
from app.exchange.tables import is_blank, read_table
from app.progress import Cancelled, Progress

MORNING = datetime.combine(date(2026, 11, 2), time(9, 30))
HEADERS = ["Naam", "Klas", "E-mail"]
DANGEROUS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =HYPERLINK(1)",
    "＝1+1",
    "＠x",
    "'=1+1",
    "|calc",
    "%0A=1",
]


def csv(*rows):
    return to_csv(HEADERS, rows, progress=Progress())


def xlsx(*rows, title="Studenten"):
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(title, HEADERS, rows, progress=Progress())))


def test_a_csv_opens_well_in_a_dutch_spreadsheet():
    data = csv(
        ["Zoë", date(2026, 11, 2), Decimal("12.50")], [None, True, 1.5], [time(9, 5), timedelta(hours=30, minutes=5), 3]
    )
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\r\n") == [
        "Naam;Klas;E-mail",
        "Zoë;02-11-2026;12,50",
        ";ja;1,5",
        "09:05;30:05;3",
        "",
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_in_a_csv_can_never_be_a_formula(text):
    (row,) = read_table(("a.csv", csv(["A", text, "B"])), header_row=1, progress=Progress()).rows
    cell = csv(["A", text, "B"]).decode("utf-8-sig").split("Naam;Klas;E-mail\r\n")[1].removeprefix("A;").lstrip('"')
    assert cell[0] == "'"
    assert row.cells[1] == text


@pytest.mark.parametrize("text", ["-5", "-5,5", "+31612345678", "+31 6 1234", "afwezig", "'t Hof", "B.V. = bv", "3%"])
def test_numbers_and_plain_words_are_left_alone(text):
    assert guarded(text) == text


@given(st.text())
def test_a_guard_can_always_be_taken_off(text):
    assert unguarded(guarded(text)) == text


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=8))
def test_a_csv_that_is_written_reads_back_the_same(rows):
    data = to_csv(HEADERS, rows, progress=Progress())
    table = read_table(("a.csv", data), header_row=1, progress=Progress())
    assert (table.headers, table.delimiter, table.encoding) == (tuple(HEADERS), ";", "utf-8-sig")
    assert [row.cells for row in table.rows] == [row for row in rows if not all(map(is_blank, row))]


@pytest.mark.parametrize("text", [*DANGEROUS, "https://school.example", "0612", "1e5"])
def test_a_text_in_a_workbook_stays_a_text(text):
    cell = xlsx([text, "", ""]).active["A2"]
    assert (cell.data_type, cell.value.replace("_x000D_", "\r"), cell.hyperlink) == ("s", text, None)


def test_values_keep_their_kind_in_a_workbook():
    sheet = xlsx(
        [3, Decimal("12.5"), date(2026, 11, 2)],
        [MORNING, time(9, 5), timedelta(hours=30)],
        [True, False, None],
    ).active
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert found[0] == [3, 12.5, datetime.combine(date(2026, 11, 2), time())]
    assert found[1] == [MORNING, time(9, 5), timedelta(hours=30)]
    assert found[2] == ["ja", "nee", None]
    assert sheet["C2"].number_format == "dd-mm-yyyy"


def test_a_workbook_keeps_its_header_in_sight_and_fits_its_columns():
    book = xlsx(["Zoë Öztürk-van den Berg", "VIG2A", None])
    sheet = book.active
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")


def test_the_properties_of_a_workbook_name_its_title_and_no_person():
    with clock.at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        found = xlsx(["A", "B", "C"], title="Studenten zonder plek").properties
    assert (found.title, found.creator or "", found.lastModifiedBy or "") == ("Studenten zonder plek", "", "")
    assert found.created == datetime.combine(date(2026, 11, 22), time(9))


@pytest.mark.parametrize(
    ("title", "wanted"),
    [("Plaatsingen: VIG/PMK [2026]", "Plaatsingen  VIG PMK  2026"), ("a" * 40, "a" * 31), ("''", "Lijst")],
)
def test_any_title_can_name_a_sheet(title, wanted):
    assert xlsx(title=title).sheetnames == [wanted]


def test_a_text_that_is_too_long_for_a_cell_is_cut_visibly():
    cell = xlsx(["x" * 40_000, "", ""]).active["A2"].value
    assert (len(cell), cell[-1]) == (32_767, "…")


def test_a_workbook_that_is_written_reads_back_the_same():
    rows = [["Zoë", "VIG2A", "a@b.example"], ["=1+1", "KOK1A", "c@d.example"]]
    table = read_table(("a.xlsx", to_xlsx("Studenten", HEADERS, rows, progress=Progress())), progress=Progress())
    assert [list(row.cells) for row in table.rows] == rows


@pytest.mark.parametrize(
    "write",
    [
        lambda rows, progress: to_csv(HEADERS, rows, progress=progress),
        lambda rows, progress: to_xlsx("A", HEADERS, rows, progress=progress),
    ],
)
def test_writing_a_long_list_can_be_followed_and_stopped(write):
    steps = []
    write([["a", "b", "c"]] * 3000, Progress(lambda done, total: steps.append((done, total))))
    assert steps == [(0, 3000), (1000, 3000), (2000, 3000)]
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        write([["a", "b", "c"]], stopped)
