"""What stands before the frame: it says how far something is, and offers every way to begin."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.laws import clipped, nameless
from ui.frame.covers import Chooser, Opening, Rescue, Welcome
from ui.widgets.bits import Bar
from ui.widgets.button import Button


def test_a_cover_shows_how_far_it_is_once_that_is_known(qtbot):
    cover = Opening("De oefenschool wordt klaargezet", "De eerste keer duurt dat even.")
    qtbot.addWidget(cover)
    cover.resize(1000, 700)
    cover.show()
    (bar,) = cover.findChildren(Bar)
    assert not bar.isVisible()
    cover.show_progress(3, 12)
    assert bar.isVisible()
    assert bar.share == 0.25


def test_the_choice_of_a_school_offers_a_new_one_a_backup_and_practice_as_well(qtbot):
    chooser = Chooser(["ROC Waalhaven", "Waterland"])
    qtbot.addWidget(chooser)
    chooser.resize(1000, 700)
    chooser.show()
    qtbot.waitUntil(lambda: clipped(chooser) == [])
    assert nameless(chooser) == []
    buttons = {one.text(): one for one in chooser.findChildren(Button)}
    for words, signal in (
        ("Richt een nieuwe school in", chooser.new_wanted),
        ("Zet een back-up terug of neem een school over", chooser.restore_wanted),
        ("Kijk rond in de oefenschool", chooser.practice_wanted),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(buttons[words], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(chooser.chosen) as heard:
        qtbot.mouseClick(buttons["Waterland"], Qt.MouseButton.LeftButton)
    assert heard.args == [1]


@pytest.mark.parametrize(
    ("cover", "first"),
    [
        (Welcome, "Richt je school in"),
        (lambda: Chooser(["ROC Waalhaven", "Waterland"]), "ROC Waalhaven"),
        (lambda: Rescue("De schijf is vol.", can_go_on=True), "Probeer het opnieuw"),
    ],
    ids=["welcome", "chooser", "rescue"],
)
def test_enter_does_what_stands_first(qtbot, cover, first):
    screen = cover()
    qtbot.addWidget(screen)
    screen.show()
    screen.setFocus()
    assert screen.focusWidget().text() == first
