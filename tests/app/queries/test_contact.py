from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.commands import contact as planning_commands
from app.commands import contact_norms, contact_report
from app.commands.contact import AppointmentDraft, PlannedTalk
from app.commands.contact_report import PromiseDraft, ReportDraft
from app.commands.placing import assign_supervisor
from app.commands.recording import ContactDraft
from app.errors import Refusal
from app.queries.attention import attention
from app.queries.contact import contact, contacts
from app.queries.contact_day import begins, day_route, near, towns
from app.queries.contact_map import day_map
from app.queries.contact_norm import norm_sets
from app.queries.contact_plan import conflicts, planning, supervisor_of
from app.queries.contact_words import clock_time, why, window
from app.queries.history import history
from app.scheduling import Code, Reason, check, plan
from app.terms.contact import DayPart, Short, Stage, Verdict
from app.terms.pipeline import Form, Moment, Party
from app.terms.school import Path
from tests.school import TODAY

TUESDAY = date(2027, 3, 2)


def rows(school, **view):
    with school.store.reading() as session:
        return {row.student.split()[0]: row for row in contacts(session, today=TODAY, **view)}


def draft(day=TUESDAY, hour=None, moment=Moment.MIDDLE, form=Form.VISIT):
    return AppointmentDraft(moment, form, day, DayPart.MORNING, hour)


def planned(school, name="Amira", **of):
    return school.do(planning_commands.keep_appointment, placement_id=school.placements[name], draft=draft(**of))


def told(school, name="Amira"):
    with school.store.reading() as session:
        return contact(session, school.placements[name], today=TODAY)


def report(**changes):
    talk = ContactDraft(Moment.MIDDLE, Form.VISIT, TODAY, student=True, company=True, school=True)
    values = {
        "talk": talk,
        "goals_clear": Verdict.YES,
        "units": (),
        "minutes_done": 212 * 60,
        "guidance": Verdict.YES,
        "guidance_words": "Elke maandag een half uur",
        "costs": Verdict.PARTLY,
        "costs_lacking": ("reiskosten",),
        "promises": (PromiseDraft("Reiskosten uitbetalen", Party.COMPANY, date(2027, 3, 12)),),
        "next_on": None,
        "next_moment": None,
        "agreed": (Party.STUDENT, Party.COMPANY, Party.SCHOOL),
    }
    return ReportDraft(**values | changes)


def test_every_running_placement_is_asked_after_with_its_reasons(school):
    found = rows(school)
    assert {"Amira", "Thijs", "Ibrahim", "Yusuf", "Chenoa", "Daan"} <= found.keys()
    assert "Gijs" not in found
    assert found["Amira"].short == (Short.OVERDUE, Short.START_LATE, Short.NO_VISIT)
    assert found["Thijs"].need.moment is Moment.START
    assert found["Ibrahim"].need.moment is Moment.END


def test_a_set_for_a_leerweg_and_the_promise_of_an_agreement_change_what_is_asked(school):
    key = school.do(
        contact_norms.keep_norm_set,
        draft=contact_norms.NormSetDraft(
            school.programmes["KOK"], Path.BOL, None, 2, 1, 28, 14, date(2026, 8, 1), None, "Teambesluit Kok"
        ),
    )
    found = rows(school)
    assert (found["Thijs"].norm.joint, found["Thijs"].norm.source) == (2, "Teambesluit Kok")
    assert found["Amira"].norm.joint == 3
    assert found["Ibrahim"].held.met
    school.do(contact_norms.promise_talks, placement_id=school.placements["Ibrahim"], joint=4, physical=2)
    assert rows(school)["Ibrahim"].norm.joint == 4
    with school.store.reading() as session:
        assert [row.programme for row in norm_sets(session)] == ["Kok"]
    school.do(contact_norms.remove_norm_set, norm_set_id=key)
    school.do(contact_norms.promise_talks, placement_id=school.placements["Ibrahim"], joint=0, physical=0)
    assert rows(school)["Ibrahim"].norm.joint == 3


def test_another_supervisor_takes_nothing_away_of_what_was_held(school):
    before = told(school, "Ibrahim")
    other = next(key for key in school.supervisors.values() if key != before.supervisor_id)
    school.do(assign_supervisor, placement_ids=(before.placement_id,), supervisor_id=other)
    after = told(school, "Ibrahim")
    assert after.supervisor_id == other
    assert (after.held, after.slots) == (before.held, before.slots)


def test_a_norm_without_source_or_subject_is_refused(school):
    none = contact_norms.NormSetDraft(None, None, None, 2, 1, 28, 14, TODAY, None, "Besluit")
    with pytest.raises(Refusal, match="Voor welke stages"):
        school.do(contact_norms.keep_norm_set, draft=none)
    unsaid = contact_norms.NormSetDraft(None, Path.BBL, None, 2, 1, 28, 14, TODAY, None, " ")
    with pytest.raises(Refusal, match="Noem het besluit"):
        school.do(contact_norms.keep_norm_set, draft=unsaid)


def test_a_talk_that_is_not_possible_stays_short_and_needs_its_reason(school):
    where = {"placement_id": school.placements["Ibrahim"], "moment": Moment.END}
    with pytest.raises(Refusal):
        school.do(contact_norms.declare_impossible, reason="nee", **where)
    school.do(contact_norms.declare_impossible, reason="Het leerbedrijf is failliet", **where)
    row = told(school, "Ibrahim")
    assert Short.IMPOSSIBLE in row.short
    assert row.need is None
    assert not row.held.met
    school.do(contact_norms.declare_impossible, reason="", **where)
    assert told(school, "Ibrahim").need.moment is Moment.END


def test_an_hour_makes_a_proposal_agreed_and_each_change_after_that_counts(school):
    key = planned(school)
    (row,) = told(school).appointments
    assert (row.stage, row.sequence, row.starts_at) == (Stage.PROPOSED, 0, None)
    school.do(
        planning_commands.keep_appointment,
        placement_id=school.placements["Amira"],
        draft=draft(hour=570),
        appointment_id=key,
    )
    (row,) = told(school).appointments
    assert (row.stage, row.sequence, clock_time(row.likely_at)) == (Stage.AGREED, 0, "9:30")
    school.do(planning_commands.move_appointments, appointment_ids=(key,), day=TUESDAY + timedelta(days=1))
    (row,) = told(school).appointments
    assert (row.day.day, row.sequence, row.starts_at) == (3, 1, 570)
    with pytest.raises(Refusal, match="Waarom"):
        school.do(planning_commands.cancel_appointment, appointment_id=key)
    school.do(planning_commands.cancel_appointment, appointment_id=key, reason="Praktijkopleider is ziek")
    assert told(school).appointments == ()


@pytest.mark.parametrize(
    ("day", "words"), [(date(2027, 2, 26), "al geweest"), (date(2027, 3, 6), "zaterdag")], ids=["past", "weekend"]
)
def test_days_on_which_nothing_can_be_planned_are_refused(school, day, words):
    with pytest.raises(Refusal, match=words):
        planned(school, day=day)


def test_a_report_records_the_talk_the_hours_the_promises_and_the_next_day(school):
    key = planned(school, "Ibrahim", hour=600, moment=Moment.END, day=TODAY)
    talk = school.do(
        contact_report.report_talk,
        placement_id=school.placements["Ibrahim"],
        draft=report(
            talk=ContactDraft(Moment.END, Form.VISIT, TODAY, student=True, company=True, school=True),
            next_on=date(2027, 3, 22),
            next_moment=Moment.EXTRA,
        ),
        appointment_id=key,
    )
    row = told(school, "Ibrahim")
    assert row.held.met
    assert [one.stage for one in row.appointments] == [Stage.HELD, Stage.PROPOSED]
    (promise,) = row.promises
    assert (promise.owner, promise.due_on, promise.kept_on) == (Party.COMPANY, date(2027, 3, 12), None)
    school.do(contact_report.keep_promise, promise_id=promise.id, kept=True)
    assert told(school, "Ibrahim").promises[0].kept_on == TODAY
    with school.store.reading() as session:
        assert [step.deed.label for step in history(session, keys=(talk,), limit=5)] == ["gesprek verslagen"]


def test_planned_is_not_held(school):
    with pytest.raises(Refusal, match="Gepland is niet gehouden"):
        school.do(
            contact_report.report_talk,
            placement_id=school.placements["Amira"],
            draft=report(talk=ContactDraft(Moment.START, Form.VISIT, TUESDAY, student=True, company=True, school=True)),
        )


def test_the_planner_gets_the_school_and_its_plan_can_be_taken_over(school):
    with school.store.reading() as session:
        found = contacts(session, today=TODAY)
        asked = planning(session, found, today=TODAY)
    answer = plan(asked.problem, iterations=200)
    assert check(asked.problem, answer) == []
    talks = tuple(
        PlannedTalk(
            asked.needs[one.need].row.placement_id,
            asked.needs[one.need].moment,
            Form.VISIT,
            one.day,
            DayPart.MORNING,
            45,
            one.earliest,
            one.latest,
        )
        for one in answer.appointments
    )
    assert talks
    assert school.do(planning_commands.accept_plan, talks=talks) == len(talks)
    again = rows(school)
    assert sum(len(row.appointments) for row in again.values()) == len(talks)
    assert supervisor_of(again.values())


def test_what_does_not_fit_says_why(school):
    first = planned(school, "Amira", hour=600, day=date(2027, 3, 2))
    planned(school, "Thijs", hour=610, day=date(2027, 3, 2), moment=Moment.START)
    with school.store.reading() as session:
        asked = planning(session, contacts(session, today=TODAY), today=TODAY)
        found = conflicts(asked)
    assert first in found
    assert all(why(reason).endswith(".") for reason in found.values())


def test_busy_times_of_a_supervisor_are_joined_and_replaced(school):
    mees = school.supervisors["Mees Bruijn"]
    times = ((TUESDAY, 540, 600), (TUESDAY, 590, 660), (TUESDAY, 700, 700))
    assert school.do(planning_commands.keep_busy_times, supervisor_id=mees, times=times) == 1
    with school.store.reading() as session:
        asked = planning(session, contacts(session, today=TODAY), today=TODAY)
    busy = [one for row in asked.problem.availability for one in row.busy]
    assert [(one.start, one.end) for one in busy] == [(540, 660)]
    assert school.do(planning_commands.keep_busy_times, supervisor_id=mees, times=()) == 0


def test_a_day_has_its_talks_in_order_with_estimated_ways_and_the_way_home(school):
    planned(school, "Thijs", hour=660, moment=Moment.START)
    planned(school, "Amira", hour=560)
    with school.store.reading() as session:
        found = contacts(session, today=TODAY)
        route = day_route(session, found, day=TUESDAY, supervisor_id=school.supervisors["Mees Bruijn"])
    assert [stop.row.student.split()[0] for stop in route.stops] == ["Amira", "Thijs"]
    assert [stop.number for stop in route.stops] == [1, 2]
    assert route.stops[1].leave_before < 660
    assert route.kilometres >= 2 * route.home.kilometres > 20
    assert route.minutes % 5 == 0
    assert begins(route.stops[0].appointment) == 560


def test_nobody_drives_from_one_talk_to_the_next_on_a_day_of_everybody(school):
    planned(school, "Thijs", hour=660, moment=Moment.START)
    planned(school, "Amira", hour=560)
    with school.store.reading() as session:
        route = day_route(session, contacts(session, today=TODAY), day=TUESDAY, supervisor_id=None)
    assert [stop.way for stop in route.stops] == [None, None]
    assert (route.home, route.kilometres, route.minutes) == (None, 0, 0)


def test_a_day_out_offers_what_is_due_and_near(school):
    with school.store.reading() as session:
        found = contacts(session, today=TODAY)
        offered = near(session, found, pc4="6511", day=TUESDAY, supervisor_id=None, within=5)
    assert [one.row.student.split()[0] for one in offered] == ["Amira"]
    assert ("Arnhem", "6811") in towns(found)


@pytest.mark.parametrize("code", Code, ids=str)
def test_every_reason_of_the_planner_has_its_sentence(code):
    assert why(Reason(code, (0, 1, 2))).endswith(".")


def test_a_window_is_told_as_times_or_as_a_part_of_the_day():
    assert window(DayPart.MORNING, None, None) == "ochtend"
    assert window(DayPart.MORNING, 540, 615) == "tussen 9:00 en 10:15"
    assert window(DayPart.MORNING, 540, 540) == "9:00"


def test_talks_of_a_placement_that_is_over_cannot_be_planned(school):
    with pytest.raises(Refusal, match="al voorbij"):
        planned(school, "Isa")


def late_on_both(school):
    with school.store.reading() as session:
        today_says = {group.reason: len(group.rows) for group in attention(session, today=TODAY)}.get("no_talk", 0)
        contact_says = sum(Short.OVERDUE in row.short for row in contacts(session, today=TODAY))
    return today_says, contact_says


def test_vandaag_and_contact_count_the_same_talks_as_late_and_none_for_which_a_day_is_planned(school):
    assert late_on_both(school) == (2, 2)
    planned(school, "Thijs", moment=Moment.START)
    assert late_on_both(school) == (1, 1)


def test_a_public_holiday_is_no_day_to_plan_on_although_the_school_named_none(school):
    easter_monday = date(2027, 3, 29)
    key = planned(school, "Chenoa", day=easter_monday, moment=Moment.START)
    with school.store.reading() as session:
        asked = planning(session, contacts(session, today=TODAY), today=TODAY)
    assert why(conflicts(asked)[key]) == "De school is dan dicht."


def test_a_day_that_was_called_off_is_not_proposed_again(school):
    key = planned(school, "Thijs", hour=600, moment=Moment.START)
    school.do(planning_commands.cancel_appointment, appointment_id=key, reason="Praktijkopleider is ziek")
    with school.store.reading() as session:
        asked = planning(session, contacts(session, today=TODAY), today=TODAY)
        row = contact(session, school.placements["Thijs"], today=TODAY)
        assert near(session, [row], pc4=row.pc4, day=TUESDAY, supervisor_id=None, within=8) == ()
    (need,) = (need for need in asked.problem.needs if asked.needs[need.key].row == row and need.rank == 0)
    assert need.not_on == {TUESDAY}
    found = plan(asked.problem, iterations=50)
    assert [one.day for one in found.appointments if one.need == need.key] != [TUESDAY]
    assert check(asked.problem, found) == []


def test_the_map_has_the_stops_of_a_day_around_the_school_and_says_what_it_does_not_know(school):
    for name, hour in (("Amira", 560), ("Thijs", 660)):
        planned(school, name, hour=hour)
    guide = school.supervisors["Mees Bruijn"]
    with school.store.reading() as session:
        route = day_route(session, contacts(session, today=TODAY), day=TUESDAY, supervisor_id=guide)
        found = day_map(session, route)
        astray = replace(route, stops=tuple(replace(stop, row=replace(stop.row, pc4="")) for stop in route.stops))
        assert day_map(session, astray) is None
        half = day_map(session, replace(route, stops=(route.stops[0], astray.stops[1])))
    assert sorted(number for stop in found.stops for number in stop.numbers) == [1, 2]
    assert all(max(abs(stop.spot.east), abs(stop.spot.north)) < found.reach for stop in found.stops)
    assert found.around
    assert (found.unknown, half.unknown) == (0, 1)
