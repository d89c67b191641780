from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.rules.asks import Urgency, asks, kind_of_guard
from app.rules.norm import Norm, Standing
from app.rules.pipeline import Facts, guards
from app.terms.company import RecognitionStand
from app.terms.pipeline import State

TODAY = date(2027, 3, 1)
NORM = Norm(3, 1)
NOTHING, MET = Standing(0, 0, NORM, date(2027, 1, 22)), Standing(3, 1, NORM)
SIGNED = {
    "signed_by_student": True,
    "signed_by_company": True,
    "signed_by_school": True,
    "has_supervisor": True,
    "recognition": RecognitionStand.IN_TIME,
    "has_company_person": True,
}


def ask(state, contact=NOTHING, *, begins=TODAY, **facts):
    said = asks(Facts(state, TODAY, **facts), contact, begins)
    return said.text, said.urgency


def after(days):
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "text", "urgency"),
    [
        (-3, "start was 26 feb.", Urgency.LATE),
        (0, "start was 1 mrt.", Urgency.LATE),
        (14, "plek vóór 15 mrt.", Urgency.LATE),
        (15, "plek vóór 16 mrt.", Urgency.SOON),
        (28, "plek vóór 29 mrt.", Urgency.SOON),
        (29, "compleet", Urgency.DONE),
    ],
)
def test_who_seeks_is_more_urgent_as_the_start_comes_near(days, text, urgency):
    assert ask(State.WISH_READY, begins=after(days), has_wish=True) == (text, urgency)


def test_a_wish_comes_before_a_place_while_there_is_time():
    assert ask(State.WISH_OPEN, begins=after(60)) == ("leerwens", Urgency.SOON)
    assert ask(State.WISH_OPEN, begins=after(60), has_wish=True) == ("compleet", Urgency.DONE)


@pytest.mark.parametrize("state", [State.NO_PLACE, State.REPLACING])
def test_who_lost_or_missed_a_place_always_asks(state):
    assert ask(state, begins=after(90), has_wish=True, shortage_told=True) == ("plek vóór 30 mei", Urgency.SOON)


def test_a_shortage_is_told_to_the_adviser_first():
    assert ask(State.NO_PLACE, begins=after(90), has_wish=True) == ("tekort melden", Urgency.SOON)
    assert ask(State.NO_PLACE, begins=after(14), has_wish=True) == ("tekort melden", Urgency.LATE)


def test_what_a_proposal_lacks_and_how_much_more():
    assert ask(State.PLACED, begins=after(30)) == ("erkenning +1", Urgency.SOON)
    assert ask(State.PLACED, begins=after(7)) == ("erkenning +1", Urgency.LATE)
    assert ask(State.PROPOSED, begins=after(7)) == ("compleet", Urgency.DONE)


def test_a_signed_agreement_waits_for_the_first_day():
    first = after(1)
    assert ask(State.AGREEMENT_SIGNED, begins=first, first_day=first, **SIGNED) == ("start over 1 dag", Urgency.CALM)
    assert ask(State.AGREEMENT_SIGNED, first_day=TODAY, **SIGNED) == ("compleet", Urgency.DONE)


def test_a_minor_needs_a_guardian():
    facts = {**SIGNED, "minor": True}
    assert ask(State.AGREEMENT_SENT, begins=after(30), **facts) == ("handtekening ouder", Urgency.SOON)


def running(contact, *, state=State.STARTED, started=-60, ends=60, **facts):
    days = {"first_day": after(started), "last_day": after(ends)}
    return ask(state, contact, begins=after(started), **{**SIGNED, **days, **facts})


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (NOTHING, ("0 van 3 contacten", Urgency.LATE)),
        (Standing(1, 0, NORM), ("1 van 3 · geen bezoek", Urgency.CALM)),
        (MET, ("3 van 3 contacten", Urgency.DONE)),
    ],
)
def test_who_runs_is_held_against_the_norm(contact, said):
    assert running(contact) == said


def test_who_runs_without_a_signed_agreement_is_late_whatever_the_talks():
    assert running(MET, signed_by_company=False) == ("getekende POK", Urgency.LATE)


def test_past_halfway_the_judgement_of_the_middle_is_missed():
    assert running(MET, started=-61, ends=60) == ("tussenbeoordeling", Urgency.SOON)
    assert running(MET, started=-61, ends=60, midterm_by_company=True) == ("3 van 3 contacten", Urgency.DONE)
    assert running(MET, started=-61, ends=60, state=State.MIDTERM) == ("3 van 3 contacten", Urgency.DONE)


@pytest.mark.parametrize(
    ("over", "facts", "said"),
    [
        (1, {}, ("eindbeoordeling +2", Urgency.SOON)),
        (15, {}, ("eindbeoordeling +2", Urgency.LATE)),
        (1, {"final_by_company": True}, ("oordeel school +1", Urgency.SOON)),
        (1, {"final_by_company": True, "final_by_school": True}, ("urenstaat", Urgency.SOON)),
        (1, {"final_by_company": True, "final_by_school": True, "has_hours": True}, ("compleet", Urgency.DONE)),
    ],
)
def test_what_is_over_asks_what_closes_it(over, facts, said):
    assert running(MET, started=-100, ends=-over, **facts) == said


def test_the_norm_is_asked_at_the_end():
    done = {"final_by_company": True, "final_by_school": True, "has_hours": True}
    assert running(NOTHING, started=-100, ends=-1, **done) == ("contactnorm", Urgency.SOON)


@pytest.mark.parametrize("state", [State.COMPLETED, State.POSTPONED, State.EXEMPT, State.DEREGISTERED])
def test_who_is_beside_the_board_asks_nothing(state):
    assert ask(state) == ("", Urgency.DONE)


def test_every_state_on_the_board_has_an_answer():
    facts = Facts(State.WISH_OPEN, TODAY, first_day=after(-10), last_day=after(10))
    for state in State:
        assert asks(replace(facts, state=state), NOTHING, after(-10)).urgency in Urgency


def test_every_guard_is_of_a_kind_that_the_screen_can_draw():
    kinds = {kind_of_guard(guard.key) for guard in guards()}
    assert kinds <= {
        "wish",
        "recognition",
        "person",
        "agreement",
        "start",
        "judgement",
        "hours",
        "contact",
        "document",
        "signature",
    }


def test_a_recognition_that_was_lost_comes_before_everything_else():
    said = running(NOTHING, recognition=RecognitionStand.LOST)
    assert said == ("erkenning ingetrokken", Urgency.LATE)
