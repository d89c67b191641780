"""Reads a csv: its encoding, its delimiter, quoted line breaks, and the physical line of every row."""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from app.errors import Refusal
from app.exchange.formulas import unguarded
from app.exchange.tables import Grid, TableRow, is_blank
from app.progress import Progress
from app.text import translate

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ";,\t|"
_SAMPLE_ROWS = 60
_SAMPLE = 100_000  # characters
_CHUNK = 1 << 20
_LONGEST_FIELD = 1_000_000
_MOST_MEMORY = 125_000_000  # bytes that the rows may take
_BYTES_A_ROW = 120
_BYTES_A_CELL = 8
_MOST_SHARED = 100_000
_STEP = 2_000
_SEPARATOR_LINE = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)
_MARKUP = re.compile(r"^\s*(<!doctype html|<html|<\?xml|<table|%pdf-|\{\\rtf)", re.IGNORECASE)


def read_delimited(name: str, data: bytes, encoding: str | None, progress: Progress) -> Grid:
    """The rows of a csv; raises ``Refusal`` when it is no text or its quotes do not close."""
    encoding, errors = _encoding(name, data, encoding)
    sample = _opened(data, encoding, errors).read(_SAMPLE)
    if _MARKUP.match(sample):
        text = translate(
            "Tables",
            "{name} is geen xlsx of csv, maar een webpagina of document. Open het in Excel en sla het op als .xlsx.",
        )
        raise Refusal(text.format(name=name))
    named = _SEPARATOR_LINE.match(sample)
    lines = _opened(data, encoding, errors)
    if named:
        next(lines)
    delimiter = named[1] if named else _delimiter(sample)
    rows = _rows(name, lines, delimiter, skipped=1 if named else 0, total=data.count(b"\n") + 1, progress=progress)
    return Grid(rows, encoding=encoding, delimiter=delimiter)


def _opened(data: bytes, encoding: str, errors: str) -> io.TextIOWrapper:
    """The text bit by bit: whole it would take up to four times the memory."""
    return io.TextIOWrapper(io.BytesIO(data), encoding, errors, newline="")


def _encoding(name: str, data: bytes, told: str | None) -> tuple[str, str]:
    """The encoding and what to do with bytes that have no letter: as told, by its mark, utf-8, or Windows-1252.

    Guessing from the letters is not done: guessers call Windows-1252 something else and give wrong letters.
    """
    found = told or next((codec for mark, codec in _BOMS if data.startswith(mark)), None)
    if found is None:
        return ("utf-8", "strict") if _wrong_at(data, "utf-8") is None else ("cp1252", "replace")
    try:
        wrong = _wrong_at(data, found)
    except LookupError as error:
        text = translate("Tables", "De codering {encoding} bestaat niet.")
        raise Refusal(text.format(encoding=found), field="encoding") from error
    if wrong is not None:
        line = data.count(b"\n", 0, wrong) + 1
        text = translate(
            "Tables", "{name} is niet te lezen als {encoding}: rond regel {line} staat een onbekend teken."
        )
        raise Refusal(text.format(name=name, encoding=found, line=line), field="encoding")
    return found, "strict"


def _wrong_at(data: bytes, encoding: str) -> int | None:
    """Near which byte the data stop being this encoding, or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(data)
    for at in range(0, len(data), _CHUNK):
        try:
            decoder.decode(view[at : at + _CHUNK], final=at + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return at + error.start
    return None


def _delimiter(sample: str) -> str:
    """The delimiter that cuts most of the first rows into the same number of parts; ``;`` when nothing does."""
    best, best_score = ";", (0, 0)
    for candidate in _DELIMITERS:
        try:
            rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=candidate), _SAMPLE_ROWS))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if widths:
            width, count = widths.most_common(1)[0]
            best, best_score = max((best, best_score), (candidate, (count, width)), key=lambda found: found[1])
    return best


def _rows(
    name: str, lines: Iterable[str], delimiter: str, *, skipped: int, total: int, progress: Progress
) -> list[TableRow]:
    """Every row that is not blank, at the line where it begins."""
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[TableRow] = []
    shared = _SharedTexts()
    while True:
        line = reader.line_num + 1 + skipped
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise _broken(name, line, error) from error
        if record is None:
            return rows
        if len(rows) % _STEP == 0:
            progress.step(min(line, total), total)
        if any("\x00" in cell for cell in record):
            text = translate(
                "Tables", "{name} is geen tabel: op regel {line} staan tekens die niet in een tekst horen."
            )
            raise Refusal(text.format(name=name, line=line))
        if not all(map(is_blank, record)):
            rows.append(TableRow(line, tuple(shared.of(unguarded(cell)) for cell in record)))
        if shared.memory + len(rows) * _BYTES_A_ROW > _MOST_MEMORY:
            text = translate("Tables", "{name} is vanaf regel {line} te groot om te lezen. Splits het bestand.")
            raise Refusal(text.format(name=name, line=line))


class _SharedTexts:
    """Gives equal texts one object, and knows what all texts take."""

    def __init__(self) -> None:
        self.memory = 0
        self._known: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The text, as the object that stands for all equal ones."""
        self.memory += _BYTES_A_CELL
        if (known := self._known.get(text)) is not None:
            return known
        self.memory += sys.getsizeof(text)
        if len(self._known) < _MOST_SHARED:
            self._known[text] = text
        return text


def _broken(name: str, line: int, error: csv.Error) -> Refusal:
    if "unexpected end" in str(error) or "limit" in str(error):
        text = translate("Tables", "In {name} gaat op regel {line} een aanhalingsteken open dat nergens sluit.")
    else:
        text = translate("Tables", "In {name} staat op regel {line} tekst achter een gesloten aanhalingsteken.")
    return Refusal(text.format(name=name, line=line))
