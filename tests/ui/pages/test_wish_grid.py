"""The leerwensen of a klas by keyboard alone, kept in one step and taken back in one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.queries import board
from app.queries.offer_forms import wish_form
from app.terms.pipeline import State
from tests.dump import dump
from tests.school import SPRING, TODAY
from tests.ui.laws import clipped, nameless
from tests.ui.pages.desk_window import CTRL, DeskWindow
from ui.dialogs.wish_grid import WishGridDialog

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, desk, actions, state):
    window = DeskWindow(qtbot, desk, actions, state)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(window, school):
    """The grid of VZ3B in spring: Noor has no leerwens yet, Bram and Fatou have one."""
    window.board.board.choose(school.cards["Noor"])
    window.board.setFocus()
    window.press(KEY.Key_W, SHIFT)
    return window.dialog(WishGridDialog)


def wish(school, name):
    with school.store.reading() as session:
        return wish_form(session, student_id=school.students[name], period_id=school.periods[SPRING])


def press(*keys):
    for key in keys:
        for one in key if isinstance(key, str) else [key]:  # the first letter opens a cell, the others go there
            QTest.keyClick(QApplication.focusWidget(), one)


def test_a_klas_is_filled_in_by_typing_and_comes_back_with_one_undo(window, dialog, school):
    assert [dialog.grid.entries.name(at) for at in range(dialog.grid.entries.rowCount())] == [
        "Noor el Amrani",
        "Bram Derksen",
        "Fatou Diallo",
    ]
    assert (clipped(dialog), nameless(dialog)) == ([], [])
    before = dump(school.store)
    press("Voor ouderen zorgen", KEY.Key_Return, "Wassen en kleden", KEY.Key_Return)
    dialog.grid.go_to(0, "days")
    press("ma t/m wo", KEY.Key_Tab, "ov fiets", KEY.Key_Tab, "45", KEY.Key_Return)
    QTest.keyClick(dialog.grid, KEY.Key_Return, CTRL)
    assert not dialog.isVisible(), dialog._notice_text.text()
    noor = wish(school, "Noor")
    assert (noor.goals, noor.days, noor.transport) == ("Voor ouderen zorgen", ("ma", "di", "wo"), ("fiets", "ov"))
    assert noor.max_minutes == 45
    assert wish(school, "Bram").goals == "Wassen en kleden"
    with school.store.reading() as session:
        (card,) = board.cards(session, participation_ids=[school.cards["Noor"]], today=TODAY)
    assert card.state is State.WISH_READY
    window.press(KEY.Key_Z, CTRL)
    assert dump(school.store) == before


def test_what_cannot_be_read_is_pointed_at(dialog):
    dialog.grid.go_to(1, "days")
    press("altijd", KEY.Key_Return)
    dialog.save()
    assert dialog.isVisible()
    assert dialog._notice_text.text().startswith("Bram Derksen")
    assert dialog.grid.currentIndex() == dialog.grid.entries.index(1, 4)


def test_a_refusal_goes_to_its_cell_and_keeps_nothing(dialog, school):
    before = dump(school.store)
    dialog.grid.go_to(0, "goals")
    press("Leren", KEY.Key_Return)
    dialog.grid.go_to(2, "needs")
    press("adhd", KEY.Key_Return)
    dialog.save()
    assert "Fatou Diallo: Schrijf op wat er nodig is" in dialog._notice_text.text()
    assert dialog.grid.currentIndex() == dialog.grid.entries.index(2, 7)
    assert dump(school.store) == before
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_lines_are_pasted_from_a_sheet(dialog):
    QGuiApplication.clipboard().setText("Leren\tZorg\nKoken\tHoreca\n")
    dialog.grid.go_to(0, "goals")
    QTest.keyClick(dialog.grid, KEY.Key_V, CTRL)
    QGuiApplication.clipboard().clear()
    texts = dialog.grid.entries.texts
    assert [(texts[at]["goals"], texts[at]["company_kind"]) for at in (0, 1)] == [
        ("Leren", "Zorg"),
        ("Koken", "Horeca"),
    ]
    dialog.reject()
    dialog.reject()
