"""Files that leave the program: written wholly or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QStandardPaths

_PLACES = QStandardPaths.StandardLocation


def usual_place(name: str = "", first: QStandardPaths.StandardLocation = _PLACES.DocumentsLocation) -> Path:
    """Where a file ``name``, or any, may go: into the folder ``first`` of the user, else into the home folder."""
    folders = (Path(QStandardPaths.writableLocation(place)) for place in (first, _PLACES.HomeLocation))
    return next((folder for folder in folders if folder.is_dir()), Path.home()) / name


def save(path: Path, data: bytes) -> None:
    """Write ``data`` as ``path``; what was there before stays until the new file is complete.

    Raises ``OSError``, which names the path; nothing half is left behind then.
    """
    half = path.with_name(f"{path.name}.part")
    try:
        with half.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise
