"""The look for every test of the screen, and the translator that marks what it touched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app import text
from tests.ui.laws import Shout
from ui.desk.jobs import Lanes
from ui.frame.state import StateFile
from ui.theme import apply


@pytest.fixture(autouse=True)
def look(qapp) -> None:
    """The light theme at 100 %, whatever the test before wore."""
    QAccessible.setActive(True)
    apply(qapp, "light", 1.0)


@pytest.fixture
def shout(qapp) -> Iterator[Shout]:
    """Texts that go through translation carry « and »."""
    translator = Shout()
    qapp.installTranslator(translator)
    text.install(QCoreApplication.translate)
    yield translator
    qapp.removeTranslator(translator)
    text.install(None)


@pytest.fixture
def lanes(qapp) -> Iterator[Lanes]:
    """Lanes that are closed after the test."""
    lanes = Lanes()
    yield lanes
    lanes.close()


@pytest.fixture
def state(tmp_path) -> StateFile:
    """What the machine remembers, in a folder of its own."""
    return StateFile(tmp_path / "config")


@pytest.fixture(autouse=True)
def nothing_stays_in_front(qapp) -> Iterator[None]:
    """No dialog of this test stands before the windows of the next."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert QApplication.activeModalWidget() is None
