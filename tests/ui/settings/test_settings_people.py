"""Who may open the school: added, put right, taken away; another wachtzin and a new recovery code."""

import pytest
from PySide6.QtCore import Qt

from app.errors import Trouble
from app.store.people import people, unlock, unlock_with_recovery
from app.terms.people import Role
from tests.program import PASSPHRASE
from tests.ui.waterland import ANOTHER, click, fill
from ui.dialogs.passphrase import PassphraseDialog
from ui.dialogs.person import PersonDialog, RemovePersonDialog
from ui.dialogs.recovery_code import RecoveryCodeDialog
from ui.widgets.code_view import CodeView


def test_a_colleague_comes_in_gets_another_role_and_goes(qtbot, settings):
    part = settings.part("people")
    keys = settings.program.session.school.folder.keys
    click(qtbot, part, "Voeg toe")
    dialog = settings.dialog(PersonDialog)
    fill(dialog.form, name="Sanne de Wit", role=Role.SUPERVISOR, passphrase=ANOTHER, again=ANOTHER)
    click(qtbot, dialog, "Voeg toe")
    settings.until(lambda: len(people(keys)) == 2)
    settings.settle()
    sanne = people(keys)[1]
    assert unlock(keys, sanne.id, ANOTHER).person.name == "Sanne de Wit"
    assert "Sanne de Wit mag deze school openen" in settings.said

    click(qtbot, part, "Wijzig naam of rol")
    dialog = settings.dialog(PersonDialog)
    fill(dialog.form, role=Role.CONFIDANT)
    click(qtbot, dialog, "Bewaar")
    settings.until(lambda: people(keys)[1].role is Role.CONFIDANT)
    settings.settle()

    settings.focus(part.table)
    qtbot.keyClick(part.table, Qt.Key.Key_Delete)
    click(qtbot, settings.dialog(RemovePersonDialog), "Haal definitief weg")
    settings.until(lambda: len(people(keys)) == 1)


@pytest.mark.heavy
def test_the_last_coordinator_stays_one_and_the_dialog_says_so(qtbot, settings):
    part = settings.part("people")
    click(qtbot, part, "Wijzig naam of rol")
    dialog = settings.dialog(PersonDialog)
    fill(dialog.form, role=Role.SUPERVISOR)
    click(qtbot, dialog, "Bewaar")
    settings.until(lambda: not dialog.busy)
    assert "laatste BPV-coördinator" in dialog._notice_text.text()
    dialog.reject()


def test_another_wachtzin_needs_the_old_one(qtbot, settings):
    part = settings.part("people")
    school = settings.program.session.school
    click(qtbot, part, "Wijzig je wachtzin")
    dialog = settings.dialog(PassphraseDialog)
    fill(dialog.form, old="iets heel anders", passphrase=ANOTHER, again=ANOTHER)
    click(qtbot, dialog, "Wijzig definitief")
    settings.until(lambda: not dialog.busy)
    assert "niet de goede" in dialog.form["old"].error
    fill(dialog.form, old=PASSPHRASE)
    click(qtbot, dialog, "Wijzig definitief")
    settings.until(lambda: "nieuwe wachtzin" in settings.said)
    assert unlock(school.folder.keys, school.person.id, ANOTHER).person.name == school.person.name
    with pytest.raises(Trouble):
        unlock(school.folder.keys, school.person.id, PASSPHRASE)


def test_a_new_recovery_code_is_typed_back(qtbot, settings):
    part = settings.part("people")
    school = settings.program.session.school
    click(qtbot, part, "Nieuwe herstelcode")
    dialog = settings.dialog(RecoveryCodeDialog)
    click(qtbot, dialog, "Maak een nieuwe")
    view = dialog.findChild(CodeView)
    settings.until(lambda: view.code)
    fill(dialog.form, recovery_code="7K2QX")
    click(qtbot, dialog, "Klaar")
    settings.until(lambda: not dialog.busy)
    assert "De code heeft 35 tekens" in dialog.form["recovery_code"].error
    code = view.code
    fill(dialog.form, recovery_code=code.lower())
    click(qtbot, dialog, "Klaar")
    settings.until(lambda: "nieuwe herstelcode geldt" in settings.said)
    assert unlock_with_recovery(school.folder.keys, code).school == school.unlocked.school
