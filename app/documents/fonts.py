"""The typefaces of paper: bundled, embedded, each loaded when it is first used."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.resources import resource


class Face(StrEnum):
    """A typeface, by its file in ``resources/fonts``."""

    REGULAR = "AtkinsonHyperlegibleNext_400Regular"
    MEDIUM = "AtkinsonHyperlegibleNext_500Medium"
    BOLD = "AtkinsonHyperlegibleNext_700Bold"
    EXTRA_BOLD = "AtkinsonHyperlegibleNext_800ExtraBold"
    ITALIC = "AtkinsonHyperlegibleNext_400Regular_Italic"
    BOLD_ITALIC = "AtkinsonHyperlegibleNext_700Bold_Italic"
    TABULAR = "AtkinsonHyperlegibleNext_400Regular_tnum"
    WIDE_RANGE = "SourceSans3_400Regular"
    WIDE_RANGE_BOLD = "SourceSans3_700Bold"
    ARABIC = "NotoSansArabic_400Regular"
    ARABIC_BOLD = "NotoSansArabic_700Bold"
    EMOJI = "NotoEmoji_400Regular"


_HEAVY = frozenset({Face.BOLD, Face.EXTRA_BOLD, Face.BOLD_ITALIC})
_loading = Lock()
_cutting = Lock()


def load(face: Face) -> str:
    """The name by which ReportLab knows ``face``; it is read from its file the first time."""
    if face.value not in pdfmetrics._fonts:  # noqa: SLF001 - asking by getFont raises a warning for a name it lacks
        with _loading:
            if face.value not in pdfmetrics._fonts:  # noqa: SLF001 - another thread may have been first
                font = TTFont(face.value, str(resource("fonts", f"{face.value}.ttf")))
                # ReportLab reads a font with one cursor for everybody: two papers at once would move it.
                font.face.makeSubset = partial(_one_at_a_time, font.face.makeSubset)
                pdfmetrics.registerFont(font)
    return face.value


def _one_at_a_time(cut: Callable[[Any], bytes], subset: Any) -> bytes:
    """The letters of a font that a paper needs, cut from it while no other paper does."""
    with _cutting:
        return cut(subset)


def variant(face: Face, *, bold: bool, italic: bool) -> Face:
    """The face for bold or italic words within text in ``face``."""
    if bold or face in _HEAVY:
        heavy = face if face in _HEAVY else Face.BOLD
        return Face.BOLD_ITALIC if italic else heavy
    return Face.ITALIC if italic else face


def font_for(character: str, face: Face) -> str | None:
    """The name of the first font that can set ``character``, ``face`` before the others; ``None`` if none can."""
    heavy = face in _HEAVY
    wide = Face.WIDE_RANGE_BOLD if heavy else Face.WIDE_RANGE
    arabic = Face.ARABIC_BOLD if heavy else Face.ARABIC
    for candidate in (face, wide, arabic, Face.EMOJI):
        name = load(candidate)
        if ord(character) in pdfmetrics.getFont(name).face.charToGlyph:
            return name
    return None


def width_of(text: str, font: str) -> float:
    """The width of ``text`` at a size of one point."""
    return float(pdfmetrics.stringWidth(text, font, 1000)) / 1000
