"""ROC Waalhaven before and after its files came in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import clock
from app.commands.school import set_up_school
from app.demo.files import FILES, read_in, school_draft
from app.store.store import Store
from tests.app.imports.reading import ACTOR
from tests.conftest import KEY, MONDAY

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def made(template: Path, tmp_path_factory) -> dict[str, Path]:
    """The school set up by hand, and the same school with all its files read in."""
    folder = tmp_path_factory.mktemp("waalhaven")
    paths = {name: folder / f"{name}.db" for name in ("set_up", "filled")}
    with clock.at(MONDAY):
        shutil.copy(template, paths["set_up"])
        store = Store(paths["set_up"], KEY, "laptop")
        store.change(set_up_school, ACTOR, draft=school_draft())
        store.close()
        shutil.copy(paths["set_up"], paths["filled"])
        store = Store(paths["filled"], KEY, "laptop")
        for subject in FILES:
            read_in(store, subject, ACTOR)
        store.close()
    return paths


@pytest.fixture
def waalhaven(made: dict[str, Path], tmp_path: Path) -> Iterator[Store]:
    """ROC Waalhaven as it was set up by hand, without students."""
    yield from _copy(made["set_up"], tmp_path)


@pytest.fixture
def filled(made: dict[str, Path], tmp_path: Path) -> Iterator[Store]:
    """ROC Waalhaven with its six files read in."""
    yield from _copy(made["filled"], tmp_path)


@pytest.fixture(scope="session")
def expected() -> dict:
    """Every row as it should be stored."""
    return json.loads((DATA / "expected_rows.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def totals() -> dict:
    """What is expected of each file."""
    return json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["files"]


def _copy(path: Path, folder: Path) -> Iterator[Store]:
    target = folder / "waalhaven.db"
    shutil.copy(path, target)
    store = Store(target, KEY, "laptop")
    yield store
    store.close()
