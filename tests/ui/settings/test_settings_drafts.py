"""A form of the settings that is half filled in when the screen locks is there again after it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.program import PASSPHRASE
from tests.ui.waterland import button, click, fill
from ui.dialogs.free_day import FreeDayDialog
from ui.dialogs.helpline import HelplineDialog
from ui.dialogs.period import PeriodDialog
from ui.dialogs.policy import PolicyDialog
from ui.dialogs.programme import GroupDialog, ProgrammeDialog, UnitDialog
from ui.opening.lock_screen import LockScreen


def lock_and_unlock(qtbot, settings):
    settings.program.lock()
    settings.settle()
    screen = settings.window.findChild(LockScreen)
    field = next(edit for edit in screen.findChildren(QLineEdit) if edit.echoMode() == QLineEdit.EchoMode.Password)
    qtbot.keyClicks(field, PASSPHRASE)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settings.until(lambda: settings.program.session is not None)
    settings.settle()


@pytest.mark.parametrize(
    "form",
    [
        ("school", "Nieuw", HelplineDialog, "name", "Decaan"),
        ("programmes", "Nieuwe opleiding", ProgrammeDialog, "name", "Bakker"),
        ("programmes", "Nieuwe klas", GroupDialog, "code", "VZ3C"),
        ("programmes", "Nieuw onderdeel", UnitDialog, "title", "Duurzaam bakken"),
        ("periods", "Nieuwe periode", PeriodDialog, "name", "Najaar 2027"),
        ("calendar", "Voeg toe", FreeDayDialog, "name", "Studiedag"),
        ("norms", "Leg een besluit vast", PolicyDialog, "source", "teamoverleg"),
    ],
)
@pytest.mark.heavy
def test_every_form_is_open_again_with_what_was_typed(qtbot, settings, form):
    part, opens, kind, field, typed = form
    click(qtbot, settings.part(part), opens)
    fill(settings.dialog(kind).form, **{field: typed})
    lock_and_unlock(qtbot, settings)
    assert settings.window.shown == "settings"
    assert settings.dialog(kind).form[field].value == typed


def test_a_changed_row_is_open_again_and_can_be_saved(qtbot, settings):
    part = settings.part("periods")
    part.table.selectRow(0)
    code = part.table.current_row().code
    click(qtbot, part, "Wijzig")
    fill(settings.dialog(PeriodDialog).form, code=f"{code}-2")
    lock_and_unlock(qtbot, settings)
    dialog = settings.dialog(PeriodDialog)
    click(qtbot, dialog, "Bewaar")
    settings.settle()
    part = settings.part("periods")
    assert part.table.current_row().code == f"{code}-2"
    assert button(part, "Wijzig").isEnabled()
