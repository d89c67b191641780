"""A desk at the small fictional school, on the screen."""

from __future__ import annotations

import pytest

from tests.app.queries.conftest import filled, school  # noqa: F401 - fixtures of the same school
from tests.school import ACTOR
from tests.ui.pages.desk_window import DeskWindow
from ui.desk.actions import Actions
from ui.desk.desk import Desk


@pytest.fixture
def desk(qapp, school, lanes) -> Desk:  # noqa: F811 - the fixture
    return Desk(school.store, ACTOR, lanes)


@pytest.fixture
def actions(qapp) -> Actions:
    return Actions()


@pytest.fixture
def window(qtbot, desk, actions, state) -> DeskWindow:
    """The board in its window, with the details beside it."""
    window = DeskWindow(qtbot, desk, actions, state)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def drawer(window, school):  # noqa: F811 - the fixture
    """Opens the details of a student; ``begin`` is what is done there at once."""

    def opened(name, begin=""):
        window.board.desk.open("student", school.students[name], begin)
        return window.drawer

    return opened


@pytest.fixture
def heard():
    """Everything that a signal says, as a growing list."""

    def listen(signal) -> list:
        said = []
        signal.connect(lambda *words: said.append(words[0] if len(words) == 1 else words))
        return said

    return listen
