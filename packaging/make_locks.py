"""Remake the lock files from pyproject.toml: one resolution for every machine, with the hashes that those need.

Called by ``python3 dev.py lock``. The files name no address: who installs from them uses the package source of
the own machine, and the hashes decide. Of each distribution only the wheels for our platforms are kept, so
nothing is ever built from source at set-up. ``--upgrade`` takes the newest that pyproject.toml allows.
"""

import argparse
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from packaging.markers import Marker

from locks import HASH, LOCKS, ROOT, TARGETS, WHEELS, fits

# Name of the lock file, and the dependency groups that it holds; the largest comes first and the others follow it.
FILES = {"bench": ("dev", "bench"), "dev": ("dev",), "runtime": (), "build": ("build",), "bootstrap": None}


def main() -> int:
    """Write packaging/lock/*.txt."""
    parser = argparse.ArgumentParser(prog="dev.py lock")
    parser.add_argument("--uv", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    chosen = parser.parse_args()
    names: dict[str, str] = {}
    for lock in FILES:
        names |= _compile(chosen.uv, lock, upgrade=chosen.upgrade)
    lines = [f"{sha}  {name}" for sha, name in sorted(names.items(), key=lambda pair: pair[1])]
    head = "# The wheel behind each hash of the lock files beside this one; made by: python3 dev.py lock"
    WHEELS.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    print(f"lock: {len(lines)} wheels in {', '.join(FILES)}")
    return 0


def _compile(uv: str, lock: str, *, upgrade: bool) -> dict[str, str]:
    """Write one lock file; answers the file name of each hash in it."""
    target = LOCKS / f"{lock}.txt"
    groups = FILES[lock]
    wanted = ["--group", f"pyproject.toml:{lock}"] if groups is None else ["pyproject.toml"]
    for group in groups or ():
        wanted += ["--group", group]
    command = [uv, "pip", "compile", *wanted, "--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-annotate", "--custom-compile-command", "python3 dev.py lock", "--quiet"]
    largest = LOCKS / f"{next(iter(FILES))}.txt"
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / target.name
        described = Path(folder) / f"pylock.{lock}.toml"
        if groups is not None and target != largest:
            command += ["--constraints", _versions(largest, Path(folder) / "constraints.txt")]
        if target.exists() and not upgrade:
            _versions(target, written)  # uv prefers what its output already says
        subprocess.run([*command, "--output-file", str(written)], cwd=ROOT, check=True)
        command += ["--constraints", _versions(written, Path(folder) / "same.txt"), "--format", "pylock.toml"]
        subprocess.run([*command, "--output-file", str(described)], cwd=ROOT, check=True)
        names = _wheels_of(described)
        target.write_text(_with_hashes(written, names), encoding="utf-8")
    return {sha: names[sha] for sha in HASH.findall(target.read_text(encoding="utf-8"))}


def _versions(lock: Path, target: Path) -> str:
    """Write the pins alone: uv would take over the hashes that it finds, and ours are not all there are."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    plain = [line.removesuffix("\\").rstrip() for line in lines if not HASH.search(line)]
    target.write_text("\n".join(plain) + "\n", encoding="utf-8")
    return str(target)


def _wheels_of(described: Path) -> dict[str, str]:
    """The wheels of a resolution that one of our platforms can install, by hash."""
    packages = tomllib.loads(described.read_text(encoding="utf-8"))["packages"]
    return {
        wheel["hashes"]["sha256"]: name
        for package in packages
        for wheel in package.get("wheels", ())
        if any(fits(name := wheel.get("name") or wheel["url"].rpartition("/")[2], target) for target in TARGETS)
    }


def _with_hashes(lock: Path, names: dict[str, str]) -> str:
    """The lock without pins and hashes of files that none of our machines can install, and without sources."""
    blocks: list[list[str]] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        match = HASH.search(line)
        if match is None:
            blocks.append([line])
        elif match[1] in names:
            blocks[-1].append(line)
    plain = [[line.removesuffix("\\").rstrip() for line in block] for block in blocks if _is_ours(block[0])]
    return "".join(" \\\n".join(block) + "\n" for block in plain)


def _is_ours(line: str) -> bool:
    """Whether the line is a comment, or a pin that one of our machines installs."""
    _, separator, marker = line.removesuffix("\\").partition(" ; ")
    return not separator or any(Marker(marker).evaluate(target.environment) for target in TARGETS)


if __name__ == "__main__":
    sys.exit(main())
