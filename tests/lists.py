"""Lists of stagebegeleiders as they come back: written by the program, filled in, saved again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.exchange.export import to_xlsx
from app.exchange.tables import read_table
from app.exchange.talk_lists import talk_list
from app.progress import Progress
from app.queries.contact import contacts
from app.queries.contact_sheets import SheetRow, sheets
from app.store.store import Store


def held(sheet: SheetRow, place: int, **more: Any) -> dict[str, Any]:
    """A line filled in: visited on the last day that the norm leaves, with all three."""
    said = {"Vorm van het gesprek": "bezoek", "Student erbij": "ja", "Leerbedrijf erbij": "ja"}
    return {"Gehouden op": sheet.lines[place].slot.last, **said, **more}


def lists(store: Store, today: date) -> tuple[SheetRow, ...]:
    """Every list that has a talk to come."""
    with store.reading() as session:
        return tuple(sheet for sheet in sheets(contacts(session, today=today)) if sheet.lines)


def sent_back(folder: Path, sheet: SheetRow, filled: Mapping[int, Mapping[str, Any]], name: str = "") -> Path:
    """A list with some lines filled in, by the place of the line; as Excel would save it."""
    title = name or f"{sheet.supervisor}.xlsx"
    table = read_table((title, talk_list(sheet, progress=Progress())), progress=Progress())
    rows = [list(row.cells) for row in table.rows]
    for place, values in filled.items():
        for header, value in values.items():
            rows[place][table.headers.index(header)] = value
    path = folder / title
    path.write_bytes(to_xlsx("Verslagen", table.headers, rows, progress=Progress()))
    return path
