"""Make the folder bundles: Driehoek with its own Python and libraries, for machines that have neither.

Called by ``python3 dev.py build [linux] [windows]``; without a name both. Each bundle tests itself as soon as it
stands. They are left under ``dist/``.
"""

import argparse
import shutil
import sys
import time

import bundle_linux
import bundle_windows

from bundles import ROOT

_BUNDLES = {"linux": bundle_linux, "windows": bundle_windows}


def main() -> int:
    """Build what was named; 1 when a bundle does not pass its own test."""
    parser = argparse.ArgumentParser(prog="dev.py build")
    parser.add_argument("--uv", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--pip", required=True, help=argparse.SUPPRESS)
    parser.add_argument("systems", nargs="*", metavar="system", help=f"{' or '.join(_BUNDLES)}; both without a name")
    chosen = parser.parse_args()
    if unknown := set(chosen.systems) - set(_BUNDLES):
        parser.error(f"no such system: {', '.join(sorted(unknown))}")
    if sys.platform != "linux":
        parser.error("the bundles are made on Linux, the one for Windows too")
    passed = True
    for system in chosen.systems or _BUNDLES:
        began = time.monotonic()
        folder = ROOT / "dist" / system
        shutil.rmtree(folder, ignore_errors=True)
        bundle = _BUNDLES[system].make(folder, uv=chosen.uv, pip=chosen.pip)
        size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file() and not path.is_symlink())
        print(f"build: {bundle.relative_to(ROOT)}: {size / 1e6:.0f} MB in {time.monotonic() - began:.0f} s", flush=True)
        passed &= _BUNDLES[system].test(bundle)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
