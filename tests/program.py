"""The whole program on a filled school: the real window, the real folder, the real keys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import clock
from app.store.ciphers import Cost
from app.store.direct import connected
from app.store.folder import SchoolFolder
from app.store.lineage import Register, adopt
from app.store.opening import Founder, found_school
from app.store.store import Store
from app.terms.people import Role
from tests.conftest import KEY, MONDAY
from tests.school import ACTOR, fill
from ui.application import Application
from ui.unattended import settle, until

PASSPHRASE = "drie schapen op de dijk"
FAST = Cost(memory=64, iterations=1, lanes=1)


@pytest.fixture(scope="session")
def filled_file(template: Path, tmp_path_factory) -> Path:
    """A database with somebody in every state."""
    path = tmp_path_factory.mktemp("program") / "school.db"
    shutil.copy(template, path)
    with clock.at(MONDAY), closing(Store(path, KEY, "laptop")) as store:
        fill(store)
        with store._engine.connect() as connection:
            connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
    return path


def school_in(root: Path, filled_file: Path) -> tuple[SchoolFolder, str]:
    """A school of its own in ``root``, with what ``filled_file`` holds; gives its folder and recovery code."""
    folder, register = SchoolFolder(root / "roc-waalhaven"), Register(root)
    founder = Founder(ACTOR, Role.COORDINATOR, PASSPHRASE, FAST)
    unlocked, code = found_school(folder, register, "ROC Waalhaven", founder)
    folder.database.unlink()
    with connected(filled_file, KEY) as source, connected(folder.database, unlocked.key, "rwc") as target:
        source.backup(target)
    shutil.rmtree(root / "schools.json", ignore_errors=True)
    (root / "schools.json").unlink(missing_ok=True)
    adopt(folder, unlocked, register)
    unlocked.drop()
    return folder, code


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, filled_file: Path) -> Iterator[Application]:
    """The program with its school open on Vandaag."""
    from app.store.people import people, unlock

    root = tmp_path / "scholen"
    folder, _code = school_in(root, filled_file)
    application = Application(qapp, root=root, config=tmp_path / "config")
    application.show()
    application.begin()
    application.open(folder, unlock(folder.keys, people(folder.keys)[0].id, PASSPHRASE))
    until(qapp, lambda: application.session is not None)
    settle(qapp, application)
    yield application
    application.quit()
    until(qapp, lambda: application.is_over)
