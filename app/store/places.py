"""Where a school may live and where its backups lie.

The live file needs a disk of this laptop that no other program copies from: a sync program takes
half a transaction, and SQLite's shared memory does not work over a network. Finished backups may
lie anywhere.
"""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path, PureWindowsPath
from typing import Any

from app.errors import Refusal
from app.resources import toml
from app.store.disks import Disk, Mount, disk_of, mount_of
from app.terms.store import Where
from app.text import translate

_MOUNTINFO = Path("/proc/self/mountinfo")
_BLOCK = Path("/sys/dev/block")
_PARTITION_MAJOR = 0  # the kernel's number for file systems that have no device of their own


def check_place(path: Path, suggestion: Path) -> Refusal | None:
    """Why no school may live at ``path`` (which need not exist), in words that offer ``suggestion``."""
    real = _existing(path)
    objection = objection_to(path.absolute(), mount_of(real)) or objection_to(real, None)
    if objection is None and not os.access(real, os.W_OK | os.X_OK):
        objection = translate("Places", "In deze map mag je niet schrijven.")
    if objection is None:
        return None
    offer = translate("Places", "Neem bijvoorbeeld {place}.").format(place=suggestion)
    return Refusal(f"{objection} {offer}", "folder")


def objection_to(path: Path, mount: Mount | None) -> str | None:
    """What is wrong with ``path`` on ``mount``, in words; nothing is asked of the disk but marker files."""
    if (cloud := cloud_of(path)) is not None:
        words = translate("Places", "Deze map hoort bij {cloud}. Dat programma kopieert bestanden terwijl je werkt.")
        return words.format(cloud=cloud)
    disk = Disk.NETWORK if is_unc(str(path)) else mount.disk if mount else Disk.LOCAL
    return {
        Disk.LOCAL: None,
        Disk.NETWORK: translate("Places", "Deze map staat op het netwerk. Dat is niet veilig voor een open school."),
        Disk.REMOVABLE: translate("Places", "Deze map staat op een schijf die je los kunt halen."),
        Disk.VANISHING: translate("Places", "Deze map is leeg als de laptop uit is geweest."),
        Disk.FIXED: translate("Places", "Op deze schijf kun je niet schrijven."),
    }[disk]


def cloud_of(path: Path) -> str | None:
    """The name of the sync program whose folder ``path`` is in."""
    known: list[dict[str, Any]] = toml("rules", "places.toml")["cloud"]
    # a path of Windows is also judged on Linux, where backslashes are no separators
    parts = [part.casefold() for part in PureWindowsPath(str(path)).parts]
    for cloud in known:
        patterns = [pattern.casefold() for pattern in cloud["folders"]]
        if any(fnmatchcase(part, pattern) for part in parts for pattern in patterns):
            return str(cloud["name"])
        homes = [Path(os.environ[name]) for name in cloud.get("variables", ()) if os.environ.get(name)]
        if any(path.is_relative_to(home) for home in homes):
            return str(cloud["name"])
        markers = cloud.get("markers", ())
        if any((folder / marker).exists() for folder in (path, *path.parents) for marker in markers):
            return str(cloud["name"])
    return None


def is_unc(path: str) -> bool:
    r"""Whether ``path`` names another machine: ``\\server\share``, also written ``\\?\UNC\server\share``."""
    plain = path.replace("/", "\\")
    if plain.startswith(("\\\\?\\", "\\\\.\\")):
        return plain[4:].upper().startswith("UNC\\")
    return plain.startswith("\\\\")


def where(live: Path, place: Path) -> Where:
    """Where ``place``, a folder for backups, lies seen from the school at ``live``."""
    if not place.is_dir():
        return Where.AWAY
    if cloud_of(place.resolve()) is not None:
        return Where.CLOUD
    mount = mount_of(place.resolve())
    if is_unc(str(place)) or (mount is not None and mount.disk is Disk.NETWORK):
        return Where.NETWORK
    return Where.SAME_DISK if disk_of(place) == disk_of(_existing(live)) else Where.OTHER_DISK


def all_on_one_disk(live: Path, places: list[Path]) -> bool:
    """Whether one broken disk takes the school and every backup with it; a place that is away counts as elsewhere."""
    return all(where(live, place) is Where.SAME_DISK for place in places)


def _existing(path: Path) -> Path:
    """``path`` or its nearest folder that exists, without links."""
    for folder in (path, *path.absolute().parents):
        if folder.exists():
            return folder.resolve()
    return Path(path.anchor or ".").resolve()
