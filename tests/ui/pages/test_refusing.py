"""A company that refuses a student, by keys: the kind on the board, the words in Meldingen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from app.entities.sealed import SealedFile
from app.queries.refusals import refusals
from app.rules.sealed_notes import decode_note
from app.store.ciphers import Cost
from app.terms.company import RefusalKind
from app.terms.incidents import Origin
from tests.ui.laws import clipped, nameless
from tests.ui.pages.desk_window import DeskWindow
from ui.dialogs.propose import ProposeDialog
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.refused import RefusedDialog
from ui.dialogs.weigh_refusal import WeighRefusalDialog

KEY = Qt.Key
PASSPHRASE = "vier paarden in de regen"
CHEAP = Cost(memory=64, iterations=1, lanes=1)


@pytest.fixture
def window(qtbot, desk, actions, state):
    window = DeskWindow(qtbot, desk, actions, state)
    qtbot.addWidget(window)
    return window


def choose(window, school, name):
    window.board.board.choose(school.cards[name])
    window.board.setFocus()


def listed(dialog):
    combo = dialog.form["reason"].combo
    return {combo.itemText(at): at for at in range(combo.count())}


def test_the_kind_stays_with_the_company_and_the_words_go_to_meldingen(qtbot, window, school, desk):
    school.store.dossier.found("marieke", PASSPHRASE, CHEAP)
    choose(window, school, "Fatou")
    window.press(KEY.Key_X)
    dialog = window.dialog(RefusedDialog)
    (unacceptable,) = [at for text, at in listed(dialog).items() if text.startswith("Naam of afkomst")]
    dialog.form["reason"].combo.setCurrentIndex(unacceptable)
    dialog.form["reason"].tell()
    assert dialog.form["told"].isVisible()
    qtbot.waitUntil(lambda: clipped(dialog) == [])
    assert nameless(dialog) == []
    dialog.form["told"].set_value("Zei: liever iemand van hier")
    window.save(RefusedDialog)
    with school.store.reading() as session:
        (row,) = refusals(session, company_id=school.companies["De Waalkade"])
        (file,) = session.scalars(select(SealedFile))
    assert (row.kind, row.waiting) == (RefusalKind.UNACCEPTABLE, True)
    note = decode_note(school.store.dossier.unlock("marieke", PASSPHRASE).read(file.id, file.content))
    assert (note.origin, note.text) == (Origin.REFUSAL, "Zei: liever iemand van hier")
    assert (note.student, note.company) == (school.students["Fatou"], school.companies["De Waalkade"])

    choose(window, school, "Oleksandra")
    window.press(KEY.Key_P)
    search = window.dialog(ProposeDialog)
    search._edit.setText("SP-2")
    search._search()
    search._choose()
    reason = next(one for one in window.findChildren(ReasonDialog) if one.isVisible())
    reason.reject()
    search.reject()

    desk.open("company", school.companies["De Waalkade"])
    assert window.drawer.isVisible()
    words = [label.text() for label in window.drawer.findChildren(type(search._title)) if label.isVisible()]
    assert "1 niet aanvaard" in words
    weigh = next(b for b in window.drawer.findChildren(type(search.cancel_button)) if "Weeg" in b.accessibleName())
    weigh.click()
    dialog = window.dialog(WeighRefusalDialog)
    assert (clipped(dialog), nameless(dialog)) == ([], [])
    dialog.form.show_values({"kind": RefusalKind.OBJECTIVE, "cleared": True})
    window.save(WeighRefusalDialog)
    with school.store.reading() as session:
        (row,) = refusals(session, company_id=school.companies["De Waalkade"])
    assert not row.waiting
