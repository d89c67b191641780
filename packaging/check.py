"""Every check on the sources and on what the program makes; all run, also when one fails.

Called by ``python3 dev.py check``, with the Python of ``.venv/``. Name checks to run only those.
"""

import argparse
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import check_documents

import check_locks

ROOT = Path(__file__).resolve().parent.parent
_TOOLS = Path(sys.executable).parent


def main() -> int:
    """Run the checks; 1 when any of them fails."""
    checks: dict[str, Callable[[], bool]] = {
        "style": lambda: _ends_well("ruff", "check"),
        "format": lambda: _ends_well("ruff", "format", "--check"),
        "types": lambda: _ends_well("mypy"),
        "imports": lambda: _ends_well("lint-imports"),
        "dead code": _all_is_used,
        "locks": check_locks.main,
        "documents": check_documents.main,
        "coverage floor": _floor_holds,
        "tests": lambda: _tests(chosen.workers),
    }
    parser = argparse.ArgumentParser(prog="dev.py check")
    parser.add_argument("--workers", type=int, default=2, help="processes for the tests")
    parser.add_argument("only", nargs="*", help=f"some of: {', '.join(checks)}")
    chosen = parser.parse_args()
    if unknown := set(chosen.only) - set(checks):
        parser.error(f"no such check: {', '.join(sorted(unknown))}")
    outcomes = []
    for name, check in checks.items():
        if name in (chosen.only or checks):
            print(f"\n=== {name}", flush=True)
            began = time.monotonic()
            outcomes.append((name, check(), time.monotonic() - began))
    print()
    for name, passed, seconds in outcomes:
        print(f"{'ok  ' if passed else 'FAIL'}  {name:15} {seconds:7.1f} s")
    failed = sum(not passed for _, passed, _ in outcomes)
    print(f"\nchecks: {len(outcomes) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


# What vulture cannot see: columns, members of vocabularies and tokens are looked up by name or value; an attribute
# may be set on somebody else's object, who reads it; a test asks for a fixture by naming it.
_UNSEEN = re.compile(r"^app/(?:entities/|terms/|tokens\.py).* unused variable |: unused attribute |^tests/")


def _all_is_used() -> bool:
    """Whether everything that is written is used somewhere; by a test counts."""
    told = subprocess.run([_TOOLS / "vulture"], cwd=ROOT, capture_output=True, text=True, check=False)
    unused = [line for line in told.stdout.splitlines() if not _UNSEEN.search(line)]
    print("\n".join([*unused, told.stderr, f"{len(unused)} unused"]))
    return not unused and not told.stderr


def _ends_well(tool: str, *arguments: str) -> bool:
    return subprocess.run([_TOOLS / tool, *arguments], cwd=ROOT, check=False).returncode == 0


def _tests(workers: int) -> bool:
    """The whole suite, heavy tests too, under coverage; not less of the program may run than the floor says."""
    _ends_well("coverage", "erase")
    passed = _ends_well("coverage", "run", "-m", "pytest", "-n", str(workers))
    told = _ends_well("coverage", "combine", "--quiet") and _ends_well("coverage", "report")
    total = subprocess.run(
        [_TOOLS / "coverage", "report", "--format=total"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    floor = _floor((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    if told and total.isdigit() and int(total) > floor:
        print(f"coverage is {total} %: fail_under in pyproject.toml may rise from {floor:.0f}")
    return told and passed


def _floor_holds() -> bool:
    """The floor of the coverage, in pyproject.toml, was never higher than it is now."""
    now = _floor((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    revisions = _git("log", "--format=%H", "--", "pyproject.toml").split()
    highest = max((_floor(_git("show", f"{revision}:pyproject.toml")) for revision in revisions), default=now)
    print(f"coverage floor {now} %, highest before {highest} %")
    return now >= highest


def _floor(project: str) -> float:
    report = tomllib.loads(project).get("tool", {}).get("coverage", {}).get("report", {})
    return float(report.get("fail_under", 0))


def _git(*arguments: str) -> str:
    """What git answers; nothing outside a checkout, or without git."""
    git = shutil.which("git")
    if git is None:
        return ""
    return subprocess.run([git, *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
