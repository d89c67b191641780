"""The small fictional school, filled once and copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import clock
from app.store.store import Store
from tests.conftest import KEY, MONDAY
from tests.school import School, fill


@pytest.fixture(scope="session")
def filled(template: Path, tmp_path_factory) -> School:
    """The school with somebody in every state; tests read it and leave it alone."""
    path = tmp_path_factory.mktemp("filled") / "school.db"
    shutil.copy(template, path)
    store = Store(path, KEY, "laptop")
    with clock.at(MONDAY):
        made = fill(store)
    store.close()
    return made


@pytest.fixture
def school(filled: School, tmp_path: Path) -> Iterator[School]:
    """A copy of it for one test."""
    path = tmp_path / "school.db"
    shutil.copy(filled.store.path, path)
    store = Store(path, KEY, "laptop")
    yield replace(filled, store=store)
    store.close()
