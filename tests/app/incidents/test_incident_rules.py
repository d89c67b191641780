"""What the rules ask after a report, by when, and what may be said to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from uuid import UUID

import pytest

from app.dates import Calendar
from app.errors import Refusal
from app.rules.incident_acts import Agree, RecordStep, Setting
from app.rules.incident_file import Agreed, Done, Incident, decode, encode
from app.rules.incidents import (
    Pace,
    acute_now,
    concern_sentence,
    independent,
    must_consult,
    next_step,
    plan,
    steps,
    telling,
)
from app.terms.incidents import Consent, Kind, Phase, Recipient, Telling, Track, Wish

MONDAY = date(2027, 3, 1)
NOON = datetime(2027, 3, 1, 11, tzinfo=UTC)
SOMEBODY, COMPANY = UUID(int=1), UUID(int=2)
REPORT = Incident(
    "7K2QX-9MMA3",
    Track.INCIDENT,
    Kind.DISCRIMINATION,
    MONDAY,
    "Marieke",
    UUID(int=3),
    student=SOMEBODY,
    company=COMPANY,
)
GRAVE = {Kind.SEXUAL, Kind.BULLYING, Kind.UNSAFE, Kind.ACCIDENT, Kind.DISCRIMINATION}


def keys(incident):
    return [planned.step.key for planned in plan(incident, Pace())]


def due(incident, key, pace=None):
    return next(planned.due for planned in plan(incident, pace or Pace()) if planned.step.key == key)


def done(step, on, at=NOON):
    return Done(step, on, at, "Marieke")


@pytest.mark.parametrize(("kind", "minor", "acute"), list(product(Kind, [False, True], [False, True])))
def test_no_choice_removes_consulting_where_it_is_a_duty(kind, minor, acute):
    expected = acute or (minor and kind in GRAVE)
    for wish in Wish:
        incident = replace(REPORT, kind=kind, minor=minor, acute=acute, wish=wish)
        assert must_consult(incident) is expected
        assert ({"confidant", "board"} <= set(keys(incident))) is expected
        assert ("inspector" in keys(incident)) is (minor and kind is Kind.SEXUAL)
        fixed = [planned.step for planned in plan(incident, Pace()) if planned.step.fixed]
        assert not any(step.waivable for step in fixed)


def test_every_step_has_a_source_and_weighty_ones_say_so():
    assert all(step.source and step.words and step.how for step in steps())
    assert {step.key for step in steps() if step.legal} == {
        "confidant", "board", "inspector", "inspectorate", "college"
    }  # fmt: skip
    assert len(acute_now()) == 3


def test_terms_count_working_days_and_know_holidays():
    assert due(REPORT, "receipt") == date(2027, 3, 2)
    assert due(REPORT, "talk") == date(2027, 3, 8)
    friday = replace(REPORT, received_on=date(2027, 3, 25))
    assert due(friday, "receipt") == date(2027, 3, 30)  # over Good Friday and Easter
    closed = Pace(Calendar.of([(date(2027, 3, 2), date(2027, 3, 3))]))
    assert due(REPORT, "receipt", closed) == date(2027, 3, 4)


def test_a_school_decides_its_own_terms():
    own = Pace(days={"talk": 2, "aftercare": 15})
    assert due(REPORT, "talk", own) == date(2027, 3, 3)
    told = replace(REPORT, done=(done("feedback", date(2027, 3, 10)),))
    assert due(told, "aftercare", own) == date(2027, 3, 25)


def test_a_term_counts_from_the_step_before_it_once_that_is_done():
    official = replace(REPORT, wish=Wish.OFFICIAL)
    assert due(official, "sbb") == date(2027, 3, 15)
    talked = replace(official, done=(done("talk", date(2027, 3, 3)),))
    assert due(talked, "sbb") == date(2027, 3, 10)
    assert "sbb_answer" not in keys(talked)
    sent = replace(talked, done=(*talked.done, done("sbb", date(2027, 3, 4))))
    assert due(sent, "sbb_answer") == date(2027, 3, 9)


def test_aftercare_falls_between_two_and_three_weeks_after_the_feedback():
    told = replace(REPORT, done=(done("feedback", date(2027, 3, 10)),))
    assert due(told, "aftercare") == date(2027, 3, 31)
    setting = Setting(Pace(), date(2027, 4, 1), NOON, "Marieke")
    with pytest.raises(Refusal, match="minstens 14 dagen"):
        RecordStep("aftercare", date(2027, 3, 20)).on(told, setting)
    assert RecordStep("aftercare", date(2027, 3, 24)).on(told, setting).done_at("aftercare") is not None


def test_the_next_step_is_the_one_that_is_due_first_and_optional_ones_never_block():
    following = next_step(REPORT, Pace())
    assert following is not None
    assert following.step.key == "receipt"
    assert not any(planned.is_open for planned in plan(REPORT, Pace()) if planned.step.key == "college")
    acute = next_step(replace(REPORT, acute=True), Pace())
    assert acute is not None
    assert (acute.step.key, acute.due) == ("protect", MONDAY)


def test_a_concern_asks_to_be_weighed_and_nothing_of_the_company():
    concern = replace(REPORT, track=Track.CONCERN, student=None)
    assert keys(concern) == ["weigh"]


@pytest.mark.parametrize("step", steps(), ids=lambda step: step.key)
def test_what_may_be_said_cell_by_cell(step):
    """The table of permissions: the most that the step allows, less what consent and age forbid, plus duty."""
    order = [Telling.NOTHING, Telling.FACT, Telling.UNNAMED, Telling.NAMED, Telling.ALL]
    given = {None: 0, Consent.NO: 0, Consent.WITHOUT_NAME: 2, Consent.WITH_NAME: 3}
    for recipient, consent, minor, kind in product(Recipient, given, [False, True], Kind):
        consents = () if consent is None else (Agreed(recipient, consent, MONDAY, "Marieke"),)
        incident = replace(REPORT, kind=kind, minor=minor, consents=consents)
        said = telling(incident, step, recipient)
        most = order.index(step.tell.get(recipient, Telling.NOTHING))
        duty = 0
        if recipient in {Recipient.CONFIDANT, Recipient.BOARD} and minor and kind in GRAVE:
            law = recipient is Recipient.BOARD and kind is Kind.SEXUAL and step.key in {"board", "inspector"}
            duty = 3 if law else 2
        expected = min(most, max(given[consent], duty))
        if recipient is Recipient.STUDENT:
            expected = most
        elif recipient is Recipient.PARENTS and not minor:
            expected = 0
        assert said is order[expected], (recipient, consent, minor, kind)


def test_nobody_of_the_class_ever_hears_anything():
    for step in steps():
        consents = (Agreed(Recipient.COLLEAGUES, Consent.WITH_NAME, MONDAY, "Marieke"),)
        assert telling(replace(REPORT, consents=consents), step, Recipient.COLLEAGUES) is Telling.NOTHING


def test_the_company_is_heard_only_when_the_student_finds_it_good():
    setting = Setting(Pace(), date(2027, 3, 10), NOON, "Marieke")
    joint = replace(REPORT, wish=Wish.JOINT_TALK)
    heard = RecordStep("hear_company", date(2027, 3, 10), "Beide kanten gehoord")
    with pytest.raises(Refusal, match="geen toestemming"):
        heard.on(joint, setting)
    agreed = Agree(Recipient.COMPANY, Consent.WITHOUT_NAME).on(joint, setting)
    assert heard.on(agreed, setting).done_at("hear_company") is not None
    taken_back = Agree(Recipient.COMPANY, Consent.NO).on(agreed, setting)
    with pytest.raises(Refusal, match="geen toestemming"):
        heard.on(taken_back, setting)
    assert [one.consent for one in taken_back.consents] == [Consent.WITHOUT_NAME, Consent.NO]


def concern(told_by, event):
    return replace(REPORT, track=Track.CONCERN, student=None, told_by=told_by, event=event)


@pytest.mark.parametrize(
    ("concerns", "count"),
    [
        ([("Bram", MONDAY), ("Imane", date(2027, 3, 2))], 2),
        ([("Bram", MONDAY), ("bram ", date(2027, 3, 2))], 1),
        ([("Bram", MONDAY), ("Imane", MONDAY)], 1),
        ([("", MONDAY), ("", date(2027, 3, 2))], 1),
        ([("Bram", None), ("Imane", None)], 2),
        ([("Bram", MONDAY), ("Bram", date(2027, 3, 2)), ("Imane", MONDAY)], 2),
        ([], 0),
    ],
    ids=["two apart", "one teller", "one event", "unknown tellers", "unknown days", "the pairing that counts", "none"],
)
def test_concerns_are_independent_when_teller_and_event_differ(concerns, count):
    assert independent([concern(*one) for one in concerns]) == count


def test_from_two_independent_concerns_on_the_program_says_to_confer_and_accuses_nobody():
    assert concern_sentence(1) is None
    said = concern_sentence(2)
    assert said is not None
    assert "bewijst niets" in said
    assert "vertrouwenspersoon" in said


def test_what_is_written_down_comes_back_the_same():
    full = replace(
        REPORT,
        phase=Phase.SEARCHING,
        event=MONDAY,
        done=(done("talk", MONDAY),),
        consents=(Agreed(Recipient.COMPANY, Consent.NO, MONDAY, "Marieke"),),
    )
    assert decode(encode(full)) == full
