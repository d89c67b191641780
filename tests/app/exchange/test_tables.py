"""A table is read from whatever file holds it."""

import io
import pickle
import zipfile
from datetime import date, time, timedelta

import pytest

from app.errors import Refusal
from app.exchange.tables import Sheet, read_table
from app.progress import Progress
from app.resources import resource
from tests.app.exchange.workbooks import SHEET, contents, read, replaced, sheet_xml, simple, workbook


def test_a_workbook_is_read_with_its_row_numbers_and_types():
    def fill(book):
        sheet = book.add_worksheet("Studenten")
        day, clock, length = (book.add_format({"num_format": one}) for one in ("dd-mm-yyyy", "hh:mm", "[h]:mm"))
        sheet.write(0, 1, "Lijst van november")
        sheet.write_row(3, 1, ["Studentnummer", "Naam", "Klas", "Niveau", "Opgegeven op", "Tijd", "Duur", "Actief"])
        sheet.write_row(5, 1, [2600001, "Zoë", None, 3.5])
        sheet.write_datetime(5, 5, date(2026, 11, 2), day)
        sheet.write_datetime(5, 6, time(9, 30), clock)
        sheet.write_datetime(5, 7, timedelta(hours=30), length)
        sheet.write_boolean(5, 8, True)
        sheet.write(6, 1, " \u00a0\t")

    table = read("a.xlsx", workbook(fill))
    assert (table.header_row, table.headers[0], table.sheet) == (4, "Studentnummer", "Studenten")
    assert contents(table) == [
        (6, 2600001, "Zoë", None, 3.5, date(2026, 11, 2), time(9, 30), timedelta(hours=30), True)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_csv_is_read_in_the_encodings_of_schools(encoding):
    table = read("a.csv", "Studentnummer;Naam;Klas\r\n2600001;Zoë – Öztürk;VIG2A\r\n".encode(encoding))
    assert contents(table) == [(2, "2600001", "Zoë – Öztürk", "VIG2A")]
    assert table.encoding == encoding


def test_an_encoding_can_be_told():
    data = "Studentnummer;Naam\r\n1;Zoë\r\n".encode("mac_roman")
    assert contents(read("a.csv", data, encoding="mac_roman")) == [(2, "1", "Zoë")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_csv_is_cut_at_its_own_delimiter(delimiter):
    text = f'Naam{delimiter}Werkdagen{delimiter}E-mail\nPol{delimiter}"ma;di,wo|do\tvr"{delimiter}a@b.example\n'
    table = read("a.csv", text.encode())
    assert (table.delimiter, contents(table)) == (delimiter, [(2, "Pol", "ma;di,wo|do\tvr", "a@b.example")])


def test_a_csv_may_name_its_delimiter_on_the_first_line():
    table = read("a.csv", b"sep=,\r\nNaam,E-mail\r\nPol,a@b.example\r\n")
    assert (table.header_row, contents(table)) == (2, [(3, "Pol", "a@b.example")])


def test_a_csv_of_one_column_is_read():
    assert contents(read("a.csv", b"Studentnummer\n2600001\n", header_row=1)) == [(2, "2600001")]


def test_rows_of_a_csv_have_the_number_of_their_first_line():
    text = 'Naam;Opmerking;E-mail\r\nA;"een\r\ntwee ""drie"""\r\n;;\r\n\r\nB;\r\n'
    assert contents(read("a.csv", text.encode())) == [(2, "A", 'een\r\ntwee "drie"', None), (6, "B", "", None)]


def test_a_header_is_found_beneath_title_lines():
    table = read("a.csv", b"Lijst;;\nGemaakt op;2-11-2026;\n\nStudentnummer;Naam;Klas\n1;A;B\n")
    assert (table.header_row, contents(table)) == (4, [(5, "1", "A", "B")])


def test_a_header_of_unknown_words_is_found_by_its_looks():
    assert read("a.csv", b"2026;;\nKleur;Maat;Vorm\nrood;3;rond\n").headers == ("Kleur", "Maat", "Vorm")


def test_the_header_can_be_pointed_at():
    table = read("a.csv", b"Studentnummer;Naam\nNummer;Voluit\n1;A\n", header_row=2)
    assert (table.headers, contents(table)) == (("Nummer", "Voluit"), [(3, "1", "A")])


def test_cells_beyond_the_header_are_said_and_not_read():
    table = read("a.csv", b"Studentnummer;Naam\n1;A;extra\n2;B;\n")
    assert contents(table) == [(2, "1", "A"), (3, "2", "B")]
    assert table.warnings == ("Regel 2 heeft meer cellen dan er koppen zijn (1 regels). Die zijn niet gelezen.",)


def test_of_several_sheets_the_one_that_is_known_best_is_read_and_hidden_ones_are_left_alone():
    def fill(book):
        book.add_worksheet("Uitleg").write(0, 0, "Vul het tweede blad in.")
        book.add_worksheet("Oud").write_row(0, 0, ["Studentnummer", "Naam", "Klas", "E-mail"])
        book.worksheets()[1].write_row(1, 0, [1, "oud", "x", "y"])
        book.worksheets()[1].hide()
        simple(book)

    data = workbook(fill)
    table = read("a.xlsx", data)
    assert table.sheets == (Sheet("Uitleg", True), Sheet("Oud", False), Sheet("Studenten", True))
    assert contents(table) == [(2, 2600001, "Zoë Öztürk", "VIG2A")]
    assert contents(read("a.xlsx", data, sheet="Oud")) == [(2, 1, "oud", "x", "y")]
    with pytest.raises(Refusal, match="geen blad Elders"):
        read("a.xlsx", data, sheet="Elders")


def test_the_outcome_of_a_formula_is_read_and_one_without_is_said():
    def fill(book):
        sheet = book.add_worksheet("Studenten")
        sheet.write_row(0, 0, ["Studentnummer", "Naam", "Klas"])
        sheet.write_formula("A2", "=1+1", None, 2)
        sheet.write_formula("B2", '="a"&"b"', None, "ab")
        sheet.write_formula("C2", "=NA()", None, "#N/A")
        sheet.write_formula("C3", "=1+1", None, "")

    data = workbook(fill)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read(SHEET).replace(b"<f>1+1</f><v></v>", b"<f>1+1</f>")
    table = read("a.xlsx", replaced(data, SHEET, [xml]))
    assert contents(table) == [(2, 2, "ab", None)]
    assert [warning.partition(", de eerste")[2] for warning in table.warnings] == [
        " in C3. Die cellen zijn gelezen als leeg.",
        " in C2. Die cellen zijn gelezen als leeg.",
    ]


@pytest.mark.parametrize("name", ["lijst.csv", "lijst.xls", "lijst"])
def test_a_wrong_suffix_does_not_matter_but_is_said(name):
    table = read(name, workbook(simple))
    assert contents(table) == [(2, 2600001, "Zoë Öztürk", "VIG2A")]
    assert table.warnings == (f"De naam {name} past niet bij de inhoud: het bestand is gelezen als xlsx.",)


def test_a_csv_that_is_called_xlsx_is_read():
    table = read("lijst.xlsx", b"Studentnummer;Naam\n1;A\n")
    assert table.warnings == ("De naam lijst.xlsx past niet bij de inhoud: het bestand is gelezen als csv.",)


@pytest.mark.parametrize("last", [50_000, pytest.param(1_000_000, marks=pytest.mark.heavy)])
def test_a_million_empty_rows_cost_nothing(last):
    def rows():
        for at, texts in ((1, ("Studentnummer", "Naam")), (2, ("1", "A"))):
            cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
            yield f'<row r="{at}">{cells}</row>'.encode()
        for at in range(3, last, 1000):
            yield b"".join(b'<row r="%d"><c s="0"/></row>' % n for n in range(at, at + 1000))

    data = replaced(workbook(simple), SHEET, sheet_xml(rows()), zipfile.ZIP_STORED)
    assert contents(read("a.xlsx", data)) == [(2, "1", "A")]


def test_a_table_and_its_refusal_can_cross_to_another_process():
    table = read_table(resource("demo", "leerwensen.xlsx"), progress=Progress())
    assert pickle.loads(pickle.dumps(table)) == table  # noqa: S301 - our own bytes
    with pytest.raises(Refusal) as refusal:
        read("a.xlsx", b"Naam\n", encoding="klingon")
    crossed = pickle.loads(pickle.dumps(refusal.value))  # noqa: S301 - our own bytes
    assert (str(crossed), crossed.field) == ("De codering klingon bestaat niet.", "encoding")


def test_a_table_does_not_show_its_contents_when_it_is_logged():
    table = read("a.csv", b"Studentnummer;Naam\n2600001;Zakaria\n")
    assert "Zakaria" not in repr(table)
    assert "2600001" not in repr(table)
