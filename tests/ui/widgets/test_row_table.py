"""A table by mouse and keys."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from ui.theme import Tone, apply
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable, shared
from ui.widgets.sign import Sign


@dataclass(frozen=True)
class Company:
    id: int
    name: str
    place: str = "Nijmegen"
    approved: bool = True


def approval(row):
    return Sign("erkend", "circle-check", Tone.DONE) if row.approved else Sign("vervallen", "circle-alert", Tone.DANGER)


COLUMNS = [
    Column("Leerbedrijf", lambda row: row.name, order="name", strong=True),
    Column("Plaats", lambda row: row.place, order="place", width=120),
    Column("Erkenning", lambda row: approval(row).text, sign=approval, width=140),
]
ROWS = [
    Company(1, "Bakkerij Zon"),
    Company(2, "Garage Vos", approved=False),
    Company(3, "Gemeente Wijchen"),
    Company(4, "Übermode"),
]


@pytest.fixture
def table(qtbot):
    table = RowTable(COLUMNS, lambda row: row.id, "Leerbedrijven")
    qtbot.addWidget(table)
    table.resize(700, 320)
    table.show_rows(ROWS)
    table.show()
    table.setFocus()
    return table


def click_heading(qtbot, table, column):
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_enter_opens_the_row_with_the_focus(qtbot, table):
    table.choose(2)
    with qtbot.waitSignal(table.opened) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard.args == [2]


def test_a_double_click_opens(qtbot, table):
    spot = table.visualRect(table.rows.index(2, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    with qtbot.waitSignal(table.opened) as heard:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert heard.args == [3]


def test_arrows_tell_which_row_is_chosen(qtbot, table):
    table.choose(1)
    with qtbot.waitSignal(table.chosen) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert heard.args == [2]


def test_a_click_on_a_heading_asks_for_an_order_and_a_second_turns_it_round(qtbot, table):
    with qtbot.waitSignal(table.order_changed) as first:
        click_heading(qtbot, table, 1)
    with qtbot.waitSignal(table.order_changed) as second:
        click_heading(qtbot, table, 1)
    assert (first.args, second.args) == (["place", False], ["place", True])


def test_a_column_without_an_order_asks_for_none(qtbot, table):
    with qtbot.assertNotEmitted(table.order_changed):
        click_heading(qtbot, table, 2)


def test_typing_goes_to_the_row_that_begins_so_whatever_its_accents(qtbot, table):
    table.choose(1)
    qtbot.keyClicks(table, "ge")
    assert table.current_row() == ROWS[2]
    table.choose(1)
    table.keyboardSearch("u")
    table.keyboardSearch("b")
    assert table.current_row() is not None


def test_selection_focus_and_place_stay_when_a_new_answer_has_other_rows(qtbot, table):
    table.choose(3)
    many = [Company(key, f"Bedrijf {key:04}") for key in range(100, 400)]
    table.show_rows([*many, ROWS[2], *ROWS[:2]])
    assert table.current_row() == ROWS[2]
    assert table.marked_rows() == [ROWS[2]]
    table.show_rows([Company(key, f"Ander {key}") for key in range(500, 900)] + [ROWS[2]])
    assert table.current_row() == ROWS[2]


def test_several_rows_are_marked_and_copied_as_text_for_a_spreadsheet(qtbot, table):
    table.choose(1)
    with qtbot.waitSignal(table.marked) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert heard.args == [[1, 2]]
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Bakkerij Zon\tNijmegen\terkend\nGarage Vos\tNijmegen\tvervallen"
    table.copy(headings=True)
    assert QGuiApplication.clipboard().text().startswith("Leerbedrijf\tPlaats\tErkenning\n")


def test_a_copied_cell_is_never_a_formula(qtbot, table):
    table.show_rows([Company(1, "=HYPERLINK(1)", place="+31 24 000 01 27")])
    table.choose(1)
    table.copy()
    assert QGuiApplication.clipboard().text() == "'=HYPERLINK(1)\t+31 24 000 01 27\terkend"


def test_the_menu_has_the_actions_of_the_page_and_the_orders(qtbot, table):
    asked = []

    def actions(rows):
        asked.append(rows)
        return [QAction("Bel", table)]

    table.menu = actions
    table.choose(2)
    menu = table.context_menu()
    qtbot.addWidget(menu)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Bel", "Kopieer", "Kopieer met kopregel", "Sorteer op"]
    assert asked == [[ROWS[1]]]
    orders = next(sub for sub in menu.findChildren(QMenu) if sub.title() == "Sorteer op")
    with qtbot.waitSignal(table.order_changed) as heard:
        orders.actions()[1].trigger()
    assert heard.args == ["place", False]


def test_a_screen_reader_hears_the_words_of_a_cell(table):
    face = QAccessible.queryAccessibleInterface(table)
    assert face.text(QAccessible.Text.Name) == "Leerbedrijven"
    heard = [face.child(at).text(QAccessible.Text.Name) for at in range(face.childCount())]
    assert {"Erkenning", "Garage Vos", "vervallen"} <= set(heard)


def test_rows_grow_with_the_text(qapp, table):
    small = table.rowHeight(0)
    apply(qapp, "light", 2.0)
    assert table.rowHeight(0) >= 1.8 * small


def test_a_narrow_table_scrolls_sideways_instead_of_cutting_columns(qapp, table):
    apply(qapp, "light", 2.0)
    table.resize(400, 300)
    assert sum(table.columnWidth(at) for at in range(3)) > 400
    assert table.horizontalScrollBar().maximum() > 0


def test_who_comes_by_tab_has_a_row_in_hand(table):
    table.show_rows(ROWS)
    table.clearSelection()
    table.clearFocus()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert [row.id for row in table.marked_rows()] == [1]


def test_room_that_is_left_empty_goes_to_words_that_would_be_cut():
    assert shared({0: 100, 1: 200, 2: 100}, {0: 160, 1: 80, 2: 130}) == {0: 160, 1: 110, 2: 130}
    assert shared({0: 100, 1: 120, 2: 100}, {0: 160, 1: 80, 2: 130}) == {0: 110, 1: 80, 2: 130}
    assert shared({0: 100, 1: 90}, {0: 80, 1: 90}) == {0: 100, 1: 90}


@given(st.lists(st.tuples(st.integers(20, 400), st.integers(0, 600)), min_size=1, max_size=9))
def test_dividing_room_again_keeps_it_whole_and_cuts_nothing_that_was_whole(columns):
    widths = {at: width for at, (width, _) in enumerate(columns)}
    wanted = {at: words for at, (_, words) in enumerate(columns)}
    found = shared(widths, wanted)
    assert sum(found.values()) == sum(widths.values())
    for at, width in widths.items():
        assert found[at] >= min(width, wanted[at])
        assert found[at] <= max(width, wanted[at])
