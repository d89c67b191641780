"""The school and its helplines: filled in, checked, ordered, hidden; a half-filled form survives the lock."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.queries.school import helplines, school
from app.terms.drafts import DraftKey
from tests.program import PASSPHRASE
from tests.school import TODAY
from tests.ui.waterland import click, fill
from ui.dialogs.helpline import HelplineDialog
from ui.opening.lock_screen import LockScreen
from ui.widgets.button import Button

ALT = Qt.KeyboardModifier.AltModifier


def names(settings):
    return [row.name for row in settings.ask(helplines)]


def new_helpline(qtbot, settings, part, name, **values):
    click(qtbot, part, "Nieuw")
    dialog = settings.dialog(HelplineDialog)
    fill(dialog.form, name=name, what_for="Praten", **values)
    click(qtbot, dialog, "Bewaar")
    settings.settle()


def test_the_school_is_changed_and_the_lock_screen_follows(qtbot, settings):
    part = settings.part("school")
    fill(part.form, name="ROC Waalhaven Noord", pc4="6541", phone="024 000 00 01")
    click(qtbot, part, "Bewaar de school")
    settings.settle()
    row = settings.ask(school)
    assert (row.name, row.pc4, row.phone) == ("ROC Waalhaven Noord", "6541", "024 000 00 01")
    assert "Noord zijn bewaard" in settings.said
    from app.store.people import school_name

    keys = settings.program.session.school.folder.keys
    settings.until(lambda: school_name(keys) == "ROC Waalhaven Noord")
    settings.program.session.desk.undo()
    settings.until(lambda: school_name(keys) == "ROC Waalhaven")
    assert part.form["name"].value == "ROC Waalhaven"


def test_a_postcode_that_is_none_is_refused_at_its_field(qtbot, settings):
    part = settings.part("school")
    fill(part.form, pc4="65")
    click(qtbot, part, "Bewaar de school")
    assert "vier cijfers" in part.form["pc4"].error


def test_what_was_half_filled_in_is_there_after_the_lock(qtbot, settings):
    part = settings.part("school")
    fill(part.form, office="Bureau Stage")
    desk = settings.program.session.desk
    settings.until(lambda: desk.load_draft(DraftKey("school_settings")) is not None)
    settings.program.lock()
    settings.settle()
    screen = settings.window.findChild(LockScreen)
    field = next(edit for edit in screen.findChildren(QLineEdit) if edit.echoMode() == QLineEdit.EchoMode.Password)
    qtbot.keyClicks(field, PASSPHRASE)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settings.until(lambda: settings.program.session is not None)
    settings.settle()
    again = settings.part("school")
    assert again.form["office"].value == "Bureau Stage"
    click(qtbot, again, "Bewaar de school")
    assert settings.ask(school).office == "Bureau Stage"


def test_a_helpline_is_added_checked_moved_hidden_and_removed_by_keys(qtbot, settings):
    part = settings.part("school")
    new_helpline(qtbot, settings, part, "Meldpunt", phone="024 000 00 11", checked_on=None)
    new_helpline(qtbot, settings, part, "Decaan", email="decaan@waalhaven.example", checked_on=None)
    assert part.table.current_row().name == "Decaan"
    settings.focus(part.table)
    qtbot.keyClick(part.table, Qt.Key.Key_N)
    assert next(row for row in settings.ask(helplines) if row.name == "Decaan").checked_on == TODAY
    qtbot.keyClick(part.table, Qt.Key.Key_Up, ALT)
    assert names(settings)[-2:] == ["Decaan", "Meldpunt"]
    qtbot.keyClick(part.table, Qt.Key.Key_V)
    assert [row.name for row in settings.ask(helplines) if not row.shown] == ["Decaan"]
    qtbot.keyClick(part.table, Qt.Key.Key_Delete)
    assert "Decaan" not in names(settings)
    settings.program.session.desk.undo()
    assert "Decaan" in names(settings)


def test_a_helpline_without_any_contact_is_refused_in_its_dialog(qtbot, settings):
    part = settings.part("school")
    click(qtbot, part, "Nieuw")
    dialog = settings.dialog(HelplineDialog)
    fill(dialog.form, name="Leeg", what_for="Niets")
    click(qtbot, dialog, "Bewaar")
    assert "telefoonnummer, website of e-mailadres" in dialog.form["phone"].error
    dialog.reject()
    assert QTest.qWaitForWindowActive(settings.window)


def test_the_details_of_a_helpline_confirm_its_number(qtbot, settings):
    row = settings.ask(helplines)[0]
    settings.program.session.desk.open("helpline", row.id, "helpline")
    settings.settle()
    drawer = settings.window.drawer
    assert drawer.isVisible()
    button = settings.qapp.focusWidget()
    assert "Klopt nog" in button.text()
    qtbot.keyClick(button, Qt.Key.Key_N)
    assert settings.ask(helplines)[0].checked_on == TODAY
    assert any("1 maart 2027" in label.text() for label in drawer.findChildren(type(drawer._title)))
    settings.focus(next(one for one in drawer.findChildren(Button) if "Klopt nog" in one.text()))
    qtbot.keyClick(drawer, Qt.Key.Key_W)
    dialog = settings.dialog(HelplineDialog)
    fill(dialog.form, hours="ma t/m vr")
    click(qtbot, dialog, "Bewaar")
    assert settings.ask(helplines)[0].hours == "ma t/m vr"


def test_a_list_beneath_takes_no_room_from_the_fields(settings):
    settings.window.resize(1366, 740)
    part = settings.part("school")
    edit = part.form["town"].edit
    assert edit.height() >= edit.sizeHint().height()
