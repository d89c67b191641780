#!/usr/bin/env python3
"""Everything a developer does with Driehoek: run, test, check, shots, pictures, bench, build, lock.

Each command first brings ``.venv/`` in line with the lock file of its kind; when it is, that takes no time. Only
the standard library is used here, because this file runs before anything is installed.
"""

import argparse
import ast
import ctypes
import hashlib
import importlib.util
import os
import platform
import shlex
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

if not (3, 11) <= sys.version_info[:2] <= (3, 13):  # the one file that another Python gets to see
    sys.exit("Driehoek needs Python 3.11, 3.12 or 3.13; this is Python " + platform.python_version() + ".")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "lock"
STAMP = VENV / "driehoek.stamp"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
BASE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)

KINDS = ("runtime", "dev", "bench")  # lock files of .venv/; each holds the one before
SERVED = {("linux", "x86_64"), ("win32", "AMD64")}

# What Qt opens on Linux, and the Debian package that holds it.
DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
WINDOW = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}

# The settings of pip that uv knows under another name, so that a machine with its own package source,
# certificates or proxy needs no second set of them.
UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
}


class Stop(Exception):  # noqa: N818 - not an error of ours: a set-up that cannot go on, in words
    """What is missing, and what the reader can do about it."""


def say(line: str) -> None:
    """Tell one step."""
    print(f"dev.py: {line}", flush=True)


# --- set-up ----------------------------------------------------------------------------------------------------


def set_up(lock: str, *, window: bool = False) -> None:
    """Bring system libraries and ``.venv/`` in line with ``packaging/lock/{lock}.txt``; nothing when they are.

    ``window`` asks for the libraries that show one, also where there is no screen now.
    """
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    held = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() and PYTHON.exists() else []
    if held and held[0] in KINDS:
        lock = max(held[0], lock, key=KINDS.index)  # opening the program takes no tools away
    stamp = [lock, hashlib.sha256((LOCKS / f"{lock}.txt").read_bytes()).hexdigest(), python]
    if held != stamp and VENV.is_symlink():
        raise Stop(f"{VENV} is a link to {VENV.resolve()}, which would be changed with it. Take the link away first.")
    _install_system_packages(window=window or has_screen(), needs_pip=held != stamp)
    if held == stamp:
        return
    if (sys.platform, platform.machine()) not in SERVED:
        raise Stop(f"The lock files serve Linux and Windows on x86-64; this is {platform.platform()}.")
    began = time.monotonic()
    environment = uv_environment()
    uv = fetch_uv()
    STAMP.unlink(missing_ok=True)
    if not PYTHON.exists() or (held and held[2] != python):
        say(f"making .venv for Python {python}")
        _run([uv, "venv", "--quiet", "--clear", "--python", BASE_PYTHON, VENV], env=environment)
    say(f"installing what packaging/lock/{lock}.txt names, by hash, into .venv")
    install: list[str | Path] = [uv, "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", "--no-build"]
    _run([*install, "--compile-bytecode", LOCKS / f"{lock}.txt"], env=environment)
    STAMP.write_text(" ".join(stamp), encoding="utf-8")
    say(f"ready in {time.monotonic() - began:.0f} s")


def fetch_uv() -> Path:
    """The pinned uv, fetched by pip when this checkout has none yet; it unpacks many times faster than pip."""
    lock = LOCKS / "bootstrap.txt"
    folder = ROOT / ".cache" / f"uv-{sys.platform}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    name = "uv.exe" if WINDOWS else "uv"
    if not folder.exists():
        say("fetching uv, the installer, with pip")
        unfinished = folder.with_suffix(f".{os.getpid()}")
        install = ["install", "-qq", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
        _run(
            [*_pip(), *install, "--target", unfinished, "--requirement", lock],
            env=os.environ | {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"},
        )
        unfinished.rename(folder)
    return next(path for path in folder.glob(f"*/{name}") if path.is_file())


def uv_environment() -> dict[str, str]:
    """The environment for uv: this one, with the settings that pip has on this machine."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    listed = subprocess.run([*_pip(), "config", "list"], capture_output=True, text=True, check=False).stdout
    for line in sorted(listed.splitlines(), key=lambda line: not line.startswith(":env:")):  # as in pip, those win
        key, separator, value = line.partition("=")
        name = UV_NAMES.get(key.rpartition(".")[2])
        if separator and name and (told := _as_uv_reads(name, str(ast.literal_eval(value)))):
            environment.setdefault(name, told)
    # Several sources are safe to mix: the hashes in the lock decide, not the place a file comes from.
    environment.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    if WINDOWS or ssl.get_default_verify_paths().cafile:
        environment.setdefault("UV_SYSTEM_CERTS", "true")
    return environment


def _as_uv_reads(name: str, value: str) -> str:
    """A list of places without the folders that are not there: pip passes over those, and uv would stop."""
    separator = {"UV_INDEX": " ", "UV_FIND_LINKS": ","}.get(name)
    if separator is None:
        return value
    folders = {place: _folder_of(place) for place in value.split()}
    return separator.join(place for place, folder in folders.items() if not folder.is_absolute() or folder.exists())


def _folder_of(place: str) -> Path:
    """Where a place lies when it is a folder, also one that is written as an address."""
    return Path(url2pathname(urlsplit(place).path)) if place.startswith("file:") else Path(place)


def _pip() -> list[str]:
    """A pip that runs: the interpreter's own, or the wheel that Python keeps for new environments."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    wheel = _pip_wheel()
    if wheel is None:
        raise Stop("This Python has no pip, not even one packed away. Install pip, or a Python that brings it.")
    return [BASE_PYTHON, str(wheel / "pip")]


def _pip_wheel() -> Path | None:
    folders = [Path("/usr/share/python-wheels")]  # Debian keeps them apart
    if spec := importlib.util.find_spec("ensurepip"):
        folders += [Path(place) / "_bundled" for place in spec.submodule_search_locations or ()]
    return next((wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl"))), None)


def _install_system_packages(*, window: bool, needs_pip: bool) -> None:
    """Install what Debian lacks, when we may; otherwise say the one command that does."""
    if not sys.platform.startswith("linux"):
        return
    wanted = DRAWING | (WINDOW if window else {})
    missing = [package for library, package in wanted.items() if not _opens(library)]
    if needs_pip and not importlib.util.find_spec("pip") and _pip_wheel() is None:
        missing.append("python3-venv")
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise Stop(f"These system packages are missing (names as on Debian): {' '.join(missing)}")
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    rights = _rights()
    if rights is None:
        advice = f"sudo apt-get update && sudo {shlex.join(install)}"
        raise Stop(f"System packages are missing. Please run this, and try again:\n\n    {advice}\n")
    say(f"installing system packages: {' '.join(missing)}")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.run([*rights, *quiet, "apt-get", "update", "-q"], stdout=subprocess.DEVNULL, check=False)
    _run([*rights, *quiet, *install, "-q"], quiet=True)


def _rights() -> list[str] | None:
    """What to put before a command to run it as root; None when that takes a password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode:
        return ["sudo", "-n"]
    return None


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_screen() -> bool:
    """Whether a window can be shown here."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, quiet: bool = False) -> None:
    """Run a step of the set-up; ``Stop`` when it fails."""
    out = subprocess.DEVNULL if quiet else None
    if code := subprocess.run(command, env=env, stdout=out, check=False).returncode:
        raise Stop(f"This step failed (exit {code}): {shlex.join(map(str, command))}")


# --- commands --------------------------------------------------------------------------------------------------


def python(*arguments: str | Path, offscreen: bool = False) -> int:
    """Run the Python of ``.venv/`` in the checkout; answers its exit code."""
    environment = dict(os.environ)
    environment.pop("PYTHONPATH", None)  # another project's modules
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [str(PYTHON), *(str(argument) for argument in arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def run(extra: list[str]) -> int:
    """Open Driehoek with the demo school; without a screen: self-test, and a picture of each page in shots/."""
    set_up("runtime")
    if has_screen():
        return python("-m", "ui.main", "--demo", *extra)
    say("there is no screen here: testing the program by itself, then drawing every page into shots/")
    return python("-m", "ui.main", "--self-test", *extra, offscreen=True) or _draw("shots")


def test(extra: list[str]) -> int:
    """Run the tests but the heavy ones; further arguments go to pytest."""
    set_up("dev")
    return python("-m", "pytest", "-n", str(_workers()), "-m", "not heavy", *extra, offscreen=True)


def check(extra: list[str]) -> int:
    """Run every check: style, types, imports, dead code, all tests with coverage, the lock, the documents."""
    set_up("dev")
    return python(ROOT / "packaging" / "check.py", "--workers", str(_workers()), *extra, offscreen=True)


def shots(extra: list[str]) -> int:
    """Draw every page, dialog and document into shots/, or the folder named."""
    set_up("runtime")
    return _draw(*(extra or ["shots"]))


def pictures(extra: list[str]) -> int:
    """Draw the golden pictures of the documents anew, after looking at them in shots/."""
    set_up("dev")
    os.environ["DRIEHOEK_PICTURES"] = "1"
    test_of = ROOT / "tests" / "documents" / "test_pictures.py"
    return python("-m", "pytest", "-p", "no:randomly", "-m", "", test_of, *extra, offscreen=True)


def bench(extra: list[str]) -> int:
    """Run the measurements under tests/bench, or those named."""
    files = [Path(name) for name in extra] or sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
    if not files:
        say("there are no measurements (tests/bench/bench_*.py)")
        return 0
    set_up("bench")
    return python("-m", "pytest", "-p", "no:randomly", "-s", "-m", "", *files, offscreen=True)


def build(extra: list[str]) -> int:
    """Make the folder bundles: linux, windows, or both."""
    set_up("dev", window=True)
    return python(
        ROOT / "packaging" / "build.py", "--uv", fetch_uv(), "--pip", shlex.join(_pip()), *extra, offscreen=True
    )


def lock(extra: list[str]) -> int:
    """Remake the lock files from pyproject.toml (--upgrade: with the newest versions), and install them."""
    set_up("dev")
    environment = uv_environment()
    for name in ("UV_INDEX", "UV_FIND_LINKS"):
        environment.pop(name, None)  # what only this machine has may miss the wheels of other machines
    make = [str(PYTHON), str(ROOT / "packaging" / "make_locks.py"), "--uv", str(fetch_uv()), *extra]
    if code := subprocess.run(make, cwd=ROOT, env=environment, check=False).returncode:
        return code
    set_up("dev")
    return 0


def _draw(folder: str) -> int:
    return python("-m", "ui.main", "--shots", folder, offscreen=True)


def _workers() -> int:
    """How many processes the tests use; from four on, the memory of eight windows is the limit."""
    return max(2, min(8, os.cpu_count() or 2))


COMMANDS = {act.__name__: act for act in (run, test, check, shots, pictures, bench, build, lock)}


def main() -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Driehoek for developers. Every command sets up .venv/ from packaging/lock/ first, if needed.",
        epilog="\n".join(f"  {name:8} {act.__doc__}" for name, act in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command", help="one of those below")
    parser.add_argument("extra", nargs=argparse.REMAINDER, help="goes on to what the command starts")
    chosen = parser.parse_args()
    try:
        return COMMANDS[chosen.command](chosen.extra)
    except Stop as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
