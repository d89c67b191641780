"""A table is read from whatever file holds it, or refused in words that say what and where."""

import io
import pickle
import subprocess
import sys
import zipfile
from datetime import date, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from app.errors import Refusal
from app.exchange.tables import Sheet, read_table
from app.progress import Cancelled, Progress
from app.resources import resource

ROOT = Path(__file__).parents[3]
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(name, data, **choices):
    return read_table((name, data), progress=Progress(), **choices)


def contents(table):
    return [(row.number, *row.cells) for row in table.rows]


def workbook(fill):
    """An xlsx of which ``fill`` gets the workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    return out.getvalue()


def simple(book):
    sheet = book.add_worksheet("Studenten")
    sheet.write_row(0, 0, ["Studentnummer", "Naam", "Klas"])
    sheet.write_row(1, 0, [2600001, "Zoë Öztürk", "VIG2A"])


def replaced(data, part, contents, compression=zipfile.ZIP_DEFLATED):
    """The same package with one part exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", compression) as new:
        for name in old.namelist():
            with new.open(name, "w") as target:
                for chunk in contents if name == part else [old.read(name)]:
                    target.write(chunk)
    return out.getvalue()


def sheet_xml(rows, before=""):
    yield f'<?xml version="1.0"?>{before}<worksheet xmlns="{NAMESPACE}"><sheetData>'.encode()
    yield from rows
    yield b"</sheetData></worksheet>"


# ---------------------------------------------------------------- what is read


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


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\x00"])
def test_an_empty_file_is_refused(data):
    with pytest.raises(Refusal, match=r"a\.csv is leeg"):
        read("a.csv", data)


def test_a_table_with_blank_cells_only_is_refused():
    with pytest.raises(Refusal, match="staat niets"):
        read("a.csv", b";;;\n;;;\n")


def test_a_file_without_header_is_refused_with_a_way_out():
    with pytest.raises(Refusal, match="Wijs de regel aan") as refusal:
        read("a.csv", b"1;2;3\n4;5;6\n")
    assert refusal.value.field == "header_row"


def test_nul_bytes_are_refused_with_their_line():
    with pytest.raises(Refusal, match="op regel 2 "):
        read("a.csv", b"Studentnummer;Naam\n1;A\x00B\n")


def test_a_quote_that_never_closes_is_refused_with_its_line():
    with pytest.raises(Refusal, match="op regel 3 een aanhalingsteken open"):
        read("a.csv", b'Studentnummer;Naam\n1;A\n2;"B\n3;C\n')


def test_text_behind_a_closed_quote_is_refused_with_its_line():
    with pytest.raises(Refusal, match="op regel 2 tekst achter"):
        read("a.csv", b'Studentnummer;Naam\n1;"A" B\n')


def test_a_wrong_encoding_is_refused_with_the_line():
    with pytest.raises(Refusal, match="als ascii: rond regel 2") as refusal:
        read("a.csv", "Studentnummer;Naam\n1;Zoë\n".encode(), encoding="ascii")
    assert refusal.value.field == "encoding"


def test_an_encoding_that_does_not_exist_is_refused():
    with pytest.raises(Refusal, match="klingon bestaat niet"):
        read("a.csv", b"Naam\n", encoding="klingon")


@pytest.mark.parametrize("data", [b"<html><table></table>", b"%PDF-1.7 ...", b"{\\rtf1 ...", b'<?xml version="1.0"?>'])
def test_a_web_page_or_document_is_refused(data):
    with pytest.raises(Refusal, match="webpagina of document"):
        read("lijst.xls", data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def test_an_old_xls_is_refused_with_what_to_do():
    with pytest.raises(Refusal, match=r"oude soort \(\.xls\)"):
        read("lijst.xls", OLE + "Workbook".encode("utf-16-le"))


def test_a_workbook_with_a_password_is_refused_with_what_to_do():
    with pytest.raises(Refusal, match="wachtwoord"):
        read("lijst.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"))


def test_another_package_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    with pytest.raises(Refusal, match=r"geen \.xlsx"):
        read("brief.xlsx", out.getvalue())


@pytest.mark.parametrize("cut", [200, 2000, -30])
def test_a_damaged_workbook_is_refused(cut):
    with pytest.raises(Refusal, match="beschadigd"):
        read("a.xlsx", workbook(simple)[:cut])


def test_a_workbook_with_broken_xml_is_refused():
    with pytest.raises(Refusal, match="beschadigd"):
        read("a.xlsx", replaced(workbook(simple), SHEET, [b"<worksheet><sheetData><row>"]))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    row = b"".join(
        b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>' % (n, n, b"A" * 1000)
        for n in range(1, 1001)
    )
    bomb = replaced(workbook(simple), SHEET, sheet_xml(row for _ in range(20)))
    assert len(bomb) < 1_000_000
    with pytest.raises(Refusal, match=r"wordt na het uitpakken \d+ MB"):
        read("a.xlsx", bomb)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_an_entity_bomb_is_refused(part):
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    bomb = [f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">{entities}]><x>&a8;</x>'.encode()]
    with pytest.raises(Refusal, match="verwijzingen die in een lijst niet horen"):
        read("a.xlsx", replaced(workbook(simple), part, bomb))


def test_a_cell_far_away_is_refused_with_where_it_is():
    def fill(book):
        simple(book)
        book.worksheets()[0].write_string(1_048_575, 16_383, " ")

    with pytest.raises(
        Refusal, match=r"Blad Studenten van a\.xlsx loopt door tot regel 1048576, kolom 16384"
    ) as refusal:
        read("a.xlsx", workbook(fill))
    assert refusal.value.field == "sheet"


def test_a_text_that_is_shared_too_often_is_refused():
    def fill(book):
        simple(book)
        for row in range(2, 3000):
            book.worksheets()[0].write_string(row, 1, "lang " * 5000)

    with pytest.raises(Refusal, match="te groot om te lezen"):
        read("a.xlsx", workbook(fill))


def test_too_many_sheets_are_refused():
    with pytest.raises(Refusal, match="meer dan 50 bladen"):
        read("a.xlsx", workbook(lambda book: [book.add_worksheet() for _ in range(51)]))


def test_a_file_that_is_far_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(41 * 1024 * 1024)
    with pytest.raises(Refusal, match=r"groot\.csv is 41 MB"):
        read_table(path, progress=Progress())


def test_a_path_that_is_not_there_is_an_error_of_the_path(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_table(tmp_path / "weg.xlsx", progress=Progress())


# ---------------------------------------------------------------- large files


def large_csv(count=50_000):
    lines = (f"{2_600_000 + n};Zoë {n};van der;Öztürk;VIG2A;s{n}@school.example;6511 AB" for n in range(count))
    return "\r\n".join(["Studentnummer;Roepnaam;Tussenvoegsel;Achternaam;Klas;E-mail;Postcode", *lines]).encode()


def test_fifty_thousand_rows_of_a_csv_are_read_with_progress():
    steps = []
    table = read_table(("a.csv", large_csv()), progress=Progress(lambda done, total: steps.append((done, total))))
    assert len(table.rows) == 50_000
    assert len(steps) > 20
    assert steps == sorted(steps)
    assert all(done <= total for done, total in steps)


def test_reading_stops_when_the_user_cancels():
    progress = Progress(lambda done, _total: progress.cancel() if done > 10_000 else None)
    with pytest.raises(Cancelled):
        read_table(("a.csv", large_csv()), progress=progress)


MEASURE = """
import sys
from pathlib import Path
from app.errors import Refusal
from app.exchange.tables import read_table
from app.progress import Progress
try:
    outcome = len(read_table(Path(sys.argv[1]), progress=Progress()).rows)
except Refusal:
    outcome = "refused"
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(outcome, int(peak.split()[1]) // 1024)
"""


def measured(path):
    """What came of reading a file in a process of its own, and the MB that it took."""
    done = subprocess.run([sys.executable, "-c", MEASURE, path], cwd=ROOT, capture_output=True, text=True, check=True)
    outcome, megabytes = done.stdout.split()
    return outcome, int(megabytes)


def large_workbook(path, rows, columns):
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Deelnemers")
        sheet.write_row(
            0, 0, ["Studentnummer", "Roepnaam", "Achternaam", "Klas", *(f"K{n}" for n in range(columns - 4))]
        )
        for row in range(1, rows + 1):
            sheet.write_row(
                row,
                0,
                [
                    2_600_000 + row,
                    f"Zoë {row}",
                    "Öztürk",
                    "VIG2A",
                    *(f"w{n % 7} {row % 50}" for n in range(columns - 4)),
                ],
            )


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
@pytest.mark.parametrize(
    ("rows", "columns", "wanted"), [(50_000, 12, "50000"), (35_000, 38, "35000"), (50_000, 38, "refused")]
)
def test_a_large_workbook_is_read_within_two_hundred_megabytes_or_refused(tmp_path, rows, columns, wanted):
    large_workbook(tmp_path / "a.xlsx", rows, columns)
    outcome, megabytes = measured(tmp_path / "a.xlsx")
    assert outcome == wanted
    assert megabytes < 200


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
@pytest.mark.parametrize(("rows", "wanted"), [(230_000, "230000"), (320_000, "refused")])
def test_a_large_csv_is_read_within_two_hundred_megabytes_or_refused(tmp_path, rows, wanted):
    with (tmp_path / "a.csv").open("w", encoding="utf-8") as file:
        file.write("Studentnummer;Naam;Klas;E-mail\n")
        for n in range(rows):
            file.write(f"{n};Zoë € Öztürk {n} \U0001f600;VIG2A {n % 30};s{n}@school.example {'x' * 60}\n")
    outcome, megabytes = measured(tmp_path / "a.csv")
    assert outcome == wanted
    assert megabytes < 200


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
def test_long_texts_that_were_hardly_packed_stay_within_two_hundred_megabytes(tmp_path):
    def rows():
        header = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("Studentnummer", "Naam"))
        yield f'<row r="1">{header}</row>'.encode()
        for at in range(2, 40_002, 1000):
            yield b"".join(
                b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%d%s</t></is></c></row>' % (n, n, n, b"A" * 800)
                for n in range(at, at + 1000)
            )

    (tmp_path / "a.xlsx").write_bytes(replaced(workbook(simple), SHEET, sheet_xml(rows()), zipfile.ZIP_STORED))
    outcome, megabytes = measured(tmp_path / "a.xlsx")
    assert outcome == "40000"
    assert megabytes < 200
