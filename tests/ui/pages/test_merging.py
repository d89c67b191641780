"""Two marked rows become one by key, and two again by Ctrl+Z."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from app import clock
from tests.conftest import MONDAY
from ui.dialogs.merge import MergeDialog
from ui.dialogs.renumber import RenumberDialog
from ui.pages.companies import CompaniesPage

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(qtbot, desk, actions):
    with clock.at(MONDAY):
        made = CompaniesPage(desk, actions)
        qtbot.addWidget(made)
        made.resize(1200, 700)
        made.show()
        yield made


def mark(page, *keys):
    model = page.table.selectionModel()
    page.table.clearSelection()
    for key in keys:
        index = page.table.rows.index(page.table.rows.place(key), 0)
        model.select(index, QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows)


def test_two_marked_companies_become_one_and_two_again(page, school):
    kept, gone = school.companies["De Waalkade"], school.companies["Zorghuis Malden"]
    before = page.table.rows.rowCount()
    mark(page, kept, gone)
    QTest.keyClick(page.table, Qt.Key.Key_M, SHIFT)
    dialog = page.window().findChild(MergeDialog)
    dialog.form.show_values({"keep": kept})
    dialog.save()
    assert page.table.rows.rowCount() == before - 1
    assert page.table.rows.place(gone) is None
    page.desk.undo()
    assert page.table.rows.rowCount() == before


def test_without_two_marked_it_looks_for_doubles_itself(page, heard):
    told = heard(page.desk.told)
    page.table.clearSelection()
    QTest.keyClick(page.table, Qt.Key.Key_M, SHIFT)
    assert told
    assert "Niemand lijkt dubbel" in told[0]


def test_a_new_id_is_given_by_key(page, school, heard):
    stated = heard(page.desk.stated)
    page.table.choose(school.companies["De Waalkade"])
    QTest.keyClick(page.table, Qt.Key.Key_W, SHIFT)
    dialog = page.window().findChild(RenumberDialog)
    dialog.form.show_values({"leerbedrijf_id": "200111222"})
    dialog.save()
    assert stated == ["De Waalkade heeft een nieuw leerbedrijf-ID"]
