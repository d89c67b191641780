"""What is agreed about money, by keys; and the list for the talk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.terms.company import Allowance, Answer, TravelProduct
from tests.ui.laws import clipped, nameless
from tests.ui.pages.desk_window import DeskWindow
from ui.cards.lists import PlacementLists
from ui.dialogs.allowance import AllowanceDialog

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, desk, actions, state):
    window = DeskWindow(qtbot, desk, actions, state)
    qtbot.addWidget(window)
    return window


def test_what_is_not_covered_is_estimated_kept_and_listed(qtbot, window, school):
    window.board.board.choose(school.cards["Fatou"])
    window.board.setFocus()
    window.press(KEY.Key_F)
    dialog = window.dialog(AllowanceDialog)
    assert dialog.form["product"].value is TravelProduct.UNKNOWN
    assert "aangenomen" in dialog._estimate.text()
    dialog.form["product"].set_value(TravelProduct.NONE)
    dialog.form["product"].tell()
    assert "voor de student" not in dialog._estimate.text()  # the allowance pays for it
    dialog.form.show_values({"allowance": Allowance.NONE, "reason": "Stichting", "cost_reiskosten": Answer.NO})
    dialog.form["allowance"].tell()
    qtbot.waitUntil(lambda: clipped(dialog) == [])
    assert nameless(dialog) == []
    assert "voor de student" in dialog._estimate.text()
    window.save(AllowanceDialog)

    window.press(KEY.Key_L, SHIFT)
    (lists,) = window.findChildren(PlacementLists)
    lists.switch.choose("money")
    first = lists.table.rows.rows[0]
    assert (first.student, first.uncovered, first.reason) == ("Fatou Diallo", True, "Stichting")
    assert clipped(lists) == []
