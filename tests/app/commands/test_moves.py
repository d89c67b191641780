from __future__ import annotations

import pytest

from app.commands import pipeline
from app.errors import Refusal
from app.queries.board import card
from app.terms.pipeline import Lane, State
from tests.dump import dump
from tests.school import ACTOR, REASON, TODAY


@pytest.fixture
def at(school):
    def found(name):
        with school.store.reading() as session:
            row = card(session, participation_id=school.cards[name], today=TODAY)
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
