"""What is done every day takes at most two keys, and what is done less often takes no mouse."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication

from app.commands import people, placing
from app.queries.board import board
from app.queries.progress import progress
from app.queries.recognition import recognition_of
from app.queries.student import student
from app.terms.company import Recognised, RecognitionStand
from app.terms.pipeline import Judgement, State
from tests.school import TODAY
from tests.ui.pages.desk_window import ALT, CTRL, DeskWindow
from ui.dialogs.check_recognition import CheckRecognitionDialog
from ui.dialogs.contact import ContactDialog
from ui.dialogs.end_placement import EndPlacementDialog
from ui.dialogs.judge import JudgeDialog
from ui.dialogs.note import NoteDialog
from ui.dialogs.propose import ProposeDialog

pytestmark = pytest.mark.heavy

KEY = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, desk, actions, state):
    window = DeskWindow(qtbot, desk, actions, state)
    qtbot.addWidget(window)
    return window


def take(window, school, name):
    window.board.setFocus()
    assert window.board.board.choose(school.cards[name])


def card(school, name):
    with school.store.reading() as session:
        known = student(session, student_id=school.students[name], today=TODAY)
    return next(one for one in known.cards if one.participation_id == school.cards[name])


def stands(school, name):
    with school.store.reading() as session:
        return next(row for row in board(session, today=TODAY) if row.participation_id == school.cards[name]).state


def keys(window, *pressed):
    """Press them one after another; gives how many there were."""
    for key, modifier in pressed:
        window.press(key, modifier)
    return len(pressed)


def saved(window, kind, *typed):
    """Type where the dialog put the focus and save it: one key beside the words."""
    window.save(kind, *typed)
    return 1


def test_each_daily_act_takes_at_most_two_keys_on_a_chosen_card(qtbot, window, school):
    joost = school.placements["Joost"]
    school.do(placing.assign_supervisor, placement_ids=(joost,), supervisor_id=school.supervisors["Mees Bruijn"])
    counted = {}
    take(window, school, "Zeynep")
    counted["next state"] = keys(window, (KEY.Key_Right, CTRL))
    assert stands(school, "Zeynep") is State.PLACED
    take(window, school, "Joost")
    counted["POK sent"] = keys(window, (KEY.Key_Right, CTRL))
    assert stands(school, "Joost") is State.AGREEMENT_SENT
    take(window, school, "Amira")
    counted["contact held"] = keys(window, (KEY.Key_C, PLAIN)) + saved(window, ContactDialog)
    assert len(card(school, "Amira").placement.talks) == 2
    take(window, school, "Amira")
    counted["call logged"] = keys(window, (KEY.Key_C, SHIFT))
    assert len(card(school, "Amira").placement.talks) == 3
    take(window, school, "Amira")
    counted["note"] = keys(window, (KEY.Key_O, PLAIN)) + saved(window, NoteDialog, "Belde zelf")
    take(window, school, "Amira")
    counted["open"] = keys(window, (KEY.Key_Return, PLAIN))
    assert window.drawer.isVisible()
    window.press(KEY.Key_Escape)
    take(window, school, "Amira")
    counted["print tipkaart"] = keys(window, (KEY.Key_K, SHIFT))
    qtbot.waitUntil(lambda: printing() is not None, timeout=30_000)
    printing().reject()
    assert max(counted.values()) <= 2, counted
    assert set(counted) == {
        *("next state", "POK sent", "contact held", "note", "call logged", "open", "print tipkaart"),
    }


def printing():
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintDialog) and one.isVisible()]
    return found[0] if found else None


def test_who_stops_early_gets_another_place_with_the_hours_that_are_left(window, school):
    take(window, school, "Amira")
    window.press(KEY.Key_E)
    window.save(EndPlacementDialog, (KEY.Key_R, ALT), "Team is opgeheven", (KEY.Key_G, ALT), "100")
    asked = window.dialog(ProposeDialog)
    total = card(school, "Amira").placements[0].minutes_total
    assert f"nog {total // 60 - 100} uur te maken" in asked._intro.text()
    window.type("hatert")
    window.press(KEY.Key_Return)
    now = card(school, "Amira").placement
    assert (now.company, now.minutes_total) == ("Buurtzorg Hatert", total - 6000)


def test_a_recognition_that_is_lost_halfway_asks_for_another_place(window, school):
    with school.store.reading() as session:
        known = student(session, student_id=school.students["Amira"], today=TODAY)
    take(window, school, "Amira")
    window.press(KEY.Key_R)
    window.save(CheckRecognitionDialog, (KEY.Key_W, ALT), (KEY.Key_Down, PLAIN), (KEY.Key_R, ALT), "brief van SBB")
    with school.store.reading() as session:
        seen = recognition_of(
            session,
            company_id=school.companies["De Waalkade"],
            crebo=known.crebo,
            first_day=date(2026, 9, 7),
            today=TODAY,
        )
        row = next(row for row in board(session, today=TODAY) if row.participation_id == school.cards["Amira"])
    assert seen.stand is RecognitionStand.LOST
    assert row.ask.text == "erkenning ingetrokken"


def test_a_werkproces_is_judged_apart_by_keys(window, school):
    take(window, school, "Shanice")
    window.press(KEY.Key_B)
    dialog = window.dialog(JudgeDialog)
    (part,) = dialog._parts
    window.press(KEY.Key_O, ALT)
    window.press(KEY.Key_Down)
    dialog.form[part.hex].setFocus()
    window.press(KEY.Key_Down)
    window.save(JudgeDialog)
    with school.store.reading() as session:
        (verdict,) = progress(session, placement_id=school.placements["Shanice"]).verdicts
    assert verdict.judgement is Judgement.NOT_YET


def test_an_old_check_and_one_after_the_start_are_told(school):
    def seen(first_day):
        with school.store.reading() as session:
            return recognition_of(
                session, company_id=school.companies["De Waalkade"], crebo="25491", first_day=first_day, today=TODAY
            ).stand

    assert seen(date(2026, 9, 7)) is RecognitionStand.IN_TIME
    assert seen(date(2027, 10, 1)) is RecognitionStand.OLD
    assert seen(date(2026, 8, 1)) is RecognitionStand.AFTER_START
    school.do(
        people.check_recognition,
        company_id=school.companies["De Waalkade"],
        crebo="25491",
        outcome=Recognised.YES,
        evidence=" stagemarkt.nl ",
    )
    assert seen(date(2026, 9, 7)) is RecognitionStand.IN_TIME  # it was there all along
