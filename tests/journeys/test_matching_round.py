"""A matching round in the window, by its keys: from wishes to letters, with two people, and through a lock."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLabel, QLineEdit

from app.clock import today
from app.queries.matching import round_detail, rounds
from app.queries.matching_names import matches
from app.queries.matching_review import review
from app.queries.teaching import periods, programmes
from app.store.people import add_person, people, unlock
from app.terms.matching import RoundState, SignedHow, Verdict
from app.terms.people import Role
from tests.app.imports.conftest import made  # noqa: F401 - the fixture
from tests.documents.reader import page_text
from tests.program import FAST, PASSPHRASE, school_in
from ui.application import Application
from ui.opening.lock_screen import LockScreen
from ui.unattended import practising, settle, until
from ui.widgets.form import FormDialog
from ui.widgets.stepper import Stepper

pytestmark = pytest.mark.heavy
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SECOND, OTHER_PHRASE = "Ans Vermeer", "vier eenden in de sloot"


@pytest.fixture
def small(qapp, markets, tmp_path):
    """A school about to match, which two people can open; Marieke sits at it."""
    yield from sitting_at(markets[0].store.path, qapp, tmp_path)


@pytest.fixture
def read_in(qapp, made, tmp_path):  # noqa: F811 - the fixture
    """The same at a school that came in from its files."""
    yield from sitting_at(made["filled"], qapp, tmp_path)


def sitting_at(filled, qapp, tmp_path):
    """The program, open at a copy of what ``filled`` holds."""
    path = tmp_path / "copy.db"
    shutil.copy(filled, path)
    folder, _code = school_in(tmp_path / "scholen", path)
    first = unlock(folder.keys, people(folder.keys)[0].id, PASSPHRASE)
    add_person(folder.keys, first, name=SECOND, role=Role.COORDINATOR, passphrase=OTHER_PHRASE, cost=FAST)
    application = Application(qapp, root=tmp_path / "scholen", config=tmp_path / "config")
    application.show()
    application.begin()
    application.open(folder, first)
    until(qapp, lambda: application.session is not None)
    settle(qapp, application)
    yield Hand(qapp, application)
    application.quit()
    until(qapp, lambda: application.is_over)


class Hand:
    """Somebody at the keyboard of the program."""

    def __init__(self, qapp, program):
        self.qapp, self.program = qapp, program

    @property
    def window(self):
        return self.program.window

    @property
    def page(self):
        return self.window.page("matching")

    def ask(self, query, *args, **kwargs):
        return self.program.session.desk.ask(query, *args, **kwargs)

    def rest(self):
        settle(self.qapp, self.program)

    def press(self, qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """Press a key where the focus is."""
        if QApplication.activeWindow() is None:  # another window of the tests may have been the last one
            self.window.raise_()
            self.window.activateWindow()
            until(self.qapp, lambda: QApplication.activeWindow() is not None)
        qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.rest()

    def form(self):
        (dialog,) = [one for one in self.window.findChildren(FormDialog) if one.isVisible()]
        return dialog

    def fill(self, qtbot, **values):
        """Type words into the fields of the form that is open, choose what is no text, and save it."""
        dialog = self.form()
        for name, value in values.items():
            if isinstance(value, str):
                dialog.form[name].setFocus()
                qtbot.keyClicks(QApplication.focusWidget(), value)
            else:
                dialog.form[name].set_value(value)
        self.press(qtbot, Qt.Key.Key_Return, CTRL)
        assert not [one for one in self.window.findChildren(FormDialog) if one.isVisible()], seen(dialog)

    def go_to(self, qtbot, step):
        """Go to a step by the steps above the page."""
        stepper = self.page.findChild(Stepper)
        (button,) = [one for one in stepper.findChildren(QAbstractButton) if step in one.accessibleName()]
        button.setFocus()
        self.press(qtbot, Qt.Key.Key_Space)
        until(self.qapp, lambda: self.page.ready)
        self.rest()
        self.page.setFocus()

    def judge_all(self, qtbot, actor):
        """Agree with every match that this person has not judged."""
        key = self.page._about.row.id
        for _ in range(200):
            left = [row for row in self.ask(review, key, actor) if row.offer_id is not None and row.verdict is None]
            if not left:
                return
            self.press(qtbot, Qt.Key.Key_A)
        raise AssertionError("some are never judged")

    def detail(self):
        return self.ask(round_detail, self.page._about.row.id, today=today())

    def keep_paper(self, qtbot, key, path, modifiers=CTRL):
        """Keep a paper of the round; its words."""
        self.press(qtbot, key, modifiers)
        if [one for one in self.window.findChildren(FormDialog) if one.isVisible()]:
            self.fill(qtbot)  # all in one file, without a password
        (dialog,) = [one for one in self.window.findChildren(QFileDialog) if one.isVisible()]
        dialog.fileSelected.emit(str(path))
        dialog.close()
        until(self.qapp, path.exists)
        self.rest()
        return page_text(path.read_bytes())

    def open_as(self, qtbot, name, phrase):
        """Lock, as it does when nobody is there, and let somebody open the school at the lock screen."""
        self.program.lock()
        until(self.qapp, lambda: self.program.session is None)
        self.rest()
        screen = self.window.findChild(LockScreen)
        chooser = screen.findChild(QComboBox)
        chooser.setFocus()
        for _ in range(chooser.count()):
            if not chooser.currentText().startswith(name):
                qtbot.keyClick(chooser, Qt.Key.Key_Down)
        (field,) = [one for one in screen.findChildren(QLineEdit) if one.echoMode() == QLineEdit.EchoMode.Password]
        qtbot.keyClicks(field, phrase)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        until(self.qapp, lambda: self.program.session is not None)
        self.rest()
        assert self.program.session.desk.actor == name


def seen(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def begin(qtbot, hand, programme):
    """A round from nothing to a proposal, by keys."""
    hand.press(qtbot, Qt.Key.Key_N, CTRL)
    dialog = hand.form()
    period = dialog.form["period"].value or next(
        row.id for row in hand.ask(periods) if row.first_day >= today() or row.last_day >= today()
    )
    hand.fill(qtbot, programme=programme, period=period)
    hand.press(qtbot, Qt.Key.Key_V, CTRL | SHIFT)
    hand.fill(qtbot)
    hand.press(qtbot, Qt.Key.Key_L, CTRL | SHIFT)
    hand.fill(qtbot, part="zes wilgen", giver="Yara Hendriks")
    hand.press(qtbot, Qt.Key.Key_Return, CTRL)
    until(hand.qapp, lambda: hand.page._about.proposal is not None)
    hand.go_to(qtbot, "Blind beoordelen")


def only_programme(hand):
    return hand.ask(programmes)[0].id


def test_two_people_open_the_school_one_after_the_other_and_sign(qtbot, small, tmp_path):
    small.window.show_page("matching")
    small.rest()
    begin(qtbot, small, only_programme(small))
    small.judge_all(qtbot, "Marieke Vos")
    small.go_to(qtbot, "Akkoord van twee")
    small.press(qtbot, Qt.Key.Key_Return, CTRL)
    assert small.detail().state is RoundState.SIGNED
    assert "Noor" not in seen(small.window)

    small.open_as(qtbot, SECOND, OTHER_PHRASE)
    small.window.show_page("matching")
    small.rest()
    small.page.setFocus()
    small.press(qtbot, Qt.Key.Key_Return)
    small.go_to(qtbot, "Blind beoordelen")
    key = small.page._about.row.id
    assert {row.verdict for row in small.ask(review, key, SECOND)} == {None}
    small.judge_all(qtbot, SECOND)
    small.go_to(qtbot, "Akkoord van twee")
    small.press(qtbot, Qt.Key.Key_Return, CTRL)
    assert {(each.name, each.how) for each in small.detail().signatures} == {
        ("Marieke Vos", SignedHow.UNLOCKED),
        (SECOND, SignedHow.UNLOCKED),
    }
    assert "Noor Amrani" in {row.name for row in small.ask(matches, key)}
    small.press(qtbot, Qt.Key.Key_Return, CTRL)
    assert small.detail().state is RoundState.PLACED
    words = small.keep_paper(qtbot, Qt.Key.Key_B, tmp_path / "brieven.pdf")
    assert "Beste Noor" in words


def test_a_reason_that_is_half_typed_survives_the_lock(qtbot, small):
    small.window.show_page("matching")
    small.rest()
    begin(qtbot, small, only_programme(small))
    placed = {row.alias for row in small.ask(review, small.page._about.row.id, "Marieke Vos") if row.offer_id}
    small.page._review.choose(min(placed))
    for verdict, key in ((Verdict.VETO, Qt.Key.Key_R), (Verdict.PIN, Qt.Key.Key_V)):
        small.press(qtbot, key)
        dialog = small.form()
        dialog.form["reason"].setFocus()
        qtbot.keyClicks(QApplication.focusWidget(), f"Het werk {verdict}")
        small.open_as(qtbot, "Marieke Vos", PASSPHRASE)
        until(small.qapp, lambda: [one for one in small.window.findChildren(FormDialog) if one.isVisible()])
        assert small.form().form["reason"].value == f"Het werk {verdict}"
        assert small.page._review.current.alias == min(placed)
        small.form().reject()
        small.rest()
        small.page.setFocus()


def test_the_demo_school_finishes_its_round_and_holds_another_up_to_the_letters(qtbot, qapp, tmp_path):
    with practising(qapp) as program:
        hand = Hand(qapp, program)
        hand.window.show_page("matching")
        hand.rest()
        actor = program.session.desk.actor
        running = next(row for row in hand.ask(rounds) if row.state is RoundState.PROPOSED)
        hand.page.open_round(running.id)
        until(qapp, lambda: hand.page.ready)
        finish(qtbot, hand, actor, tmp_path / "eerste")
        hand.press(qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        held = {row.programme_id for row in hand.ask(rounds)}
        begin(qtbot, hand, next(row.id for row in hand.ask(programmes) if row.id not in held))
        finish(qtbot, hand, actor, tmp_path / "tweede")
        assert "Kennismaken" in hand.keep_paper(qtbot, Qt.Key.Key_J, tmp_path / "kennismaking.pdf")


def test_a_school_that_was_read_in_goes_from_wishes_to_letters(qtbot, read_in, tmp_path):
    read_in.window.show_page("matching")
    read_in.rest()
    begin(qtbot, read_in, only_programme(read_in))
    finish(qtbot, read_in, read_in.program.session.desk.actor, tmp_path / "ronde")
    about = read_in.detail()
    assert about.proposal.placed > 10
    assert "Kennismaken" in read_in.keep_paper(qtbot, Qt.Key.Key_J, tmp_path / "kennismaking.pdf")


def finish(qtbot, hand, actor, folder):
    """Judge, sign, let a second person sign on paper by the code that stands there, and keep the letters."""
    folder.mkdir()
    hand.go_to(qtbot, "Blind beoordelen")
    hand.judge_all(qtbot, actor)
    hand.go_to(qtbot, "Akkoord van twee")
    hand.press(qtbot, Qt.Key.Key_Return, CTRL)
    protocol = hand.keep_paper(qtbot, Qt.Key.Key_P, folder / "protocol.pdf")
    code = hand.detail().paper_code
    assert code in protocol
    hand.press(qtbot, Qt.Key.Key_T, CTRL | SHIFT)
    hand.fill(qtbot, name="Ruben Claassen", code=code.lower())
    about = hand.detail()
    assert about.revealed
    assert [each.how for each in about.signatures] == [SignedHow.UNLOCKED, SignedHow.PAPER]
    hand.press(qtbot, Qt.Key.Key_Return, CTRL)
    assert hand.detail().state is RoundState.PLACED
    placed = [row for row in hand.ask(matches, about.row.id) if row.company_id is not None]
    letters = hand.keep_paper(qtbot, Qt.Key.Key_B, folder / "brieven.pdf")
    assert placed
    assert all(f"Beste {row.first_name}" in letters for row in placed)


def test_a_key_on_a_card_opens_a_round_for_that_student_alone(qtbot, small):
    small.window.show_page("placements")
    small.rest()
    placements = small.window.page("placements")
    noor = next(row for row in placements._rows.values() if row.student == "Noor Amrani")
    placements.board.choose(noor.participation_id)
    small.press(qtbot, Qt.Key.Key_M)
    assert small.window.shown == "matching"
    assert "1 student doet mee" in seen(small.page)
    small.press(qtbot, Qt.Key.Key_V, CTRL | SHIFT)
    small.fill(qtbot)
    assert small.page._about.row.only_id == noor.participation_id
