"""Two that are one become one, nothing is lost, and one undo parts them again."""

from __future__ import annotations

import pytest

from app.commands.finding import propose
from app.commands.merge import merge_companies, merge_students, renumber_company
from app.commands.people import CompanyDraft, StudentDraft, keep_company, keep_student, write_note
from app.commands.pipeline import participate
from app.errors import Refusal
from app.queries.companies import companies
from app.queries.doubles import company_doubles, student_doubles
from app.queries.student import student
from app.terms.company import Recognised
from tests.dump import dump
from tests.school import ACTOR, SPRING, TODAY


@pytest.fixture
def twin(school):
    """Noor once more, with a note and the same period at a company."""
    draft = StudentDraft("39001", "Noor", "el", "Amrani", school.groups["VZ3A"], email="noor@prive.example")
    key = school.do(keep_student, draft=draft)
    school.do(write_note, text="Belde vanmorgen", student_id=key)
    card = school.do(participate, student_id=key, period_id=school.periods[SPRING])
    school.do(propose, participation_id=card, company_id=school.companies["Praktijk Sahin"])
    return key


def shown(school, key):
    with school.store.reading() as session:
        return student(session, student_id=key, today=TODAY)


def test_a_student_entered_twice_becomes_one_with_everything_of_both(school, twin):
    noor = school.students["Noor"]
    with school.store.reading() as session:
        pairs = student_doubles(session)
    assert [{one.id, other.id} for one, other in pairs] == [{noor, twin}]
    number = shown(school, noor).number
    school.do(merge_students, keep_id=noor, drop_id=twin)
    one = shown(school, noor)
    assert shown(school, twin) is None
    assert one.number == number
    (card,) = [card for card in one.cards if card.period == SPRING]
    assert card.placement.company == "Praktijk Sahin"


def test_one_undo_parts_them_again(school, twin):
    before = dump(school.store)
    step = school.store.change(merge_students, ACTOR, keep_id=school.students["Noor"], drop_id=twin).step
    assert dump(school.store) != before
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before


def test_a_company_entered_twice_becomes_one_that_knows_what_either_knew(school):
    other = school.do(keep_company, draft=CompanyDraft("De Waalkade", "999", town="Nijmegen", kvk="12345678"))
    before = dump(school.store)
    with school.store.reading() as session:
        pairs = company_doubles(session)
    kept = school.companies["De Waalkade"]
    assert {kept, other} in [{one.id, two.id} for one, two in pairs]
    step = school.store.change(merge_companies, ACTOR, keep_id=other, drop_id=kept).step
    with school.store.reading() as session:
        rows = {row.id: row for row in companies(session, today=TODAY).rows}
    assert kept not in rows
    assert rows[other].now > 0
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before


def test_nobody_is_merged_with_themselves(school):
    with pytest.raises(Refusal):
        school.do(merge_students, keep_id=school.students["Noor"], drop_id=school.students["Noor"])


def test_a_new_id_asks_for_a_new_check_of_the_recognition(school):
    key = school.companies["De Waalkade"]
    school.do(renumber_company, company_id=key, leerbedrijf_id=" 200999888 ")
    with school.store.reading() as session:
        row = next(row for row in companies(session, today=TODAY).rows if row.id == key)
    assert row.recognition is Recognised.UNCHECKED


def test_an_id_that_another_company_has_points_at_merging(school):
    with pytest.raises(Refusal, match="Voeg ze dan samen") as refused:
        school.do(renumber_company, company_id=school.companies["De Waalkade"], leerbedrijf_id="200000001")
    assert refused.value.field == "leerbedrijf_id"
