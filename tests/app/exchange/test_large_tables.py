"""Large files are read with progress, and within two hundred megabytes."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from app.exchange.tables import read_table
from app.progress import Cancelled, Progress
from tests.app.exchange.workbooks import SHEET, replaced, sheet_xml, simple, workbook

ROOT = Path(__file__).parents[3]


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
