"""A call is logged with one key on a card, for one student or for many, and taken back with one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app import clock
from app.queries.student import student
from app.terms.pipeline import Form
from tests.conftest import MONDAY
from tests.school import TODAY
from tests.ui.pages.desk_window import CTRL, DeskWindow
from ui.frame.state import StateFile
from ui.widgets.lane_board import LaneBoard


@pytest.fixture
def window(qtbot, desk, actions, tmp_path):
    with clock.at(MONDAY):
        made = DeskWindow(qtbot, desk, actions, StateFile(tmp_path))
        qtbot.addWidget(made)
        yield made


def talks(school, name):
    with school.store.reading() as session:
        known = student(session, student_id=school.students[name], today=TODAY)
    return [talk for card in known.cards if card.placement is not None for talk in card.placement.talks]


def test_one_key_logs_a_call_and_one_takes_it_back(window, school):
    window.board.findChild(LaneBoard).choose(school.cards["Thijs"])
    window.press(Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    (talk,) = talks(school, "Thijs")
    assert talk.form is Form.PHONE
    window.press(Qt.Key.Key_Z, CTRL)
    assert talks(school, "Thijs") == []
