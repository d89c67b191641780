"""Meldingen in the window: shut, opened by its own passphrase, worked in by key, and shut again by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.clock import today
from app.commands.sealed_notes import leave_note
from app.queries.incidents import incidents, notes
from app.store.people import add_person
from app.terms.incidents import Consent, Consequence, Ground, Kind, Origin, Reaction, Recipient, Wish
from app.terms.people import Role
from tests.every.test_every_page import texts
from tests.program import FAST
from tests.ui.incidents.meldingen import ANSWERS, STORY, Meldingen
from tests.ui.laws import clipped
from ui.desk.pdfium import opened
from ui.dialogs.incident_access import IncidentAccessDialog
from ui.dialogs.incident_close import IncidentCloseDialog
from ui.dialogs.incident_consent import (
    IncidentConsentDialog,
    IncidentGroundDialog,
    IncidentPromiseDialog,
    IncidentUnfitDialog,
)
from ui.dialogs.incident_erase import IncidentEraseDialog
from ui.dialogs.incident_facts import IncidentFactsDialog
from ui.dialogs.incident_handover import IncidentHandoverDialog
from ui.dialogs.incident_paper import IncidentNumbersDialog, IncidentPaperDialog, IncidentReceiptDialog
from ui.dialogs.incident_readers import IncidentReadersDialog
from ui.dialogs.incident_reopen import IncidentReopenDialog
from ui.dialogs.incident_step import IncidentStepDialog
from ui.pages.incidents.locked_view import LockedView
from ui.unattended import settle, until
from ui.widgets.button import Button
from ui.widgets.code_view import CodeView
from ui.widgets.text_fields import TextField

ANOTHER = "zeven zwanen op het ijs"
WHY = "De directeur besloot dit na het gesprek"
ONLY_OPEN = {"Leg deze stap vast", "Sluit de melding", "Beloof iets", "Toestemming", "Grond", "Ontvangstbewijs"}
"""What can be done with a file that is not closed; afterwards these buttons are not there."""


@pytest.fixture
def meldingen(qapp, program) -> Meldingen:
    return Meldingen(qapp, program)


def test_before_its_own_unlock_nothing_shows_and_another_passphrase_opens_nothing(meldingen):
    assert not meldingen.page.room.is_open
    meldingen.press("new")
    assert not [one for one in meldingen.window.findChildren(IncidentFactsDialog) if one.isVisible()]
    meldingen.open("een heel andere wachtzin")
    assert not meldingen.page.room.is_open
    assert (
        meldingen.page.findChild(LockedView).findChild(TextField).error == "Dit is niet jouw wachtzin voor Meldingen."
    )
    meldingen.open()
    assert meldingen.page.room.is_open
    assert "Er zijn geen meldingen" in meldingen.words()


@pytest.mark.heavy
def test_a_report_goes_from_first_word_to_closed_and_on_again(meldingen):
    meldingen.open()
    about = meldingen.student()
    meldingen.begin(acute=True, **about)
    assert "Zorg dat de student veilig is" in meldingen.words()
    assert STORY in meldingen.words()
    assert offered(meldingen) >= ONLY_OPEN
    while meldingen.file.next is not None and meldingen.file.next.step.key not in {"feedback", "aftercare"}:
        before = meldingen.file.next.step.key
        meldingen.press("step")
        meldingen.fill(IncidentStepDialog, text="Gedaan zoals afgesproken")
        assert meldingen.file.incident.done_at(before) is not None
    meldingen.press("close")
    dialog = meldingen.fill(IncidentCloseDialog, consequence=Consequence.TALKED, why=WHY)
    assert "2005" in dialog.form["consequence"].error
    meldingen.fill(IncidentCloseDialog, consequence=Consequence.WARNING, feedback_reason=WHY, aftercare_reason=WHY)
    assert meldingen.file.incident.is_closed
    assert "Schriftelijke waarschuwing" in meldingen.words()
    assert "Heropen het om iets te wijzigen" in meldingen.words()
    assert offered(meldingen) >= {"Heropen", "Op papier", "Geen plaatsing"}
    assert not offered(meldingen) & ONLY_OPEN
    assert all(one.isEnabled() for one in buttons(meldingen))
    meldingen.press("reopen")
    meldingen.fill(IncidentReopenDialog, why="Het gebeurde opnieuw, vertelt de student")
    assert not meldingen.file.incident.is_closed


def buttons(meldingen):
    return [one for one in meldingen.page.view.findChildren(Button) if one.isVisible()]


def offered(meldingen):
    return {one.text() for one in buttons(meldingen)}


def test_after_the_lock_of_meldingen_nothing_says_that_a_file_was_open(meldingen):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    meldingen.page.show_file(meldingen.file.id)
    assert meldingen.window.messages.text == "Geopend. Dat is vastgelegd."
    meldingen.press("lock")
    assert meldingen.window.messages.text == "Meldingen is dicht."


def test_facts_that_change_stand_in_sections_and_what_cannot_change_is_said(meldingen):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    meldingen.press("facts")
    dialog = meldingen.dialog(IncidentFactsDialog)
    settle(meldingen.qapp, meldingen.program)
    assert dialog.form["acute"].isAncestorOf(QApplication.focusWidget())
    shown = set(texts(dialog))
    assert {"Waar het over gaat", "Wie", "Wat er gebeurde", "Wat de student wil"} <= shown
    assert any("Het is een melding, binnengekomen op" in text for text in shown)
    assert [name for name in dialog.form if not dialog.form[name].isEnabled() and dialog.form[name].isVisible()] == []
    assert clipped(dialog) == []
    dialog.reject()


def test_the_name_is_covered_until_it_is_asked_for(meldingen):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    who = meldingen.file.who
    assert who
    assert who not in meldingen.words()
    meldingen.press("name")
    assert who in meldingen.words()


def test_consent_promise_and_reaction_are_kept_and_can_be_taken_back_until_the_lock(meldingen):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    meldingen.press("consent")
    meldingen.fill(IncidentConsentDialog, recipient=Recipient.COMPANY)
    assert meldingen.file.incident.consent(Recipient.COMPANY) is not None
    meldingen.press("promise")
    meldingen.fill(IncidentPromiseDialog, text="Ik bel je vrijdag", day=today())
    assert "Ik bel je vrijdag" in meldingen.words()
    meldingen.page.view.reacted.emit(frozenset({Reaction.LISTENED}))
    assert meldingen.file.incident.reactions == (Reaction.LISTENED,)
    for _ in range(3):
        meldingen.press("undo")
    assert meldingen.file.incident.consents == ()
    assert meldingen.file.incident.promise == ""
    assert not meldingen.program.actions.get("incidents.undo").isEnabled()
    assert not meldingen.program.actions.get("undo").isEnabled()
    meldingen.window.show_page("students")
    assert meldingen.program.actions.get("undo").isEnabled()


def test_the_ground_is_kept_apart(meldingen):
    meldingen.open()
    meldingen.begin(kind=Kind.DISCRIMINATION, **meldingen.student())
    meldingen.press("ground")
    meldingen.fill(IncidentGroundDialog, grounds=frozenset({Ground.ORIGIN}))
    assert meldingen.file.incident.ground is not None
    assert Ground.ORIGIN.label not in meldingen.words()


def test_touchy_words_ask_for_a_reason(meldingen):
    meldingen.open()
    dialog = meldingen.begin(what="Om haar hoofddoek", **meldingen.student())
    assert "hoofddoek" in dialog.form["kept_reason"].error
    meldingen.fill(IncidentFactsDialog, kept_reason="Het bedrijf zei dit letterlijk")
    assert meldingen.file.incident.kept[0].words == "hoofddoek"


def test_a_note_of_a_colleague_is_taken_up(meldingen):
    desk = meldingen.program.session.desk
    desk.do(leave_note, "", None, None, origin=Origin.ALONE, text="Zegt dat hij liever weg wil")
    meldingen.open()
    assert "Zegt dat hij liever weg wil" in meldingen.words()
    (note,) = meldingen.page.room.ask(notes)
    meldingen.page._list.note_wanted.emit(note.id)
    meldingen.fill(IncidentFactsDialog, kind=Kind.OTHER, wish=Wish.NOTHING, **ANSWERS)
    assert meldingen.file.incident.what == "Zegt dat hij liever weg wil"
    assert meldingen.page.room.ask(notes) == ()


def test_what_is_decided_is_all_that_the_company_shows(meldingen):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    company = meldingen.file.company
    meldingen.press("unfit")
    meldingen.fill(IncidentUnfitDialog, decider="de directeur", review_on=today() + timedelta(days=90))
    meldingen.window.show_page("companies")
    settle(meldingen.qapp, meldingen.program)
    shown = " ".join(texts(meldingen.window.page("companies")))
    assert company in shown
    assert STORY not in shown


def test_the_lock_leaves_nothing_and_keeps_a_half_filled_form_sealed(meldingen):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    meldingen.press("step")
    dialog = meldingen.dialog(IncidentStepDialog)
    dialog.form["text"].set_value("Half opgeschreven verhaal")
    dialog.form["text"].tell()
    meldingen.press("lock")
    settle(meldingen.qapp, meldingen.program)
    assert not meldingen.page.room.is_open
    shown = meldingen.words()
    assert STORY not in shown
    assert "Half opgeschreven" not in shown
    meldingen.open()
    assert "was nog niet af" in meldingen.words()
    (again,) = [one for one in meldingen.page.findChildren(Button) if one.text() == "Ga verder"]
    again.click()
    assert meldingen.dialog(IncidentStepDialog).form["text"].value == "Half opgeschreven verhaal"
    meldingen.fill(IncidentStepDialog)
    assert meldingen.file.incident.done[0].text == "Half opgeschreven verhaal"
    meldingen.press("back")
    assert "was nog niet af" not in meldingen.words()


def test_the_lock_of_the_program_takes_the_key_of_meldingen_along(qapp, meldingen):
    meldingen.open()
    key = meldingen.page.room._opened
    meldingen.program.lock()
    until(qapp, lambda: meldingen.window.covered and not key.is_open)
    assert meldingen.program.session is None


def test_only_work_in_meldingen_keeps_it_open(meldingen):
    meldingen.open()
    room = meldingen.page.room
    assert room._idle.interval() == 5 * 60_000
    room._idle.stop()
    meldingen.window.show_page("students")
    QTest.keyClick(meldingen.window.page("students"), Qt.Key.Key_Down)
    assert not room._idle.isActive()
    meldingen.window.show_page("incidents")
    QTest.keyClick(meldingen.page, Qt.Key.Key_Down)
    assert room._idle.isActive()
    room._idle.timeout.emit()
    assert not room.is_open


def test_while_others_watch_it_stays_shut(meldingen):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    meldingen.program.session.desk.present(hide=True)
    assert not meldingen.page.room.is_open
    meldingen.open()
    assert not meldingen.page.room.is_open
    assert "presentatiemodus" in meldingen.page.findChild(LockedView).findChild(TextField).error
    meldingen.program.session.desk.present(hide=False)


def test_vandaag_tells_the_number_of_terms_and_no_more(meldingen):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    meldingen.press("lock")
    meldingen.window.show_page("today")
    settle(meldingen.qapp, meldingen.program)
    lines = [one.text() for one in meldingen.window.page("today").findChildren(Button) if one.isVisible()]
    assert "Meldingen: 1 termijn" in lines
    assert STORY not in meldingen.words()


def test_a_second_reader_opens_the_same_files_with_a_passphrase_of_their_own(qapp, meldingen):
    school = meldingen.program.session.school
    person = add_person(
        school.folder.keys, school.unlocked, name="Imane Bakkali", role=Role.CONFIDANT, passphrase=ANOTHER, cost=FAST
    )
    meldingen.open()
    meldingen.begin(**meldingen.student())
    meldingen.press("readers")
    meldingen.dialog(IncidentAccessDialog).admit.click()
    meldingen.fill(IncidentReadersDialog, person=person.id, passphrase=ANOTHER)
    until(qapp, lambda: person.id in school.store.dossier.readers)
    opened = school.store.dossier.unlock(person.id, ANOTHER)
    with school.store.reading() as session:
        (row,) = incidents(session, opened=opened, today=today())
    assert row.kind is Kind.BULLYING


def test_erasing_asks_for_the_code_and_leaves_nothing_to_read(meldingen):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    file = meldingen.file
    meldingen.press("erase")
    dialog = meldingen.fill(IncidentEraseDialog, code="IETS-ANDERS")
    assert dialog.form["code"].error == "Dat is een andere code."
    meldingen.fill(IncidentEraseDialog, code=file.incident.code.lower())
    assert meldingen.page.room.ask(incidents, today=today()) == ()
    assert STORY not in meldingen.words()
    dossier = meldingen.program.session.school.store.dossier
    assert dossier.box(file.id, dossier.readers[0]) is None


@pytest.mark.parametrize("paper", ["receipt", "case", "numbers"])
def test_a_paper_is_kept_where_somebody_wants_it_and_the_file_says_so(meldingen, tmp_path, paper):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    meldingen.press(paper)
    asks = {"receipt": IncidentReceiptDialog, "case": IncidentPaperDialog, "numbers": IncidentNumbersDialog}
    meldingen.fill(asks[paper])
    keep(meldingen, tmp_path / "papier.pdf")
    assert (tmp_path / "papier.pdf").read_bytes().startswith(b"%PDF-")
    seen = [one.what for one in meldingen.file.incident.seen]
    assert ("saved" in seen) is (paper != "numbers")


@pytest.mark.heavy
def test_the_vertrouwenspersoon_gets_a_file_behind_a_code_with_what_the_student_agreed_to(meldingen, tmp_path):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    who = meldingen.file.who
    meldingen.press("handover")  # nobody asked the student
    assert not [one for one in meldingen.window.findChildren(IncidentHandoverDialog) if one.isVisible()]
    for consent in (Consent.WITHOUT_NAME, Consent.WITH_NAME):
        meldingen.press("consent")
        meldingen.fill(IncidentConsentDialog, recipient=Recipient.CONFIDANT, consent=consent)
        meldingen.press("handover")
        code = meldingen.dialog(IncidentHandoverDialog).findChild(CodeView).code
        meldingen.fill(IncidentHandoverDialog)
        path = tmp_path / f"{consent}.pdf"
        keep(meldingen, path)
        with pytest.raises(RuntimeError), opened(path.read_bytes()):
            pass
        with opened(path.read_bytes(), code) as document:
            words = " ".join(page.get_textpage().get_text_bounded() for page in document)
        assert STORY in " ".join(words.split())
        assert (who in words) is (consent is Consent.WITH_NAME)
    assert [one.what for one in meldingen.file.incident.seen].count("handed_over") == 2


@pytest.mark.heavy
@pytest.mark.parametrize("paper", ["case", "numbers"])
def test_a_paper_is_printed_and_a_file_says_so(meldingen, tmp_path, paper):
    meldingen.open()
    meldingen.begin(**meldingen.student())
    meldingen.press(paper)
    meldingen.fill(IncidentPaperDialog if paper == "case" else IncidentNumbersDialog, printed=True)
    until(meldingen.qapp, lambda: meldingen.page.findChild(QPrintDialog) is not None)
    dialog = meldingen.page.findChild(QPrintDialog)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "spool.pdf"))
    dialog.accepted.emit(printer)
    until(meldingen.qapp, lambda: (tmp_path / "spool.pdf").exists() and meldingen.program.lanes.idle)
    dialog.reject()
    settle(meldingen.qapp, meldingen.program)
    assert ("printed" in [one.what for one in meldingen.file.incident.seen]) is (paper == "case")
    assert "Naar de printer gestuurd" in meldingen.words()


def keep(meldingen, path):
    (dialog,) = [one for one in meldingen.page.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    until(meldingen.qapp, path.exists)
    settle(meldingen.qapp, meldingen.program)
