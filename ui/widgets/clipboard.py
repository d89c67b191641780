"""Rows as text for the clipboard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"^[=@+\-\t\r]")
_NUMBER = re.compile(r"^[+\-]?[\d ().,:/\-]*$")


def as_tsv(lines: Iterable[Sequence[str]]) -> str:
    """Lines of cells as tab-separated text that a spreadsheet reads as text, never as a formula."""
    return "\n".join("\t".join(_harmless(cell) for cell in line) for line in lines)


def _harmless(cell: str) -> str:
    flat = " ".join(cell.split())
    return f"'{flat}" if _FORMULA.match(flat) and not _NUMBER.match(flat) else flat
