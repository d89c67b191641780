"""A fresh encrypted school for every test, copied from one that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from app import clock
from app.store.store import Store
from tests.school import School, fill

if TYPE_CHECKING:
    from tests.rounds import Market

KEY = bytes(range(32))
_PATIENCE = 60_000  # milliseconds
MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)

# A law holds at any pace: how long an example took on a busy laptop says nothing of the program.
settings.register_profile("any pace", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any pace")


@pytest.fixture(scope="session")
def template(tmp_path_factory) -> Path:
    """An empty school with all its tables."""
    path = tmp_path_factory.mktemp("template") / "school.db"
    store = Store(path, KEY, "template")
    store.make()
    store.close()
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "school.db"
    shutil.copy(template, path)
    store = Store(path, KEY, "laptop")
    yield store
    store.close()


@pytest.fixture(scope="session")
def filled_template(template: Path, tmp_path_factory) -> tuple[Path, School]:
    """The fictional school of ``tests.school``: its file, and the keys of what is in it."""
    path = tmp_path_factory.mktemp("filled") / "school.db"
    shutil.copy(template, path)
    store = Store(path, KEY, "template")
    made = fill(store)
    store.close()
    return path, made


@pytest.fixture
def school(filled_template: tuple[Path, School], tmp_path: Path) -> Iterator[School]:
    """A school with somebody in every state."""
    source, made = filled_template
    path = tmp_path / "filled.db"
    shutil.copy(source, path)
    store = Store(path, KEY, "laptop")
    yield replace(made, store=store)
    store.close()


@pytest.fixture(scope="session")
def markets(template: Path, tmp_path_factory) -> tuple[Market, Market]:
    """A school about to match: before its round, and with a proposal; tests take copies."""
    from tests.rounds import market

    folder = tmp_path_factory.mktemp("markets")
    shutil.copy(template, folder / "school.db")
    with clock.at(MONDAY):
        made = market(Store(folder / "school.db", KEY, "laptop"))
        made.store.close()
        shutil.copy(folder / "school.db", folder / "proposed.db")
        proposed = replace(made, store=Store(folder / "proposed.db", KEY, "laptop"))
        proposed.open()
        proposed.solve()
        proposed.store.close()
    return made, proposed


@pytest.fixture
def market(markets: tuple[Market, Market], tmp_path: Path) -> Iterator[Market]:
    """A school with wishes and offers and no round yet."""
    yield from _copied(markets[0], tmp_path / "market.db")


@pytest.fixture
def proposed(markets: tuple[Market, Market], tmp_path: Path) -> Iterator[Market]:
    """The same school with a proposal to judge."""
    yield from _copied(markets[1], tmp_path / "proposed.db")


def _copied(made: Market, path: Path) -> Iterator[Market]:
    shutil.copy(made.store.path, path)
    store = Store(path, KEY, "laptop")
    yield replace(made, store=store)
    store.close()


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday 1 March 2027 in every test that does not say otherwise."""
    with clock.at(MONDAY):
        yield


class PatientBot(QtBot):
    """Waits for what comes, also on a machine that is busy with other things; only a failure takes so long."""

    def waitUntil(self, callback, *, timeout=_PATIENCE):
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=_PATIENCE, **wishes):
        return super().waitSignal(signal, timeout=timeout, **wishes)


@pytest.fixture
def qtbot(qapp, request) -> PatientBot:
    """The bot of pytest-qt, with patience."""
    return PatientBot(request)
