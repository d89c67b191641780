"""Judge the lock files without a network: complete, in line with pyproject.toml, free, and all of it used."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from locks import LOCKS, ROOT, TARGETS, Pin, Target, fits, is_wheel_of, pins, project, wheels

_HERE = Target(sys.version_info.minor, sys.platform)
_DATA_ONLY = {"tzdata"}  # zoneinfo reads it on Windows; nothing imports it
_SOURCES = {"runtime": ("app", "ui"), "dev": ("tests", "packaging", "dev.py"), "bench": ("tests/bench",)}


def main() -> bool:
    """Print what is wrong; whether nothing is."""
    findings = [*unfit(), *apart_from_project(), *_apart_from_installed(), *_not_free(), *_imports()]
    for finding in findings:
        print(finding)
    count = {path.stem: len(pins(path)) for path in sorted(LOCKS.glob("*.txt")) if path.stem in {*project(), "dev"}}
    print(", ".join(f"{name}: {number} pins" for name, number in count.items()))
    return not findings


def unfit() -> Iterator[str]:
    """Pins without a wheel for a machine that wants them, and hashes of something else."""
    named = wheels()
    for lock in project():
        for pin in pins(LOCKS / f"{lock}.txt"):
            files = [named.get(sha, "") for sha in pin.hashes]
            yield from (
                f"{lock}: {pin.name} has a hash of {file or 'no known file'}"
                for file in files
                if not file or not is_wheel_of(file, pin)
            )
            yield from (
                f"{lock}: no wheel of {pin.name} {pin.version} for Python 3.{target.python} on {target.platform}"
                for target in TARGETS
                if pin.wanted_on(target) and not any(fits(file, target) for file in files if file)
            )


def apart_from_project() -> Iterator[str]:
    """Requirements of pyproject.toml that a lock does not meet, and locks that contradict each other."""
    groups = project()
    meets = {
        "runtime": ("runtime", "dev", "bench", "build"),
        "dev": ("dev", "bench"),
        "bench": ("bench",),
        "build": ("build",),
        "bootstrap": ("bootstrap",),
    }
    for group, requirements in groups.items():
        for lock in meets[group]:
            held = pins(LOCKS / f"{lock}.txt")
            for requirement in map(Requirement, requirements):
                yield from (
                    f"{lock}: {requirement} is not met for Python 3.{target.python} on {target.platform}"
                    for target in TARGETS
                    if not _met(requirement, held, target)
                )
    whole = {(pin.name, pin.marker): pin.version for pin in pins(LOCKS / "bench.txt")}
    for pin in (pin for lock in ("dev", "runtime", "build") for pin in pins(LOCKS / f"{lock}.txt")):
        if whole.get((pin.name, pin.marker), pin.version) != pin.version:
            yield f"{pin.name}: {pin.version} in one lock, {whole[pin.name, pin.marker]} in bench"


def _met(requirement: Requirement, held: list[Pin], target: Target) -> bool:
    if requirement.marker and not requirement.marker.evaluate(target.environment):
        return True
    return any(
        pin.name == canonicalize_name(requirement.name)
        and pin.wanted_on(target)
        and requirement.specifier.contains(pin.version, prereleases=True)
        for pin in held
    )


def _apart_from_installed() -> Iterator[str]:
    """Pins that nobody asks for, and requirements of installed distributions that no pin meets."""
    held = pins(LOCKS / "dev.txt")
    groups = project()
    wanted = [Requirement(line) for line in (*groups["runtime"], *groups["dev"])]
    asked: set[str] = set()
    while wanted:
        requirement = wanted.pop()
        name = canonicalize_name(requirement.name)
        if requirement.marker and not requirement.marker.evaluate(_HERE.environment):
            continue
        if not _met(requirement, held, _HERE):
            yield f"dev: {requirement} is asked for and not met"
        elif name not in asked:
            asked.add(name)
            wanted += [Requirement(line) for line in importlib.metadata.requires(name) or ()]
    for pin in held:
        if pin.wanted_on(_HERE) and pin.name not in asked:
            yield f"dev: nothing asks for {pin.name}"
        elif pin.wanted_on(_HERE) and importlib.metadata.version(pin.name) != pin.version:
            yield f"dev: {pin.name} {importlib.metadata.version(pin.name)} is installed, not {pin.version}"


def _not_free() -> Iterator[str]:
    """Distributions of the program whose licence is not known to go with the EUPL."""
    known = tomllib.loads((ROOT / "packaging" / "licences.toml").read_text(encoding="utf-8"))
    runtime = [pin for pin in pins(LOCKS / "runtime.txt") if pin.wanted_on(_HERE)]
    for pin in runtime:
        metadata = importlib.metadata.metadata(pin.name)
        said = metadata["License-Expression"] if "License-Expression" in metadata else known["read"].get(pin.name)
        if said is None:
            yield f"runtime: {pin.name} names no licence; read it, and add it to packaging/licences.toml"
        elif not is_free(said, known["free"]):
            yield f"runtime: {pin.name} has {said}, which is not in packaging/licences.toml"
    names = {pin.name for pin in pins(LOCKS / "runtime.txt")}
    yield from (f"packaging/licences.toml: {name} is not in the lock" for name in known["read"] if name not in names)


def is_free(expression: str, free: list[str]) -> bool:
    """Whether an SPDX expression can be met with licences of the list."""
    words = re.findall(r"\(|\)|[^\s()]+", re.sub(r"\s+WITH\s+\S+", "", expression))
    said = {"AND": "and", "OR": "or", "(": "(", ")": ")"}
    tree = ast.parse(" ".join(said.get(word) or str(word in free) for word in words), mode="eval").body
    return _holds(tree)


def _holds(tree: ast.expr) -> bool:
    if isinstance(tree, ast.BoolOp):
        return (all if isinstance(tree.op, ast.And) else any)(map(_holds, tree.values))
    return isinstance(tree, ast.Constant) and tree.value is True


def _imports() -> Iterator[str]:
    """Imports of what pyproject.toml does not list, and listed requirements that the program does not import."""
    groups = project()
    listed = {group: {canonicalize_name(Requirement(line).name) for line in groups[group]} for group in _SOURCES}
    owners = importlib.metadata.packages_distributions()
    ours = {"app", "ui", "tests"} | {path.stem for places in _SOURCES.values() for path in _files(places)}
    used: set[str] = set()
    for group, places in _SOURCES.items():
        allowed = listed["runtime"] | listed["dev"] | listed[group] if group != "runtime" else listed[group]
        for source in _files(places, but=_SOURCES["bench"] if group == "dev" else ()):
            for module in _imported(source):
                # The tools of the bench are not installed when the checks run; there the names agree.
                found = {canonicalize_name(owner) for owner in owners.get(module, (module,))}
                used |= found if group == "runtime" else set()
                if not found & allowed and module not in ours:
                    yield f"{source.relative_to(ROOT)}: imports {module}, which pyproject.toml does not list"
    yield from (f"pyproject.toml: the program never imports {name}" for name in listed["runtime"] - used - _DATA_ONLY)


def _files(places: tuple[str, ...], *, but: tuple[str, ...] = ()) -> Iterator[Path]:
    for place in places:
        path = ROOT / place
        found = [path] if path.is_file() else sorted(path.rglob("*.py"))
        yield from (file for file in found if not any(file.is_relative_to(ROOT / other) for other in but))


def _imported(source: Path) -> set[str]:
    """The top names of the modules that a file imports, outside its own package."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
