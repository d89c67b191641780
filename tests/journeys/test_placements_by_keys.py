"""What belongs to placements, in the practice school, by the keyboard alone."""

from __future__ import annotations

import json

import pytest

from app.clock import today
from app.queries.board import board
from app.queries.students import students
from app.queries.teaching import periods
from app.terms.pipeline import State
from tests.documents.reader import page_text
from tests.journeys.typist import seen

# The dialog of files is gone already when Enter is let go in it.
pytestmark = [pytest.mark.heavy, pytest.mark.qt_log_ignore("Keyboard event not accepted")]


def take_back(hand):
    done = hand.said
    hand.press("Ctrl+Z")
    assert hand.said == f"Teruggedraaid: {done}"


def find(hand, state):
    """Go to a card of somebody who is alone in having that name, which can be typed."""
    rows = hand.ask(board, today=today())
    names = [row.student for row in rows]
    wanted = (row for row in rows if row.state is state and row.student.isascii())
    row = next(row for row in wanted if names.count(row.student) == 1)
    hand.press("Ctrl+2", "Ctrl+F", "Ctrl+A")
    hand.type(row.student)
    hand.press("Return")
    return row


def where(hand, row):
    return next(one for one in hand.ask(board, today=today()) if one.participation_id == row.participation_id)


def test_who_is_called_for_places_and_what_they_said(hand, tmp_path):
    hand.press("Ctrl+8", "Return")  # from what is needed to whom to call for it
    hand.press("1")
    assert hand.said.endswith("niet bereikt")
    take_back(hand)
    hand.press("4")
    hand.type("3")
    hand.save()
    assert hand.said.endswith("zegt plekken toe")
    take_back(hand)
    hand.press("Ctrl+S")
    assert "plekken" in page_text(hand.keep(tmp_path / "tekort.pdf"))


def test_a_period_is_made_after_the_one_of_this_year(hand):
    before = {row.name for row in hand.ask(periods)}
    hand.press("Ctrl+8", "N")
    hand.save()
    (made,) = {row.name for row in hand.ask(periods)} - before
    assert made.endswith("2027-2028")
    take_back(hand)
    assert {row.name for row in hand.ask(periods)} == before


def test_everybody_of_one_supervisor_goes_to_another_with_a_paper(hand, tmp_path):
    hand.press("Ctrl+9", "Home", "D", "Down")
    hand.save()
    fact = hand.said
    words = page_text(hand.keep(tmp_path / "overdracht.pdf"))
    assert "Overdracht begeleiding" in " ".join(words.split())
    hand.press("Ctrl+Z")
    assert hand.said == f"Teruggedraaid: {fact}"


def test_two_that_are_one_are_joined_and_a_company_gets_its_new_id(hand):
    hand.press("Ctrl+7", "Home", "Shift+Down", "Shift+M", "Down")
    assert "&Welke blijft?" in seen(hand.dialog())
    hand.save()
    assert hand.said.startswith("Samengevoegd")
    take_back(hand)
    hand.press("Ctrl+7", "Home", "Shift+W", "Ctrl+A")
    hand.type("100099887")
    hand.save()
    take_back(hand)
    hand.press("Ctrl+6", "Home", "Shift+Down", "Shift+M")
    hand.save()
    assert hand.said.startswith("Samengevoegd")
    take_back(hand)


def test_somebody_reads_what_is_kept_takes_it_along_and_is_erased(hand, tmp_path):
    hand.press("Ctrl+,", "End", "Up", "Up")
    everybody = hand.ask(students, today=today()).rows
    hand.press("Ctrl+N", "Down", "Tab")
    asked = next(row for row in everybody if row.id == hand.dialog().form.values["student_id"])
    hand.save()
    read = " ".join(page_text(hand.keep(tmp_path / "inzage.pdf")).split())
    assert asked.name in read
    assert "vertrouwelijke deel" in read
    hand.press("Ctrl+N", "Down", "Tab", "Down")
    hand.save()
    assert asked.name in str(json.loads(hand.keep(tmp_path / "inzage.json")))
    hand.press("Ctrl+N", "Down", "Tab", "Down", "Down", "Ctrl+Return")
    assert "In je back-ups staat het nog tot uiterlijk" in seen(hand.dialog())
    hand.press("Ctrl+Return")  # nothing happens before it is said for sure
    hand.press("Space", "Ctrl+Return")
    hand.wait(lambda: hand.said == "Definitief gewist: 1 regel")
    assert asked.id not in {row.id for row in hand.ask(students, today=today()).rows}


def test_a_company_refuses_and_the_student_seeks_again(hand):
    row = find(hand, State.ANNOUNCED)
    hand.press("X", "Down")
    hand.save()
    assert where(hand, row).placement_id is None
    take_back(hand)
    assert where(hand, row).state is State.ANNOUNCED


def test_the_lists_follow_each_other_under_one_key(hand, tmp_path):
    hand.press("Ctrl+2", "Shift+L", "V", "Esc")  # progress, of the first line
    hand.press("Shift+L", "M")
    assert hand.keep_in(tmp_path / "herinneringen", "**/*.eml")
    fact = hand.said
    assert fact
    hand.press("Shift+L", "Shift+L", "S")
    assert hand.said.endswith("in het studentsysteem")
    take_back(hand)
    hand.press("T")  # and back to the board
    assert "kaarten" not in hand.said


def test_papers_money_and_support_of_a_placement(hand):
    find(hand, State.STARTED)
    for key in ("D", "F", "Shift+O", "R", "J"):
        hand.press(key)
        assert seen(hand.dialog())
        hand.press("Esc")
