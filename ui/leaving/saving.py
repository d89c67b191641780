"""Files that leave the program: written wholly or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def usual_place(name: str) -> Path:
    """Where a file ``name`` is offered to be saved: among the documents of the user, else in the home folder."""
    places = QStandardPaths.StandardLocation
    folders = (
        Path(QStandardPaths.writableLocation(place)) for place in (places.DocumentsLocation, places.HomeLocation)
    )
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
