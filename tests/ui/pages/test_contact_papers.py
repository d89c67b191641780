"""What leaves the page Contact and what comes in: invitations, the folder of a day, calendars, sealed answers."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import select

from app.entities.sealed import SealedFile
from app.queries.history import history
from app.queries.student import student
from app.store.ciphers import Cost
from tests.school import TODAY
from tests.ui.pages.contact_desk import TUESDAY, choose, opened, planned, press, row, shown
from ui.desk.pdfium import opened as readable
from ui.dialogs.alone import AloneDialog


@pytest.fixture
def page(qtbot, desk, actions):
    return shown(qtbot, desk, actions)


def saved(qtbot, page, action, target):
    """Do what asks where a file is to be, and say where."""
    page._actions.get(action).trigger()
    dialog = opened(qtbot, QFileDialog)
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: page.desk.lanes.idle)
    return target.read_bytes()


def test_an_agreed_talk_goes_out_as_an_invitation_and_a_changed_one_with_a_higher_number(qtbot, school, page, tmp_path):
    key = planned(school, "Amira", hour=600)
    page.refresh()
    choose(school, page, "Amira")
    first = saved(qtbot, page, "contact.invite", tmp_path / "uitnodiging.eml")
    assert b'method="REQUEST"' in first
    assert b"30112@waalhaven.example" in first
    page._doing.move([key], date(2027, 3, 3))
    choose(school, page, "Amira")
    assert row(school, page, "Amira").planned.sequence == 1
    plan = saved(qtbot, page, "contact.calendar", tmp_path / "plan.ics")
    assert b"SEQUENCE:1" in plan
    assert b"DTSTART;TZID=Europe/Amsterdam:20270303T100000" in plan


def test_a_proposal_has_no_invitation_yet(school, page):
    planned(school, "Amira")
    page.refresh()
    choose(school, page, "Amira")
    assert not page._actions.get("contact.invite").isEnabled()


def test_the_folder_of_a_day_is_one_file(qtbot, school, page, tmp_path):
    planned(school, "Amira", hour=600)
    page.refresh()
    page.calendar.show_day(TUESDAY)
    pdf = saved(qtbot, page, "contact.folder_keep", tmp_path / "map.pdf")
    with readable(pdf) as document:
        assert len(document) >= 5


def test_the_folder_of_a_day_is_one_print_job(qtbot, school, page, tmp_path, heard):
    said = heard(page.desk.told)
    planned(school, "Amira", hour=600)
    page.refresh()
    page.calendar.show_day(TUESDAY)
    page._actions.get("contact.folder").trigger()
    dialog = opened(qtbot, QPrintDialog)
    target = tmp_path / "papier.pdf"
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(target))
    dialog.printer().setResolution(36)
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Naar de printer gestuurd."]
    with readable(target.read_bytes()) as document:
        assert len(document) >= 5


def test_the_report_of_a_talk_is_shared_as_a_pdf(qtbot, school, page, tmp_path):
    choose(school, page, "Amira")
    assert saved(qtbot, page, "contact.share", tmp_path / "verslag.pdf").startswith(b"%PDF-")


def test_the_agenda_of_a_supervisor_is_read_and_only_its_times_stay(qtbot, school, page, tmp_path, heard):
    said = heard(page.desk.stated)
    path = tmp_path / "agenda.ics"
    path.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tandarts\nDTSTART:20270302T090000\nDTEND:20270302T120000\nEND:VEVENT\n"
        "END:VCALENDAR\n",
        encoding="utf-8",
    )
    page.leaving.take_calendar(school.supervisors["Mees Bruijn"], "Mees Bruijn", path)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Bezette tijden van Mees Bruijn overgenomen: 1"]
    planned(school, "Amira", hour=600)
    page.refresh()
    assert page.calendar.board.lane_view("2027-03-02").cards.rows[0].missing.text == "Kan dan niet: begeleider."


def test_a_calendar_that_is_none_is_refused_in_words(qtbot, school, page, tmp_path, heard):
    said = heard(page.desk.refused)
    path = tmp_path / "agenda.ics"
    path.write_text("Dag;Tijd", encoding="utf-8")
    page.leaving.take_calendar(school.supervisors["Mees Bruijn"], "Mees Bruijn", path)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["agenda.ics is geen agenda (.ics)."]


def test_what_is_said_alone_is_sealed_and_nowhere_else(qtbot, school, page, heard):
    said = heard(page.desk.told)
    school.store.dossier.found("marieke", "vier paarden in de regen", Cost(memory=64, iterations=1, lanes=1))
    choose(school, page, "Amira")
    press(page, Qt.Key.Key_E)
    dialog = opened(qtbot, AloneDialog)
    dialog.form["feel"].set_value("niet goed")
    dialog.form["text"].set_value("Wordt nagedaan")
    dialog.save()
    assert said == ["Verzegeld voor Meldingen"]
    with school.store.reading() as session:
        (sealed,) = session.scalars(select(SealedFile))
        shown = student(session, student_id=school.students["Amira"], today=TODAY)
        told = history(session, keys=shown.keys, limit=200)
    assert "nagedaan" not in repr((shown, told))
    text = school.store.dossier.unlock("marieke", "vier paarden in de regen").read(sealed.id, sealed.content)
    assert "niet goed" in text
    assert "nagedaan" in text
    assert page.desk.undo_fact is None
