"""A school that begins with its own files: read in, moved along, printed and taken back, by the keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.clock import today
from app.demo.files import FILES
from app.queries.allowances import allowances
from app.queries.board import board
from app.queries.placement_lists import View
from app.resources import resource
from app.store.people import people, unlock
from app.terms.company import Allowance
from app.terms.pipeline import State
from tests.app.imports.conftest import made  # noqa: F401 - the fixture
from tests.documents.reader import page_text
from tests.journeys.typist import Typist
from tests.program import PASSPHRASE, school_in
from ui.application import Application
from ui.importing.screen import ImportScreen
from ui.unattended import settle, until

# The dialog of files is gone already when Enter is let go in it.
pytestmark = [pytest.mark.heavy, pytest.mark.qt_log_ignore("Keyboard event not accepted")]


@pytest.fixture
def hand(qapp: QApplication, made, tmp_path) -> Iterator[Typist]:  # noqa: F811 - the fixture
    """The program at a school that was only just set up, without a student in it."""
    root = tmp_path / "scholen"
    folder, _code = school_in(root, made["set_up"])
    application = Application(qapp, root=root, config=tmp_path / "config")
    application.show()
    application.begin()
    application.open(folder, unlock(folder.keys, people(folder.keys)[0].id, PASSPHRASE))
    until(qapp, lambda: application.session is not None)
    settle(qapp, application)
    yield Typist(qapp, application)
    application.quit()
    until(qapp, lambda: application.is_over)


def read_in(hand, folder):
    """Every file of the school, through the screen that reads them in."""
    folder.mkdir()
    for name in FILES.values():
        shutil.copy(resource("demo", name), folder / name)
    hand.press("Ctrl+6", "I", "Ctrl+O")
    hand.dialog(QFileDialog)
    hand.type(" ".join(f'"{folder / name}"' for name in FILES.values()))
    hand.leave_files()
    screen = hand.window.findChild(ImportScreen)
    for _ in range(5 * len(FILES)):  # look at the columns, at likely names, at what changes; then the next file
        hand.wait(screen.next_button.isEnabled)
        assert screen.notice == ""
        hand.press("Ctrl+Return")
        if not hand.window.covered:
            return
    raise AssertionError(screen.next_button.text())


def cards(hand):
    return {row.participation_id: row for row in hand.ask(board, today=today())}


def take(hand, state):
    """Go to a card in this state by the search of the board, with a name that finds nothing else."""
    known = cards(hand).values()
    told = [f"{row.student} {row.company}" for row in known]
    row, word = next(
        (row, word)
        for row in known
        if row.state is state
        for word in (row.student, row.company)
        if word.isascii() and sum(word in one for one in told) == 1
    )
    hand.press("Ctrl+2", "Ctrl+F", "Ctrl+A")
    hand.type(word)
    hand.press("Return")
    return row


def test_from_the_files_of_a_school_to_papers_and_back(hand, tmp_path):
    read_in(hand, tmp_path / "lijsten")
    before = cards(hand)
    assert len(before) > 300
    seeking = take(hand, State.WISH_READY)
    hand.press("Ctrl+Right", "Return")  # the first place that fits
    assert cards(hand)[seeking.participation_id].placement_id is not None
    sent = take(hand, State.PLACED)
    hand.press("G", "Down")
    hand.save()
    for state in (State.ANNOUNCED, State.INTRODUCED, State.AGREEMENT_SENT):
        hand.press("Ctrl+Right")
        assert cards(hand)[sent.participation_id].state is state, hand.said
    hand.press("F", "Home", "Alt+B", "Ctrl+A")
    hand.type("250")
    hand.save()
    agreed = next(row for row in hand.ask(allowances, view=View(today())) if row.placement_id == sent.placement_id)
    assert (agreed.allowance, agreed.cents) == (Allowance.AMOUNT, 25_000)
    hand.press("Shift+K")
    assert hand.printing()
    _papers(hand, tmp_path)
    hand.press("Ctrl+2")
    for _ in range(6):
        hand.press("Ctrl+Z")
    assert cards(hand) == before


def _papers(hand, folder):
    """Every paper that the page of papers can make about placements, kept as a file."""
    hand.press("Ctrl+9", "F6", "Down", "Return")
    kept, page = set(), hand.window.page("documents")
    hand.press("Home")
    for _ in page._kinds:
        hand.wait(lambda: bool(page.pdf))
        hand.press("Ctrl+S")
        if hand.open():  # numbers that nobody checked yet are left off
            hand.save()
        kept.add(page._chosen.name)
        assert len(page_text(hand.keep(folder / f"{page._chosen.name}.pdf"))) > 100
        hand.press("Down")
    assert {"tipkaart_place", "progress_shared", "progress_internal", "agreements", "allowances"} <= kept
