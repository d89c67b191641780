"""Letters as a page holds them: the codes that they have in the fonts which one file carries."""

from __future__ import annotations

from typing import Any

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.pdfmetrics import getFont


class _Elsewhere(Exception):  # noqa: N818 - not an error: the answer that a letter stands in a later part
    """A letter is in another part of the font than the first 256."""


class FontCodes(dict[int, str]):
    """What shows each character in the first part of a font; a character that is new to the file is added.

    ReportLab walks through every text letter by letter. Nearly all texts stay within the first part, so they
    are written in one go.
    """

    def __init__(self, font: str, document: Any) -> None:
        self._font = getFont(font)
        self._document = document
        self._name = ""

    def shown(self, text: str) -> list[tuple[str, str]]:
        """``text`` in parts: the name of the font in the file, and the code that shows the letters."""
        if not text:
            return []
        try:
            letters = text.translate(self)
        except _Elsewhere:
            return [
                (self._font.getSubsetInternalName(part, self._document), f"({escapePDF(codes)}) Tj")
                for part, codes in self._font.splitString(text, self._document)
            ]
        if not self._name:
            self._name = self._font.getSubsetInternalName(0, self._document)
        return [(self._name, f"({letters}) Tj")]

    def __missing__(self, character: int) -> str:
        ((part, codes),) = self._font.splitString(chr(character), self._document)
        if part:
            raise _Elsewhere
        shown: str = escapePDF(codes)
        self[character] = shown
        return shown
