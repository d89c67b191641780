"""What both bundles share: what goes along, and how their makers run other programs."""

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from locks import LOCKS, Target, pins

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 900  # seconds; a program that takes longer hangs


def run(*command: str | Path, env: Mapping[str, str] | None = None) -> None:
    """Run a step in the checkout; ``CalledProcessError`` when it fails."""
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdin=subprocess.DEVNULL, timeout=_PATIENCE)


def passes(name: str, *command: str | Path, env: Mapping[str, str]) -> bool:
    """Whether a bundle's own test ends well; says so, after what the test said."""
    # Through a pipe, because a Windows program under Wine cannot write to a file that it inherits.
    heard = subprocess.run(
        command, env=env, check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=_PATIENCE
    )
    sys.stdout.write(heard.stdout.decode(errors="replace") + heard.stderr.decode(errors="replace"))
    passed = heard.returncode == 0
    print(f"build: {name} {'passes' if passed else 'FAILS'} its self-test (exit {heard.returncode})", flush=True)
    return passed


def lists(system: str) -> dict[str, list[str]]:
    """What goes along and what stays behind on one system, ``linux`` or ``windows``."""
    told = tomllib.loads((ROOT / "packaging" / "bundles.toml").read_text(encoding="utf-8"))
    qt, own = told["qt"], told["qt"][system]
    target = Target(sys.version_info.minor, "win32" if system == "windows" else system)
    return {
        "bindings": qt["modules"],
        "libraries": [*qt["modules"], *own["libraries"]],
        "translations": qt["translations"],
        "plugins": own["plugins"],
        "leave_to_the_system": own.get("leave_to_the_system", []),
        "leave_out": told["python"]["leave_out"],
        "distributions": [pin.name for pin in pins(LOCKS / "runtime.txt") if pin.wanted_on(target)],
    }
