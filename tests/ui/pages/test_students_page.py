import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from shiboken6 import delete

from app.exchange.tables import read_table
from app.progress import Progress
from tests.school import AUTUMN, SPRING
from tests.ui.laws import clipped, nameless, untranslated
from ui.desk.desk import Scope
from ui.dialogs.export_list import ExportListDialog
from ui.dialogs.student_form import StudentFormDialog
from ui.pages.students import StudentsPage
from ui.theme import apply
from ui.widgets.chips import Chip


@pytest.fixture
def page(qtbot, desk, actions):
    page = StudentsPage(desk, actions)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def names(page):
    return [row.name for row in page.table.rows.rows]


def labels(page):
    return {label.text() for label in page.findChildren(type(page._found)) if label.isVisible()}


def chip(page, text):
    return next(chip for chip in page.findChildren(Chip) if chip.text() == text)


def type_filter(qtbot, page, text):
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    edit = page.findChild(QLineEdit)
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def opened(qtbot, kind):
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    qtbot.waitUntil(found[0].isActiveWindow)
    return found[0]


def test_the_list_shows_everyone_by_surname_with_what_to_mind(page):
    assert len(names(page)) == 23
    assert names(page)[0] == "Noor el Amrani"
    assert {"Studenten", "23 studenten", "Zoekt plek, in deze lijst: 8"} <= labels(page)
    row = page.table.rows.place(next(row.id for row in page.table.rows.rows if row.name == "Daan Peeters"))
    texts = [page.table.rows.index(row, at).data() for at in range(page.table.rows.columnCount())]
    assert texts == [
        "Peeters, Daan",
        "VZ3B",
        "Verzorgende IG",
        AUTUMN,
        "gestart",
        "De Waalkade",
        "Mees Bruijn",
        "Nog niet beoordeeld",
    ]


def test_a_chip_filters_and_stays_while_news_comes(qtbot, page, desk, school):
    qtbot.mouseClick(chip(page, "Minderjarig"), Qt.MouseButton.LeftButton)
    assert names(page) == ["Yusuf Demirtaş", "Sem Verhoeven"]
    assert "2 van 23 studenten" in labels(page)
    desk.changed.emit({"student": frozenset()})
    assert names(page) == ["Yusuf Demirtaş", "Sem Verhoeven"]


def test_typing_filters_and_enter_goes_on_to_the_list(qtbot, page, desk, heard, school):
    opened = heard(desk.open_wanted)
    type_filter(qtbot, page, "yildiz")
    assert names(page) == ["Ibrahim Yıldız"]
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened == [("student", school.students["Ibrahim"], "")]


def test_what_matches_nothing_says_so_and_one_button_shows_all_again(qtbot, page):
    type_filter(qtbot, page, "niemand heet zo")
    assert "Niets past bij deze filters" in labels(page)
    qtbot.mouseClick(page._no_match.button, Qt.MouseButton.LeftButton)
    assert len(names(page)) == 23


def test_when_the_last_row_leaves_under_the_focus_it_goes_to_the_filter(qtbot, page, desk):
    page.activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    page.findChild(QLineEdit).setText("niemand heet zo")
    qtbot.waitUntil(lambda: "Niets past bij deze filters" in labels(page))
    assert page.findChild(QLineEdit).hasFocus()


def test_escape_empties_the_filter(qtbot, page):
    type_filter(qtbot, page, "yildiz")
    edit = page.findChild(QLineEdit)
    with qtbot.waitSignal(page._pause.timeout):
        qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert len(names(page)) == 23


def test_a_heading_orders_and_a_second_click_turns_it_round(qtbot, page):
    header = page.table.horizontalHeader()
    at = header.sectionViewportPosition(1) + 10
    for expected in ("KO2A", "VZ3B"):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().center().__class__(at, 10))
        assert page.table.rows.rows[0].group == expected


def test_the_scope_of_the_program_holds_here(page, desk, school):
    desk.look_at(Scope(period=school.periods[AUTUMN]))
    assert len(names(page)) == 8
    desk.look_at(Scope(group=school.groups["KO2A"]))
    assert {row.group for row in page.table.rows.rows} == {"KO2A"}


def test_a_student_is_added_by_keys_and_stands_on_the_board_at_once(qtbot, page, desk, heard):
    facts, details = heard(desk.stated), heard(desk.open_wanted)
    qtbot.keyClick(page.table, Qt.Key.Key_N)
    dialog = opened(qtbot, StudentFormDialog)
    for name, typed in (("first_name", "Wojtek"), ("last_name", "Lukasik"), ("number", "40001")):
        qtbot.keyClicks(dialog.form[name].edit, typed)
    group = next(row for row in dialog._groups.values() if row.code == "VZ3A")
    dialog.form["group_id"].set_value(group.id)
    dialog.form["group_id"].changed.emit()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert facts == ["Wojtek Lukasik is toegevoegd"]
    added = next(row for row in page.table.rows.rows if row.name == "Wojtek Lukasik")
    assert (added.period, added.more_periods) == (AUTUMN, (SPRING,))
    assert details == [("student", added.id, "")]
    desk.undo()
    assert "Wojtek Lukasik" not in names(page)


def test_a_number_that_is_taken_is_said_at_its_field(qtbot, page):
    qtbot.keyClick(page.table, Qt.Key.Key_N)
    dialog = opened(qtbot, StudentFormDialog)
    for name, typed in (("first_name", "Wojtek"), ("last_name", "Lukasik"), ("number", "30101")):
        qtbot.keyClicks(dialog.form[name].edit, typed)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.form["number"].error == "Er is al een student met dit nummer."
    assert dialog.isVisible()


def test_half_a_form_is_still_there_when_it_is_opened_again_and_gone_once_left(qtbot, page, desk, school):
    def began(typed):
        page.primary.trigger()
        dialog = opened(qtbot, StudentFormDialog)
        if typed:
            kept = dialog.children()
            pause = next(child for child in kept if type(child).__name__ == "KeptDraft")._pause
            with qtbot.waitSignal(pause.timeout):
                qtbot.keyClicks(dialog.form["first_name"].edit, typed)
        return dialog

    first = began("Wojt")
    delete(first)  # as the lock does: nobody left the form
    again = began("")
    assert again.form["first_name"].value == "Wojt"
    again.reject()
    assert began("").form["first_name"].value == ""


def test_a_student_is_changed_from_the_list(qtbot, page, desk, school):
    page.table.choose(school.students["Joost"])
    qtbot.keyClick(page.table, Qt.Key.Key_W)
    dialog = opened(qtbot, StudentFormDialog)
    assert (dialog.form["prefix"].value, dialog.form["last_name"].value) == ("van", "Eck")
    dialog.form["last_name"].set_value("Eik")
    dialog.save()
    assert "Joost van Eik" in names(page)


def test_while_names_are_hidden_nothing_can_be_changed(qtbot, page, desk, heard, school):
    refused = heard(desk.refused)
    desk.present(hide=True)
    assert names(page)[0] == "N. A."
    page.table.choose(school.students["Joost"])
    qtbot.keyClick(page.table, Qt.Key.Key_W)
    assert len(refused) == 1
    assert "presentatiemodus" in refused[0]


@pytest.mark.parametrize("wish", [("xlsx", False, 23), ("csv", True, 2)])
def test_the_list_leaves_as_a_file(qtbot, page, tmp_path, wish):
    suffix, marked, rows = wish
    page.table.selectRow(0)
    if marked:
        qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(qtbot, ExportListDialog)
    assert any("verlaten het versleutelde bestand" in label.text() for label in dialog.findChildren(type(page._found)))
    dialog.form["format"].set_value(suffix)
    dialog.form["only_marked"].set_value(marked)
    dialog.save()
    path = tmp_path / f"lijst.{suffix}"
    chooser = page.findChild(QFileDialog)
    with qtbot.waitSignal(page.desk.told) as told:
        chooser.fileSelected.emit(str(path))
        chooser.reject()
    table = read_table(path, progress=Progress())
    assert table.headers[:3] == ("Studentnummer", "Naam", "Klas")
    assert len(table.rows) == rows
    assert table.rows[0].cells[1] == "Amrani, Noor el"
    assert told.args == [f"{rows} regels opgeslagen in lijst.{suffix}"]


def test_a_file_that_cannot_be_written_is_said_with_its_folder(qtbot, page, desk, heard, tmp_path):
    refused = heard(desk.refused)
    qtbot.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    opened(qtbot, ExportListDialog).save()
    chooser = page.findChild(QFileDialog)
    with qtbot.waitSignal(desk.refused):
        chooser.fileSelected.emit(str(tmp_path / "weg" / "lijst.xlsx"))
        chooser.reject()
    assert str(tmp_path / "weg") in refused[0]


def test_an_empty_school_says_what_to_do_first(qtbot, store, lanes, actions):
    from ui.desk.desk import Desk

    page = StudentsPage(Desk(store, "Marieke Vos", lanes), actions)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert "Nog geen studenten" in labels(page)
    with qtbot.waitSignal(page.import_wanted):
        qtbot.mouseClick(page.nothing.button, Qt.MouseButton.LeftButton)


def test_nothing_is_nameless_or_cut(qtbot, page, qapp):
    for theme, scale, width in (("light", 1.0, 1106), ("dark", 1.5, 1246), ("light", 2.0, 1246)):
        apply(qapp, theme, scale)
        page.resize(width, 640)
        qapp.processEvents()
        assert nameless(page) == []
        assert clipped(page) == []


@pytest.mark.usefixtures("shout")
def test_every_word_goes_through_translation(qtbot, desk, actions):
    page = StudentsPage(desk, actions)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert untranslated(page) == []


def test_narrow_the_columns_that_matter_stay(qtbot, page, qapp):
    page.resize(620, 600)
    qapp.processEvents()
    shown = [column.title for at, column in enumerate(page.table.rows.columns) if not page.table.isColumnHidden(at)]
    assert shown == ["Naam", "Stand", "Let op"]
