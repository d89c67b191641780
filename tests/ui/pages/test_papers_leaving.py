"""Documenten: papers for everybody in view, behind a password, and without contacts that nobody checked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import delete

from app.clock import today
from app.documents import render
from app.documents.checking import codes_in, digest_of
from app.progress import Progress
from app.queries.paper_progress import progress_subjects
from app.queries.school import HelplineRow
from app.queries.school_papers import hand_outs, papers_made
from tests.documents import papers
from ui.desk.pdfium import opened
from ui.dialogs.lock_paper import LockPaperDialog
from ui.dialogs.series import SeriesDialog, SeriesWish
from ui.dialogs.stale_contacts import StaleContactsDialog
from ui.leaving.outgoing import Outgoing, Paper
from ui.leaving.series import Series, fit
from ui.pages.documents import DocumentsPage
from ui.pages.documents.checking import looked_at
from ui.widgets.choice_fields import TickField


@pytest.fixture
def page(qtbot, desk, actions) -> DocumentsPage:
    page = DocumentsPage(desk, actions)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.show_paper("progress_shared")
    qtbot.waitUntil(lambda: bool(page.pdf))
    return page


@pytest.fixture
def subjects(desk):
    return desk.ask(progress_subjects, today=today())


@pytest.fixture
def offered(page, actions, monkeypatch):
    """What the page offers to write for everybody, once that was asked."""
    plans = []
    monkeypatch.setattr(Series, "offer", lambda _series, plan: plans.append(plan))
    actions.get("documents.everybody").trigger()
    return plans[0]


def test_everybody_in_view_gets_a_paper_and_all_are_on_record(qtbot, page, offered, subjects, tmp_path):
    said, desk = [], page.desk
    desk.told.connect(said.append)
    page.findChild(Series).write(offered, SeriesWish(together=False), tmp_path / "Voortgang")
    qtbot.waitUntil(lambda: bool(said))
    assert said == [f"{len(subjects)} papieren bewaard in Voortgang."]
    files = list((tmp_path / "Voortgang").iterdir())
    assert sorted(path.stem for path in files) == sorted(fit(f"{row.student} {row.company}") for row in subjects)
    for path in files:
        (row,) = desk.ask(papers_made, digest=digest_of(path.read_bytes()))
        assert row.document == "progress_shared"


def test_in_one_file_all_stand_under_one_code(qtbot, page, offered, subjects, tmp_path):
    said, desk = [], page.desk
    desk.told.connect(said.append)
    path = tmp_path / "voortgang.pdf"
    page.findChild(Series).write(offered, SeriesWish(together=True), path)
    qtbot.waitUntil(lambda: bool(said))
    _digest, codes = looked_at(path=path, progress=Progress())
    assert len(set(codes)) == 1
    assert len(desk.ask(papers_made, codes=codes)) == 1
    with opened(path.read_bytes()) as document:
        told = " ".join(one.get_textpage().get_text_range() for one in document)
    assert all(row.student in told for row in subjects)
    assert codes_in(told)


def test_a_place_where_nothing_can_be_written_is_said(qtbot, page, offered, tmp_path):
    refused = []
    page.desk.refused.connect(refused.append)
    page.findChild(Series).write(offered, SeriesWish(together=True), tmp_path / "geen map" / "a.pdf")
    qtbot.waitUntil(lambda: bool(refused))
    assert "Er is niets bewaard" in refused[0]


def test_the_dialog_takes_no_password_that_is_too_short(page, actions, subjects):
    actions.get("documents.everybody").trigger()
    dialog = page.findChild(SeriesDialog)
    wished = []
    dialog.wished.connect(wished.append)
    dialog.form["password"].set_value("kort")
    dialog.save()
    assert "ten minste 8" in dialog.form["password"].error
    dialog.form["password"].set_value("lang genoeg")
    dialog.form["together"].set_value(False)
    dialog.save()
    assert wished == [SeriesWish(together=False, password="lang genoeg")]
    page.findChild(QFileDialog).reject()


def test_while_persons_are_hidden_nobody_gets_a_paper(page, actions):
    refused = []
    page.desk.refused.connect(refused.append)
    page.desk.present(True)
    actions.get("documents.everybody").trigger()
    assert "presentatiemodus" in refused[0]
    assert page.findChild(SeriesDialog) is None


def test_only_papers_about_persons_can_be_locked_or_made_for_everybody(page, actions):
    for name, locked, everybody in (
        ("tipkaart", False, False),
        ("tipkaart_place", True, True),
        ("progress_view", True, False),
        ("form_wish", False, False),
    ):
        page.show_paper(name)
        assert actions.get("documents.locked").isEnabled() is locked
        assert actions.get("documents.everybody").isEnabled() is everybody


def test_a_paper_is_kept_behind_a_password_and_known_again(qtbot, page, actions, monkeypatch, tmp_path):
    path = tmp_path / "dicht.pdf"
    monkeypatch.setattr(Outgoing, "save", lambda out, paper: out.save_as(paper, path))
    actions.get("documents.locked").trigger()
    dialog = page.findChild(LockPaperDialog)
    dialog.form["password"].set_value("een goede zin")
    dialog.save()
    with opened(path.read_bytes(), "een goede zin") as document:
        assert "Voortgang" in document[0].get_textpage().get_text_range()
    digest, codes = looked_at(path=path, progress=Progress())
    assert codes == ()
    assert page.desk.ask(papers_made, digest=digest)


@pytest.fixture
def stale(page):
    """The paper in view, with a contact that nobody checked in time."""
    known = {**dict.fromkeys(HelplineRow.__dataclass_fields__, ""), "name": "Meldpunt"}
    leaving = page._leaving
    leaving._made_of = replace(leaving._made_of, left_off=(HelplineRow(**known),))


def test_who_is_missing_is_said_before_a_paper_leaves(page, actions, stale):
    actions.get("documents.print").trigger()
    dialog = page.findChild(StaleContactsDialog)
    assert page.findChild(QPrintDialog) is None
    dialog.save()
    page.findChild(QPrintDialog).reject()


def test_the_contact_can_be_checked_first(page, actions, stale):
    opened_now = []
    page.desk.open_wanted.connect(lambda *what: opened_now.append(what[0]))
    actions.get("documents.save").trigger()
    dialog = page.findChild(StaleContactsDialog)
    dialog.check_wanted.emit()
    assert opened_now == ["helpline"]
    dialog.reject()


def test_a_booklet_and_large_print_exclude_each_other(qtbot, page):
    ticks = {tick.label: tick for tick in page.findChildren(TickField)}
    large, booklet = ticks["Grote letters"], ticks["Als boekje (A5)"]
    booklet.set_value(True)
    booklet.tell()
    large.set_value(True)
    large.tell()
    assert (large.value, booklet.value) == (True, False)
    booklet.set_value(True)
    booklet.tell()
    assert (large.value, booklet.value) == (False, True)


def test_a_printed_paper_disturbs_nobody_when_the_page_is_gone(qtbot, desk, lanes, tmp_path):
    page = QWidget()
    out = Outgoing(desk, page)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "uit.pdf"))
    out._put_on(printer, Paper("form_wish", "Leerwens", "", render(papers.report(), papers.COLOUR)), printer)
    delete(page)  # at once: later the printer may have been quicker
    qtbot.waitUntil(lambda: lanes.idle)
    assert (tmp_path / "uit.pdf").exists()
    assert desk.ask(hand_outs) == ()
