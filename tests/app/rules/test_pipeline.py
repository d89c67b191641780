import itertools
from dataclasses import replace
from datetime import date

import pytest

from app.rules.pipeline import (
    Facts,
    guards,
    lane_of,
    missing,
    missing_for_next,
    next_state,
    previous_state,
    state_of_system_status,
)
from app.terms.pipeline import Lane, State, SystemStatus

TODAY = date(2027, 3, 1)
SIGNED = Facts(
    State.AGREEMENT_SENT,
    TODAY,
    signed_by_student=True,
    signed_by_company=True,
    signed_by_school=True,
    first_day=date(2027, 2, 1),
    last_day=date(2027, 4, 16),
)


def words(facts: Facts, state: State) -> list[str]:
    return [guard.key for guard in missing(facts, state)]


def test_the_road_leads_from_proposal_to_the_end_and_back():
    road = [State.PROPOSED]
    while (following := next_state(road[-1])) is not None:
        road.append(following)
    assert road[-1] is State.COMPLETED
    for one, other in itertools.pairwise(road):
        assert previous_state(other) is one


def test_who_seeks_a_place_goes_on_only_by_a_company():
    for state in (State.WISH_READY, State.NO_PLACE, State.REPLACING):
        assert next_state(state) is None
        assert lane_of(state, None, TODAY) is Lane.SEEKING


def test_a_placement_that_is_over_is_to_be_closed():
    assert lane_of(State.STARTED, date(2027, 3, 1), TODAY) is Lane.RUNNING
    assert lane_of(State.STARTED, date(2027, 2, 28), TODAY) is Lane.CLOSING
    assert lane_of(State.COMPLETED, date(2027, 2, 28), TODAY) is None
    assert lane_of(State.EXEMPT, None, TODAY) is None


def test_a_minor_needs_a_guardians_signature_too():
    assert words(SIGNED, State.AGREEMENT_SIGNED) == []
    minor = replace(SIGNED, minor=True)
    assert words(minor, State.AGREEMENT_SIGNED) == ["signed_by_guardian"]
    assert words(minor, State.STARTED) == ["agreement"]
    assert words(replace(minor, signed_by_guardian=True), State.STARTED) == []


def test_nobody_starts_before_the_first_day_or_without_papers():
    early = replace(SIGNED, first_day=date(2027, 3, 2), signed_by_company=False)
    assert words(early, State.STARTED) == ["agreement", "first_day"]


def test_finishing_asks_for_the_schools_judgement_the_hours_and_the_norm():
    final = replace(SIGNED, state=State.FINAL)
    assert [guard.key for guard in missing_for_next(final)] == ["school_judgement", "hours", "norm"]
    done = replace(final, final_by_school=True, has_hours=True, norm_met=True)
    assert missing_for_next(done) == ()


def test_every_guard_has_a_sentence_a_word_and_a_predicate():
    for guard in guards():
        assert guard.text.endswith(".")
        assert guard.label
        missing(SIGNED, guard.state)


@pytest.mark.parametrize(
    ("status", "ended_on", "reason", "state"),
    [
        (SystemStatus.PROVISIONAL, None, None, State.PLACED),
        (SystemStatus.COMPLETE, None, None, State.ANNOUNCED),
        (SystemStatus.PRINTED, None, None, State.AGREEMENT_SENT),
        (SystemStatus.DEFINITE, None, None, State.STARTED),
        (SystemStatus.WITHDRAWN, None, None, State.STUDENT_WITHDREW),
        (SystemStatus.REJECTED, None, None, State.COMPANY_WITHDREW),
        (SystemStatus.ENDED, date(2027, 2, 10), "ander bedrijf", State.ENDED_EARLY),
        (SystemStatus.ENDED, date(2027, 2, 10), None, State.COMPLETED),
        (SystemStatus.ENDED, date(2027, 4, 16), "klaar", State.COMPLETED),
    ],
)
def test_the_student_systems_status_has_its_place_in_the_pipeline(status, ended_on, reason, state):
    found = state_of_system_status(
        status,
        first_day=date(2027, 2, 1),
        last_day=date(2027, 4, 16),
        ended_on=ended_on,
        end_reason=reason,
        today=TODAY,
    )
    assert found is state


def test_a_definite_placement_that_has_not_begun_is_only_signed():
    found = state_of_system_status(
        SystemStatus.DEFINITE,
        first_day=date(2027, 5, 1),
        last_day=date(2027, 6, 1),
        ended_on=None,
        end_reason=None,
        today=TODAY,
    )
    assert found is State.AGREEMENT_SIGNED
