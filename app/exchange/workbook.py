"""Reads a sheet of an xlsx, after a walk through it has shown that it can be read."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from xml.parsers import expat

from app.errors import Refusal
from app.exchange.packing import Extent, check_package, shared_lengths, sheets_of, walk
from app.exchange.tables import Cell, Grid, Sheet, TableRow, header_score, is_blank
from app.progress import Progress
from app.text import translate

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_STEP = 1_000
_HEADER_SAMPLE = 30


def read_workbook(name: str, data: bytes, wanted: str | None, progress: Progress) -> Grid:
    """The rows of one sheet: the wanted one, or the visible one whose header is known best."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            check_package(name, package)
            parts = sheets_of(name, package)
            shared = shared_lengths(name, package)
            chosen = [part for part in parts if part.name == wanted] if wanted else [p for p in parts if p.visible]
            if not chosen:
                text = (
                    translate("Tables", "{name} heeft geen blad {sheet}.")
                    if wanted
                    else translate("Tables", "{name} heeft geen zichtbaar blad.")
                )
                raise Refusal(text.format(name=name, sheet=wanted), field="sheet")
            extents = {part.name: walk(name, part, package, shared, progress) for part in chosen}
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        LookupError,
        ValueError,
        EOFError,
        OSError,
        RuntimeError,
    ) as error:
        raise _damaged(name) from error
    best, rows = _best(name, data, extents, progress)
    sheets = tuple(Sheet(part.name, part.visible) for part in parts)
    return Grid(rows, sheet=best, sheets=sheets, warnings=_formula_warnings(best, extents[best]))


def _damaged(name: str) -> Refusal:
    text = translate(
        "Tables", "{name} is beschadigd of geen Excel-bestand. Open het in Excel en sla het opnieuw op als .xlsx."
    )
    return Refusal(text.format(name=name))


def _best(name: str, data: bytes, extents: dict[str, Extent], progress: Progress) -> tuple[str, list[TableRow]]:
    """The sheet whose header is known best, with its rows; the first one of equals."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            best = max(extents, key=lambda sheet: _score(workbook, sheet)) if len(extents) > 1 else next(iter(extents))
            return best, _rows(workbook.get_sheet_by_name(best).iter_rows(), progress, last=extents[best].last_row)
    except CalamineError as error:
        raise _damaged(name) from error


def _score(workbook: CalamineWorkbook, sheet: str) -> tuple[int, bool]:
    """How well the header of a sheet is known, and whether there is anything in it."""
    rows = _rows(workbook.get_sheet_by_name(sheet).iter_rows(), Progress(), most=_HEADER_SAMPLE)
    return max((header_score(row.cells) for row in rows), default=0), bool(rows)


def _rows(
    found: Iterable[Sequence[Cell]], progress: Progress, *, most: int | None = None, last: int = 0
) -> list[TableRow]:
    """The first ``most`` rows that are not blank, numbered as in the sheet; equal texts share one object."""
    rows: list[TableRow] = []
    same: dict[str, str] = {}
    for number, cells in enumerate(found, start=1):
        if number % _STEP == 1:
            progress.step(last + number, 2 * last)
        if all(map(is_blank, cells)):
            continue
        rows.append(TableRow(number, tuple(_cell(cell, same) for cell in cells)))
        if len(rows) == most:
            break
    return rows


def _cell(cell: Cell, same: dict[str, str]) -> Cell:
    """A cell as we keep it: nothing is None, and a whole number is an int."""
    if isinstance(cell, str):
        return same.setdefault(cell, cell) or None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _formula_warnings(sheet: str, extent: Extent) -> tuple[str, ...]:
    """Names the cells whose formula gave nothing, because they are read as empty."""
    without = translate("Tables", "Op blad {sheet} hebben {count} formules geen uitkomst, de eerste in {cell}.")
    wrong = translate("Tables", "Op blad {sheet} hebben {count} formules een fout, de eerste in {cell}.")
    empty = translate("Tables", "Die cellen zijn gelezen als leeg.")
    return tuple(
        f"{text.format(sheet=sheet, count=count, cell=cell)} {empty}"
        for count, cell, text in ((extent.empty, extent.empty_at, without), (extent.wrong, extent.wrong_at, wrong))
        if count
    )
