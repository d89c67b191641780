"""What must hold for the code as a whole."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import app.commands
from app.store.work import Command

ROOT = Path(__file__).resolve().parents[2]
LAW = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "app" / "store" / "laws").glob("*.py"))
SHOWN_ELSEWHERE = {"import_rows"}  # tests/app/imports undoes whole imports and compares everything


def commands() -> dict[str, Command]:
    return {
        name: value
        for module in pkgutil.walk_packages(app.commands.__path__, "app.commands.")
        for name, value in vars(importlib.import_module(module.name)).items()
        if isinstance(value, Command)
    }


def test_every_command_takes_part_in_the_law_of_undo():
    known = commands()
    assert len(known) > 25
    undoable = [name for name, command in known.items() if not command.final and name not in SHOWN_ELSEWHERE]
    missing = [name for name in undoable if not re.search(rf"\b{name}\b", LAW)]
    assert missing == []


def test_every_command_has_a_deed_of_its_own_kind():
    deeds = [command.deed for command in commands().values()]
    assert all(deed.label for deed in deeds)


def test_no_colour_is_written_outside_the_tokens():
    colour = re.compile(r"[\"'#]#[0-9A-Fa-f]{6}\b")
    offenders = [
        str(path.relative_to(ROOT))
        for folder in ("app", "ui")
        for path in (ROOT / folder).rglob("*.py")
        if colour.search(path.read_text(encoding="utf-8"))
    ]
    assert offenders == []


def test_pdfium_has_one_door():
    asks = re.compile(r"pypdfium2\.PdfDocument\(")
    found = [
        str(path.relative_to(ROOT))
        for folder in ("app", "ui", "tests", "packaging")
        for path in (ROOT / folder).rglob("*.py")
        if asks.search(path.read_text(encoding="utf-8"))
    ]
    assert found == ["ui/desk/pdfium.py"]
