"""Vandaag: who needs me, each line with its fix, each reason with the page where all of it is done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from app import clock
from app.clock import today
from app.commands.contact import AppointmentDraft, keep_appointment
from app.commands.school import PeriodDraft, keep_period
from app.queries.attention import attention
from app.queries.stagepact import stagepact
from app.terms.contact import DayPart
from app.terms.goals import Goal
from app.terms.pipeline import Form, Moment
from tests.school import ACTOR
from tests.ui.laws import clipped, nameless, untranslated
from ui.desk.desk import Desk
from ui.pages.today import TodayPage
from ui.pages.today.beginning import Beginning
from ui.widgets.button import Button
from ui.widgets.day_list import DayHead, DayItem, DayList
from ui.widgets.grouped_list import GroupedList
from ui.widgets.need import Head, Need
from ui.widgets.tile import Tile


@pytest.fixture
def page(qtbot, desk) -> TodayPage:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.refresh()
    return page


@pytest.fixture
def found(page) -> GroupedList:
    return page.findChild(GroupedList)


def heads(found):
    return {line.group.key: line.group for line in found.lines.rows if isinstance(line, Head)}


def test_every_open_matter_of_the_school_stands_in_the_list(desk, found):
    asked = desk.ask(attention, today=today())
    assert {key: group.count for key, group in heads(found).items()} == {
        group.reason: len(group.rows) for group in asked
    }


def test_the_letter_of_a_fix_opens_it_for_the_line_in_hand(qtbot, desk, found, heard):
    opened = heard(desk.open_wanted)
    need = next(line for line in found.lines.rows if isinstance(line, Need) and line.fix.key == "propose")
    assert found.choose(need.key)
    qtbot.keyClick(found, Qt.Key.Key_P)
    assert [(kind, doing) for kind, _key, doing in opened] == [("student", "propose")]


def test_all_who_have_no_place_go_to_matching_from_their_heading_by_mouse_and_by_enter(qtbot, page, found, heard):
    wanted = heard(page.page_wanted)
    _more, together = found.head_boxes("no_place")
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=together.center())
    found.setCurrentIndex(found.lines.index(found.lines.place(("group", "no_place")), 0))
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert wanted == ["matching", "matching"]


def test_a_talk_that_is_agreed_for_this_week_stands_beside_the_list(school, page):
    school.do(
        keep_appointment,
        placement_id=school.placements["Amira"],
        draft=AppointmentDraft(Moment.END, Form.VISIT, today() + timedelta(days=1), DayPart.MORNING, starts_at=600),
    )
    page.refresh()
    days = page.findChild(DayList)
    said = [line.what.text for line in days.lines.rows if isinstance(line, DayItem)]
    empty = [line.note for line in days.lines.rows if isinstance(line, DayHead) and line.note]
    assert Form.VISIT.label in said
    assert set(empty) == {"nog niets gepland"}


def test_enter_on_what_the_week_brings_opens_the_student_and_arrows_pass_over_the_days(
    qtbot, page, desk, school, heard
):
    opened = heard(desk.open_wanted)
    school.do(
        keep_appointment,
        placement_id=school.placements["Amira"],
        draft=AppointmentDraft(Moment.END, Form.VIDEO, today() + timedelta(days=1), DayPart.MORNING, starts_at=600),
    )
    page.refresh()
    days = page.findChild(DayList)
    qtbot.keyClick(days, Qt.Key.Key_Down)
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert opened == [("student", school.students["Amira"], "")]


def test_the_four_goals_say_what_the_page_of_the_stagepact_says(page, desk):
    goals = desk.ask(stagepact, today=today())
    said = " ".join(tile.accessibleName() for tile in page.findChildren(Tile))
    for goal in goals:
        count, of = goal.extra if goal.goal is Goal.PLACES else (goal.whole.count, goal.whole.of)
        assert not goal.whole.all or f"{count} van {of}" in said


def test_a_school_without_students_is_led_to_the_lists_that_it_has(qtbot, lanes, store, heard):
    page = TodayPage(Desk(store, ACTOR, lanes))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.refresh()
    wanted = heard(page.import_wanted)
    read = next(one for one in page.findChildren(Button) if one.text() == "Lees lijsten in")
    qtbot.mouseClick(read, Qt.MouseButton.LeftButton)
    assert wanted == [()]
    qtbot.waitUntil(lambda: clipped(page) == [])
    assert nameless(page) == []


def test_a_school_whose_periods_are_over_is_led_to_the_next_one(qtbot, page, heard):
    wanted = heard(page.settings_wanted)
    with clock.at(datetime(2031, 9, 1, 9, tzinfo=UTC)):
        page.refresh()
    make = next(one for one in page.findChildren(Button) if one.text() == "Maak een periode")
    qtbot.mouseClick(make, Qt.MouseButton.LeftButton)
    assert wanted == ["periods"]


def test_a_school_of_which_no_klas_goes_in_a_period_is_led_to_the_opleidingen(qtbot, page, school, heard):
    wanted = heard(page.settings_wanted)
    draft = PeriodDraft("P9", "Najaar 2031", date(2031, 9, 1), date(2032, 1, 30))
    school.do(keep_period, draft=draft)
    with clock.at(datetime(2031, 9, 1, 9, tzinfo=UTC)):
        page.refresh()
    go = next(one for one in page.findChildren(Button) if one.text() == "Naar Opleidingen")
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert wanted == ["programmes"]


def test_a_school_with_students_and_a_period_is_past_that(page):
    assert not page.findChild(Beginning).isVisible()


def test_the_figures_lead_to_their_page(qtbot, page, heard):
    wanted = heard(page.page_wanted)
    button = next(one for one in page.findChildren(Button) if "Stagepact" in one.accessibleName())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == ["stagepact"]


def test_it_can_be_read_and_named(qapp, page):
    assert (clipped(page), nameless(page)) == ([], [])


def test_its_words_go_through_translation(qtbot, shout, desk):
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    assert untranslated(page, ["Waterland"]) == []
