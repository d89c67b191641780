"""What the school tells of company and road: when one can visit, and how far it really is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.commands.travel import VisitHours, WayDraft, keep_visit_hours, keep_way, remove_way
from app.errors import Refusal
from app.queries.contact import contact, contacts
from app.queries.contact_plan import conflicts, planning
from app.queries.contact_words import visiting, why
from app.queries.travel import own_ways, visit_hours, ways
from app.scheduling import Who, check, plan
from app.terms.pipeline import Moment
from tests.app.queries.test_contact import planned
from tests.school import TODAY


def there(school, name="Thijs"):
    with school.store.reading() as session:
        return contact(session, school.placements[name], today=TODAY)


def asked(school):
    with school.store.reading() as session:
        return planning(session, contacts(session, today=TODAY), today=TODAY)


def way(school, here, other):
    with school.store.reading() as session:
        roads = ways(session, {here, other})
    return (*roads.way(here, other), roads.is_told(here, other))


def test_what_somebody_drove_goes_before_the_estimate_both_ways(school):
    assert not way(school, "6511", "6811")[2]
    school.do(keep_way, draft=WayDraft("6511", "6811", 21, 40))
    assert way(school, "6511", "6811") == way(school, "6811", "6511") == (210, 40, True)


def test_one_way_can_be_longer_than_the_way_back_and_both_again_takes_its_place(school):
    school.do(keep_way, draft=WayDraft("6511", "6811", 21, 40))
    school.do(keep_way, draft=WayDraft("6811", "6511", 30, 55, one_way=True))
    assert (way(school, "6511", "6811")[1], way(school, "6811", "6511")[1]) == (40, 55)
    school.do(keep_way, draft=WayDraft("6511", "6811", 22, 35))
    with school.store.reading() as session:
        (row,) = own_ways(session)
    assert (row.minutes, row.one_way, row.towns) == (35, False, ("6511 Nijmegen", "6811 Arnhem"))
    school.do(remove_way, way_id=row.id)
    assert not way(school, "6511", "6811")[2]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"here": "0000"}, "here"),
        ({"there": "6511"}, "there"),
        ({"minutes": 0}, "minutes"),
        ({"kilometres": 501}, "kilometres"),
    ],
    ids=["nowhere", "the same", "no time", "too far"],
)
def test_a_way_that_cannot_be_is_refused_at_its_field(school, changed, field):
    with pytest.raises(Refusal) as refused:
        school.do(keep_way, draft=replace(WayDraft("6511", "6811", 21, 40), **changed))
    assert refused.value.field == field


def test_the_planner_drives_what_the_school_told(school):
    row = there(school)
    with school.store.reading() as session:
        base = asked(school).problem.supervisors[0].base
        assert own_ways(session) == ()
    school.do(keep_way, draft=WayDraft(base, row.pc4, 33, 70))
    (leg,) = asked(school).problem.roads.legs
    assert (leg.one, leg.other, leg.hectometres, leg.minutes) == (base, row.pc4, 330, 70)


def test_visits_come_on_the_days_that_a_company_told_and_the_rest_is_an_assumption(school):
    row = there(school)
    school.do(keep_visit_hours, company_id=row.company_id, hours=VisitHours(("wo", "do"), 13 * 60, 15 * 60))
    problem = asked(school)
    found = plan(problem.problem, iterations=50)
    assert check(problem.problem, found) == []
    mine = [one for one in found.appointments if problem.needs[one.need].row.company_id == row.company_id]
    assert mine
    assert {one.day.weekday() for one in mine} == {3}
    assert all(13 * 60 <= one.earliest <= one.latest <= 15 * 60 - 45 for one in mine)
    assert not any(Who.COMPANY in one.assumed for one in mine)
    others = [one for one in found.appointments if one not in mine]
    assert any(Who.COMPANY in one.assumed for one in others)
    assert there(school).visits == "wo en do, 13:00–15:00"


def test_a_talk_at_a_time_that_does_not_suit_the_company_is_a_conflict(school):
    key = planned(school, "Thijs", hour=600, moment=Moment.START)
    before = why(conflicts(asked(school))[key])
    school.do(keep_visit_hours, company_id=there(school).company_id, hours=VisitHours(("ma", "vr")))
    assert before == "Kan dan niet: student."
    assert why(conflicts(asked(school))[key]) == "Kan dan niet: leerbedrijf, student."


@pytest.mark.parametrize(
    ("hours", "field"),
    [(VisitHours(("di",), 600), "last"), (VisitHours(("di",), 600, 540), "last"), (VisitHours((), 540, 600), "days")],
    ids=["half", "backwards", "no day"],
)
def test_times_that_say_nothing_are_refused_at_their_field(school, hours, field):
    with pytest.raises(Refusal) as refused:
        school.do(keep_visit_hours, company_id=there(school).company_id, hours=hours)
    assert refused.value.field == field


def test_without_days_nobody_knows_again(school):
    company = there(school).company_id
    school.do(keep_visit_hours, company_id=company, hours=VisitHours(("di", "do")))
    school.do(keep_visit_hours, company_id=company, hours=VisitHours())
    with school.store.reading() as session:
        assert visit_hours(session, company).days == ()
    assert there(school).visits == ""


def test_days_are_told_as_people_say_them():
    assert visiting(("di", "wo", "do"), 540, 725) == "di, wo en do, 9:00–12:05"
    assert visiting(("vr",), None, None) == "vr"
