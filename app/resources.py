"""Where the files that come with the program are, in a checkout and in a frozen bundle."""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


def resource(*parts: str) -> Path:
    """The path of a file under ``resources/``."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
    return root.joinpath("resources", *parts)


@cache
def toml(*parts: str) -> dict[str, Any]:
    """A TOML file under ``resources/``, read once; callers do not change it."""
    return tomllib.loads(resource(*parts).read_text(encoding="utf-8"))
