"""Files that leave the program: written wholly or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


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
