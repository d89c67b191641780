from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.dump import dump
from tests.ui.pages.desk_window import ALT, CTRL, DeskWindow
from ui.dialogs.assign_supervisor import AssignSupervisorDialog
from ui.dialogs.contact import ContactDialog
from ui.dialogs.end_placement import EndPlacementDialog
from ui.dialogs.hours import HoursDialog
from ui.dialogs.judge import JudgeDialog
from ui.dialogs.note import NoteDialog
from ui.dialogs.propose import ProposeDialog
from ui.dialogs.reason import ReasonDialog

KEY = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot, desk, actions, state):
    window = DeskWindow(qtbot, desk, actions, state)
    qtbot.addWidget(window)
    return window


def everything(page):
    """The board as somebody sees it."""
    return [one.spoken for box in page.board._boxes.values() for one in box.view.cards.rows]


def find(window, name):
    window.press(KEY.Key_F, CTRL)
    window.type(name)
    window.press(KEY.Key_Return)


def on(window):
    window.press(KEY.Key_Right, CTRL)


def judged(window):
    window.press(KEY.Key_B)
    window.save(JudgeDialog, (KEY.Key_O, ALT), (KEY.Key_Down, PLAIN), (KEY.Key_Down, PLAIN))


def test_from_seeking_to_finished_and_all_the_way_back_by_keys_alone(window, school, desk):
    stored, seen = dump(school.store), everything(window.board)
    find(window, "oleksandra")
    on(window)
    window.dialog(ProposeDialog)
    window.type("hatert")
    window.press(KEY.Key_Return)
    on(window)  # geplaatst
    on(window)  # bekendgemaakt: erkenning en praktijkopleider ontbreken
    window.save(ReasonDialog, (KEY.Key_W, ALT), "Erkenning is aangevraagd")
    on(window)  # kennisgemaakt
    window.press(KEY.Key_G)
    window.save(AssignSupervisorDialog, (KEY.Key_S, ALT), "Mees Bruijn")
    on(window)  # POK verstuurd
    for party in (KEY.Key_1, KEY.Key_2, KEY.Key_3):
        window.press(party)
    on(window)  # POK getekend
    on(window)  # gestart, voor de eerste dag
    window.save(ReasonDialog, (KEY.Key_W, ALT), "Begint twee weken eerder")
    window.press(KEY.Key_C)
    window.save(ContactDialog)
    judged(window)
    on(window)  # tussentijds beoordeeld
    judged(window)
    on(window)  # eindbeoordeling binnen
    judged(window)
    window.press(KEY.Key_U)
    window.save(HoursDialog, (KEY.Key_U, ALT), "480")
    on(window)  # afgerond: de contactnorm is niet gehaald
    window.save(ReasonDialog, (KEY.Key_W, ALT), "Korte stage, in overleg")
    assert window.messages.text == "Oleksandra Bondar naar ‘afgerond’ gezet"
    assert everything(window.board) == []
    while desk.undo_fact is not None:
        window.press(KEY.Key_Z, CTRL)
    window.press(KEY.Key_F, CTRL)
    window.press(KEY.Key_Backspace)
    window.press(KEY.Key_Return)
    assert everything(window.board) == seen
    assert dump(school.store) == stored


def test_a_placement_that_stops_and_the_note_about_it(window, school, desk):
    stored = dump(school.store)
    find(window, "amira")
    window.press(KEY.Key_O)
    window.save(NoteDialog, (KEY.Key_N, ALT), "Belde dat het niet gaat")
    window.press(KEY.Key_E)
    window.save(EndPlacementDialog, (KEY.Key_R, ALT), "Team is opgeheven")
    window.dialog(ProposeDialog).reject()  # another place is for later
    assert window.messages.text == "Plaatsing van Amira Benhaddou bij De Waalkade beëindigd"
    assert [card.split(", ")[1:3] for card in everything(window.board)] == [["nog geen leerbedrijf", "herplaatsing"]]
    window.press(KEY.Key_Z, CTRL)
    window.press(KEY.Key_Z, CTRL)
    assert dump(school.store) == stored


def test_enter_opens_the_details_and_escape_closes_them(window):
    find(window, "amira")
    window.press(KEY.Key_Return)
    assert window.drawer.isVisible()
    assert window.drawer._title.text() == "Amira Benhaddou"
    window.press(KEY.Key_Escape)
    assert not window.drawer.isVisible()
