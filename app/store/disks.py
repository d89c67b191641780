"""What disk a path is on, as Linux and Windows tell it."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from app.resources import toml


class Disk(Enum):
    """What kind of disk it is; the names of file systems are in ``rules/places.toml``."""

    LOCAL = "local"
    NETWORK = "network"
    REMOVABLE = "removable"
    VANISHING = "vanishing"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Mount:
    """A file system: where it begins, what holds it, what kind of disk that is."""

    point: str
    source: str
    disk: Disk


def mounts_in(text: str) -> list[Mount]:
    """The mounts that the text of ``/proc/self/mountinfo`` names (proc_pid_mountinfo(5))."""
    kinds = toml("rules", "places.toml")["file_systems"]
    by_kind = {name: Disk(disk) for disk, names in kinds.items() for name in names}
    found = []
    for line in text.splitlines():
        left, _, right = line.partition(" - ")
        point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), left.split()[4])
        kind, source = right.split()[:2]
        found.append(Mount(point, source, by_kind.get(kind, Disk.LOCAL)))
    return found


def mount_over(path: Path, mounts: list[Mount]) -> Mount | None:
    """The one of ``mounts`` that ``path`` is on."""
    over = [mount for mount in mounts if path.is_relative_to(mount.point)]
    return max(reversed(over), key=lambda mount: len(mount.point), default=None)  # the last one lies on top


if sys.platform == "win32":
    import ctypes

    _KINDS = {2: Disk.REMOVABLE, 3: Disk.LOCAL, 4: Disk.NETWORK, 5: Disk.FIXED, 6: Disk.VANISHING}

    def mount_of(path: Path) -> Mount | None:
        """The drive that the existing ``path`` is on, as GetDriveTypeW knows it."""
        root = f"{path.drive}\\"
        kind = _KINDS.get(ctypes.windll.kernel32.GetDriveTypeW(root))
        return Mount(root, root, kind) if kind is not None else None

    def disk_of(path: Path) -> str:
        """What tells the volume of ``path`` from others: its serial number. Volumes may share one disk."""
        return str(path.stat().st_dev)

else:
    _MOUNTINFO = Path("/proc/self/mountinfo")
    _BLOCK = Path("/sys/dev/block")
    _NO_DEVICE = 0  # the major number of file systems that have no device of their own, like btrfs

    def mount_of(path: Path) -> Mount | None:
        """The file system that the existing ``path`` is on; ``None`` where the system does not tell."""
        try:
            mounts = mounts_in(_MOUNTINFO.read_text("utf-8", "surrogateescape"))
        except OSError:
            return None
        mount = mount_over(path.resolve(), mounts)
        if mount is not None and mount.disk is Disk.LOCAL and _is_removable(path):
            return Mount(mount.point, mount.source, Disk.REMOVABLE)
        return mount

    def disk_of(path: Path) -> str:
        """What tells the disk of ``path`` from others: the device itself, below partitions and encryption."""
        device = _device(path)
        return device.name if device is not None else str(path.stat().st_dev)

    def _is_removable(path: Path) -> bool:
        device = _device(path)
        if device is None:
            return False
        flag = device / "removable"
        return "/usb" in str(device) or (flag.exists() and flag.read_text().strip() == "1")

    def _device(path: Path) -> Path | None:
        """The whole disk under the existing ``path``, as a folder of /sys."""
        number = path.stat().st_dev
        if os.major(number) == _NO_DEVICE:
            mounts = mounts_in(_MOUNTINFO.read_text("utf-8", "surrogateescape")) if _MOUNTINFO.exists() else []
            mount = mount_over(path.resolve(), mounts)
            if mount is None or not Path(mount.source).is_block_device():
                return None
            number = Path(mount.source).stat().st_rdev
        entry = _BLOCK / f"{os.major(number)}:{os.minor(number)}"
        if not entry.exists():
            return None
        device = entry.resolve()
        while slaves := sorted((device / "slaves").glob("*")):
            device = slaves[0].resolve()
        return device.parent if (device / "partition").exists() else device
