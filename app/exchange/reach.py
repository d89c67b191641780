"""Where somebody lives and how they are reached, as every list of a school writes it."""

from __future__ import annotations

from app.exchange import cells
from app.exchange.cells import Unreadable
from app.exchange.reading import RowReader
from app.text import translate


def read_email(row: RowReader, field: str = "email") -> str | None:
    """An e-mail address; one that is none is told and left out."""
    written = row.line(field)
    try:
        return cells.email(written)
    except Unreadable:
        text = translate("Reach", "“{written}” is geen e-mailadres en is niet opgeslagen.")
        row.warn("email_invalid", text.format(written=written))
        return None


def lacks_email(row: RowReader) -> bool:
    """Whether the list has a column for it and this row nothing in it."""
    return row.has("email") and row.line("email") is None


def no_email() -> str:
    """That an address is missing, in words."""
    return translate("Reach", "Er is geen e-mailadres ingevuld.")


def read_pc4(row: RowReader) -> str | None:
    """The four digits of a postcode; what is none, or lies abroad, is told and left out."""
    try:
        found = cells.pc4(row.cell("postcode"))
    except Unreadable as unread:
        code = "postcode_foreign" if cells.looks_foreign(str(unread)) else "postcode_invalid"
        text = translate("Reach", "“{written}” is geen Nederlandse postcode. De reistijd is niet bekend.")
        row.warn(code, text.format(written=unread))
        return None
    if found is None and row.has("postcode"):
        row.note("postcode_missing", translate("Reach", "Er is geen postcode ingevuld. De reistijd is niet bekend."))
    return found
