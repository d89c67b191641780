"""The vast aanspreekpunt of a company: named by key, on the papers to that company, told in a letter."""

from __future__ import annotations

import email
import email.policy

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app import clock
from app.documents import kinds
from app.exchange.reminders import letters
from app.queries.contact_point import contact_point
from app.queries.paper_progress import shared_progress
from app.queries.placement_lists import View, papers_waiting
from tests.conftest import MONDAY
from tests.documents import reader
from tests.school import TODAY
from tests.ui.laws import clipped, nameless
from tests.ui.pages.desk_window import DeskWindow
from ui.dialogs.contact_point import ContactPointDialog, Letter
from ui.leaving.gathering import Gatherer, Wish

KEY = Qt.Key
FATIMA = "Fatima Bakkali"


@pytest.fixture
def window(qtbot, desk, actions, state):
    window = DeskWindow(qtbot, desk, actions, state)
    qtbot.addWidget(window)
    return window


def name(window, school, desk, company, letter):
    desk.open("company", school.companies[company])
    window.drawer.setFocus()
    window.press(KEY.Key_A)
    dialog = window.dialog(ContactPointDialog)
    assert (clipped(dialog), nameless(dialog)) == ([], [])
    dialog.form.show_values({"supervisor_id": school.supervisors[FATIMA], "hours": "ma t/m do", "letter": letter})
    window.save(ContactPointDialog)


def test_a_change_offers_a_mail_draft_with_the_letter_in_it(qtbot, window, school, desk, tmp_path):
    with clock.at(MONDAY):
        name(window, school, desk, "De Waalkade", Letter.DRAFT)
        asked = next(one for one in window.findChildren(QFileDialog) if one.isVisible())
        kept = tmp_path / "brief.eml"
        asked.fileSelected.emit(str(kept))
        asked.reject()
        qtbot.waitUntil(kept.exists)
    mail = email.message_from_bytes(kept.read_bytes(), policy=email.policy.default)
    assert (mail["To"], mail["X-Unsent"]) == ("s@waalkade.example", "1")
    (paper,) = mail.iter_attachments()
    told = " ".join(reader.page_text(paper.get_payload(decode=True)).split())
    for words in (FATIMA, "06 00000022", "ma t/m do", "De Waalkade"):
        assert words in told
    with school.store.reading() as session:
        assert contact_point(session, company_id=school.companies["De Waalkade"]).name == FATIMA


def test_every_paper_to_the_company_names_them(window, school, desk):
    with clock.at(MONDAY):
        name(window, school, desk, "Zorghuis Malden", Letter.NONE)
    with school.store.reading() as session:
        row = shared_progress(session, placement_id=school.placements["Yusuf"], today=TODAY)
        papers = papers_waiting(session, view=View(TODAY))
    assert row.contact_point.lines == (FATIMA, "06 00000022", "bereikbaar ma t/m do")
    written = {letter.company: letter.body for letter in letters(papers, sender="", school="", today=TODAY)}
    assert FATIMA in written["Zorghuis Malden"]
    kind = next(one for one in kinds() if one.name == "tipkaart_place")
    card = Gatherer(desk).gather(Wish(kind, TODAY, school.placements["Yusuf"])).document
    assert (card.place.person, card.place.phone) == (FATIMA, "06 00000022")


def test_without_one_it_is_the_office(school):
    with school.store.reading() as session:
        point = contact_point(session, company_id=school.companies["De Waalkade"])
    assert (point.supervisor_id, point.name, point.phone) == (None, "Stagebureau", "024 000 00 00")
