"""Whatever happened to a file on its way, it is read or refused in words; nothing else comes out."""

import io
import zipfile
from datetime import date
from random import Random

import pytest

from app.errors import Refusal
from app.exchange.calendars import busy_between, read_calendar
from app.exchange.tables import read_table
from app.progress import Progress
from app.resources import resource

INSERTED = [b"<", b">", b'"', b"\x00", b"&", b"99999999999", b"-1", b"A", b";", b"=", b":"]


def damaged(data, chance):
    """The bytes with a few of them changed, gone, or added."""
    found = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(found))
        kind = chance.randrange(3)
        if kind == 0:
            found[at] = chance.randrange(256)
        elif kind == 1:
            del found[at : at + chance.randrange(1, 30)]
        else:
            found[at:at] = chance.choice(INSERTED)
    return bytes(found)


def damaged_workbook(data, chance):
    """A workbook that unpacks well and of which one part is damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        hit = chance.choice([name for name in old.namelist() if name.startswith("xl/")])
        for name in old.namelist():
            new.writestr(name, damaged(old.read(name), chance) if name == hit else old.read(name))
    return out.getvalue()


def read_busy(source):
    busy_between(read_calendar(source, progress=Progress()), date(2027, 1, 1), date(2027, 12, 31))


def read_rows(source):
    read_table(source, progress=Progress())


@pytest.mark.parametrize("count", [15, pytest.param(300, marks=pytest.mark.heavy)])
@pytest.mark.parametrize(
    ("file", "damage", "read"),
    [
        ("leerwensen.xlsx", damaged, read_rows),
        ("leerwensen.xlsx", damaged_workbook, read_rows),
        ("leerbedrijven.csv", damaged, read_rows),
        ("agenda_begeleider.ics", damaged, read_busy),
    ],
)
def test_a_damaged_file_is_read_or_refused(file, damage, read, count):
    chance = Random(20261122)  # noqa: S311 - the same damage each time
    data = resource("demo", file).read_bytes()
    refusals = []
    for _ in range(count):
        try:
            read((file, damage(data, chance)))
        except Refusal as refusal:
            refusals.append(str(refusal))
    assert [text for text in refusals if file not in text] == []
