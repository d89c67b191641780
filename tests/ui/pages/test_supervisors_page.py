"""The students of a supervisor go over by key, and back by Ctrl+Z."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app import clock
from tests.conftest import MONDAY
from tests.documents import reader
from ui.dialogs.transfer import TransferDialog
from ui.pages.supervisors import SupervisorsPage


@pytest.fixture
def page(qtbot, desk, actions):
    with clock.at(MONDAY):
        made = SupervisorsPage(desk, actions)
        qtbot.addWidget(made)
        made.resize(1200, 700)
        made.show()
        yield made


def students(page, school, name):
    return next(row.students for row in page.table.rows.rows if row.id == school.supervisors[name])


def test_everybody_goes_over_with_a_paper_and_back_again(qtbot, page, school, heard, tmp_path):
    told = heard(page.desk.told)
    before = students(page, school, "Mees Bruijn"), students(page, school, "Fatima Bakkali")
    page.table.choose(school.supervisors["Mees Bruijn"])
    QTest.keyClick(page.table, Qt.Key.Key_D)
    dialog = page.findChild(TransferDialog)
    dialog.form.show_values({"to_id": school.supervisors["Fatima Bakkali"]})
    dialog.save()
    assert students(page, school, "Fatima Bakkali") == sum(before)
    files = page.findChild(QFileDialog)
    files.fileSelected.emit(str(tmp_path / "overdracht.pdf"))
    files.reject()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "Overdracht begeleiding" in reader.page_text((tmp_path / "overdracht.pdf").read_bytes())
    page.desk.undo()
    assert (students(page, school, "Mees Bruijn"), students(page, school, "Fatima Bakkali")) == before


def test_without_students_there_is_nothing_to_hand_over(page, heard):
    refused = heard(page.desk.refused)
    page.table.clearSelection()
    page.table.setCurrentIndex(page.table.rows.index(-1, -1))
    QTest.keyClick(page.table, Qt.Key.Key_D)
    assert refused == ["Kies eerst een begeleider met studenten."]
