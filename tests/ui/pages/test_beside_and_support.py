from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.commands.placing import BesideDraft, place_beside
from app.commands.support import SupportDraft, keep_support
from app.queries.student import student
from app.terms.placing import PlacementKind
from tests.school import TODAY
from tests.ui.laws import clipped, nameless
from ui.dialogs.beside import BesideDialog
from ui.dialogs.support import SupportDialog
from ui.widgets.button import Button
from ui.widgets.text import Text

pytestmark = pytest.mark.heavy  # each has the window with its details

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def words(drawer):
    return [label.text() for label in drawer.findChildren(Text) if label.isVisible()]


def press(drawer, key, modifier=Qt.KeyboardModifier.NoModifier):
    """A key on the first button of the details."""
    focus = next(one for one in drawer.findChildren(Button) if one.isVisible() and one.isEnabled())
    focus.setFocus()
    QTest.keyClick(focus, key, modifier)


def dialog(qtbot, kind):
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    qtbot.waitUntil(found.isActiveWindow)
    return found


def test_a_second_placement_comes_in_with_the_keyboard_and_the_drawer_turns_to_it(qtbot, school, window, drawer):
    side = drawer("Ibrahim")
    press(side, Qt.Key.Key_P, SHIFT)
    asked = dialog(qtbot, BesideDialog)
    assert nameless(asked) == clipped(asked) == []
    asked.form["company_id"].set_value(school.companies["Hotel De Valkhof"])
    asked.form["weekdays"].set_value({3, 4})
    QTest.keyClick(asked, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Ook" in words(side))
    assert any(text.startswith("Hotel De Valkhof · naast een andere stage") for text in words(side))
    (show,) = [one for one in side.findChildren(Button) if one.accessibleName().endswith("bij Hotel De Valkhof")]
    show.click()
    assert "Hotel De Valkhof, Nijmegen" in words(side)
    assert "do vr" in words(side)


def test_what_is_lengthened_begins_when_the_first_one_ends(qtbot, school, window, drawer):
    drawer("Ibrahim", "beside")
    asked = dialog(qtbot, BesideDialog)
    asked.form["kind"].set_value(PlacementKind.EXTENSION)
    asked.form["kind"].tell()
    assert asked.form["company_id"].value == school.companies["Bakker & Zn."]
    assert asked.form["first_day"].value == date(2027, 3, 27)
    asked.reject()


def test_an_action_in_the_drawer_is_about_the_placement_that_is_shown(qtbot, school, window, drawer):
    draft = BesideDraft(school.companies["Hotel De Valkhof"], PlacementKind.BESIDE, date(2027, 3, 1), date(2027, 6, 1))
    school.do(place_beside, participation_id=school.cards["Ibrahim"], draft=draft)
    side = drawer("Ibrahim")
    (show,) = [one for one in side.findChildren(Button) if one.accessibleName().endswith("bij Hotel De Valkhof")]
    show.click()
    press(side, Qt.Key.Key_2)  # the company signed today
    with school.store.reading() as session:
        row = student(session, student_id=school.students["Ibrahim"], today=TODAY)
    signed = {one.company: one.signatures[1].signed_on for one in row.cards[0].placements}
    assert signed["Hotel De Valkhof"] == TODAY


def test_support_is_agreed_with_the_keyboard_and_a_diagnosis_is_refused(qtbot, school, window, drawer):
    side = drawer("Noor")
    press(side, Qt.Key.Key_O, SHIFT)
    asked = dialog(qtbot, SupportDialog)
    assert nameless(asked) == clipped(asked) == []
    qtbot.keyClicks(QApplication.focusWidget(), "Rustige plek vanwege autisme")
    QTest.keyClick(asked, Qt.Key.Key_Return, CTRL)
    assert asked.isVisible()
    asked.form["facility_0"].set_value("Rustige plek")
    QTest.keyClick(asked, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Rustige plek" in words(side))
    assert "niet gedeeld met het leerbedrijf" in words(side)


def test_support_is_hidden_while_others_watch(qtbot, school, window, drawer, heard):
    school.do(keep_support, student_id=school.students["Noor"], drafts=(SupportDraft("Rustige plek", TODAY),))
    window.board.desk.present(True)
    assert "Rustige plek" not in words(drawer("Noor"))
    window.board.desk.present(False)
