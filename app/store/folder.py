"""One folder a school: which files are in it, which device it is, and which schools this laptop has."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.errors import Trouble
from app.store.dossier import beside
from app.store.files import make_private, write_whole
from app.store.people import school_name
from app.text import fold

HALF = ".half"
"""How the folder of a school ends that is being made."""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class SchoolFolder:
    """The folder of one school; only the program moves what is in it."""

    path: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / "school.db"

    @property
    def keys(self) -> Path:
        """Who may open the school."""
        return self.path / "school.keys"

    @property
    def dossier(self) -> Path:
        """The keys of what is sealed."""
        return beside(self.keys)

    @property
    def erased(self) -> Path:
        """What was erased for good, so that it is erased again after a restore."""
        return self.path / "school.erased"

    @property
    def lock(self) -> Path:
        """Held by the program that has the school open."""
        return self.path / "school.lock"

    @property
    def device(self) -> Path:
        """Which device this folder is; never in a backup."""
        return self.path / "device.json"

    @property
    def anchor(self) -> Path:
        """An empty file by which a copy of the folder is told from the folder."""
        return self.path / "device.anchor"

    @property
    def ballast(self) -> Path:
        """Room that is kept for the day the disk is full."""
        return self.path / "ballast"

    @property
    def checked(self) -> Path:
        """When the database was last checked as a whole."""
        return self.path / "checked.json"

    @property
    def unproven(self) -> Path:
        """An empty file that stands here until the recovery code of a new school was typed back from its paper."""
        return self.path / "code.unproven"

    @property
    def incoming(self) -> Path:
        """A school that is being put back, until it is whole."""
        return self.path / "incoming"

    @property
    def aside(self) -> Path:
        """The school as it was before the last one was put back."""
        return self.path / "aside"


def default_root() -> Path:
    """Where the schools of this account live: local application data, which no sync program takes along."""
    from platformdirs import user_data_path

    return user_data_path("Driehoek", appauthor=False, roaming=False) / "scholen"


def new_folder(root: Path, name: str) -> SchoolFolder:
    """A folder below ``root`` for the school ``name`` that does not exist yet; nothing is made."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40] or "school"
    number, path = 1, root / plain
    while path.exists():
        number += 1
        path = root / f"{plain}-{number}"
    return SchoolFolder(path)


@dataclass(frozen=True, slots=True)
class Found:
    """A school on this laptop, as the opening screen lists it."""

    name: str
    folder: SchoolFolder


def schools(root: Path, elsewhere: list[Path]) -> list[Found]:
    """The schools below ``root`` and in the folders ``elsewhere``, by name."""
    below = sorted(root.iterdir()) if root.is_dir() else []
    folders = {path.resolve(): None for path in [*below, *elsewhere] if is_school(path)}
    found = [Found(_name(path), SchoolFolder(path)) for path in folders]
    return sorted(found, key=lambda school: (fold(school.name), school.folder.path))


def is_school(path: Path) -> bool:
    """Whether ``path`` is the folder of a school, and not of one that is being made."""
    return not path.name.endswith(HALF) and (path / "school.keys").exists()


def draw_device(folder: SchoolFolder) -> str:
    """Give ``folder`` a new random device id, bound to where and on what machine it stands."""
    make_private(folder.path)
    device = secrets.token_hex(16)
    folder.anchor.unlink(missing_ok=True)
    folder.anchor.touch(0o600, exist_ok=False)
    content = {"format": _FORMAT, "device": device, "bound": _binding(folder)}
    write_whole(folder.device, json.dumps(content).encode())
    return device


def device_of(folder: SchoolFolder) -> str | None:
    """The device id of ``folder``; ``None`` where it has none, or was copied or put back from elsewhere.

    The id is bound to the machine, the folder's path, and an empty file beside it that no copy
    can bring along: its identity in the file system and the moment of its last change there (on
    Windows: of its making). A disk copied block by block is not noticed.
    """
    try:
        content = json.loads(folder.device.read_bytes())
        device, bound = str(content["device"]), content["bound"]
        return device if bound == _binding(folder) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _name(path: Path) -> str:
    try:
        return school_name(path / "school.keys")
    except Trouble:
        return path.name  # the opening screen then says what is the matter


def _binding(folder: SchoolFolder) -> str:
    place, anchor = folder.path.resolve(), folder.anchor.stat()
    parts = (_machine(), os.path.normcase(place), str(anchor.st_ino), str(anchor.st_ctime_ns))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


if sys.platform == "win32":
    import winreg

    @cache
    def _machine() -> str:
        """What Windows calls this machine for itself; it is stored hashed only."""
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])

else:

    @cache
    def _machine() -> str:
        """What Linux calls this machine for itself (machine-id(5)); it is stored hashed only."""
        for path in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
            if path.exists():
                return path.read_text("ascii").strip()
        return ""
