"""Files that are there wholly or not at all, also when the power fails."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

_PIECE = 1 << 20


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``, readable by this user alone: the old file or the new one, never half.

    Raises ``OSError``; the old file then still stands.
    """
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until what was written to ``path`` is on the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def digest_of(path: Path) -> str:
    """The SHA-256 of the file at ``path``, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def make_private(folder: Path) -> None:
    """Make ``folder`` where it is missing, for this user alone where the system can say so."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


if sys.platform == "win32":

    def sync_folder(folder: Path) -> None:
        """Windows writes names by itself."""

else:

    def sync_folder(folder: Path) -> None:
        """Wait until the names in ``folder`` are on the disk itself."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
