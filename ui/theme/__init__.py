"""How the program looks: one palette and one type scale for every widget."""

from ui.theme.choice import ThemeChoice, apply, theme
from ui.theme.icons import icon, icon_size, paint_icon, pixmap
from ui.theme.look import FAMILY, LARGEST_SCALE, SMALLEST_SCALE, Look, Tone, look

__all__ = [
    "FAMILY",
    "LARGEST_SCALE",
    "SMALLEST_SCALE",
    "Look",
    "ThemeChoice",
    "Tone",
    "apply",
    "icon",
    "icon_size",
    "look",
    "paint_icon",
    "pixmap",
    "theme",
]
