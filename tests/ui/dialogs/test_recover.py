"""Whoever lost the wachtzin comes in with the recovery code, and with a new wachtzin from then on."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.errors import Trouble
from tests.ui.laws import clipped, nameless, untranslated
from tests.ui.waterland import ANOTHER, CHEAP, NAME, PASSPHRASE, click, fill, make_laptop
from ui.dialogs.recover import RecoverDialog


@pytest.fixture
def laptop(tmp_path):
    return make_laptop(tmp_path)


@pytest.fixture
def window(qtbot):
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialog(laptop, lanes, window):
    dialog = RecoverDialog(laptop.folder, lanes, window, cost=CHEAP)
    dialog.open()
    return dialog


def test_the_code_gives_a_new_wachtzin(qtbot, laptop, dialog):
    typed = laptop.code.lower().replace("-", " ")
    fill(dialog.form, recovery_code=typed, passphrase=ANOTHER, again=ANOTHER)
    with qtbot.waitSignal(dialog.recovered) as heard:
        click(qtbot, dialog, "Open met nieuwe wachtzin")
    assert heard.args[0].person.name == NAME
    assert laptop.unlock(ANOTHER).person.name == NAME
    with pytest.raises(Trouble):
        laptop.unlock(PASSPHRASE)


def test_the_field_says_that_the_wachtzin_is_a_new_one_and_what_must_be_filled_in(dialog):
    assert dialog.form["passphrase"].label == "Nieuwe wachtzin"
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "&Nieuwe wachtzin *" in shown
    assert "* moet je invullen" in shown


def test_a_slip_in_the_code_is_pointed_out(qtbot, laptop, dialog):
    wrong = ("Z" if laptop.code[0] != "Z" else "Y") + laptop.code[1:]
    fill(dialog.form, recovery_code=wrong, passphrase=ANOTHER, again=ANOTHER)
    click(qtbot, dialog, "Open met nieuwe wachtzin")
    qtbot.waitUntil(lambda: not dialog.busy)
    assert "In groep 1" in dialog.form["recovery_code"].error
    assert laptop.unlock().person.name == NAME


def test_two_different_wachtzinnen_and_a_weak_one_are_refused_before_any_work(qtbot, laptop, dialog):
    fill(dialog.form, recovery_code=laptop.code, passphrase="welkom12345", again="welkom1234")
    click(qtbot, dialog, "Open met nieuwe wachtzin")
    assert not dialog.busy
    assert "makkelijk te raden" in dialog.form["passphrase"].error
    assert "niet hetzelfde" in dialog.form["again"].error


@pytest.mark.usefixtures("shout")
def test_the_dialog_keeps_the_laws_of_the_screen(laptop, lanes, window):
    dialog = RecoverDialog(laptop.folder, lanes, window, cost=CHEAP)
    dialog.open()
    data = [NAME, "Waterland", "7K2QX"]
    assert (clipped(dialog), nameless(dialog), untranslated(dialog, data)) == ([], [], [])
    dialog.reject()
