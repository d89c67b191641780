"""One program a school: a file that the operating system lets go of when its holder dies."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app import clock
from app.errors import Trouble, TroubleKind
from app.store.folder import SchoolFolder

_BYTE = 1 << 20  # the locked byte lies far behind the text, so that Windows lets others read that


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a school open."""

    process: int
    host: str
    since: str


class SchoolLock:
    """Held while a school is open. A lock of a dead program is free at once: no pid is trusted."""

    def __init__(self, handle: int, *, after_crash: bool) -> None:
        self._handle = handle
        self.after_crash = after_crash
        """Whether the program that had the school open before did not close it."""

    @classmethod
    def take(cls, folder: SchoolFolder) -> Self:
        """Hold the lock of ``folder``; raises ``Trouble(LOCKED)`` while another program has it."""
        handle = os.open(folder.lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            raise Trouble(TroubleKind.LOCKED) from error
        lock = cls(handle, after_crash=os.fstat(handle).st_size > 0)
        me = {"process": os.getpid(), "host": platform.node(), "since": clock.now().isoformat(timespec="seconds")}
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps(me).encode())
        os.fsync(handle)
        return lock

    def release(self) -> None:
        """Say that the school was closed as it should be, and let others in."""
        os.ftruncate(self._handle, 0)
        os.fsync(self._handle)
        os.close(self._handle)


def holder(folder: SchoolFolder) -> Holder | None:
    """Who says to have ``folder`` open; to be believed only after ``take`` was refused."""
    try:
        return Holder(**json.loads(folder.lock.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def server_name(folder: SchoolFolder) -> str:
    """The name of the local socket on which a second start asks the first to show its window."""
    who = f"{getpass.getuser()}\0{os.path.normcase(Path(folder.path).resolve())}"
    return f"driehoek-{hashlib.sha256(who.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}"


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
