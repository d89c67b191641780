"""Every form of a placement, a student and a company, filled in and saved by the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from app.terms.pipeline import State
from tests.journeys.test_placements_by_keys import find, take_back, where
from ui.dialogs.progress import ProgressDialog

pytestmark = pytest.mark.heavy


def at_the_first_company(hand):
    """Go to the details of a company."""
    hand.press("Ctrl+7", "Home", "Return", "F6")


def test_a_document_that_is_asked_for_was_seen(hand):
    find(hand, State.STARTED)
    hand.press("D")
    hand.type("VOG")
    hand.press("Tab")
    hand.type("1-2-2027")
    hand.save()
    assert "tukken" in hand.said
    take_back(hand)


def test_a_new_bpv_blad_says_what_changes(hand):
    find(hand, State.STARTED)
    hand.press("J")
    hand.type("Een dag minder in de week")
    hand.save()
    assert "bpv-blad" in hand.said
    take_back(hand)


def test_how_somebody_gets_on_and_a_goal_of_their_own(hand):
    find(hand, State.STARTED)
    hand.press("V")
    form = hand.dialog(ProgressDialog).form
    while not form["goal_0"].isAncestorOf(QApplication.focusWidget()):
        hand.press("Tab")
    hand.type("Zelf een planning maken")
    hand.press("Tab", "Down")
    assert form.values["goal_0"] == "Zelf een planning maken"
    hand.save()
    assert "oortgang" in hand.said
    take_back(hand)


def test_what_a_student_wants_to_learn(hand):
    find(hand, State.WISH_READY)
    hand.press("L", "Ctrl+A")
    hand.type("Alleen leren openen en sluiten")
    hand.save()
    assert "eerwens" in hand.said
    take_back(hand)


def test_a_place_that_a_student_found(hand):
    row = find(hand, State.WISH_READY)
    hand.press("Z", "Tab")
    hand.type("Atelier Nooitgedacht")
    hand.press("Tab")
    hand.type("Nijmegen")
    hand.save()
    assert where(hand, row).where == "Atelier Nooitgedacht"
    take_back(hand)
    assert where(hand, row).where == ""


def test_whom_a_company_reaches_at_school(hand):
    at_the_first_company(hand)
    hand.press("A", "Down", "Tab")
    hand.type("ma 9-12")
    hand.press("Tab", "End")
    hand.save()
    assert "anspreekpunt" in hand.said
    take_back(hand)


def test_a_place_that_is_offered_in_a_call(hand):
    at_the_first_company(hand)
    hand.press("S", "Space")
    form = hand.dialog().form
    while not form["places"].isAncestorOf(QApplication.focusWidget()):
        hand.press("Tab")
    hand.type("2")
    assert (len(form.values["programme_ids"]), form.values["places"]) == (1, 2)
    hand.save()
    assert "tageplaats" in hand.said
    take_back(hand)


def test_when_a_company_can_be_visited(hand):
    at_the_first_company(hand)
    hand.press("T", "Space")
    hand.save()
    assert hand.said
    take_back(hand)
    assert not hand.open(QDialog)
