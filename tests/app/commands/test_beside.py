from __future__ import annotations

from datetime import date

import pytest

from app.commands import pipeline, placing
from app.commands.placing import BesideDraft, PlacementDraft
from app.errors import Refusal
from app.queries import board
from app.queries.attention import attention
from app.queries.student import student
from app.rules.hours import planned_minutes
from app.terms.company import Allowance
from app.terms.pipeline import Lane, State
from app.terms.placing import HolidayWork, PlacementKind, Rhythm
from tests.dump import dump
from tests.school import ACTOR, TODAY

FIRST, LAST = date(2026, 9, 7), date(2027, 3, 26)


def beside(school, name, company, **wanted):
    given = {"kind": PlacementKind.BESIDE, "first_day": FIRST, "last_day": LAST, **wanted}
    draft = BesideDraft(school.companies[company], **given)
    return school.do(placing.place_beside, participation_id=school.cards[name], draft=draft)


def card(school, name, lead=()):
    with school.store.reading() as session:
        (row,) = board.cards(session, participation_ids=[school.cards[name]], today=TODAY, lead=lead)
    return row


def agreed(days, **more):
    return PlacementDraft(None, FIRST, LAST, None, 960, Allowance.UNKNOWN, None, weekdays=days, **more)


def test_a_card_shows_the_placement_that_asks_most_and_names_the_other(school):
    assert card(school, "Chenoa").state is State.AGREEMENT_SIGNED
    key = beside(school, "Chenoa", "De Waalkade", weekdays=("do", "vr"), first_day=date(2027, 3, 15))
    assert card(school, "Chenoa").placement_id == school.placements["Chenoa"]
    school.do(pipeline.advance, participation_ids=(school.cards["Chenoa"],), lead=(key,))
    row = card(school, "Chenoa")
    assert (row.placement_id, row.lane, row.where) == (key, Lane.PROPOSAL, "De Waalkade + Buurtzorg Hatert")
    other = card(school, "Chenoa", lead=(school.placements["Chenoa"],))
    assert (other.lane, other.where) == (Lane.PAPERS, "Buurtzorg Hatert + De Waalkade")


def test_of_two_placements_the_one_that_is_meant_goes_on(school):
    key = beside(school, "Ibrahim", "Hotel De Valkhof")
    school.do(placing.assign_supervisor, placement_ids=(key,), supervisor_id=school.supervisors["Mees Bruijn"])
    keys = (school.cards["Ibrahim"],)
    school.do(pipeline.advance, participation_ids=keys, lead=(key,))
    school.do(pipeline.step_back, participation_ids=keys, lead=(school.placements["Ibrahim"],))
    assert card(school, "Ibrahim", lead=(key,)).state is State.PLACED
    assert card(school, "Ibrahim", lead=(school.placements["Ibrahim"],)).state is State.STARTED


def test_nothing_of_the_second_placement_is_forgotten_on_vandaag(school):
    beside(school, "Ibrahim", "Hotel De Valkhof")
    with school.store.reading() as session:
        rows = [row for group in attention(session, today=TODAY) for row in group.rows]
    assert any(row.who == "Ibrahim Yıldız" and "Hotel De Valkhof" in row.what for row in rows)


def test_two_companies_cannot_have_the_same_day_unless_their_weeks_take_turns(school):
    key = school.placements["Ibrahim"]
    school.do(placing.keep_placement, placement_id=key, draft=agreed(("ma", "di"), rhythm=Rhythm.EVEN))
    with pytest.raises(Refusal, match="Op dinsdag is de student dan al bij Bakker & Zn") as refused:
        beside(school, "Ibrahim", "Hotel De Valkhof", weekdays=("di", "wo"))
    assert refused.value.field == "weekdays"
    beside(school, "Ibrahim", "Hotel De Valkhof", weekdays=("di", "wo"), rhythm=Rhythm.ODD)


def test_a_placement_that_is_lengthened_takes_over_what_was_agreed(school):
    with pytest.raises(Refusal, match="dan al bij dit leerbedrijf"):
        beside(school, "Ibrahim", "Bakker & Zn.", kind=PlacementKind.EXTENSION)
    key = beside(
        school,
        "Ibrahim",
        "Bakker & Zn.",
        kind=PlacementKind.EXTENSION,
        first_day=date(2027, 3, 29),
        last_day=date(2027, 5, 7),
    )
    with school.store.reading() as session:
        row = student(session, student_id=school.students["Ibrahim"], today=TODAY)
    before, after = (
        next(one for one in row.cards[0].placements if one.id == wanted)
        for wanted in (school.placements["Ibrahim"], key)
    )
    assert (after.company_person, after.supervisor, after.kind) == (
        before.company_person,
        before.supervisor,
        PlacementKind.EXTENSION,
    )


def test_somebody_without_a_placement_gets_a_first_one_first(school):
    with pytest.raises(Refusal, match="Kies eerst een leerbedrijf"):
        beside(school, "Noor", "De Waalkade")


def test_a_second_placement_can_be_taken_back(school):
    before = dump(school.store)
    draft = BesideDraft(school.companies["Hotel De Valkhof"], PlacementKind.ELECTIVE, FIRST, LAST)
    made = school.store.change(placing.place_beside, ACTOR, participation_id=school.cards["Thijs"], draft=draft)
    school.store.take_back(made.step, ACTOR)
    assert dump(school.store) == before


def test_weeks_that_take_turns_and_free_holidays_count_for_the_hours():
    monday, sunday = date(2027, 3, 1), date(2027, 3, 28)
    assert planned_minutes(monday, sunday, 960) == 4 * 960
    assert planned_minutes(monday, sunday, 960, Rhythm.ODD) == 2 * 960
    week = frozenset(date(2027, 3, day) for day in range(1, 8))
    assert planned_minutes(monday, sunday, 960, free=week) == 3 * 960


def test_days_by_name_say_how_many_there_are(school):
    key = school.placements["Ibrahim"]
    school.do(placing.keep_placement, placement_id=key, draft=agreed(("vr", "ma"), holidays=HolidayWork.WORKED))
    with school.store.reading() as session:
        row = student(session, student_id=school.students["Ibrahim"], today=TODAY).cards[0].placement
    assert (row.weekdays, row.days_per_week, row.holidays) == (("ma", "vr"), 2, HolidayWork.WORKED)
