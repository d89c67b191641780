"""The design tokens: colours, sizes and type that screen and paper share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from app.resources import toml

_LINEAR_LIMIT = 0.04045


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme as ``#rrggbb``, by role."""

    ink: str
    muted: str
    petrol: str
    on_petrol: str
    coral: str
    sun: str
    on_sun: str
    mint: str
    attention: str
    attention_bar: str
    done: str
    soft_petrol: str
    soft_sun: str
    soft_coral: str
    soft_mint: str
    canvas: str
    card: str
    line: str
    well: str
    field: str
    nav: str
    nav_text: str
    nav_selected: str


@cache
def palette(theme: str) -> Palette:
    """The palette of ``theme``: ``light`` or ``dark``."""
    return Palette(**toml("tokens.toml")["palette"][theme])


@cache
def sizes() -> dict[str, int]:
    """Lengths in logical pixels on the screen, by name."""
    return dict(toml("tokens.toml")["size"])


@cache
def type_sizes() -> dict[str, float]:
    """Font sizes in logical pixels on the screen, by role."""
    return dict(toml("tokens.toml")["type"])


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two ``#rrggbb`` colours (WCAG 2.1, 1.4.3), from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= _LINEAR_LIMIT else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
