"""What the lock files say, and on which machines it must hold."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packaging.markers import Marker, default_environment
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "lock"
WHEELS = LOCKS / "wheels.txt"

PYTHONS = (11, 12, 13)
_GLIBC = 34  # Qt 6.11 is built against glibc 2.34: Debian 12, Ubuntu 22.04 and newer

_PIN = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))? \\$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of machine that the lock serves: a Python 3 minor on one platform."""

    python: int
    platform: str

    @property
    def environment(self) -> dict[str, str]:
        """The values that requirement markers are judged by on this kind of machine."""
        windows = self.platform == "win32"
        told = {name: str(value) for name, value in default_environment().items()}
        return told | {
            "python_version": f"3.{self.python}",
            "python_full_version": f"3.{self.python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "sys_platform": self.platform,
            "os_name": "nt" if windows else "posix",
            "platform_system": "Windows" if windows else "Linux",
            "platform_machine": "AMD64" if windows else "x86_64",
            "extra": "",
        }


TARGETS = tuple(Target(python, platform) for python in PYTHONS for platform in ("linux", "win32"))


@dataclass(frozen=True, slots=True)
class Pin:
    """One distribution as a lock file fixes it."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]

    def wanted_on(self, target: Target) -> bool:
        """Whether this kind of machine installs the pin."""
        return not self.marker or Marker(self.marker).evaluate(target.environment)


def pins(path: Path) -> list[Pin]:
    """Every pin of a lock file, in its order; ``ValueError`` on a line that is none of ours."""
    found: list[Pin] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := _PIN.match(line):
            found.append(Pin(match["name"], match["version"], match["marker"] or "", frozenset()))
        elif found and (hashes := HASH.findall(line)):
            last = found[-1]
            found[-1] = Pin(last.name, last.version, last.marker, last.hashes | frozenset(hashes))
        elif line.strip() and not line.lstrip().startswith("#"):
            message = f"{path.name}: {line!r} is neither a pin, a hash nor a comment"
            raise ValueError(message)
    return found


def wheels() -> dict[str, str]:
    """The file name behind each hash of the lock files, so that they can be judged without a network."""
    lines = WHEELS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("  ", 1) for line in lines if not line.startswith("#"))


def project() -> dict[str, list[str]]:
    """The requirements of pyproject.toml: ``runtime`` and each dependency group by its name."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {"runtime": told["project"]["dependencies"], **told["dependency-groups"]}


def fits(filename: str, target: Target) -> bool:
    """Whether a wheel of this name installs on this kind of machine."""
    return not _tags(target).isdisjoint(parse_wheel_filename(filename)[3])


def is_wheel_of(filename: str, pin: Pin) -> bool:
    """Whether the file holds exactly the pinned distribution."""
    name, version, _, _ = parse_wheel_filename(filename)
    return name == canonicalize_name(pin.name) and str(version) == pin.version


@cache
def _tags(target: Target) -> frozenset[Tag]:
    version = (3, target.python)
    platforms = list(_platforms(target.platform))
    own = cpython_tags(version, [f"cp3{target.python}"], platforms)
    return frozenset(own) | frozenset(compatible_tags(version, f"cp3{target.python}", platforms))


def _platforms(platform: str) -> Iterator[str]:
    if platform == "win32":
        yield "win_amd64"
        return
    yield from (f"manylinux_2_{minor}_x86_64" for minor in range(_GLIBC, 4, -1))
    yield from ("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64")
