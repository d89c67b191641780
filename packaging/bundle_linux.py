"""The folder bundle for Linux, by PyInstaller from an environment that holds the program's libraries alone."""

import json
import os
import sys
from pathlib import Path

from bundles import ROOT, lists, passes, run

_WORK = ROOT / ".cache" / "bundle-linux"


def make(folder: Path, *, uv: str, pip: str) -> Path:  # noqa: ARG001 - both bundles are made by one call
    """Build into ``folder``; answers the bundle in it."""
    venv = _WORK / "venv"
    run(uv, "venv", "--quiet", "--clear", "--python", sys.executable, venv)
    install = ("pip", "sync", "--quiet", "--require-hashes", "--no-build", ROOT / "packaging" / "lock" / "build.txt")
    run(uv, *install, "--python", venv)
    places = ("--distpath", folder, "--workpath", _WORK / "work")
    run(
        *(venv / "bin" / "pyinstaller", "--noconfirm", "--log-level", "WARN", *places),
        ROOT / "packaging" / "driehoek.spec",
        env=os.environ | {"BUNDLE_LISTS": json.dumps(lists("linux"))},
    )
    return folder / "driehoek"


def test(bundle: Path) -> bool:
    """Whether the bundle runs, in an environment that knows no Python and no screen."""
    bare = {"PATH": os.defpath, "HOME": str(_WORK), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    return passes("the Linux bundle", bundle / "driehoek", "--self-test", env=bare)
