from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.queries.company import company
from app.queries.offer_forms import taught_units, wish_form
from app.terms.company import Accepts, Allowance, Answer
from app.terms.drafts import DraftKey
from tests.school import SPRING, TODAY
from tests.ui.laws import clipped, nameless
from tests.ui.pages.desk_window import DeskWindow
from ui.desk.forms import reopen
from ui.dialogs.offer_form import OfferFormDialog
from ui.dialogs.wish_form import WishFormDialog
from ui.widgets.button import Button

KEY = Qt.Key


@pytest.fixture
def window(qtbot, desk, actions, state):
    window = DeskWindow(qtbot, desk, actions, state)
    qtbot.addWidget(window)
    return window


def offers(school, name):
    with school.store.reading() as session:
        return company(session, school.companies[name], today=TODAY).offers


def called(window, school, name):
    """The details of a company, and the form for a new place, by its key."""
    window.board.desk.open("company", school.companies[name])
    window.drawer.setFocus()
    QTest.keyClick(window.drawer, KEY.Key_S)
    return window.dialog(OfferFormDialog)


def test_an_offer_is_filled_in_during_a_call_and_says_what_is_still_to_be_asked(window, school):
    with school.store.reading() as session:
        units = frozenset(one.id for one in taught_units(session) if one.programme_id == school.programmes["VIG"])
    dialog = called(window, school, "Praktijk Sahin")
    assert (clipped(dialog), nameless(dialog)) == ([], [])
    assert dialog.unasked[:3] == ["Plekken", "Op welke dagen?", "Uren per week"]
    dialog.save()
    assert dialog.form["programme_ids"].error == "Vul dit in."
    dialog.form.show_values(
        {
            "programme_ids": frozenset({school.programmes["VIG"]}),
            "period_ids": frozenset({school.periods[SPRING]}),
            f"units_{school.programmes['VIG'].hex}": units,
            "places": 2,
            "days": frozenset({0, 3}),
            "hours": 16,
            "tasks": "wassen; eten geven",
            "asked_0": "VOG",
            "why_0": "wettelijk verplicht",
            "allowance": Allowance.NONE,
            "cost_reiskosten": Answer.YES,
            "accepts": Accepts.YES,
        }
    )
    assert dialog.unasked == ["Vergoedt werkkleding", "Vergoedt gereedschap", "Vergoedt VOG", "Vergoedt maaltijden"]
    window.save(OfferFormDialog)
    (row,) = offers(school, "Praktijk Sahin")
    assert (row.places, row.days, row.minutes_per_week, row.accepts) == (2, ("ma", "do"), 960, Accepts.YES)
    assert row.units == ("Inventariseert behoefte aan zorg",)
    assert (row.requirements[0].text, row.requirements[0].justification) == ("VOG", "wettelijk verplicht")


def test_an_offer_is_changed_from_its_own_pencil(qtbot, window, school):
    window.board.desk.open("company", school.companies["Zorghuis Malden"])
    pencil = next(
        one
        for one in window.drawer.findChildren(Button)
        if one.accessibleName() == "Wijzig stageplaats SP-1" and one.isVisible()
    )
    qtbot.mouseClick(pencil, Qt.MouseButton.LeftButton)
    dialog = window.dialog(OfferFormDialog)
    assert dialog.form["places"].value == 2
    dialog.form["places"].set_value(3)
    window.save(OfferFormDialog)
    assert offers(school, "Zorghuis Malden")[0].places == 3


def test_what_was_typed_during_a_call_is_still_there_when_the_form_is_opened_again(qtbot, window, school, desk):
    dialog = called(window, school, "Praktijk Sahin")
    QTest.keyClicks(dialog.form["tasks"].focusProxy(), "wassen")
    dialog.form["places"].set_value(4)
    dialog.form.changed.emit()
    key = DraftKey("offer", school.companies["Praktijk Sahin"].hex)
    qtbot.waitUntil(lambda: desk.load_draft(key) is not None)
    dialog.hide()
    reopen(desk, window, key)
    again = window.dialog(OfferFormDialog)
    assert (again.form["places"].value, again.form["tasks"].value) == (4, "wassen")


def test_a_wish_is_filled_in_from_the_board_by_its_key(window, school):
    window.board.board.choose(school.cards["Noor"])
    window.board.setFocus()
    window.press(KEY.Key_L)
    dialog = window.dialog(WishFormDialog)
    assert (clipped(dialog), nameless(dialog)) == ([], [])
    window.save(WishFormDialog, "Leren rapporteren")
    with school.store.reading() as session:
        known = wish_form(session, student_id=school.students["Noor"], period_id=school.periods[SPRING])
    assert known.goals == "Leren rapporteren"
    assert "Leerwens van Noor el Amrani is bewaard" in window.messages.text
    assert QApplication.activeModalWidget() is None
