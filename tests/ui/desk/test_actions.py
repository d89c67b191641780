"""Every action is in one list, and F1 shows it."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tests.ui.laws import clipped, nameless, untranslated
from ui import i18n
from ui.desk.actions import Actions, Shortcut
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.widgets.bits import KeyHint


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.setFocus()
    return window


@pytest.fixture
def actions(window):
    return Actions(window)


def test_an_action_is_done_by_its_key(qtbot, window, actions):
    done = []
    actions.add("visit.plan", "Plan bezoek", lambda: done.append(1), owner=window, section="Plaatsingen", shortcut="C")
    qtbot.keyClick(window, Qt.Key.Key_C)
    assert done == [1]


def test_two_actions_with_one_key_are_refused(window, actions):
    actions.add("a", "Een", lambda: None, owner=window, section="Overal")
    with pytest.raises(ValueError, match="a"):
        actions.add("a", "Twee", lambda: None, owner=window, section="Overal")


def test_the_actions_of_a_page_go_with_the_page(qtbot, window, actions):
    page = QWidget(window)
    actions.add("page", "Iets", lambda: None, owner=page, section="Pagina")
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    assert actions.all == []
    actions.add("page", "Iets", lambda: None, owner=window, section="Pagina")


def test_the_overview_is_made_from_the_actions_section_by_section(window, actions):
    actions.add("search", "&Zoek", lambda: None, owner=window, section="Overal", shortcut="Ctrl+K")
    actions.add("plan", "Plan", lambda: None, owner=window, section="Contact", shortcut="C")
    actions.add("lock", "Vergrendel", lambda: None, owner=window, section="Overal", shortcut="Ctrl+L")
    actions.add("quiet", "Zonder toets", lambda: None, owner=window, section="Overal")
    actions.note("Kies een regel", "↑ ↓", "Lijsten")
    assert actions.shortcuts() == [
        Shortcut("Zoek", "Ctrl+K", "Overal"),
        Shortcut("Vergrendel", "Ctrl+L", "Overal"),
        Shortcut("Plan", "C", "Contact"),
        Shortcut("Kies een regel", "↑ ↓", "Lijsten"),
    ]


@pytest.mark.usefixtures("shout")
def test_the_overview_can_be_read_and_narrowed(qtbot, window):
    lines = [Shortcut("«Zoek»", "«Ctrl+K»", "«Overal»"), Shortcut("«Plan»", "C", "«Contact»")]
    dialog = ShortcutsDialog(lines, window)
    dialog.open()
    assert (clipped(dialog), nameless(dialog), untranslated(dialog)) == ([], [], [])
    qtbot.keyClicks(dialog.findChild(QLineEdit), "plan")
    seen = {label.text() for label in dialog.findChildren(QLabel) if label.isVisible()}
    assert {"«Plan»", "«Contact»"} <= seen
    assert not {"«Zoek»", "«Overal»"} & seen
    assert [key.accessibleName() for key in dialog.findChildren(KeyHint) if key.isVisible()] == ["C"]


def test_the_program_speaks_dutch_with_the_words_of_qt_too(qapp):
    from app import text

    installed = i18n.install(qapp)
    try:
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuleren"
        assert text.translate("Visits", "Dit bezoek ligt vast.") == "Dit bezoek ligt vast."
    finally:
        text.install(None)
        for translator in installed:
            qapp.removeTranslator(translator)
