"""What this machine remembers of the window: one JSON file in the configuration folder, without names.

What a school decides is in its database; this file holds taste and places only. A file that
cannot be read, or a value that makes no sense, gives the default.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from ui.theme import LARGEST_SCALE, SMALLEST_SCALE, ThemeChoice

_NAME = "window.json"


@dataclass(frozen=True, slots=True)
class WindowState:
    """Theme, text size, where the window stood, the page in view and small choices of pages.

    ``place`` is x, y, width and height in logical pixels; ``views`` holds the choices of pages
    by a name of their own (``placements.view``: ``board``).
    """

    theme: ThemeChoice = "system"
    text_scale: float = 1.0
    place: tuple[int, int, int, int] | None = None
    maximised: bool = False
    page: str = ""
    views: dict[str, str] = field(default_factory=dict)


class StateFile:
    """The state on disk; every change is written at once, wholly or not at all."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self.state = _read(self._path)

    def change(self, **values: Any) -> None:
        """Remember other values; a disk that refuses costs only the memory of it."""
        changed = replace(self.state, **values)
        if changed == self.state:
            return
        self.state = changed
        with contextlib.suppress(OSError):
            _write(self._path, changed)

    def view(self, name: str, default: str = "") -> str:
        """A small choice of a page."""
        return self.state.views.get(name, default)

    def set_view(self, name: str, value: str) -> None:
        """Remember a small choice of a page; never a name or a key of a person."""
        self.change(views={**self.state.views, name: value})


def _read(path: Path) -> WindowState:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return WindowState()
    if not isinstance(found, dict):
        return WindowState()
    sane = {name: fit(found[name]) for name, fit in _FITS.items() if name in found}
    return WindowState(**{name: value for name, value in sane.items() if value is not None})


def _theme(value: Any) -> str | None:
    return value if value in {"light", "dark", "system"} else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _name(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _scale(value: Any) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number and SMALLEST_SCALE <= value <= LARGEST_SCALE else None


def _place(value: Any) -> tuple[int, int, int, int] | None:
    if isinstance(value, list) and len(value) == 4 and all(type(part) is int for part in value):  # noqa: PLR2004 - x, y, width, height
        x, y, width, height = value
        return (x, y, width, height) if width > 0 and height > 0 else None
    return None


def _views(value: Any) -> dict[str, str] | None:
    if not isinstance(value, dict):
        return None
    return {name: choice for name, choice in value.items() if isinstance(choice, str)}


_FITS: dict[str, Callable[[Any], Any]] = {
    "theme": _theme,
    "text_scale": _scale,
    "place": _place,
    "maximised": _flag,
    "page": _name,
    "views": _views,
}


def _write(path: Path, state: WindowState) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".new")
    with half.open("w", encoding="utf-8") as file:
        json.dump(asdict(state), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
