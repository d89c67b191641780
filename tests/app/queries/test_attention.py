from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.commands import agreements, finding, people, pipeline, recording
from app.commands.school import FreeDayDraft, check_helpline, decide_policy, keep_free_day
from app.entities.people import Student
from app.queries.attention import attention
from app.queries.policy import norm, policies, words
from app.queries.school import helplines
from app.queries.teaching import calendar
from app.queries.week import coming
from app.terms.company import Recognised
from app.terms.pipeline import Form, Moment, Party, State
from app.terms.school import FreeDayKind
from app.terms.week import Event
from tests.school import SPRING, TODAY


def matters(school, today=TODAY, **scope):
    with school.store.reading() as session:
        found = attention(session, today=today, **scope)
    return {group.reason: group for group in found}


def who(group):
    return {row.who for row in group.rows}


def test_who_has_no_place_within_four_weeks_of_the_start_is_named_with_the_reason(school):
    rows = {row.who: row for row in matters(school)["no_place"].rows}
    assert rows["Noor el Amrani"].what.startswith("Start 15 maart:")
    assert all(row.fix == "propose" and row.kind == "student" for row in rows.values())
    long_before = matters(school, TODAY - timedelta(days=60)).get("no_place")
    assert long_before is None or "Noor el Amrani" not in who(long_before)


def test_a_matter_goes_once_it_is_dealt_with(school):
    before = who(matters(school)["no_place"])
    assert "Oleksandra Bondar" in before
    school.do(
        finding.propose,
        participation_id=school.cards["Oleksandra"],
        company_id=school.companies["Zorghuis Malden"],
    )
    assert "Oleksandra Bondar" not in who(matters(school)["no_place"])


def test_an_unsigned_agreement_says_on_whom_it_waits(school):
    late = matters(school, date(2027, 3, 16))["unsigned"]
    row = next(row for row in late.rows if row.who == "Yusuf Demirtaş")
    assert row.overdue
    assert row.what.startswith("Wacht op ")
    placement = row.placement_id
    for party in Party:
        school.do(agreements.sign_agreement, placement_id=placement, party=party, signed_on=TODAY)
    assert "Yusuf Demirtaş" not in who(matters(school, date(2027, 3, 16))["unsigned"])


def test_a_talk_that_is_late_is_said_until_the_norm_is_caught_up(school):
    rows = {row.who: row for row in matters(school)["no_talk"].rows}
    amira = rows["Amira Benhaddou"]
    assert amira.overdue
    assert "van 3" in amira.what
    for form in (Form.VISIT, Form.PHONE, Form.VIDEO):
        draft = recording.ContactDraft(Moment.EXTRA, form, TODAY, student=True, company=True, school=True)
        school.do(recording.hold_contact, placement_id=school.placements["Amira"], draft=draft)
    still_late = matters(school).get("no_talk")
    assert still_late is None or "Amira Benhaddou" not in who(still_late)


def test_who_is_at_a_company_that_lost_its_recognition_has_a_right_to_another_place(school):
    assert "lost_recognition" not in matters(school)
    lost = {"company_id": school.companies["De Waalkade"], "crebo": "25491", "outcome": Recognised.NO}
    school.do(people.check_recognition, **lost, evidence="brief van SBB")
    found = matters(school)
    row = next(row for row in found["lost_recognition"].rows if row.who == "Amira Benhaddou")
    assert row.what == "De Waalkade is niet meer erkend. De student heeft recht op een andere plek."
    assert (row.fix, row.overdue) == ("end", True)
    assert "Amira Benhaddou" not in who(found["recognition"])  # said once
    assert who(found["lost_recognition"]) == {"Amira Benhaddou"}  # the others there are done
    school.do(people.check_recognition, **lost | {"outcome": Recognised.YES})
    assert "lost_recognition" not in matters(school)


def test_only_the_period_or_group_in_view_is_asked(school):
    spring = matters(school, period_id=school.periods[SPRING])
    assert "no_talk" not in spring
    kitchen = matters(school, group_id=school.groups["KO2A"])
    assert {row.tag for reason, group in kitchen.items() if reason != "helpline" for row in group.rows} == {"KO2A"}


def test_a_helpline_nobody_checked_is_left_off_until_somebody_does(school):
    assert who(matters(school)["helpline"]) == {"Vertrouwenspersoon"}
    with school.store.reading() as session:
        (line,) = helplines(session)
    school.do(check_helpline, helpline_id=line.id)
    assert "helpline" not in matters(school)
    assert "helpline" in matters(school, TODAY + timedelta(days=366))
    school.do(decide_policy, key="helpline.days", value="700", valid_from=TODAY)
    assert "helpline" not in matters(school, TODAY + timedelta(days=366))


def test_who_stands_aside_asks_nothing(school):
    school.do(pipeline.stand_aside, participation_id=school.cards["Noor"], state=State.POSTPONED)
    assert "Noor el Amrani" not in who(matters(school)["no_place"])


def test_the_most_urgent_stand_first(school):
    for group in matters(school).values():
        order = [(not row.overdue, -row.days) for row in group.rows]
        assert order == sorted(order)


def test_a_decision_holds_from_its_day_and_the_one_before_stays_for_the_days_before(school):
    school.do(decide_policy, key="norm.joint", value="4", valid_from=date(2027, 1, 1), source="Teamoverleg")
    school.do(decide_policy, key="norm.joint", value="2", valid_from=date(2027, 6, 1))
    school.do(decide_policy, key="label.supervisor", value="bpv-docent", valid_from=date(2027, 1, 1))
    with school.store.reading() as session:
        assert norm(session, date(2026, 12, 31)).joint == 3
        assert norm(session, date(2027, 5, 31)).joint == 4
        assert norm(session, date(2027, 6, 1)).joint == 2
        assert words(session, TODAY)["supervisor"] == "bpv-docent"
        assert policies(session, TODAY)["label.company_person"] == "praktijkopleider"


@pytest.mark.parametrize(("key", "value"), [("norm.joint", "veel"), ("norm.joint", "99"), ("norm.onbekend", "1")])
def test_an_answer_that_does_not_fit_the_question_is_refused(school, key, value):
    from app.errors import Refusal

    with pytest.raises(Refusal, match="past niet bij de vraag"):
        school.do(decide_policy, key=key, value=value, valid_from=TODAY)


def test_the_coming_days_name_first_days_last_days_and_talks(school):
    with school.store.reading() as session:
        begins = coming(session, today=date(2027, 3, 15))
        now = coming(session, today=TODAY)
    assert {row.event for row in begins} >= {Event.FIRST_DAY}
    assert all(date(2027, 3, 15) <= row.day <= date(2027, 3, 21) for row in begins)
    assert all(row.event is not Event.FIRST_DAY for row in now)


def test_the_coming_days_hold_to_the_klas_in_view(school):
    day = date(2027, 3, 15)
    with school.store.reading() as session:
        groups = dict(session.execute(select(Student.id, Student.group_id)).all())
        everybody = coming(session, today=day)
        one = next(groups[row.student_id] for row in everybody)
        klas = coming(session, today=day, group_id=one)
    assert klas
    assert klas == tuple(row for row in everybody if groups[row.student_id] == one)


def test_the_calendar_knows_the_schools_own_free_days(school):
    school.do(
        keep_free_day,
        draft=FreeDayDraft("Studiedag", FreeDayKind.STUDY, date(2027, 3, 10), date(2027, 3, 10)),
    )
    with school.store.reading() as session:
        own = calendar(session)
    assert not own.is_working_day(date(2027, 3, 10))
    assert own.add(date(2027, 3, 9), 1) == date(2027, 3, 11)
