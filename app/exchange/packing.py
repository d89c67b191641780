"""Walks through an xlsx before it is read, and refuses what is made to hurt.

The reader takes memory for the whole rectangle between the first and the last filled cell, and once
for every use of a shared text. So each sheet is first walked through as XML, which costs little
memory, and refused when that rectangle or that text would be too large.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from app.errors import Refusal
from app.progress import Progress
from app.text import translate

_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_RATIO = 100
_RATIO_FROM = 5 * 1024 * 1024
_MOST_SHEETS = 50
_MOST_PARTS = 2_000
_MOST_MEMORY = 150_000_000  # bytes that reading may take
_BYTES_A_CELL = 100  # measured: the reader keeps each filled cell and, for a while, the rectangle around them
_BYTES_A_LETTER = 2
_MOST_SHARED = 1_000_000
_CHUNK = 1 << 16
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})$")
_ALPHABET = 26


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet of the workbook and the part of the package that holds it."""

    name: str
    path: str
    visible: bool


@dataclass(slots=True)
class Extent:
    """What a walk through a sheet found."""

    first_row: int = 1 << 30
    last_row: int = 0
    first_column: int = 1 << 30
    last_column: int = 0
    text: int = 0
    empty: int = 0  # formulas without an outcome
    empty_at: str = ""
    wrong: int = 0  # formulas that failed
    wrong_at: str = ""

    @property
    def cells(self) -> int:
        """The size of the rectangle around all filled cells."""
        return max(0, self.last_row - self.first_row + 1) * max(0, self.last_column - self.first_column + 1)


def check_package(name: str, package: zipfile.ZipFile) -> None:
    """Refuse what is no workbook, is locked, or unpacks to something far larger."""
    infos = package.infolist()
    names = [info.filename for info in infos]
    if "xl/workbook.xml" not in names:
        text = translate("Tables", "{name} is geen .xlsx. Sla het bestand in Excel op als .xlsx en kies dat.")
        raise Refusal(text.format(name=name))
    if any(info.flag_bits & 1 for info in infos):
        text = translate(
            "Tables", "{name} is beveiligd met een wachtwoord. Haal het wachtwoord eraf en kies het opnieuw."
        )
        raise Refusal(text.format(name=name))
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    too_tight = unpacked > _RATIO_FROM and unpacked / packed > _MOST_RATIO
    if unpacked > _MOST_UNPACKED or too_tight or len(names) > _MOST_PARTS or len(set(names)) < len(names):
        text = translate(
            "Tables",
            "{name} wordt na het uitpakken {size} MB en is niet gelezen. Kopieer de lijst naar een nieuw bestand.",
        )
        raise Refusal(text.format(name=name, size=unpacked // 2**20))
    if sum(part.startswith("xl/worksheets/") and part.endswith(".xml") for part in names) > _MOST_SHEETS:
        text = translate(
            "Tables", "{name} heeft meer dan {most} bladen. Zet het blad met de lijst in een eigen bestand."
        )
        raise Refusal(text.format(name=name, most=_MOST_SHEETS))


def sheets_of(name: str, package: zipfile.ZipFile) -> list[Part]:
    """The sheets of the workbook in its order, each with its part."""
    targets: dict[str, str] = {}
    parts: list[Part] = []

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attributes["Target"]
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[attributes["Id"]] = path

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            key = next((value for title, value in attributes.items() if title.rpartition(":")[2] == "id"), "")
            path = targets.get(key, "")
            if path.startswith("xl/worksheets/"):
                parts.append(Part(attributes["name"], path, attributes.get("state", "visible") == "visible"))

    _parse(name, package.open("xl/_rels/workbook.xml.rels"), relation)
    _parse(name, package.open("xl/workbook.xml"), sheet)
    return parts


def shared_lengths(name: str, package: zipfile.ZipFile) -> list[int]:
    """How long each shared text is."""
    lengths: list[int] = []
    if "xl/sharedStrings.xml" not in package.namelist():
        return lengths
    inside = False

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = tag == "t"
        if tag == "si":
            lengths.append(0)
            if len(lengths) > _MOST_SHARED:
                text = translate("Tables", "{name} heeft te veel verschillende teksten. Splits de lijst.")
                raise Refusal(text.format(name=name))

    def count(part: str) -> None:
        if inside and lengths:
            lengths[-1] += len(part)

    _parse(name, package.open("xl/sharedStrings.xml"), start, text=count)
    return lengths


class _Walk:
    """Goes through the XML of one sheet and remembers how far it reaches and how much text it holds."""

    def __init__(self, shared: list[int]) -> None:
        self.extent = Extent()
        self._shared = shared
        self._row = 0
        self._column = 0
        self._kind = ""
        self._formula = False
        self._filled = True
        self._inside = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        self._inside = tag
        if tag == "c":
            self._cell(attributes)
        elif tag == "row":
            self.close()
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif tag == "f":
            self._formula = True

    def _cell(self, attributes: dict[str, str]) -> None:
        self.close()
        if found := _ADDRESS.match(attributes.get("r", "")):
            self._row = int(found[2])
            self._column = _column(found[1])
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._filled = self._formula = False

    def text(self, part: str) -> None:
        """Characters within the last tag that opened."""
        if self._inside not in {"v", "t"} or not part:
            return
        if not self._filled:
            self._filled = True
            self._stretch()
        if self._kind == "s" and part.isdigit() and int(part) < len(self._shared):
            self.extent.text += self._shared[int(part)]
        else:
            self.extent.text += len(part)

    def close(self) -> None:
        """The cell before is complete."""
        extent = self.extent
        if self._formula and not self._filled:
            extent.empty += 1
            extent.empty_at = extent.empty_at or self._address()
        elif self._filled and self._kind == "e":
            extent.wrong += 1
            extent.wrong_at = extent.wrong_at or self._address()
        self._formula, self._filled, self._kind = False, True, ""

    def _stretch(self) -> None:
        extent = self.extent
        extent.first_row = min(extent.first_row, self._row)
        extent.last_row = max(extent.last_row, self._row)
        extent.first_column = min(extent.first_column, self._column)
        extent.last_column = max(extent.last_column, self._column)

    def _address(self) -> str:
        letters, column = "", self._column
        while column:
            column, letter = divmod(column - 1, _ALPHABET)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self._row}"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _ALPHABET + ord(letter) - ord("A") + 1
    return number


def walk(name: str, part: Part, package: zipfile.ZipFile, shared: list[int], progress: Progress) -> Extent:
    """How far a sheet reaches; refuses one that takes too much memory to read."""
    found = _Walk(shared)
    size = package.getinfo(part.path).file_size
    _parse(
        name,
        package.open(part.path),
        found.start,
        text=found.text,
        report=lambda read: progress.step(read // 2, size),
    )
    found.close()
    extent = found.extent
    letters = extent.text + sum(shared)
    if extent.cells * _BYTES_A_CELL + letters * _BYTES_A_LETTER > _MOST_MEMORY:
        text = translate(
            "Tables",
            "Blad {sheet} van {name} loopt door tot regel {row}, kolom {column}, en is te groot om te lezen. "
            "Verwijder wat er onder en naast de lijst staat, of splits de lijst.",
        )
        raise Refusal(
            text.format(sheet=part.name, name=name, row=extent.last_row, column=extent.last_column), field="sheet"
        )
    return extent


def _parse(
    name: str,
    part: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    *,
    text: Callable[[str], None] | None = None,
    report: Callable[[int], None] | None = None,
) -> None:
    """Walk through a part; tags come without their namespace prefix. A document type is refused."""

    def refuse(*_declaration: object) -> None:
        message = translate("Tables", "{name} bevat verwijzingen die in een lijst niet horen en is niet gelezen.")
        raise Refusal(message.format(name=name))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
    if text is not None:
        parser.CharacterDataHandler = text
    read = 0
    with part:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
            read += len(chunk)
            if report is not None:
                report(read)
    parser.Parse(b"", True)
