"""The state machine of a file: whatever a reader does in whatever order, the promises hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.clock import now, today
from app.errors import Refusal
from app.rules.incident_acts import Agree, Close, Promise, React, RecordStep, Reopen, Setting
from app.rules.incident_file import Incident, decode, encode
from app.rules.incidents import Pace, due_on, next_step, plan, steps
from app.terms.incidents import Consent, Consequence, Kind, Reaction, Recipient, Track, Wish

WHY = "De directeur besloot dit na het gesprek"


class Life(RuleBasedStateMachine):
    """Somebody who records, closes and reopens as they please."""

    @initialize(
        kind=st.sampled_from(Kind),
        wish=st.sampled_from(Wish),
        track=st.sampled_from(Track),
        acute=st.booleans(),
        minor=st.booleans(),
        known=st.booleans(),
    )
    def begin(self, kind, wish, track, acute, minor, known) -> None:  # noqa: PLR0917 - hypothesis names them
        self.day = today()
        self.incident = Incident(
            "7K2QX-9MMA3",
            track,
            kind,
            self.day,
            "Marieke",
            UUID(int=3),
            student=UUID(int=1) if known else None,
            company=UUID(int=2),
            acute=acute,
            minor=minor,
            wish=wish,
        )

    def do(self, act) -> None:
        setting = Setting(Pace(), self.day, now() + (self.day - today()), "Marieke")
        before = self.incident
        try:
            self.incident = act.on(before, setting)
        except Refusal:
            assert self.incident is before
        assert len(self.incident.done) >= len(before.done)
        assert self.incident.closings[: len(before.closings)] == before.closings

    @rule(days=st.integers(1, 20))
    def wait(self, days) -> None:
        self.day += timedelta(days=days)

    @rule(step=st.sampled_from([step.key for step in steps()]), waived=st.booleans(), text=st.sampled_from(["", WHY]))
    def record(self, step, waived, text) -> None:
        self.do(RecordStep(step, self.day, text, "", waived))

    @rule()
    def follow_the_next_step(self) -> None:
        following = next_step(self.incident, Pace())
        if following is not None:
            self.do(RecordStep(following.step.key, self.day, WHY, "", following.step.waivable))

    @rule(recipient=st.sampled_from(Recipient), consent=st.sampled_from(Consent))
    def agree(self, recipient, consent) -> None:
        self.do(Agree(recipient, consent))

    @rule(consequence=st.sampled_from(Consequence), why=st.sampled_from(["", WHY]), reasons=st.booleans())
    def close(self, consequence, why, reasons) -> None:
        self.do(Close(consequence, why, WHY if reasons else "", WHY if reasons else ""))

    @rule(why=st.sampled_from(["", WHY]))
    def reopen(self, why) -> None:
        self.do(Reopen(why))

    @rule()
    def promise_and_react(self) -> None:
        self.do(Promise("Ik bel je", self.day + timedelta(days=3)))
        self.do(React(tuple(Reaction)))

    @invariant()
    def what_is_closed_is_finished(self) -> None:
        incident = self.incident
        assert decode(encode(incident)) == incident
        if not incident.is_closed:
            assert due_on(incident, Pace()) is not None
            return
        closing = incident.closings[-1]
        assert closing.consequence is not Consequence.TALKED
        assert len(closing.why) >= 10
        left = {planned.step.key for planned in plan(incident, Pace()) if planned.is_open}
        assert left <= {"feedback", "aftercare"}
        assert "feedback" not in left or closing.feedback_reason
        assert "aftercare" not in left or closing.aftercare_reason
        assert next_step(incident, Pace()) is None
        assert due_on(incident, Pace()) is None


def test_whatever_a_reader_does_the_promises_hold():
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


MONDAY = date(2027, 3, 1)
REPORT = Incident("7K2QX-9MMA3", Track.INCIDENT, Kind.GUIDANCE, MONDAY, "Marieke", UUID(int=3))


def test_a_talk_is_no_consequence_and_it_says_why(setting):
    with pytest.raises(Refusal, match="2005") as caught:
        Close(Consequence.TALKED, WHY).on(REPORT, setting)
    assert caught.value.field == "consequence"


def test_the_wish_for_nothing_does_not_close_a_duty(setting):
    acute = replace(REPORT, acute=True)
    with pytest.raises(Refusal, match="verplicht"):
        Close(Consequence.STUDENT_DECLINED, WHY).on(acute, setting)
    assert Close(Consequence.STUDENT_DECLINED, WHY).on(REPORT, setting).is_closed


def test_a_step_of_duty_cannot_be_left_out(setting):
    acute = replace(REPORT, acute=True)
    for step in ("confidant", "board", "protect"):
        with pytest.raises(Refusal, match="niet vervallen"):
            RecordStep(step, setting.today, WHY, waived=True).on(acute, setting)


def test_reopening_keeps_history_and_asks_the_steps_again(setting):
    student = replace(REPORT, student=UUID(int=1))
    for step in ("receipt", "talk", "feedback"):
        student = RecordStep(step, setting.today, "Gebeld").on(student, setting)
    closed = Close(Consequence.STUDENT_DECLINED, WHY, aftercare_reason=WHY).on(student, setting)
    later = replace(setting, now=setting.now + timedelta(hours=1))
    again = Reopen("Het gebeurde opnieuw, vertelt de student").on(closed, later)
    assert not again.is_closed
    assert again.closings == closed.closings
    assert again.done == closed.done
    following = next_step(again, setting.pace)
    assert following is not None
    assert following.step.key == "receipt"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (RecordStep("receipt", MONDAY + timedelta(days=1)), "moet nog komen"),
        (RecordStep("sbb", MONDAY), "hoort niet bij"),
        (Promise("", MONDAY), "wat je beloofde"),
        (Promise("Ik bel", MONDAY - timedelta(days=1)), "die nog komt"),
        (Reopen(WHY), "nog open"),
    ],
    ids=["tomorrow", "another step", "empty promise", "past promise", "open"],
)
def test_what_cannot_be_is_refused_in_words(setting, act, words):
    with pytest.raises(Refusal, match=words):
        act.on(replace(REPORT, student=UUID(int=1)), setting)
