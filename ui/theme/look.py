"""The look in use: colours, lengths and fonts of the chosen theme at the chosen text size."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Literal

from PySide6.QtGui import QColor, QFont, QGuiApplication

from app.tokens import Palette, palette, sizes, type_sizes

Mode = Literal["light", "dark"]
FAMILY = "Atkinson Hyperlegible Next"
SMALLEST_SCALE, LARGEST_SCALE = 0.9, 2.0
_POINTS_AN_INCH = 72
_USUAL_DPI = 96.0


class Tone(StrEnum):
    """How something stands; on the screen always with a word, and an icon where there is room."""

    PLAIN = "plain"
    INFO = "info"
    DONE = "done"
    ATTENTION = "attention"
    DANGER = "danger"


_SURFACE = {
    Tone.PLAIN: "well",
    Tone.INFO: "soft_petrol",
    Tone.DONE: "soft_mint",
    Tone.ATTENTION: "soft_sun",
    Tone.DANGER: "soft_coral",
}
_ICON = {
    Tone.PLAIN: "muted",
    Tone.INFO: "petrol",
    Tone.DONE: "done",
    Tone.ATTENTION: "attention",
    Tone.DANGER: "coral",
}


@dataclass(frozen=True, slots=True)
class Look:
    """One theme at one text size; ``scale`` is 1.0 at 100 %."""

    mode: Mode = "light"
    scale: float = 1.0

    @property
    def palette(self) -> Palette:
        """The colours by role, as ``#rrggbb``."""
        return palette(self.mode)

    def px(self, length: float) -> int:
        """A length of the design in logical pixels at this text size."""
        return round(length * self.scale)

    def size(self, name: str) -> int:
        """A named length of the tokens in logical pixels at this text size."""
        return self.px(sizes()[name])

    def colour(self, role: str) -> QColor:
        """The colour of a role of the palette."""
        return _colours(self.mode)[role]

    def surface(self, tone: Tone) -> QColor:
        """The soft surface of a tone."""
        return self.colour(_SURFACE[tone])

    def mark(self, tone: Tone) -> QColor:
        """The colour of icons and bars of a tone."""
        return self.colour(_ICON[tone])

    def words(self, tone: Tone) -> QColor:
        """The colour of words of a tone: ink, save for danger, which is coral."""
        return self.colour("coral" if tone is Tone.DANGER else "ink")

    def points(self, role: str) -> float:
        """The size of a type role (``title``, ``section``, ``body``, ``small``) in points."""
        return _points(type_sizes()[role] * self.scale)

    def font(self, role: str = "body", weight: int = 400, *, tabular: bool = False) -> QFont:
        """The font of a type role; ``tabular`` gives every figure the same width."""
        return _font(self.points(role), weight, tabular)


@cache
def _colours(mode: Mode) -> dict[str, QColor]:
    chosen = palette(mode)
    return {field.name: QColor(getattr(chosen, field.name)) for field in fields(chosen)}


def _points(pixels: float) -> float:
    screen = QGuiApplication.primaryScreen()
    dpi = screen.logicalDotsPerInchY() if screen is not None else _USUAL_DPI
    return pixels * _POINTS_AN_INCH / dpi


@cache
def _font(points: float, weight: int, tabular: bool) -> QFont:  # noqa: FBT001 - a cache key
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


class _Current:
    """The look of this process; one screen, one look."""

    def __init__(self) -> None:
        self.look = Look()


_current = _Current()


def look() -> Look:
    """The look in use; ask at the moment of painting, because the user may change it."""
    return _current.look


def use(chosen: Look) -> None:
    """Paint with ``chosen`` from now on; only ``ui.theme`` calls it."""
    _current.look = chosen
