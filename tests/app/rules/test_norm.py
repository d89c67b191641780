from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.rules.norm import (
    HeldTalk,
    Norm,
    NormRule,
    Standing,
    Subject,
    Talk,
    deadlines,
    due_day,
    in_span,
    late_since,
    norm_for,
    overdue_since,
    shortfalls,
    slots,
    standing,
)
from app.terms.contact import Short
from app.terms.pipeline import Form, Moment
from app.terms.school import Path

FIRST, LAST = date(2027, 2, 1), date(2027, 4, 16)


def talk(form=Form.PHONE, *, student=True, company=True, school=True):
    return Talk(form, student, company, school)


def test_only_a_talk_of_all_three_counts_and_mail_never_does():
    assert talk().counts
    assert talk(Form.VIDEO).counts
    assert not talk(company=False).counts
    assert not talk(student=False).counts
    assert not talk(Form.MAIL).counts
    assert not talk(None, school=False).counts


def test_three_joint_talks_of_which_one_at_the_company_meet_the_default():
    phoned = standing([talk(), talk(), talk()], Norm())
    assert not phoned.met
    assert standing([talk(), talk(), talk(Form.VISIT)], Norm()).met
    assert not standing([talk(Form.VISIT), talk(Form.VISIT, company=False), talk(Form.MAIL)], Norm()).met


def test_the_first_talk_is_due_after_three_weeks_and_the_last_on_the_last_day():
    assert deadlines(FIRST, LAST, Norm()) == (date(2027, 2, 22), date(2027, 3, 20), LAST)
    assert deadlines(FIRST, FIRST + timedelta(days=5), Norm(joint=1)) == (FIRST + timedelta(days=5),)


def test_a_placement_is_late_from_the_day_after_the_deadline_it_missed():
    due = due_day((), (FIRST, LAST), Norm())
    assert due == date(2027, 2, 22)
    none = Standing(0, 0, Norm(), due)
    assert overdue_since(none, date(2027, 2, 22)) is None
    assert overdue_since(none, date(2027, 2, 23)) == due
    one = due_day([held(Moment.START, FIRST)], (FIRST, LAST), Norm())
    assert overdue_since(Standing(1, 1, Norm(), one), date(2027, 3, 1)) is None
    assert overdue_since(Standing(3, 1, Norm()), date(2028, 1, 1)) is None


def test_what_is_late_asks_for_a_deed_until_a_day_is_planned_or_the_placement_is_over():
    missed, day = Standing(0, 0, Norm(), date(2027, 2, 22)), date(2027, 3, 1)
    assert late_since(missed, LAST, day) == date(2027, 2, 22)
    assert late_since(replace(missed, planned_on=day), LAST, day) is None
    assert late_since(replace(missed, planned_on=date(2027, 2, 26)), LAST, day) == date(2027, 2, 22)
    assert late_since(missed, LAST, LAST + timedelta(days=1)) is None


def test_a_moment_that_cannot_be_held_is_not_waited_for():
    assert due_day((), (FIRST, LAST), Norm(), {Moment.START}) == date(2027, 3, 20)
    assert due_day((), (FIRST, LAST), Norm(joint=1), {Moment.START}) is None


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(1, 9))
def test_deadlines_stand_in_order_within_the_placement(first, length, joint):
    last = first + timedelta(days=length)
    days = deadlines(first, last, Norm(joint=joint))
    assert len(days) == joint
    assert list(days) == sorted(days)
    assert all(first <= day <= last for day in days)


def held(moment, day, form=Form.VISIT, **there):
    return HeldTalk(talk(form, **there), moment, day)


def test_the_moments_of_the_norm_follow_each_other_and_what_was_held_fills_the_first():
    found = slots([held(Moment.MIDDLE, date(2027, 2, 10))], FIRST, LAST, Norm())
    assert [slot.moment for slot in found] == [Moment.MIDDLE, Moment.START, Moment.END]
    assert found[0].held_on == date(2027, 2, 10)
    assert all(one.last < other.first for one, other in pairwise(found))
    assert found[-1].last == LAST
    assert found[-1].first >= LAST - timedelta(days=21)


def test_only_joint_talks_fill_a_moment():
    found = slots([held(Moment.START, FIRST, company=False)], FIRST, LAST, Norm())
    assert [slot.held_on for slot in found] == [None, None, None]


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 400),
    st.integers(0, 8),
    st.lists(st.tuples(st.sampled_from(Moment), st.integers(-30, 430), st.sampled_from(Form)), max_size=10),
)
def test_there_is_a_slot_for_every_talk_that_the_norm_asks(first, length, joint, made):
    talks = [held(moment, first + timedelta(days=after), form) for moment, after, form in made]
    found = slots(talks, first, first + timedelta(days=length), Norm(joint=joint))
    assert len(found) == joint
    assert all(slot.first <= slot.last for slot in found)
    counted = sum(one.talk.counts for one in talks)
    assert sum(slot.held_on is not None for slot in found) == min(counted, joint)


def test_the_light_says_every_reason():
    late = slots([held(Moment.START, date(2027, 3, 1), Form.VIDEO)], FIRST, LAST, Norm())
    one = Standing(1, 0, Norm(), late[1].last)
    short = shortfalls(one, late, LAST, date(2027, 4, 1), apart=1, impossible=True)
    assert short == (Short.OVERDUE, Short.START_LATE, Short.NO_VISIT, Short.APART, Short.IMPOSSIBLE)
    assert shortfalls(Standing(3, 1, Norm()), (), LAST, date(2027, 4, 1)) == ()
    assert shortfalls(one, late, LAST, date(2027, 4, 20))[0] is Short.MISSED


def about(path=Path.BOL, programme="kok", last=LAST):
    return Subject(programme, path, FIRST, last)


def test_the_most_particular_norm_holds_and_a_promise_only_adds():
    since = date(2026, 8, 1)
    rules = [
        NormRule(Norm(2, 1), since, shorter_than=6),
        NormRule(Norm(4, 2), since, path=Path.BBL),
        NormRule(Norm(5, 1), since, programme="kok"),
        NormRule(Norm(6, 1), date(2028, 8, 1), programme="kok", path=Path.BOL),
    ]
    assert norm_for(rules, Norm(), about(programme="vig")).joint == 3
    assert norm_for(rules, Norm(), about(programme="vig", last=FIRST + timedelta(days=20))).joint == 2
    assert norm_for(rules, Norm(), about(Path.BBL, "vig")).joint == 4
    assert norm_for(rules, Norm(), about(Path.BBL)).joint == 5
    assert norm_for(rules, Norm(), about(programme="vig"), (2, 2)) == Norm(3, 2)


def test_a_bbl_placement_counts_by_the_school_year():
    years = Subject("kok", Path.BBL, date(2025, 9, 1), date(2027, 7, 9))
    assert not in_span(years, date(2026, 3, 1), date(2027, 3, 1))
    assert in_span(years, date(2026, 9, 1), date(2027, 3, 1))
    assert in_span(years, date(2027, 7, 30), date(2027, 3, 1))
    assert in_span(about(), FIRST - timedelta(days=3), date(2027, 3, 1))
