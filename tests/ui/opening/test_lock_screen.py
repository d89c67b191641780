"""The lock asks who is there and keeps nothing that was typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit

from tests.ui.laws import clipped, nameless, untranslated
from ui.opening.lock_screen import LockScreen, Person
from ui.theme import apply
from ui.widgets.button import Button

PEOPLE = (Person("mv", "Marieke Vos, coördinator"), Person("rk", "Ruud Klaassen, stagebegeleider"))


@pytest.fixture
def lock(qtbot):
    lock = LockScreen()
    qtbot.addWidget(lock)
    lock.resize(1366, 768)
    lock.show_people(PEOPLE, "rk")
    lock.show()
    return lock


def phrase(lock):
    return lock.findChild(QLineEdit)


def button(lock, text):
    return next(part for part in lock.findChildren(Button) if part.text() == text)


def test_enter_asks_to_open_with_what_was_typed(qtbot, lock):
    qtbot.keyClicks(phrase(lock), "vier losse woorden hier")
    with qtbot.waitSignal(lock.unlock_wanted) as heard:
        qtbot.keyClick(phrase(lock), Qt.Key.Key_Return)
    assert heard.args == ["rk", "vier losse woorden hier"]


def test_what_is_typed_is_not_shown(lock):
    assert phrase(lock).echoMode() == QLineEdit.EchoMode.Password


def test_the_eye_and_its_key_show_what_is_typed_and_hide_it_again(qtbot, lock):
    field = phrase(lock)
    qtbot.keyClicks(field, " vier woorden")
    eye = next(part for part in lock.findChildren(Button) if "Laat zien" in part.accessibleName())
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert "Verberg" in eye.accessibleName()
    qtbot.keyClick(field, Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClick(field, Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(lock.unlock_wanted) as heard:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard.args[1] == " vier woorden"
    lock.show_error("Deze wachtzin past niet.")
    assert field.echoMode() == QLineEdit.EchoMode.Password


def test_there_is_a_way_to_another_school(qtbot, lock):
    with qtbot.waitSignal(lock.others_wanted):
        qtbot.mouseClick(button(lock, "Andere school"), Qt.MouseButton.LeftButton)


def test_spaces_of_a_wachtzin_count(qtbot, lock):
    qtbot.keyClicks(phrase(lock), " a ")
    with qtbot.waitSignal(lock.unlock_wanted) as heard:
        qtbot.mouseClick(button(lock, "Open"), Qt.MouseButton.LeftButton)
    assert heard.args[1] == " a "


def test_while_the_key_is_made_nothing_can_be_typed(qtbot, lock):
    qtbot.keyClicks(phrase(lock), "iets")
    qtbot.keyClick(phrase(lock), Qt.Key.Key_Return)
    assert not phrase(lock).isEnabled()
    assert not button(lock, "Even wachten …").isEnabled()


def test_an_error_empties_the_field_and_is_told(qtbot, lock):
    qtbot.keyClicks(phrase(lock), "fout")
    qtbot.keyClick(phrase(lock), Qt.Key.Key_Return)
    lock.show_error("Deze wachtzin past niet.")
    assert phrase(lock).text() == ""
    assert phrase(lock).isEnabled()
    assert "Deze wachtzin past niet." in [label.text() for label in lock.findChildren(QLabel) if label.isVisible()]


def test_an_empty_wachtzin_opens_nothing(qtbot, lock):
    with qtbot.assertNotEmitted(lock.unlock_wanted):
        qtbot.mouseClick(button(lock, "Open"), Qt.MouseButton.LeftButton)


def test_who_lost_the_wachtzin_is_led_on(qtbot, lock):
    with qtbot.waitSignal(lock.recovery_wanted):
        qtbot.mouseClick(button(lock, "Wachtzin kwijt"), Qt.MouseButton.LeftButton)


def test_one_person_alone_is_not_asked_who_they_are(qtbot, lock):
    lock.show_people(PEOPLE[:1])
    assert not lock.findChild(QComboBox).isVisible()
    qtbot.keyClicks(phrase(lock), "iets")
    with qtbot.waitSignal(lock.unlock_wanted) as heard:
        qtbot.keyClick(phrase(lock), Qt.Key.Key_Return)
    assert heard.args[0] == "mv"


@pytest.mark.usefixtures("shout")
def test_it_can_be_read_named_and_translated_at_any_size(qtbot, qapp):
    lock = LockScreen()
    qtbot.addWidget(lock)
    lock.resize(1366, 768)
    lock.show_people(PEOPLE)
    lock.show()
    for mode, scale in (("light", 1.0), ("dark", 1.5), ("light", 2.0)):
        apply(qapp, mode, scale)
        QApplication.processEvents()
        assert clipped(lock) == []
    assert nameless(lock) == []
    assert untranslated(lock) == []
