"""Reads a table from a file of somebody else: xlsx or csv, whatever its suffix says.

Meant to run in a child process: arguments and result can be pickled, and a file that is made to
hurt is refused before it takes much memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from app.errors import Refusal
from app.exchange.vocabulary import fold_header, known_headers
from app.progress import Progress
from app.text import translate

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Source = Path | tuple[str, bytes]

_MOST_BYTES = 40 * 1024 * 1024
_HEADER_WITHIN = 30  # rows with something in them
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLANKS = " \t\r\n\u00a0\u2007\u202f\ufeff"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook; hidden ones are named and left alone."""

    name: str
    visible: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with at least one cell that is not blank; ``number`` is its row or physical line in the file."""

    number: int
    cells: tuple[Cell, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds beneath its header; ``repr`` shows no contents, because those are personal."""

    name: str
    sheet: str | None
    sheets: tuple[Sheet, ...]
    header_row: int
    headers: tuple[str, ...]
    rows: tuple[TableRow, ...] = field(repr=False)
    encoding: str | None = None
    delimiter: str | None = None
    warnings: tuple[str, ...] = ()

    def only(self, columns: AbstractSet[int]) -> Table:
        """The same table with every other column emptied, so that nothing of it can be passed on."""
        rows = tuple(
            TableRow(row.number, tuple(cell if n in columns else None for n, cell in enumerate(row.cells)))
            for row in self.rows
        )
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class Grid:
    """Numbered rows as a reader found them, before the header is known."""

    rows: Sequence[TableRow] = field(repr=False)
    sheet: str | None = None
    sheets: tuple[Sheet, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    warnings: tuple[str, ...] = ()


def read_table(
    source: Source,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
    progress: Progress,
) -> Table:
    """The table in ``source``, a path or a name with its bytes.

    ``sheet``, ``header_row`` (its number in the file) and ``encoding`` (of a csv) are found when not
    given. Raises ``Refusal`` with what is wrong and where, ``Cancelled``, and ``OSError`` of the path.
    """
    name, data = _contents(source)
    grid = _grid(name, data, sheet, encoding, progress)
    if not grid.rows:
        raise Refusal(translate("Tables", "In {name} staat niets.").format(name=name))
    return _table(name, grid, header_row)


def is_blank(cell: Cell) -> bool:
    """Whether there is nothing in a cell, or only blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip(_BLANKS))


def header_score(cells: Iterable[Cell]) -> int:
    """How many cells are a header that some subject knows."""
    known = known_headers()
    return sum(isinstance(cell, str) and fold_header(cell) in known for cell in cells)


def _contents(source: Source) -> tuple[str, bytes]:
    if isinstance(source, Path):
        _limit(source.name, source.stat().st_size)
        return source.name, source.read_bytes()
    _limit(source[0], len(source[1]))
    return source


def _limit(name: str, size: int) -> None:
    if size > _MOST_BYTES:
        text = translate("Tables", "{name} is {size} MB. Een tabel mag hoogstens {most} MB zijn.")
        raise Refusal(text.format(name=name, size=size // 2**20, most=_MOST_BYTES // 2**20))


def _grid(name: str, data: bytes, sheet: str | None, encoding: str | None, progress: Progress) -> Grid:
    if not data.strip(b"\x00 \t\r\n"):
        raise Refusal(translate("Tables", "{name} is leeg.").format(name=name))
    if data.startswith(_OLE):
        raise Refusal(_old_or_locked(data).format(name=name))
    if data.startswith(_ZIP):
        from app.exchange.workbook import read_workbook

        return _warned(read_workbook(name, data, sheet, progress), name, suffixes=(".xlsx", ".xlsm"))
    from app.exchange.delimited import read_delimited

    return _warned(read_delimited(name, data, encoding, progress), name, suffixes=(".csv", ".txt", ".tsv", ".tab"))


def _old_or_locked(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return translate(
            "Tables",
            "{name} is beveiligd met een wachtwoord. Haal in Excel het wachtwoord eraf en kies het bestand opnieuw.",
        )
    return translate(
        "Tables", "{name} is van een oude soort (.xls). Open het in Excel, sla het op als .xlsx en kies dat bestand."
    )


def _warned(grid: Grid, name: str, *, suffixes: tuple[str, ...]) -> Grid:
    """The grid, with a warning when the suffix of the file tells something else than its contents."""
    if name.lower().endswith(suffixes):
        return grid
    kind = "xlsx" if ".xlsx" in suffixes else "csv"
    text = translate("Tables", "De naam {name} past niet bij de inhoud: het bestand is gelezen als {kind}.")
    return replace(grid, warnings=(*grid.warnings, text.format(name=name, kind=kind)))


def _table(name: str, grid: Grid, header_row: int | None) -> Table:
    at = _header_index(grid.rows, header_row)
    if at is None:
        text = translate("Tables", "In {name} is geen regel met kolomkoppen gevonden. Wijs de regel aan.")
        raise Refusal(text.format(name=name), field="header_row")
    header = grid.rows[at]
    titles = tuple("" if is_blank(cell) else " ".join(str(cell).split()) for cell in header.cells)
    while titles and not titles[-1]:
        titles = titles[:-1]
    beyond: list[int] = []
    rows = tuple(_fitted(grid.rows[at + 1 :], len(titles), beyond))
    warnings = grid.warnings
    if beyond:
        text = translate(
            "Tables", "Regel {row} heeft meer cellen dan er koppen zijn ({count} regels). Die zijn niet gelezen."
        )
        warnings = (*warnings, text.format(row=beyond[0], count=len(beyond)))
    return Table(
        name, grid.sheet, grid.sheets, header.number, titles, rows, grid.encoding, grid.delimiter, warnings
    )  # fmt: skip


def _fitted(rows: Iterable[TableRow], width: int, beyond: list[int]) -> Iterator[TableRow]:
    """The rows at exactly ``width`` cells; numbers of rows with something further on go to ``beyond``."""
    for row in rows:
        cells = row.cells
        if len(cells) > width:
            if not all(map(is_blank, cells[width:])):
                beyond.append(row.number)
            cells = cells[:width]
            if all(map(is_blank, cells)):
                continue
        yield TableRow(row.number, cells + (None,) * (width - len(cells)))


def _header_index(rows: Sequence[TableRow], wanted: int | None) -> int | None:
    """The place of the header among the rows: the one asked for, the best known one, or the first that looks it."""
    if wanted is not None:
        return next((at for at, row in enumerate(rows) if row.number == wanted), None)
    first = rows[:_HEADER_WITHIN]
    scores = [header_score(row.cells) for row in first]
    if max(scores) > 1:
        return scores.index(max(scores))
    widest = max(_filled(row) for row in first)
    return next((at for at, row in enumerate(first) if _looks_like_header(row, widest)), None)


def _filled(row: TableRow) -> int:
    return sum(not is_blank(cell) for cell in row.cells)


def _looks_like_header(row: TableRow, widest: int) -> bool:
    """Different words in most of the columns, and no number or date among them."""
    words = [cell.strip(_BLANKS).casefold() for cell in row.cells if isinstance(cell, str) and not is_blank(cell)]
    letters = all(any(letter.isalpha() for letter in word) for word in words)
    return letters and len(words) == _filled(row) == len(set(words)) and 2 * len(words) > widest
