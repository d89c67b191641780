from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.norm import Norm, Standing, Talk, deadlines, overdue_since, standing
from app.terms.pipeline import Form

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
    none = Standing(0, 0, Norm())
    assert overdue_since(none, FIRST, LAST, date(2027, 2, 22)) is None
    assert overdue_since(none, FIRST, LAST, date(2027, 2, 23)) == date(2027, 2, 22)
    assert overdue_since(Standing(1, 1, Norm()), FIRST, LAST, date(2027, 3, 1)) is None
    assert overdue_since(Standing(3, 1, Norm()), FIRST, LAST, date(2028, 1, 1)) is None


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(1, 9))
def test_deadlines_stand_in_order_within_the_placement(first, length, joint):
    last = first + timedelta(days=length)
    days = deadlines(first, last, Norm(joint=joint))
    assert len(days) == joint
    assert list(days) == sorted(days)
    assert all(first <= day <= last for day in days)
