"""Any list as xlsx or csv: bytes out, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from app import clock
from app.exchange.formulas import guarded
from app.progress import Progress
from app.text import translate
from app.tokens import palette

Value = str | int | float | Decimal | bool | date | datetime | time | timedelta | None

_STEP = 1_000
_SHEET_NAME = 31
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TEXT = 32_767
_WIDTHS = range(9, 61)
_WIDTH_SAMPLE = 500
# No text ever becomes a formula, a link or a number; nothing is written to a temporary file.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def to_csv(headers: Sequence[str], rows: Sequence[Sequence[Value]], *, progress: Progress) -> bytes:
    """A csv that a Dutch Excel opens well: ``;``, UTF-8 with a byte order mark, decimal commas.

    A text that could be a formula gets an apostrophe before it; reading the file back takes it off.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(header) for header in headers])
    for done, row in enumerate(rows):
        if done % _STEP == 0:
            progress.step(done, len(rows))
        writer.writerow([_written(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(title: str, headers: Sequence[str], rows: Sequence[Sequence[Value]], *, progress: Progress) -> bytes:
    """A workbook with one sheet: a header that stays in sight, a filter, and widths that fit.

    Texts are written as texts, whatever they begin with. The properties name no person.
    """
    return to_workbook(title, (Leaf(title, headers, rows),), progress=progress)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet of a workbook: ``choices`` offers values in a column, ``to_fill`` are the columns to fill in."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    to_fill: range = range(0)


def to_workbook(title: str, leaves: Sequence[Leaf], *, progress: Progress) -> bytes:
    """A workbook with a sheet for each of ``leaves``, as ``to_xlsx`` writes one."""
    import xlsxwriter

    out, all_rows, done = io.BytesIO(), sum(len(leaf.rows) for leaf in leaves), 0
    with xlsxwriter.Workbook(out, _OPTIONS) as workbook:
        workbook.set_properties({"title": title, "author": "", "created": clock.now().replace(tzinfo=None)})
        formats, open_format = _formats(workbook), workbook.add_format({"bg_color": palette("light").soft_sun})
        for leaf in leaves:
            sheet = workbook.add_worksheet(_sheet_name(leaf.title))
            _write_header(workbook, sheet, leaf.headers, leaf.rows)
            for at, row in enumerate(leaf.rows, start=1):
                if done % _STEP == 0:
                    progress.step(done, all_rows)
                done += 1
                for column, value in enumerate(row):
                    _write_cell(sheet, at, column, value, formats)
                for column in leaf.to_fill:
                    if row[column] is None:
                        sheet.write_blank(at, column, None, open_format)
            for column, values in leaf.choices.items():
                sheet.data_validation(1, column, max(len(leaf.rows), 1), column, _offered(values))
            _set_page(sheet, len(leaf.rows), len(leaf.headers))
    return out.getvalue()


def _offered(values: Sequence[str]) -> dict[str, Any]:
    """A list to choose from; something else can be typed, and is looked at when it comes back."""
    return {"validate": "list", "source": list(values), "error_type": "information"}


def _written(value: Value) -> str:
    """A value in Dutch."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return _yes_no(value=value)
    if isinstance(value, float | Decimal):
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else repr(value).replace(".", ",")
    return _moment(value) if isinstance(value, date | time | timedelta) else str(value)


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    hours, minutes = divmod(round(value.total_seconds() / 60), 60)
    return f"{hours}:{minutes:02}"


def _yes_no(*, value: bool) -> str:
    return translate("Export", "ja") if value else translate("Export", "nee")


def _sheet_name(title: str) -> str:
    return _NOT_IN_SHEET_NAME.sub(" ", title).strip("' ")[:_SHEET_NAME].strip("' ") or translate("Export", "Lijst")


def _write_header(workbook: Any, sheet: Any, headers: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    colours = palette("light")
    style = workbook.add_format(
        {
            "bold": True,
            "bottom": 1,
            "text_wrap": True,
            "valign": "top",
            "bg_color": colours.soft_petrol,
            "font_color": colours.ink,
        }
    )
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, style)
        sheet.set_column(column, column, _width(header, (row[column] for row in rows[:_WIDTH_SAMPLE])))


def _width(header: str, values: Iterable[Value]) -> int:
    """Characters that the widest of the first values needs, within reason."""
    longest = max((len(line) for text in (header, *map(_written, values)) for line in text.splitlines()), default=0)
    return min(max(longest + 2, _WIDTHS.start), _WIDTHS.stop)


def _formats(workbook: Any) -> dict[type, Any]:
    return {
        datetime: workbook.add_format({"num_format": "dd-mm-yyyy hh:mm"}),
        date: workbook.add_format({"num_format": "dd-mm-yyyy"}),
        time: workbook.add_format({"num_format": "hh:mm"}),
        timedelta: workbook.add_format({"num_format": "[h]:mm"}),
    }


def _write_cell(sheet: Any, row: int, column: int, value: Value, formats: dict[type, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, _yes_no(value=value))
    elif isinstance(value, str):
        sheet.write_string(row, column, value if len(value) <= _LONGEST_TEXT else value[: _LONGEST_TEXT - 1] + "…")
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value)
    else:
        sheet.write_datetime(row, column, value, formats[type(value)])


def _set_page(sheet: Any, rows: int, columns: int) -> None:
    """What stays in sight on the screen and how the list falls on paper."""
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, rows, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
