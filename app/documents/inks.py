"""The colours and type of paper: the inks of the palette, and the sizes in which words stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from reportlab.lib.colors import Color, HexColor

from app.documents.fonts import Face
from app.tokens import Palette, palette

LEAST = 9.0
"""Points: running text is never smaller, however full the page."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text stands: ``size`` and ``leading`` in points, ``ink`` a role of the palette."""

    face: Face
    size: float
    leading: float
    ink: str = "ink"

    def on(self, ink: str) -> Style:
        """The same in another ink."""
        return replace(self, ink=ink)

    def scaled(self, scale: float) -> Style:
        """The same, smaller or larger, but not under ``LEAST``."""
        size = max(min(self.size, LEAST), self.size * scale)
        return replace(self, size=size, leading=self.leading * size / self.size)


COVER = Style(Face.EXTRA_BOLD, 56, 56, "on_petrol")
TITLE = Style(Face.EXTRA_BOLD, 32, 36, "petrol")
H1 = Style(Face.BOLD, 22, 26, "petrol")
H2 = Style(Face.BOLD, 17, 21, "petrol")
H3 = Style(Face.BOLD, 14, 18, "petrol")
H4 = Style(Face.BOLD, 12, 15, "petrol")
LEAD = Style(Face.MEDIUM, 13, 18.5)
BODY = Style(Face.REGULAR, 11, 15.5)
SMALL = Style(Face.REGULAR, 9.5, 12.5)
KICKER = Style(Face.BOLD, 11, 14, "sun")
CELL = Style(Face.TABULAR, LEAST, 11.5)
HEAD_CELL = Style(Face.BOLD, LEAST, 11.5)
FOOT = Style(Face.REGULAR, 8, 10, "muted")
"""Of footers only, which a screen reader skips and nobody needs to use the paper."""


@lru_cache(maxsize=1 << 14)
def amount(value: float) -> str:
    """A number as a page holds it; a thousandth of a point is finer than any printer."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


class Inks:
    """The inks of one paper, by their role in the palette of the design tokens."""

    def __init__(self, *, mono: bool) -> None:
        self.mono = mono
        self.palette: Palette = palette("mono" if mono else "light")
        self._colours: dict[str, Color] = {}
        self._codes: dict[tuple[str, str], str] = {}

    def __getitem__(self, role: str) -> Color:
        colour = self._colours.get(role)
        if colour is None:
            colour = self._colours[role] = HexColor(getattr(self.palette, role))
        return colour

    def code(self, role: str, operator: str = "rg") -> str:
        """What lets text and shapes stand in the ink of ``role``, in a page; lines by the operator ``RG``."""
        known = self._codes.get((role, operator))
        if known is None:
            ink = self[role]
            parts = (amount(part) for part in (ink.red, ink.green, ink.blue))
            known = self._codes[role, operator] = f"{' '.join(parts)} {operator}"
        return known
