"""Room that is given back when the disk is full, because even deleting needs room then."""

from __future__ import annotations

import os
import shutil

from app.store.folder import SchoolFolder

_PIECE = 1 << 20
_PIECES = 16
_AMPLE = 8  # times its own size: the ballast itself may not fill the disk


def keep(folder: SchoolFolder) -> bool:
    """Keep 16 MB in ``folder`` for a bad day, where the disk has ample room; whether it is there now."""
    if folder.ballast.exists() and folder.ballast.stat().st_size == _PIECE * _PIECES:
        return True
    if shutil.disk_usage(folder.path).free < _AMPLE * _PIECE * _PIECES:
        return False
    try:
        with folder.ballast.open("wb") as file:
            for _ in range(_PIECES):
                file.write(os.urandom(_PIECE))  # what a file system cannot squeeze away
    except OSError:
        folder.ballast.unlink(missing_ok=True)
        return False
    return True


def release(folder: SchoolFolder) -> bool:
    """Give the room back; whether there was any."""
    if not folder.ballast.exists():
        return False
    folder.ballast.unlink()
    return True
