from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMenu

from app.queries import board
from app.queries.companies import companies
from app.terms.pipeline import Lane, State
from tests.school import TODAY
from tests.ui.laws import clipped, nameless
from tests.ui.pages.desk_window import DeskWindow
from ui.dialogs.no_place import NoPlaceDialog
from ui.dialogs.own_find import OwnFindDialog
from ui.widgets.button import Button
from ui.widgets.chips import Chip

KEY = Qt.Key


@pytest.fixture
def window(qtbot, desk, actions, state):
    window = DeskWindow(qtbot, desk, actions, state)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def card(school):
    def found(name):
        with school.store.reading() as session:
            (row,) = board.cards(session, participation_ids=[school.cards[name]], today=TODAY)
        return row

    return found


def choose(window, school, name):
    window.board.board.choose(school.cards[name])
    window.board.setFocus()


def chips(window):
    return [chip.text() for chip in window.board.findChildren(Chip) if chip.isVisible()]


def ways(window):
    """What the menu of the ways beside the road offers, with the numbers."""
    return dict(action.text().split("\t") for action in window.board.filters.side_menu().actions())


def test_the_ways_beside_the_road_are_in_one_menu_with_their_numbers(qtbot, window):
    assert "Naast de gewone weg 8" in chips(window)
    assert "Afgerond 1" in chips(window)
    offered = ways(window)
    some = {"Geen plek gevonden": "1", "Herplaatsing": "4", "Niet gestart": "1", "Vrijgesteld": "1"}
    assert some.items() <= offered.items()
    assert not {"Zelf gevonden", "Afgerond"} & offered.keys()
    chip = window.board.filters.side_chip
    assert QAccessible.queryAccessibleInterface(chip).text(QAccessible.Text.Name) == (
        "Naast de gewone weg, 8 studenten, menu"
    )
    chip.setFocus()
    qtbot.keyClick(chip, KEY.Key_Down)
    shown = [menu for menu in window.board.filters.findChildren(QMenu) if menu.isVisible()]
    (menu,) = shown
    menu.setActiveAction(next(one for one in menu.actions() if one.text().startswith("Herplaatsing")))
    qtbot.keyClick(menu, KEY.Key_Return)
    (on,) = [one for one in window.board.findChildren(Chip) if one.isChecked()]
    assert on.text() == "Herplaatsing 4"
    assert {card.title.split()[0] for card in window.board.board.lane_view("seeking").cards.rows} == {
        "Femke",
        "Isa",
        "Wiktoria",
        "Ruben",
    }


def test_no_place_is_recorded_by_keys_and_undone(window, school, card):
    choose(window, school, "Noor")
    window.press(KEY.Key_K)
    dialog = window.dialog(NoPlaceDialog)
    assert (clipped(dialog), nameless(dialog)) == ([], [])
    dialog.form.show_values({"since": date(2027, 2, 20)})
    window.save(NoPlaceDialog)
    assert (card("Noor").state, card("Noor").since) == (State.NO_PLACE, date(2027, 2, 20))
    assert ways(window)["Geen plek gevonden"] == "2"
    window.press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert card("Noor").state is State.WISH_OPEN


def test_an_own_find_at_a_known_company_goes_to_the_proposals(window, school, card):
    choose(window, school, "Noor")
    window.press(KEY.Key_Z)
    dialog = window.dialog(OwnFindDialog)
    assert (clipped(dialog), nameless(dialog)) == ([], [])
    offered = [dialog.form["company_id"].combo.itemText(at) for at in range(dialog.form["company_id"].combo.count())]
    assert "De Waalkade, Nijmegen" in offered
    assert not any(text.startswith("Zorgboerderij") for text in offered)
    dialog.form["company_id"].set_value(school.companies["De Waalkade"])
    window.save(OwnFindDialog)
    row = card("Noor")
    assert (row.company, row.lane, row.self_found) == ("De Waalkade", Lane.PROPOSAL, True)
    assert ways(window)["Zelf gevonden"] == "1"


def test_an_own_find_at_a_new_company_asks_its_name(window, school, card):
    choose(window, school, "Noor")
    window.press(KEY.Key_Z)
    dialog = window.dialog(OwnFindDialog)
    dialog.save()
    assert dialog.form["company_id"].error == "Welk leerbedrijf is het?"
    dialog.form["name"].set_value("de waalkade")
    dialog.save()
    assert dialog.form["company_id"].error.startswith("De Waalkade, Nijmegen kent de school al")
    dialog.form.show_values({"name": "Kinderopvang Pip", "town": "Beek", "company_person": "Lot Pip"})
    window.save(OwnFindDialog)
    assert card("Noor").company == "Kinderopvang Pip"


def test_a_name_that_the_school_knows_is_offered_instead_of_a_second_one(qtbot, window, school, card):
    choose(window, school, "Noor")
    window.press(KEY.Key_Z)
    dialog = window.dialog(OwnFindDialog)
    dialog.form["name"].setFocus()
    window.type("de WAALKADE")
    (take,) = [button for button in dialog.findChildren(Button) if button.text() == "Kies dit leerbedrijf"]
    qtbot.waitUntil(lambda: clipped(dialog) == [])
    assert nameless(dialog) == []
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    assert dialog.form["name"].value == ""
    window.save(OwnFindDialog)
    assert card("Noor").company == "De Waalkade"
    with school.store.reading() as session:
        names = [company.name for company in companies(session, today=TODAY).rows]
    assert names.count("De Waalkade") == 1
