from dataclasses import replace

import pytest

from app.commands.people import (
    CompanyDraft,
    CompanyPersonDraft,
    StudentDraft,
    keep_company,
    keep_company_person,
    keep_student,
)
from app.errors import Refusal
from app.queries.students import students
from app.terms.pipeline import State
from tests.school import AUTUMN, SPRING, TODAY, fill

NEW = StudentDraft("40001", "Wojtek", "", "Łukasik", None)


@pytest.fixture
def school(store):
    return fill(store)


def state_in(school, period):
    with school.store.reading() as session:
        rows = students(session, today=TODAY, period_id=school.periods[period], text="lukasik").rows
    return [row.state for row in rows]


def test_a_new_student_takes_part_in_the_chosen_periods_at_once(school):
    draft = replace(NEW, group_id=school.groups["VZ3A"])
    school.do(keep_student, draft=draft, period_ids=(school.periods[AUTUMN], school.periods[SPRING]))
    assert state_in(school, AUTUMN) == state_in(school, SPRING) == [State.WISH_OPEN]


def test_who_takes_part_already_keeps_their_place_on_the_road(school):
    key = school.students["Zeynep"]
    draft = StudentDraft("30106", "Zeynep", "", "Łukasik", school.groups["VZ3A"])
    school.do(keep_student, draft=draft, student_id=key, period_ids=(school.periods[SPRING],))
    assert state_in(school, SPRING) == [State.PROPOSED]


def test_a_student_without_periods_stands_on_no_board(school):
    school.do(keep_student, draft=NEW)
    assert state_in(school, AUTUMN) == state_in(school, SPRING) == []


def test_a_number_belongs_to_one_student(school):
    with pytest.raises(Refusal, match="al een student") as refused:
        school.do(keep_student, draft=replace(NEW, number="30101"))
    assert refused.value.field == "number"


@pytest.mark.parametrize(
    ("field", "written"),
    [("email", "wojtek.example"), ("email", "w ojtek@school.example"), ("pc4", "6511 AB"), ("pc4", "0511")],
)
def test_what_cannot_be_right_goes_back_to_its_field(school, field, written):
    with pytest.raises(Refusal) as refused:
        school.do(keep_student, draft=replace(NEW, **{field: written}))
    assert refused.value.field == field


def test_a_company_has_a_dutch_postcode_or_none(school):
    with pytest.raises(Refusal, match="6511 AB") as refused:
        school.do(keep_company, draft=CompanyDraft("Kwekerij Maas", postcode="B-2000"))
    assert refused.value.field == "postcode"
    for written in ("6511", "6511ab", None):
        school.do(keep_company, draft=CompanyDraft(f"Kwekerij {written}", postcode=written))


def test_a_person_at_a_company_has_an_address_that_can_be_one(school):
    with pytest.raises(Refusal) as refused:
        school.do(
            keep_company_person,
            company_id=school.companies["De Waalkade"],
            draft=CompanyPersonDraft("Jos", email="jos"),
        )
    assert refused.value.field == "email"
