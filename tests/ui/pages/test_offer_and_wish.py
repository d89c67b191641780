from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.documents import forms
from app.documents.parts import Blanks
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


ON_PAPER = {
    "programme_ids": "Opleiding en niveau",
    "period_ids": "In welke periode?",
    "places": "Hoeveel plekken?",
    "path": "Leerweg",
    "days": "Op welke dagen?",
    "hours": "Uren per week",
    "tasks": "Welk werk doet de student?",
    "units": "Wat is er te leren (werkprocessen)?",
    "asked_0": "Eis 1",
    "why_0": "Reden van eis 1",
    "allowance": "Vergoeding per maand",
    "cost_reiskosten": "Welke kosten vergoedt u?",
    "public_transport": "Bereikbaar met ov",
    "access": "Toegankelijkheid (lift, rustige werkplek)",
    "accepts": "Neemt u wie de school plaatst?",
    "contact": "Contactpersoon",
    "note": "Toelichting",
}
"""What the screen asks of a place, and how the blank form puts it."""
OF_A_WISH = {
    "goals": "Dit wil ik leren op mijn stage",
    "unit_ids": "Deze werkprocessen (je docent weet welke er zijn)",
    "company_kind": "Bij zo’n soort bedrijf",
    "tasks": "Dit werk wil ik graag doen",
    "days": "Op deze dagen kan ik",
    "transport": "Zo reis ik",
    "max_minutes": "Zoveel minuten mag de reis duren",
    "max_km": "Zoveel kilometer mag het ver zijn",
    "needs": "Dit heb ik nodig om goed te kunnen werken",
}


def blanks(paper):
    """What a blank form asks, in its order."""
    return [blank for part in paper.parts if isinstance(part, Blanks) for blank in part.blanks]


def test_the_blank_form_of_a_place_asks_what_the_screen_asks_in_its_order(window, school):
    dialog = called(window, school, "Praktijk Sahin")
    asked = blanks(forms.offer_form("ROC"))
    labels = [blank.label for blank in asked]
    names = list(dict.fromkeys("units" if name.startswith("units_") else name for name in dialog.form))
    assert [ON_PAPER[name] for name in names if name in ON_PAPER] == [one for one in labels if one in ON_PAPER.values()]
    left = {name for name in names if name not in ON_PAPER}
    assert left <= {"allowance_cents", *(name for name in left if name.startswith(("asked_", "why_", "cost_")))}
    choices = {blank.label: blank.choices for blank in asked}
    assert choices["Neemt u wie de school plaatst?"] == ("ja", "nee", "na gesprek", "weet ik nog niet")


def test_the_blank_form_of_a_wish_asks_what_the_screen_asks_in_its_order(window, school):
    window.board.board.choose(school.cards["Noor"])
    window.board.setFocus()
    window.press(KEY.Key_L)
    labels = [blank.label for blank in blanks(forms.wish_form("ROC"))]
    assert [OF_A_WISH[name] for name in window.dialog(WishFormDialog).form] == labels[2:]


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
