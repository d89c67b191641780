"""Laws of the checkout: the commands, the lock files, and what may stand in a tracked file."""

import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import PySide6
import pytest

import app
import bundles
import check_locks
import dev
import locks

ROOT = Path(dev.__file__).parent
HOUSE = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "app",
    "dev.py",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
    "ui",
}
SET_UP = ("dev.py", "pyproject.toml", ".ci/", "packaging/")


def tracked() -> list[str]:
    """The files of the checkout; where git cannot say, all that .gitignore does not name."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        told = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
        if told.returncode == 0:
            return [name for name in told.stdout.split("\0") if name and (ROOT / name).exists()]
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()]
    files = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
    hidden = [".git", *ignored]
    return [path.as_posix() for path in files if not any(fnmatch(part, name) for part in path.parts for name in hidden)]


def lines_of(names: list[str]) -> list[tuple[str, str]]:
    """Each line of the text files among these, with the place it stands."""
    found = []
    for name in names:
        content = (ROOT / name).read_bytes()
        if b"\0" not in content:
            lines = content.decode("utf-8", errors="replace").splitlines()
            found += [(f"{name}:{number}", line) for number, line in enumerate(lines, start=1)]
    return found


# --- the commands


def test_help_tells_every_command():
    told = subprocess.run([sys.executable, "dev.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    told_commands = re.findall(r"^  ([a-z]+) +[A-Z]", told.stdout, re.MULTILINE)
    assert told_commands == ["run", "test", "check", "shots", "pictures", "bench", "build", "lock"]


def test_an_unknown_command_is_refused_with_the_usage():
    told = subprocess.run([sys.executable, "dev.py", "fly"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "usage: dev.py" in told.stderr


def test_the_landing_script_runs_the_tests_and_then_the_checks():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^python3 .*$", script, re.MULTILINE) == ["python3 dev.py test", "python3 dev.py check"]
    assert "set -e" in script


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
@pytest.mark.parametrize(("variable", "there"), [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("NOTHING", False)])
def test_a_screen_is_known_by_its_display(monkeypatch, variable, there):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv(variable, ":0")
    assert dev.has_screen() is there


def test_uv_gets_what_pip_knows_of_this_machine(monkeypatch, tmp_path):
    for name in dev.UV_NAMES.values():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CERT", str(tmp_path / "own roots.pem"))
    monkeypatch.setenv(
        "PIP_FIND_LINKS", f"{tmp_path} {tmp_path / 'gone'} {(tmp_path / 'gone').as_uri()} https://wheels.example/"
    )
    environment = dev.uv_environment()
    assert environment["SSL_CERT_FILE"] == str(tmp_path / "own roots.pem")
    assert environment["UV_FIND_LINKS"] == f"{tmp_path},https://wheels.example/"


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs rights of its own on Windows")
def test_an_environment_behind_a_link_is_left_alone(monkeypatch, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "bin").mkdir(parents=True)
    (elsewhere / "bin" / "python").write_text("of somebody else")
    link = tmp_path / ".venv"
    link.symlink_to(elsewhere)
    monkeypatch.setattr(dev, "VENV", link)
    monkeypatch.setattr(dev, "STAMP", link / "driehoek.stamp")
    monkeypatch.setattr(dev, "PYTHON", link / "bin" / "python")
    with pytest.raises(dev.Stop, match="is a link to"):
        dev.set_up("dev")
    assert (elsewhere / "bin" / "python").read_text() == "of somebody else"


def test_the_installer_writes_bytecode_even_where_python_may_not(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in dev.uv_environment()


# --- the lock files


def test_every_pin_has_a_wheel_for_every_machine_and_no_other_file():
    assert list(check_locks.unfit()) == []


def test_the_locks_meet_the_project_and_each_other():
    assert list(check_locks.apart_from_project()) == []


def test_every_hash_is_behind_a_pin():
    pins = [pin for path in locks.LOCKS.glob("*.txt") if path != locks.WHEELS for pin in locks.pins(path)]
    assert set(locks.wheels()) == frozenset().union(*(pin.hashes for pin in pins))


def test_a_lock_line_that_is_no_pin_is_refused(tmp_path):
    path = tmp_path / "odd.txt"
    path.write_text("segno>=1.6\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"segno>=1\.6"):
        locks.pins(path)


@pytest.mark.parametrize(
    ("wheel", "fitting"),
    [
        ("segno-1.6.6-py3-none-any.whl", {(11, "linux"), (13, "linux"), (11, "win32"), (13, "win32")}),
        ("numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl", {(11, "linux")}),
        ("numpy-2.4.6-cp313-cp313-win_amd64.whl", {(13, "win32")}),
        ("cryptography-50.0.2-cp311-abi3-manylinux_2_34_x86_64.whl", {(11, "linux"), (13, "linux")}),
        ("numpy-2.4.6-cp311-cp311-manylinux_2_39_x86_64.whl", set()),
        ("numpy-2.4.6-cp311-cp311-musllinux_1_2_x86_64.whl", set()),
        ("numpy-2.4.6-cp311-cp311-macosx_14_0_arm64.whl", set()),
    ],
)
def test_a_wheel_fits_the_machines_that_can_install_it(wheel, fitting):
    ends = [target for target in locks.TARGETS if target.python != 12]
    assert {(target.python, target.platform) for target in ends if locks.fits(wheel, target)} == fitting


@pytest.mark.parametrize(
    ("expression", "free"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("MIT AND GPL-2.0-only", False),
        ("(MIT OR GPL-2.0-only) AND Zlib", True),
        ("Apache-2.0 WITH LLVM-exception", True),
    ],
)
def test_a_licence_is_free_when_its_expression_can_be_met(expression, free):
    assert check_locks.is_free(expression, ["MIT", "Zlib", "Apache-2.0", "LGPL-3.0-only"]) is free


def test_the_program_and_the_project_tell_one_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == app.VERSION


# --- the bundles


def test_every_part_of_qt_on_the_screen_goes_into_the_bundles():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py"))
    used = set(re.findall(r"^\s*(?:from|import) PySide6\.Qt(\w+)", sources, re.MULTILINE))
    assert used
    assert used - set(bundles.lists("linux")["bindings"]) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="the Linux wheel is not installed here")
def test_every_part_of_qt_named_for_the_linux_bundle_exists():
    qt = Path(PySide6.__file__).parent / "Qt"
    goes = bundles.lists("linux")
    named = [f"plugins/{name}" for name in goes["plugins"]] + [f"translations/{name}" for name in goes["translations"]]
    named += [f"lib/libQt6{name}.so.6" for name in goes["libraries"]]
    assert [name for name in named if not (qt / name).exists()] == []


# --- what is tracked


def test_only_the_house_stands_at_the_top():
    assert {name.split("/")[0] for name in tracked()} - HOUSE == set()


def test_the_folder_packaging_hides_no_library():
    # With an __init__.py it would stand before the library of the same name.
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_no_file_tells_of_work_to_do_or_of_the_place_it_was_made():
    # The letter in brackets keeps these lines from finding themselves.
    told = re.compile(r"\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]\b|(?<![\w.])/wor[k]/|\.\./share[d]\b")
    assert [place for place, line in lines_of(tracked()) if told.search(line)] == []


def test_set_up_names_no_address():
    address = re.compile(r"(?<!file)://|\b[a-z0-9-]+\.(?:org|com|net)\b")
    names = [name for name in tracked() if name.startswith(SET_UP)]
    assert [place for place, line in lines_of(names) if address.search(line)] == []
