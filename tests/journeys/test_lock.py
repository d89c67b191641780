"""Locking, coming back, closing: nothing of the school stays on the screen, and nothing of the work is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget

from app.clock import today
from app.commands.people import CompanyDraft, keep_company
from app.queries.board import board
from app.queries.school import helplines, school
from app.store.backup import archives_in, inspect
from app.store.backup_places import remember_places
from app.store.folder import SchoolFolder
from app.store.lineage import Register
from app.store.opening import Founder, found_school
from app.terms.people import Role
from app.terms.pipeline import State
from app.terms.store import Reason
from tests.program import FAST, PASSPHRASE
from tests.ui.waterland import PASSPHRASE as WATERLAND
from tests.ui.waterland import button, make_laptop
from ui.application import Application
from ui.dialogs.recovery_code import RecoveryCodeDialog
from ui.frame.covers import Chooser
from ui.opening.lock_screen import LockScreen
from ui.reporting.screen import ReportScreen
from ui.unattended import settle, until
from ui.widgets.button import Button
from ui.widgets.code_view import CodeView
from ui.widgets.form import FormDialog
from ui.widgets.lane_board import LaneBoard


def lock_screen(program, qapp) -> LockScreen:
    settle(qapp, program)
    return program.window.findChild(LockScreen)


def unlock(qtbot, qapp, program, phrase=PASSPHRASE):
    screen = lock_screen(program, qapp)
    field = next(edit for edit in screen.findChildren(QLineEdit) if edit.echoMode() == QLineEdit.EchoMode.Password)
    qtbot.keyClicks(field, phrase)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def words(window) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel))


def test_a_dialog_does_not_keep_the_school_open(qtbot, qapp, program):
    program.window.show_page("students")
    settle(qapp, program)
    program.actions.get("students.add").trigger()
    dialog = next(found for found in program.window.findChildren(FormDialog) if found.isVisible())
    qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert lock_screen(program, qapp).isVisible()
    assert program.session is None


def test_a_report_begun_at_a_card_comes_back_after_the_lock(qtbot, qapp, program):
    program.window.show_page("placements")
    settle(qapp, program)
    row = next(row for row in program.session.desk.ask(board, today=today()) if row.state is State.STARTED)
    for lanes in program.window.findChildren(LaneBoard):
        lanes.choose(row.participation_id)
    program.actions.get("placements.report").trigger()
    screen = program.window.findChild(ReportScreen)
    screen.stepped.emit(3)
    qtbot.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    unlock(qtbot, qapp, program)
    until(qapp, lambda: program.session is not None)
    settle(qapp, program)
    assert program.window.shown == "placements"
    assert program.window.findChild(ReportScreen).step == 3


def test_after_the_lock_nobody_of_the_school_is_on_the_screen(qtbot, qapp, program):
    program.window.show_page("students")
    settle(qapp, program)
    qtbot.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    screen = lock_screen(program, qapp)
    qtbot.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)  # which changes nothing any more
    assert lock_screen(program, qapp) is screen
    assert screen.isVisible()
    assert program.session is None
    shown = {
        text for widget in program.window.findChildren(QWidget) for text in (widget.accessibleName(), widget.toolTip())
    }
    assert not any("Benhaddou" in text or "Waalkade" in text for text in shown)
    assert "Benhaddou" not in words(program.window)


def test_the_list_of_keys_names_the_lock_and_a_menu_does_not_keep_the_school_open(qtbot, qapp, program):
    assert ("Vergrendel Driehoek", "Ctrl+L") in {(one.text, one.key) for one in program.actions.shortcuts()}
    menu = QMenu(program.window)
    menu.addAction("Iets")
    menu.popup(program.window.pos())
    qtbot.keyClick(menu, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    menu.close()
    assert lock_screen(program, qapp).isVisible()


def test_unlocking_returns_to_the_page_that_was_in_view(qtbot, qapp, program):
    program.window.show_page("companies")
    program.lock()
    unlock(qtbot, qapp, program)
    until(qapp, lambda: program.session is not None)
    assert program.window.shown == "companies"


def test_unlocking_returns_to_the_field_with_what_was_typed(qtbot, qapp, program):
    program.window.show_page("students")
    settle(qapp, program)
    program.actions.get("students.add").trigger()
    settle(qapp, program)
    (dialog,) = forms(program)
    qtbot.keyClicks(dialog.form["first_name"].edit, "Noortje")
    dialog.form["last_name"].edit.setFocus()
    qtbot.keyClicks(dialog.form["last_name"].edit, "de Vr")
    program.lock()
    settle(qapp, program)
    assert forms(program) == []
    unlock(qtbot, qapp, program)
    until(qapp, lambda: program.session is not None)
    settle(qapp, program)
    (dialog,) = forms(program)
    assert dialog.form["first_name"].value == "Noortje"
    assert dialog.form["last_name"].value == "de Vr"
    assert QApplication.focusWidget() is dialog.form["last_name"].edit
    dialog.reject()


def forms(program):
    return [dialog for dialog in program.window.findChildren(FormDialog) if dialog.isVisible()]


def test_unlocking_shows_the_details_that_were_open(qtbot, qapp, program):
    from app.queries.students import students

    someone = program.session.desk.ask(students, today=today()).rows[0]
    program.window.show_page("students")
    program.session.desk.open("student", someone.id)
    program.lock()
    unlock(qtbot, qapp, program)
    until(qapp, lambda: program.session is not None)
    assert program.window.drawer.isVisible()


def test_a_wrong_wachtzin_says_so_and_opens_nothing(qtbot, qapp, program):
    program.lock()
    unlock(qtbot, qapp, program, "iets heel anders")
    settle(qapp, program)
    assert "niet de goede" in words(program.window)
    assert program.session is None
    unlock(qtbot, qapp, program)
    until(qapp, lambda: program.session is not None)


def test_it_locks_by_itself_when_nobody_is_there(qtbot, qapp, program):
    program.state.set_view("lock.minutes", "0")
    qtbot.keyClick(program.window, Qt.Key.Key_F6)
    until(qapp, lambda: program.session is None)
    program.state.set_view("lock.minutes", "10")
    assert lock_screen(program, qapp).isVisible()


def test_what_was_done_is_there_after_the_lock(qtbot, qapp, program):
    program.session.desk.do(keep_company, "Bewaard.", draft=CompanyDraft("Bakkerij Nieuw"))
    program.lock()
    unlock(qtbot, qapp, program)
    until(qapp, lambda: program.session is not None)
    program.window.show_page("companies")
    settle(qapp, program)
    assert "15" not in program.window.windowTitle()
    from app.clock import today
    from app.queries.companies import companies

    assert "Bakkerij Nieuw" in {row.name for row in program.session.desk.ask(companies, today=today()).rows}
    assert program.session.desk.undo_fact is None


@pytest.mark.parametrize("key", ["today", "documents"])
def test_closing_makes_a_backup_that_opens_with_the_wachtzin(qapp, program, tmp_path, key):
    place = tmp_path / "andere schijf"
    place.mkdir()
    remember_places(program.session.school.folder, [place])
    program.window.show_page(key)
    program.window.close()
    until(qapp, lambda: program.is_over)
    (archive,) = archives_in(place)
    assert archive.header.reason is Reason.AT_CLOSE
    assert inspect(archive.path, PASSPHRASE).contents.counts["student"] == 23


def test_a_second_start_calls_the_first_forward_and_asks_no_passphrase(qapp, program, tmp_path):
    second = Application(qapp, root=program.root, config=tmp_path / "second")
    second.show()
    second.begin()
    until(qapp, lambda: second.is_over)
    assert second.window.findChild(LockScreen) is None
    assert program.session is not None


def test_another_school_can_be_chosen_at_the_lock(qtbot, qapp, program, tmp_path):
    make_laptop(tmp_path)
    program.lock()
    qtbot.mouseClick(button(lock_screen(program, qapp), "Andere school"), Qt.MouseButton.LeftButton)
    chooser = program.window.findChild(Chooser)
    assert {"ROC Waalhaven", "Waterland", "Kijk rond in de oefenschool"} <= {
        one.text() for one in chooser.findChildren(Button)
    }
    qtbot.mouseClick(button(chooser, "Waterland"), Qt.MouseButton.LeftButton)
    unlock(qtbot, qapp, program, WATERLAND)
    until(qapp, lambda: program.session is not None)
    assert program.session.school.folder.path.name == "waterland"


def code_dialogs(qtbot, qapp, program) -> list[RecoveryCodeDialog]:
    """Lock and unlock; gives the dialogs that then ask for the recovery code."""
    program.lock()
    unlock(qtbot, qapp, program)
    until(qapp, lambda: program.session is not None)
    settle(qapp, program)
    return program.window.findChildren(RecoveryCodeDialog)


@pytest.mark.heavy
def test_a_code_that_set_up_did_not_get_on_paper_is_asked_for_until_it_is(qtbot, qapp, program):
    folder = program.session.school.folder
    folder.unproven.touch()
    (dialog,) = code_dialogs(qtbot, qapp, program)
    assert "voordat je de herstelcode had overgetypt" in words(dialog)
    dialog.reject()
    settle(qapp, program)
    (again,) = code_dialogs(qtbot, qapp, program)
    again.save()
    until(qapp, lambda: "recovery_code" in again.form.values)
    again.form["recovery_code"].set_value(again.findChild(CodeView).code)
    again.save()
    until(qapp, lambda: not folder.unproven.exists())
    settle(qapp, program)
    assert code_dialogs(qtbot, qapp, program) == []


def test_a_set_up_that_was_killed_after_the_keys_still_gives_a_whole_school(qtbot, qapp, program):
    founder = Founder("Noor Bakker", Role.COORDINATOR, PASSPHRASE, FAST)
    folder, register = SchoolFolder(program.root / "halverwege"), Register(program.root)
    found_school(folder, register, "Halverwege", founder)[0].drop()
    program.lock()
    qtbot.mouseClick(button(lock_screen(program, qapp), "Andere school"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(program.window.findChild(Chooser), "Halverwege"), Qt.MouseButton.LeftButton)
    unlock(qtbot, qapp, program)
    until(qapp, lambda: program.session is not None)
    assert program.session.desk.ask(school).name == "Halverwege"
    assert len(program.session.desk.ask(helplines)) > 5


def test_a_key_that_comes_just_after_a_dialog_opened_does_nothing_beneath_it(qapp, program):
    program.window.show_page("students")
    settle(qapp, program)
    program.actions.get("students.add").trigger()
    # a desktop that is slow to hand the focus over still sends this to the window beneath
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_N)
    settle(qapp, program)
    (dialog,) = forms(program)
    dialog.reject()


def test_the_keys_of_the_desk_are_off_beneath_a_cover(qtbot, qapp, program):
    program.session.desk.do(keep_company, "Bewaard.", draft=CompanyDraft("Bakkerij Zon"))
    cover = Button("Verder")
    program.window.cover(cover)
    qtbot.keyClick(cover, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.session.desk.undo_fact == "Bewaard."
    program.window.uncover()
    settle(qapp, program)
