"""One day on the page Contact: its route, ways that are told, when a company can be visited, and a day out."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.commands.travel import VisitHours, keep_visit_hours
from app.terms.contact import Stage
from app.terms.pipeline import Moment
from tests.school import TODAY
from tests.ui.pages.contact_desk import TUESDAY, choose, opened, planned, press, row, shown
from ui.dialogs.absence import AbsenceDialog
from ui.dialogs.day_out import DayOutDialog
from ui.dialogs.plan_offer import LineKind, PlanOfferDialog
from ui.dialogs.visit_hours import VisitHoursDialog
from ui.dialogs.way import WayDialog
from ui.widgets.route_list import RouteStop

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot, desk, actions):
    return shown(qtbot, desk, actions)


def test_the_day_is_a_route_with_ways_and_stops(qtbot, school, page):
    planned(school, "Thijs", hour=660, moment=Moment.START)
    planned(school, "Amira", hour=560)
    page.refresh()
    page.show_guide(school.supervisors["Mees Bruijn"])
    page.calendar.show_day(TUESDAY)
    press(page, Qt.Key.Key_D)
    lines = page.calendar.route.lines.rows
    assert [line.title for line in lines if isinstance(line, RouteStop)] == [
        "Amira Benhaddou · tussengesprek",
        "Thijs Janssen · startgesprek",
    ]
    assert all("(schatting)" in line.text for line in lines if not isinstance(line, RouteStop))
    assert page.calendar.map.isVisible()
    assert page.calendar.map.accessibleName().startswith("Kaart van de dag: 1")
    page.calendar.route.choose_first()
    assert page.hand.row.student == "Amira Benhaddou"
    press(page, Qt.Key.Key_Down)
    assert page.hand.row.student == "Thijs Janssen"
    press(page, Qt.Key.Key_Right, ALT)
    assert page.calendar.day == date(2027, 3, 3)
    assert page.calendar._nothing.isVisible()


def test_a_way_that_takes_longer_is_told_where_it_is_seen(qtbot, school, page, heard):
    said = heard(page.desk.stated)
    planned(school, "Amira", hour=560)
    page.refresh()
    page.show_guide(school.supervisors["Mees Bruijn"])
    page.calendar.show_day(TUESDAY)
    press(page, Qt.Key.Key_D)
    page.calendar.route.choose_first()
    press(page, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    dialog = opened(qtbot, WayDialog)
    dialog.form["minutes"].set_value(55)
    dialog.form["kilometres"].set_value(31)
    dialog.save()
    assert said[-1].endswith("55 minuten, eigen reistijd")
    ways = [line.text for line in page.calendar.route.lines.rows if not isinstance(line, RouteStop)]
    assert ways[0] == "55 min · 31 km · vertrek uiterlijk 8:25 (eigen reistijd)"
    assert ways[1] == "55 min · 31 km · terug op school 11:00 (eigen reistijd)"
    assert page.calendar._note.text() == "1 gesprek · 62 km · 110 min"
    page.desk.undo()
    assert "(schatting)" in page.calendar.route.lines.rows[0].text


def test_when_a_company_can_be_visited_is_told_from_the_talk_that_is_planned(qtbot, school, page):
    planned(school, "Amira", hour=600)
    page.refresh()
    choose(school, page, "Amira")
    assert "bezoektijden onbekend" in page.hand.strip.reach.text()
    press(page, Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    dialog = opened(qtbot, VisitHoursDialog)
    dialog.form["days"].set_value({0, 3})
    dialog.save()
    assert "bezoek ma en do" in page.hand.strip.reach.text()
    assert page.calendar.board.lane_view("2027-03-02").cards.rows[0].missing.text == "Kan dan niet: leerbedrijf."


def test_what_does_not_fit_is_said_on_its_card(school, page):
    planned(school, "Amira", hour=600)
    planned(school, "Thijs", hour=605, moment=Moment.START)
    page.refresh()
    cards = page.calendar.board.lane_view("2027-03-02").cards.rows
    assert any(card.missing.text for card in cards)


def test_a_day_out_puts_who_is_near_on_that_day(qtbot, school, page):
    press(page, Qt.Key.Key_Z)
    dialog = opened(qtbot, DayOutDialog)
    dialog.form["town"].set_value("6511")
    dialog.form["day"].set_value(TUESDAY)
    dialog.form.changed.emit()
    assert [one.row.student for one in dialog.table.marked_rows()] == ["Amira Benhaddou"]
    dialog.plan_button.click()
    (one,) = row(school, page, "Amira").appointments
    assert (one.day, one.stage) == (TUESDAY, Stage.PROPOSED)


def test_a_talk_that_has_no_day_says_so_before_anybody_plans(school, page):
    choose(school, page, "Thijs")
    assert "past nu niet" not in page.hand.strip.reach.text()
    company = row(school, page, "Thijs").company_id
    school.do(keep_visit_hours, company_id=company, hours=VisitHours(("za",)))
    page.refresh()
    choose(school, page, "Thijs")
    assert "past nu niet: Geen gezamenlijke dag" in page.hand.strip.reach.text()


def test_who_is_ill_gets_other_days_after_it_was_said(qtbot, school, page, heard):
    said = heard(page.desk.stated)
    key = planned(school, "Amira")
    page.refresh()
    press(page, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    page.show_guide(school.supervisors["Mees Bruijn"])
    press(page, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    dialog = opened(qtbot, AbsenceDialog)
    dialog.form["first"].set_value(TODAY)
    dialog.save()
    assert dialog.isVisible()
    dialog.form["last"].set_value(date(2027, 3, 5))
    dialog.save()
    assert said == ["Mees Bruijn is afwezig van ma 1 mrt. tot en met vr 5 mrt."]
    assert page.calendar.board.lane_view("2027-03-02").cards.rows[0].missing.text == "Kan dan niet: begeleider."
    press(page, Qt.Key.Key_H)
    offer = opened(qtbot, PlanOfferDialog)
    assert any(line.kind is LineKind.MOVED and line.student == "Amira Benhaddou" for line in offer.table.rows.rows)
    offer.take_button.click()
    moved = next(one for one in row(school, page, "Amira").appointments if one.id == key)
    assert moved.day > date(2027, 3, 5)
