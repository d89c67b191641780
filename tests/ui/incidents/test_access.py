"""Who reads Meldingen and with what: admitted, dismissed, another passphrase, and the noodblad."""

from __future__ import annotations

import pytest

from app.queries.incidents import notes
from app.store.people import add_person
from app.terms.incidents import Origin
from app.terms.people import Role
from tests.program import FAST, PASSPHRASE
from tests.ui.incidents.meldingen import STORY, Meldingen
from ui.dialogs.incident_access import IncidentAccessDialog
from ui.dialogs.incident_phrase import IncidentPhraseDialog, IncidentRecoverDialog
from ui.dialogs.incident_readers import IncidentReadersDialog
from ui.dialogs.incident_sheet import IncidentSheetDialog
from ui.pages.incidents.locked_view import LockedView
from ui.unattended import settle
from ui.widgets.code_view import CodeView

pytestmark = pytest.mark.heavy
ANOTHER = "zeven zwanen op het ijs"


@pytest.fixture
def meldingen(qapp, program) -> Meldingen:
    return Meldingen(qapp, program)


def made_sheet(meldingen) -> str:
    """Make a noodblad from the warning on the page; its code."""
    meldingen.press("sheet")
    code = meldingen.dialog(IncidentSheetDialog).findChild(CodeView).code
    wrong = meldingen.fill(IncidentSheetDialog, typed=f"{code[:-5]}00000")
    assert wrong.form["typed"].error
    assert not meldingen.dossier.has_code
    meldingen.fill(IncidentSheetDialog, typed=code.replace("-", " ").lower())
    return code


def test_the_sole_reader_is_warned_makes_a_noodblad_and_reads_on_by_it(meldingen):
    meldingen.open()
    assert "de enige die dit leest" in meldingen.words()
    meldingen.begin(**meldingen.student())
    meldingen.press("back")
    code = made_sheet(meldingen)
    assert meldingen.dossier.has_code
    assert not meldingen.page.access.at_risk
    meldingen.press("lock")
    meldingen.page.findChild(LockedView).recover_wanted.emit()
    dialog = meldingen.fill(IncidentRecoverDialog, code="ABC", passphrase=ANOTHER, again=ANOTHER)
    assert "tekens" in dialog.form["code"].error
    meldingen.fill(IncidentRecoverDialog, code=code, passphrase=ANOTHER, again=ANOTHER)
    assert meldingen.page.room.is_open
    (note,) = meldingen.page.room.ask(notes)
    assert note.origin is Origin.CODE
    assert STORY in meldingen.file.incident.what
    assert meldingen.page.access.at_risk  # the code is used up
    meldingen.press("lock")
    meldingen.open(PASSPHRASE)
    assert not meldingen.page.room.is_open
    meldingen.open(ANOTHER)
    assert meldingen.page.room.is_open


def test_another_passphrase_needs_the_old_one(meldingen):
    meldingen.open()
    meldingen.press("readers")
    meldingen.dialog(IncidentAccessDialog).passphrase.click()
    values = {"passphrase": ANOTHER, "again": ANOTHER}
    dialog = meldingen.fill(IncidentPhraseDialog, old="een heel andere zin", **values)
    assert "niet jouw wachtzin" in dialog.form["old"].error
    meldingen.fill(IncidentPhraseDialog, old=PASSPHRASE, **values)
    assert meldingen.page.room.is_open
    meldingen.press("lock")
    meldingen.open(ANOTHER)
    assert meldingen.page.room.is_open


def test_a_reader_is_admitted_by_a_passphrase_of_their_own_and_dismissed_again(meldingen):
    school = meldingen.program.session.school
    added = add_person(
        school.folder.keys, school.unlocked, name="Imane Bakkali", role=Role.COORDINATOR, passphrase=ANOTHER, cost=FAST
    )
    meldingen.open()
    meldingen.press("readers")
    over = meldingen.dialog(IncidentAccessDialog)
    assert not over.dismiss.isEnabled()
    over.admit.click()
    weak = meldingen.fill(IncidentReadersDialog, person=added.id, passphrase="imane")
    assert weak.form["passphrase"].error
    meldingen.fill(IncidentReadersDialog, person=added.id, passphrase=ANOTHER)
    assert added.id in meldingen.dossier.readers
    assert not over.admit.isEnabled()
    over.table.choose(school.person.id)
    assert not over.dismiss.isEnabled()
    over.table.choose(added.id)
    over.dismiss.click()
    assert meldingen.dossier.readers == (school.person.id,)
    settle(meldingen.qapp, meldingen.program)
    over.accept()
