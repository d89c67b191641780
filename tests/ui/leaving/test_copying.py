from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from ui.leaving.copying import Clip


@pytest.fixture
def clipboard(qapp):
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    return clipboard


def test_a_number_is_copied_and_goes_by_itself(qtbot, qapp, clipboard):
    clip = Clip(qapp, seconds=0)
    clip.copy("06 00030112")
    assert clipboard.text() == "06 00030112"
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_what_was_copied_since_stays(qapp, clipboard):
    clip = Clip(qapp)
    clip.copy("06 00030112")
    clipboard.setText("iets anders")
    clip.forget()
    assert clipboard.text() == "iets anders"
