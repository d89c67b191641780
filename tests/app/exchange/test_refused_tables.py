"""What is no table is refused in words that say what and where."""

import io
import zipfile

import pytest

from app.errors import Refusal
from app.exchange.tables import read_table
from app.progress import Progress
from tests.app.exchange.workbooks import SHEET, read, replaced, sheet_xml, simple, workbook


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
