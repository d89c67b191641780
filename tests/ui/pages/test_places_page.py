"""Calls are logged with one key; a promise asks how many; a new period follows an old one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app import clock
from app.terms.calls import CallOutcome
from tests.conftest import MONDAY
from tests.documents import reader
from ui.dialogs.copy_period import CopyPeriodDialog
from ui.dialogs.promise_places import PromisePlacesDialog
from ui.pages.places import PlacesPage


@pytest.fixture
def page(qtbot, desk, actions):
    with clock.at(MONDAY):
        made = PlacesPage(desk, actions)
        qtbot.addWidget(made)
        made.resize(1200, 900)
        made.show()
        yield made


def test_the_greatest_shortage_is_in_hand_with_its_call_list(page):
    chosen = page.needs.current_row()
    assert chosen.short == max(row.short for row in page.needs.rows.rows)
    assert page.calls.rows.rowCount()


def test_one_key_logs_a_call_and_ctrl_z_takes_it_back(page):
    page.calls.selectRow(0)
    called = page.calls.current_row().id
    QTest.keyClick(page.calls, Qt.Key.Key_2)
    rows = {row.id: row for row in page.calls.rows.rows}
    assert rows[called].outcome is CallOutcome.THINKING
    page.desk.undo()
    assert {row.id: row for row in page.calls.rows.rows}[called].outcome is None


def test_a_promise_asks_how_many(page):
    page.calls.selectRow(0)
    called = page.calls.current_row().id
    QTest.keyClick(page.calls, Qt.Key.Key_4)
    dialog = page.findChild(PromisePlacesDialog)
    dialog.form.show_values({"places": 3})
    dialog.save()
    assert {row.id: row for row in page.calls.rows.rows}[called].promised == 3
    assert "3 plekken toegezegd" in page._about.text()


def test_a_new_period_is_made_and_shown(page):
    QTest.keyClick(page, Qt.Key.Key_N)
    dialog = page.findChild(CopyPeriodDialog)
    dialog.form.show_values({"name": "Een jaar later"})
    dialog.save()
    assert page.needs.current_row().period == "Een jaar later"
    assert page.calls.rows.rowCount()


def test_without_anybody_in_hand_nothing_is_logged(page, heard):
    refused = heard(page.desk.refused)
    page.calls.clearSelection()
    QTest.keyClick(page, Qt.Key.Key_1)
    assert refused == ["Kies eerst in de bellijst wie je belde."]


def test_the_overview_for_sbb_is_kept_as_paper(qtbot, page, tmp_path, heard):
    told = heard(page.desk.told)
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "tekort.pdf"))
    dialog.reject()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "Tekort aan stageplaatsen" in reader.page_text((tmp_path / "tekort.pdf").read_bytes())
