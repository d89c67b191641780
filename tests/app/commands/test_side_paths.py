from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.commands import finding, people, pipeline, placing, recording
from app.errors import Refusal
from app.queries import board
from app.queries.student import student
from app.terms.company import Allowance
from app.terms.pipeline import Lane, State
from tests.dump import dump
from tests.school import ACTOR, SPRING, TODAY

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def card(school):
    def found(name):
        with school.store.reading() as session:
            (row,) = board.cards(session, participation_ids=[school.cards[name]], today=TODAY)
        return row

    return found


@pytest.fixture
def placement(school):
    def found(name):
        with school.store.reading() as session:
            return student(session, student_id=school.students[name], today=TODAY).cards[0].placement

    return found


def no_place(school, name, since=YESTERDAY, told_on=None):
    return school.store.change(
        finding.report_no_place, ACTOR, participation_id=school.cards[name], since=since, told_on=told_on
    ).step


def test_no_place_counts_from_its_own_day_and_asks_to_tell_the_adviser(school, card):
    no_place(school, "Oleksandra")
    row = card("Oleksandra")
    assert (row.state, row.since, row.ask.text) == (State.NO_PLACE, YESTERDAY, "tekort melden")
    no_place(school, "Oleksandra", told_on=TODAY)
    assert card("Oleksandra").ask.text == "plek vóór 15 mrt."
    assert card("Oleksandra").shortage_told_on == TODAY


@pytest.mark.parametrize(
    ("name", "back"), [("Oleksandra", State.WISH_READY), ("Noor", State.WISH_OPEN), ("Wiktoria", State.REPLACING)]
)
def test_seeking_again_brings_a_card_where_it_was(school, card, name, back):
    no_place(school, name, told_on=TODAY)
    no_place(school, name, since=None)
    assert (card(name).state, card(name).shortage_told_on) == (back, None)


def test_no_place_is_refused_for_who_has_one_and_for_days_to_come(school):
    with pytest.raises(Refusal, match="heeft een plaatsing"):
        no_place(school, "Zeynep")
    with pytest.raises(Refusal, match="staat niet op het bord"):
        no_place(school, "Meron")
    with pytest.raises(Refusal) as refused:
        no_place(school, "Noor", told_on=TODAY + timedelta(days=1))
    assert refused.value.field == "told_on"


def test_an_own_find_comes_in_at_the_recognition_and_undo_takes_the_new_company_along(school, card):
    before = dump(school.store)
    step = school.store.change(
        finding.take_own_find,
        ACTOR,
        participation_id=school.cards["Noor"],
        company_id=None,
        new=people.CompanyDraft("Kinderdagverblijf Pip", town="Beek"),
        company_person=" Lot Pip ",
    ).step
    row = card("Noor")
    assert (row.company, row.lane, row.state, row.self_found) == (
        "Kinderdagverblijf Pip",
        Lane.PROPOSAL,
        State.PLACED,
        True,
    )
    assert row.lacks == ("erkenning",)
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before


def test_an_own_find_needs_a_company_where_the_school_places_and_a_student_without_one(school):
    def find(name, company=None, new=None):
        school.do(finding.take_own_find, participation_id=school.cards[name], company_id=company, new=new)

    with pytest.raises(Refusal) as refused:
        find("Noor")
    assert refused.value.field == "company_id"
    with pytest.raises(Refusal, match="plaatst de school nu niet"):
        find("Noor", school.companies["Zorgboerderij De Hof"])
    with pytest.raises(Refusal, match="al een plaatsing"):
        find("Zeynep", school.companies["De Waalkade"])


def test_another_place_has_the_hours_that_are_left_and_starts_today_at_the_earliest(school, placement):
    key = school.placements["Isa"]
    with school.store.reading() as session:
        ended = student(session, student_id=school.students["Isa"], today=TODAY).cards[0].placements[0]
    assert ended.minutes_total == 24 * 60 * 201 // 7  # three days of eight hours, from 7 September to 26 March
    school.do(recording.record_hours, placement_id=key, minutes=400 * 60)
    school.do(finding.propose, participation_id=school.cards["Isa"], company_id=school.companies["Zorghuis Malden"])
    again = placement("Isa")
    assert again.minutes_total == ended.minutes_total - 400 * 60
    assert (again.first_day, again.last_day) == (TODAY, date(2027, 3, 26))


def test_hours_are_planned_anew_with_what_is_agreed_unless_somebody_says_how_many(school, placement):
    def agree(total):
        draft = placing.PlacementDraft(
            "Ank", date(2027, 3, 15), date(2027, 3, 28), 3, 1440, Allowance.NONE, None, minutes_total=total
        )
        school.do(placing.keep_placement, placement_id=school.placements["Zeynep"], draft=draft)
        return placement("Zeynep").minutes_total

    assert agree(None) == 2 * 1440
    assert agree(6000) == 6000


def test_who_returns_to_the_board_after_a_stopped_placement_needs_another(school, card):
    school.do(pipeline.stand_aside, participation_id=school.cards["Wiktoria"], state=State.POSTPONED)
    school.do(pipeline.return_to_board, participation_id=school.cards["Wiktoria"])
    assert (card("Wiktoria").state, card("Wiktoria").period) == (State.REPLACING, SPRING)
