from __future__ import annotations

from datetime import date

import pytest

from app.commands import agreements, pipeline, placing
from app.errors import Refusal
from app.queries import board
from app.queries.student import student
from app.terms.company import Allowance
from app.terms.pipeline import Lane, Party, State
from tests.dump import dump
from tests.school import ACTOR, REASON, TODAY


@pytest.fixture
def at(school):
    def found(name):
        with school.store.reading() as session:
            (row,) = board.cards(session, participation_ids=[school.cards[name]], today=TODAY)
        return row.lane, row.state

    return found


def test_a_card_goes_on_to_the_first_state_of_a_further_lane(school, at):
    key = (school.cards["Zeynep"],)
    school.do(pipeline.advance, participation_ids=key, until=Lane.PAPERS, reason=REASON)
    assert at("Zeynep") == (Lane.PAPERS, State.AGREEMENT_SENT)


def test_a_card_whose_placement_is_over_closes_without_passing_a_lane(school, at):
    key = (school.cards["Daan"],)
    school.do(pipeline.advance, participation_ids=key, until=Lane.CLOSING, reason=REASON)
    assert at("Daan") == (Lane.CLOSING, State.MIDTERM)


def test_a_card_goes_back_into_a_lane_and_undo_brings_it_where_it_was(school, at):
    before = dump(school.store)
    step = school.store.change(
        pipeline.step_back, ACTOR, participation_ids=(school.cards["Chenoa"],), until=Lane.PROPOSAL
    ).step
    assert at("Chenoa") == (Lane.PROPOSAL, State.INTRODUCED)
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before


def test_back_beyond_the_first_state_of_a_placement_is_refused(school):
    with pytest.raises(Refusal, match="Verder terug kan niet"):
        school.do(pipeline.step_back, participation_ids=(school.cards["Bram"],), until=Lane.SEEKING)


def test_nothing_happens_when_one_of_several_cannot_go_and_it_is_named(school):
    before = dump(school.store)
    cards = (school.cards["Zeynep"], school.cards["Joost"])
    with pytest.raises(Refusal, match="Joost van Eck: Er is nog geen stagebegeleider gekozen") as refused:
        school.do(pipeline.advance, participation_ids=cards)
    assert refused.value.override == "supervisor"
    assert dump(school.store) == before


def test_a_card_alone_needs_no_name(school):
    with pytest.raises(Refusal) as refused:
        school.do(pipeline.advance, participation_ids=(school.cards["Joost"],))
    assert str(refused.value) == "Er is nog geen stagebegeleider gekozen."


@pytest.fixture
def placement(school):
    def found(name):
        with school.store.reading() as session:
            return student(session, student_id=school.students[name], today=TODAY).cards[0].placement

    return found


def test_several_parties_sign_for_several_students_in_one_step(school, placement):
    keys = (school.placements["Yusuf"], school.placements["Joost"])
    signed = ((Party.SCHOOL, TODAY), (Party.COMPANY, TODAY))
    step = school.store.change(agreements.sign_agreements, ACTOR, placement_ids=keys, signed=signed).step
    for name in ("Yusuf", "Joost"):
        days = {row.party: row.signed_on for row in placement(name).signatures}
        assert (days[Party.SCHOOL], days[Party.COMPANY]) == (TODAY, TODAY)
    school.store.take_back(step, ACTOR)
    assert {row.signed_on for row in placement("Joost").signatures} == {None}


def agreed(**changes):
    draft = {
        "company_person": " Ank de Groot ",
        "first_day": TODAY,
        "last_day": TODAY,
        "days_per_week": 4,
        "minutes_per_week": 1920,
        "allowance": Allowance.NONE,
        "allowance_cents": 30_000,
    }
    return placing.PlacementDraft(**(draft | changes))


def test_what_was_agreed_is_kept_and_an_amount_only_with_an_allowance(school, placement):
    school.do(placing.keep_placement, placement_id=school.placements["Zeynep"], draft=agreed())
    row = placement("Zeynep")
    assert (row.company_person, row.first_day, row.last_day) == ("Ank de Groot", TODAY, TODAY)
    assert (row.days_per_week, row.minutes_per_week, row.allowance_cents) == (4, 1920, None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_day": date(2027, 3, 2)}, "last_day"),
        ({"allowance": Allowance.AMOUNT, "allowance_cents": None}, "allowance_cents"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(school, changes, field):
    with pytest.raises(Refusal) as refused:
        school.do(placing.keep_placement, placement_id=school.placements["Zeynep"], draft=agreed(**changes))
    assert refused.value.field == field
