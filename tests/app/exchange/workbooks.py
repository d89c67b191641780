"""Files of tables made for a test, and how one is read."""

import io
import zipfile

import xlsxwriter

from app.exchange.tables import read_table
from app.progress import Progress

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
