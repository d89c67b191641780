from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from app.commands import agreements
from app.queries.placement_lists import View, papers_waiting, progress_lines
from app.queries.progress import progress
from app.terms.pipeline import Party
from app.terms.progress import HoursSource, Mastery
from tests.school import TODAY
from tests.ui.laws import clipped, nameless
from tests.ui.pages.desk_window import DeskWindow
from ui.cards.list_columns import paper_columns
from ui.dialogs.documents import DocumentsDialog
from ui.dialogs.hours import HoursDialog
from ui.dialogs.progress import ProgressDialog
from ui.dialogs.renew_agreement import RenewAgreementDialog
from ui.theme import apply
from ui.widgets.text import Text

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, desk, actions, state):
    window = DeskWindow(qtbot, desk, actions, state)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def lists(window):
    """The lists in the place of the cards, by key."""
    window.press(KEY.Key_L, SHIFT)
    return window.board.lists


def students(table):
    return [row.student.split()[0] for row in table.rows.rows]


def take(table, school, name):
    table.choose(school.placements[name])
    table.setFocus()


def test_the_lists_stand_in_the_place_of_the_board_and_leave_again(window, lists):
    assert lists.isVisible()
    assert not window.board.board.isVisible()
    assert students(lists.table)[:2] == ["Thijs", "Gijs"]
    window.press(KEY.Key_T)
    assert window.board.board.isVisible()
    assert not lists.isVisible()


def test_the_lists_fit_and_can_be_spoken_in_every_size(qtbot, window, lists):
    for theme, scale in (("light", 1.0), ("dark", 2.0)):
        apply(QApplication.instance(), theme, scale)
        window.resize(1366, 768)
        for key in lists.tables:
            lists.switch.choose(key)
            qtbot.waitUntil(lists.table.isVisible if lists.table.rows.rowCount() else lists.isVisible)
            assert (key, clipped(window), nameless(window)) == (key, [], [])
    apply(QApplication.instance(), "light", 1.0)


def test_progress_is_recorded_from_the_list_by_its_key(window, lists, school):
    take(lists.table, school, "Amira")
    window.press(KEY.Key_V)
    dialog = window.dialog(ProgressDialog)
    assert (clipped(dialog), nameless(dialog)) == ([], [])
    with school.store.reading() as session:
        (unit,) = progress(session, placement_id=school.placements["Amira"]).units
    dialog.form.show_values({unit.unit_id.hex: Mastery.ALONE, "goal_0": "Rapporteren", "stands_0": Mastery.GUIDED})
    window.save(ProgressDialog)
    with school.store.reading() as session:
        known = progress(session, placement_id=school.placements["Amira"])
    assert (known.units[0].mastery, known.goals[0].text) == (Mastery.ALONE, "Rapporteren")
    row = next(row for row in lists.table.rows.rows if row.student.startswith("Amira"))
    assert (row.alone, row.noted) == (1, 1)


def test_hours_have_a_day_and_a_source(window, lists, school):
    take(lists.table, school, "Amira")
    window.press(KEY.Key_U)
    dialog = window.dialog(HoursDialog)
    dialog.form.show_values({"hours": 120, "counted_on": date(2027, 2, 26), "source": HoursSource.COMPANY})
    window.save(HoursDialog)
    with school.store.reading() as session:
        rows = {row.student: row for row in progress_lines(session, view=View(TODAY))}
    row = rows["Amira Benhaddou"]
    assert (row.minutes_done, row.counted_on, row.source) == (7200, date(2027, 2, 26), HoursSource.COMPANY)


def test_reminders_are_written_one_a_company_and_counted(qtbot, window, lists, school, tmp_path):
    lists.switch.choose("papers")
    lists.remind.trigger()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible())
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    qtbot.waitUntil(lambda: lists.table.rows.rows[0].reminders == 1, timeout=30_000)
    (file,) = tmp_path.glob("*.eml")
    assert file.name == "POK Zorghuis Malden 2027-03-01.eml"
    assert "Herinnering aan 1 leerbedrijf klaargezet en vastgelegd" in window.messages.text


def test_a_reminder_goes_by_the_clipboard_where_there_is_no_mail(window, lists, school):
    lists.switch.choose("papers")
    take(lists.table, school, "Yusuf")
    lists.copy.trigger()
    assert "Yusuf Demirtaş" in QGuiApplication.clipboard().text()
    assert lists.table.rows.rows[0].reminders == 1
    QGuiApplication.clipboard().clear()


def test_while_others_watch_no_reminder_leaves(desk, lists):
    desk.present(hide=True)
    lists.switch.choose("papers")
    lists.remind.trigger()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]


def test_a_difference_is_ticked_off_and_comes_back_with_undo(window, lists, school):
    lists.switch.choose("system")
    assert "Chenoa" in students(lists.table)
    take(lists.table, school, "Chenoa")
    lists.settle.trigger()
    assert "Chenoa" not in students(lists.table)
    window.press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Chenoa" in students(lists.table)


def test_a_new_bpv_blad_is_recorded_from_the_list(window, lists, school):
    lists.switch.choose("papers")
    take(lists.table, school, "Yusuf")
    window.press(KEY.Key_J)
    window.save(RenewAgreementDialog, "vier dagen per week")
    with school.store.reading() as session:
        (row,) = papers_waiting(session, view=View(TODAY))
    assert row.edition == 2


def test_a_paper_that_the_work_asks_for_shows_in_the_details(window, lists, school):
    lists.switch.choose("papers")
    take(lists.table, school, "Yusuf")
    window.press(KEY.Key_D)
    dialog = window.dialog(DocumentsDialog)
    assert (clipped(dialog), nameless(dialog)) == ([], [])
    window.save(DocumentsDialog, "VOG")
    window.board.desk.open("student", school.students["Yusuf"])
    said = {label.text() for label in window.drawer.findChildren(Text)}
    assert {"VOG", "nog niet gezien"} <= said


def test_whom_an_agreement_waits_for_is_not_cut_with_four_parties(window, lists, school):
    for party in Party:
        school.do(agreements.sign_agreement, placement_id=school.placements["Yusuf"], party=party, signed_on=None)
    lists.switch.choose("papers")
    column = next(at for at, one in enumerate(paper_columns()) if one.title == "Wacht op")
    table = lists.table
    row = next(at for at, one in enumerate(table.rows.rows) if one.student.startswith("Yusuf"))
    index = table.model().index(row, column)
    assert index.data() == "student, leerbedrijf, school, ouder"
    assert "ouder of verzorger: " in index.data(Qt.ItemDataRole.ToolTipRole)
    room = table.columnWidth(column) - 52  # the icon and the margins
    assert table.fontMetrics().horizontalAdvance(index.data()) <= room
