"""Keeps a spreadsheet from running a text as a formula (OWASP, CSV injection)."""

from __future__ import annotations

import re

_BLANKS = " \u00a0\u2007\u202f\ufeff"
_DANGEROUS = re.compile(rf"^[{_BLANKS}]*'*[{_BLANKS}]*[=+\-@\t\r\n＝＋－＠|%]")
_HARMLESS = re.compile(r"^[+-]?\d+(?:[., ]\d+)*$")
_GUARD = "'"


def guarded(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet could take it for a formula; numbers are left alone."""
    return _GUARD + text if _DANGEROUS.match(text) and not _HARMLESS.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before ``guarded``."""
    return text[1:] if text.startswith(_GUARD) and guarded(text[1:]) == text else text
