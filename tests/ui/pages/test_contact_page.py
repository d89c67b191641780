"""The page Contact: needs, week and day by key and mouse, the planner's offer, and the norms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from shiboken6 import delete

from app.commands.contact_report import PromiseDraft, report_talk
from app.commands.recording import ContactDraft
from app.terms.contact import Stage
from app.terms.pipeline import Form, Moment, Party
from tests.school import TODAY
from tests.ui.laws import clipped, nameless, untranslated
from tests.ui.pages.contact_desk import TUESDAY, choose, opened, planned, press, row, shown
from ui.dialogs.appointment import AppointmentDialog
from ui.dialogs.call_off import CallOffDialog
from ui.dialogs.export_list import ExportListDialog
from ui.dialogs.norm_set import NormSetDialog
from ui.dialogs.own_norm import OwnNormDialog
from ui.dialogs.plan_offer import LineKind, PlanOfferDialog
from ui.pages.contact import ContactPage
from ui.reporting.answers import Answers
from ui.theme import apply
from ui.widgets.button import Button
from ui.widgets.rings import Held
from ui.widgets.time_field import parse_time

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot, desk, actions):
    return shown(qtbot, desk, actions)


def group(page, key):
    return [need.title for group in page.needs._groups if group.key == key for need in group.needs]


def test_who_needs_a_talk_stands_by_urgency_with_the_reason_in_words(school, page):
    assert set(group(page, "late")) == {"Amira Benhaddou", "Thijs Janssen"}
    choose(school, page, "Thijs")
    assert "0 van 3 · te laat · geen bezoek" in page.hand.strip.reach.text()
    assert [ring.held for ring in page.hand.strip.light.rings] == [Held.LATE, Held.LATE, Held.PLANNED]
    assert page.hand.row.student == "Thijs Janssen"


def test_a_talk_is_planned_agreed_and_moved_by_key(qtbot, school, page, heard):
    said = heard(page.desk.stated)
    choose(school, page, "Amira")
    press(page, Qt.Key.Key_P)
    dialog = opened(qtbot, AppointmentDialog)
    dialog.form["day"].set_value(TUESDAY)
    dialog.save()
    assert said == ["Gesprek met Amira Benhaddou voorgesteld op di 2 mrt."]
    (one,) = row(school, page, "Amira").appointments
    assert (one.stage, one.day) == (Stage.PROPOSED, TUESDAY)
    press(page, Qt.Key.Key_A)
    dialog = opened(qtbot, AppointmentDialog)
    assert dialog.form["starts_at"].value == 9 * 60
    dialog.save()
    assert said[-1] == "Afgesproken met Amira Benhaddou: di 2 mrt. om 9:00"
    page.calendar.board.focus()
    press(page, Qt.Key.Key_Right, CTRL)
    assert row(school, page, "Amira").appointments[0].day == date(2027, 3, 3)
    page.desk.undo()
    assert row(school, page, "Amira").appointments[0].day == TUESDAY


def test_dropping_a_card_on_another_day_moves_it(school, page):
    key = planned(school, "Amira")
    page.refresh()
    page.calendar.board.dropped.emit([key], "2027-03-05")
    assert row(school, page, "Amira").appointments[0].day == date(2027, 3, 5)


def test_a_day_that_went_by_is_refused_in_words(school, page, heard):
    said = heard(page.desk.refused)
    key = planned(school, "Amira")
    page.refresh()
    page.calendar.board.dropped.emit([key], "2027-02-26")
    assert said == ["Deze dag is al geweest."]


def test_an_agreed_talk_that_does_not_go_on_asks_why_a_proposal_just_goes(qtbot, school, page):
    planned(school, "Amira", hour=600)
    planned(school, "Thijs", moment=Moment.START)
    page.refresh()
    choose(school, page, "Amira")
    press(page, Qt.Key.Key_X)
    dialog = opened(qtbot, CallOffDialog)
    dialog.form["reason"].set_value("Praktijkopleider is ziek")
    dialog.save()
    choose(school, page, "Thijs")
    press(page, Qt.Key.Key_X)
    assert row(school, page, "Amira").appointments == row(school, page, "Thijs").appointments == ()


def test_a_talk_that_was_called_off_goes_out_as_a_cancellation_and_its_day_is_not_asked_again(
    qtbot, school, page, tmp_path
):
    planned(school, "Amira", hour=600)
    page.refresh()
    choose(school, page, "Amira")
    press(page, Qt.Key.Key_X)
    dialog = opened(qtbot, CallOffDialog)
    dialog.form["reason"].set_value("Praktijkopleider is ziek")
    dialog.form["mail"].set_value(True)
    dialog.save()
    where = opened(qtbot, QFileDialog)
    target = tmp_path / "afzegging.eml"
    where.fileSelected.emit(str(target))
    where.reject()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: page.desk.lanes.idle)
    message = message_from_bytes(target.read_bytes())
    calendar = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    words = calendar.get_payload(decode=True).decode()
    assert "METHOD:CANCEL" in words
    assert "SEQUENCE:1" in words
    assert "ziek" not in words
    assert row(school, page, "Amira").called_off == ((Moment.MIDDLE, TUESDAY),)


def test_the_planner_offers_and_nothing_changes_before_it_is_taken(qtbot, school, page, heard):
    said = heard(page.desk.stated)
    press(page, Qt.Key.Key_S)
    dialog = opened(qtbot, PlanOfferDialog)
    lines = dialog.table.rows.rows
    assert {line.kind for line in lines} <= {LineKind.NEW, LineKind.LEFT}
    assert all(bool(line.why) is (line.kind is LineKind.LEFT) for line in lines)
    assert not any(one.appointments for one in page._rows.values())
    dialog.take_button.click()
    new = sum(line.kind is LineKind.NEW for line in lines)
    assert said[-1].startswith(f"{new} gesprek")
    assert sum(len(one.appointments) for one in page._rows.values()) == new
    page.desk.undo()
    assert not any(one.appointments for one in page._rows.values())


def test_filling_up_keeps_what_stands(qtbot, school, page):
    key = planned(school, "Amira", day=date(2027, 3, 9))
    page.refresh()
    press(page, Qt.Key.Key_H)
    dialog = opened(qtbot, PlanOfferDialog)
    assert not any(line.kind in {LineKind.MOVED, LineKind.GONE} for line in dialog.table.rows.rows)
    dialog.take_button.click()
    kept = next(one for one in row(school, page, "Amira").appointments if one.id == key)
    assert kept.day == date(2027, 3, 9)


def test_each_supervisor_has_a_line_and_enter_shows_theirs(school, page):
    press(page, Qt.Key.Key_B)
    assert {line.name for line in page.guides.table.rows.rows} >= {"Mees Bruijn", "Fatima Bakkali"}
    page.guides.table.choose("Mees Bruijn")
    press(page, Qt.Key.Key_Return)
    assert page._guide_button.text() == "Mees Bruijn"
    assert page.calendar.board.isVisible()


def test_the_shortfall_goes_along_as_a_file(qtbot, page, actions):
    actions.get("contact.export").trigger()
    dialog = opened(qtbot, ExportListDialog)
    assert page.short.isVisible()
    assert all(not one.held.met for one in page.short.rows.rows)
    dialog.reject()


def test_a_norm_for_some_placements_is_added_changed_and_removed(qtbot, school, page):
    press(page, Qt.Key.Key_N)
    press(page, Qt.Key.Key_N, CTRL)
    dialog = opened(qtbot, NormSetDialog)
    dialog.form["programme_id"].set_value(school.programmes["KOK"])
    dialog.form["joint"].set_value(2)
    dialog.form["valid_from"].set_value(date(2026, 8, 1))
    dialog.form["source"].set_value("Teambesluit Kok")
    dialog.save()
    (line,) = page.norms.table.rows.rows
    assert (line.programme, line.norm.joint) == ("Kok", 2)
    assert row(school, page, "Thijs").norm.joint == 2
    page.norms.table.choose(line.id)
    press(page, Qt.Key.Key_Return)
    opened(qtbot, NormSetDialog).reject()
    page.norms.table.setFocus()
    press(page, Qt.Key.Key_Delete, CTRL)
    assert page.norms.table.rows.rowCount() == 0
    assert row(school, page, "Thijs").norm.joint == 3


def test_enter_opens_the_student(school, page, heard):
    wanted = heard(page.desk.open_wanted)
    choose(school, page, "Amira")
    press(page, Qt.Key.Key_Return)
    assert wanted == [("student", school.students["Amira"], "")]


def test_a_report_is_wanted_for_the_talk_of_today(school, page, heard):
    wanted = heard(page.desk.report_wanted)
    key = planned(school, "Amira", day=TODAY, hour=600)
    page.refresh()
    choose(school, page, "Amira")
    press(page, Qt.Key.Key_V)
    choose(school, page, "Thijs")
    press(page, Qt.Key.Key_V)
    assert wanted == [(school.placements["Amira"], key), (school.placements["Thijs"], None)]


def test_nobody_can_be_planned_while_names_are_hidden(page, heard):
    said = heard(page.desk.refused)
    page.desk.present(True)
    press(page, Qt.Key.Key_S)
    press(page, Qt.Key.Key_Z)
    assert len(said) == 2
    assert "Benhaddou" not in " ".join(group(page, "late"))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off_and_every_control_has_a_name(qapp, qtbot, school, page, scale):
    planned(school, "Amira", hour=600)
    page.refresh()
    for view in ("week", "day", "shares", "short", "norms"):
        apply(qapp, "dark", scale)
        page.switch.choose(view)
        choose(school, page, "Thijs")
        qtbot.waitUntil(lambda: clipped(page) == [])
        assert (view, nameless(page)) == (view, [])


@pytest.mark.usefixtures("shout")
def test_every_word_is_translatable(desk, actions):
    page = ContactPage(desk, actions)
    page.show()
    assert untranslated(page, {"ma ", "di ", "wo ", "do ", "vr ", "1 mrt."}) == []
    delete(page)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("9:30", 570), ("9.30", 570), ("930", 570), ("9u30", 570), ("9", 540), ("14u", 840), ("24:00", None), ("x", None)],
    ids=str,
)
def test_a_time_is_read_as_people_write_it(typed, minutes):
    assert parse_time(typed) == minutes


def test_a_placement_can_promise_more_and_a_talk_can_be_impossible(qtbot, school, page):
    choose(school, page, "Ibrahim")
    press(page, Qt.Key.Key_O)
    dialog = opened(qtbot, OwnNormDialog)
    dialog.form["joint"].set_value(4)
    dialog.form["physical"].set_value(1)
    dialog.form["moment"].set_value(Moment.END)
    dialog.save()
    assert dialog.isVisible()
    dialog.form["reason"].set_value("Het leerbedrijf is failliet")
    dialog.save()
    shown = row(school, page, "Ibrahim")
    assert (shown.norm.joint, shown.impossible) == (4, (Moment.END,))
    assert "niet mogelijk" in page.hand.strip.reach.text()
    page.desk.undo()
    assert row(school, page, "Ibrahim").norm.joint == 3


def test_an_open_promise_is_ticked_off_where_the_student_stands(qtbot, school, page):
    talk = ContactDraft(Moment.MIDDLE, Form.VISIT, TODAY, student=True, company=True, school=True)
    answers = Answers(held_on=TODAY.isoformat()).draft(None)
    made = PromiseDraft("Logboek inleveren", Party.STUDENT, TUESDAY)
    draft = replace(answers, talk=talk, promises=(made,))
    school.do(report_talk, placement_id=school.placements["Amira"], draft=draft)
    page.refresh()
    choose(school, page, "Amira")
    (button,) = [one for one in page.hand.strip.findChildren(Button) if "Logboek" in one.text()]
    assert button.text() == "Gedaan: Logboek inleveren · student · vóór di 2 mrt."
    button.click()
    assert row(school, page, "Amira").promises[0].kept_on == TODAY
    qtbot.waitUntil(lambda: not any("Logboek" in one.text() for one in page.hand.strip.findChildren(Button)))
