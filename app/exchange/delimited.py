"""Reads a csv: its encoding, its delimiter, quoted line breaks, and the physical line of every row."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice

from app.errors import Refusal
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
_LONGEST_FIELD = 1_000_000
_MOST_CELLS = 2_500_000
_STEP = 2_000
_SEPARATOR_LINE = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)
_MARKUP = re.compile(r"^\s*(<!doctype html|<html|<\?xml|<table|%pdf-|\{\\rtf)", re.IGNORECASE)


def read_delimited(name: str, data: bytes, encoding: str | None, progress: Progress) -> Grid:
    """The rows of a csv; raises ``Refusal`` when it is no text or its quotes do not close."""
    text, encoding = _decoded(name, data, encoding)
    _check_is_table(name, text)
    skipped = 0
    if named := _SEPARATOR_LINE.match(text):
        delimiter, text, skipped = named[1], text[named.end() :], 1
    else:
        delimiter = _delimiter(text)
    rows = _rows(name, text, delimiter, skipped, progress)
    return Grid(rows, encoding=encoding, delimiter=delimiter)


def _decoded(name: str, data: bytes, encoding: str | None) -> tuple[str, str]:
    """The text and its encoding: as told, by its byte order mark, strict utf-8, or else Windows-1252.

    Guessing from the letters is not done: guessers call Windows-1252 something else and give wrong letters.
    """
    found = encoding or next((codec for mark, codec in _BOMS if data.startswith(mark)), None)
    try:
        if found:
            return data.decode(found), found
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        if found is None:  # five bytes have no letter in Windows-1252
            return data.decode("cp1252", errors="replace"), "cp1252"
        line = data.count(b"\n", 0, error.start) + 1
        text = translate("Tables", "{name} is niet te lezen als {encoding}: op regel {line} staat een onbekend teken.")
        raise Refusal(text.format(name=name, encoding=found, line=line), field="encoding") from error
    except LookupError as error:
        text = translate("Tables", "De codering {encoding} bestaat niet.")
        raise Refusal(text.format(encoding=found), field="encoding") from error


def _check_is_table(name: str, text: str) -> None:
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        message = translate(
            "Tables",
            "{name} is geen tabel: op regel {line} staan tekens die niet in een tekst horen. Kies een xlsx of csv.",
        )
        raise Refusal(message.format(name=name, line=line))
    if _MARKUP.match(text):
        message = translate(
            "Tables",
            "{name} is geen xlsx of csv, maar een webpagina of document. Open het in Excel en sla het op als .xlsx.",
        )
        raise Refusal(message.format(name=name))


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into the same number of parts; ``;`` when nothing does."""
    best, best_score = ";", (0, 0)
    for candidate in _DELIMITERS:
        try:
            sample = list(
                islice(csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=candidate), _SAMPLE_ROWS)
            )
        except csv.Error:
            continue
        widths = Counter(len(row) for row in sample if len(row) > 1)
        if widths:
            width, rows = widths.most_common(1)[0]
            best, best_score = max((best, best_score), (candidate, (rows, width)), key=lambda found: found[1])
    return best


def _rows(name: str, text: str, delimiter: str, skipped: int, progress: Progress) -> list[TableRow]:
    """Every row that is not blank, at the line where it begins."""
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = text.count("\n") + 1
    rows: list[TableRow] = []
    same: dict[str, str] = {}  # equal texts share one object
    cells = 0
    while True:
        line = reader.line_num + 1 + skipped
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise _broken(name, line, error) from error
        if record is None:
            return rows
        if len(rows) % _STEP == 0:
            progress.step(min(line, lines), lines)
        if not all(map(is_blank, record)):
            cells += len(record)
            if cells > _MOST_CELLS:
                message = translate("Tables", "{name} heeft meer dan {most} cellen. Splits het bestand.")
                raise Refusal(message.format(name=name, most=_MOST_CELLS))
            rows.append(TableRow(line, tuple(same.setdefault(cell, cell) for cell in record)))


def _broken(name: str, line: int, error: csv.Error) -> Refusal:
    if "unexpected end" in str(error) or "limit" in str(error):
        text = translate("Tables", "In {name} gaat op regel {line} een aanhalingsteken open dat nergens sluit.")
    else:
        text = translate("Tables", "In {name} staat op regel {line} tekst achter een gesloten aanhalingsteken.")
    return Refusal(text.format(name=name, line=line))
