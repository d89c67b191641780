import pytest

from app.commands import people
from app.queries.masking import masked
from app.queries.search import hits
from tests.school import TODAY


def found(school, text, **wanted):
    with school.store.reading() as session:
        return hits(session, text=text, today=TODAY, **wanted)


def test_a_student_is_found_with_group_company_and_phone(school):
    (hit,) = found(school, "demirtas")
    assert (hit.kind, hit.title, hit.about) == ("student", "Yusuf Demirtaş", ("VZ3A", "Zorghuis Malden"))
    assert hit.phone == "06 00030110"
    assert hit.opens == ("student", school.students["Yusuf"])


def test_letters_need_no_accents(school):
    draft = people.StudentDraft("30124", "Wojtek", "", "Łukasik", None)
    key = school.do(people.keep_student, draft=draft)
    assert [hit.id for hit in found(school, "lukasik")] == [key]


def test_the_last_digits_of_a_phone_find_who_calls(school):
    school.do(
        people.keep_company_person,
        company_id=school.companies["De Waalkade"],
        draft=people.CompanyPersonDraft("Jos Vink", None, None, "+31 24 000 07 89"),
    )
    (hit,) = found(school, "0789")
    assert (hit.title, hit.about, hit.phone) == ("Jos Vink", ("De Waalkade",), "+31 24 000 07 89")
    assert hit.opens == ("company", school.companies["De Waalkade"])


def test_who_works_at_a_company_is_called_on_its_number_for_want_of_their_own(school):
    school.do(
        people.keep_company_person,
        company_id=school.companies["De Waalkade"],
        draft=people.CompanyPersonDraft("Jos Vink"),
    )
    (hit,) = found(school, "vink")
    assert hit.phone == "024 000 01 01"


def test_a_company_is_found_by_its_name_and_its_town(school):
    assert [hit.title for hit in found(school, "waalkade")] == ["De Waalkade"]
    (hit,) = found(school, "malden zorghuis")
    assert (hit.kind, hit.about) == ("company", ("Malden",))


def test_a_supervisor_is_found(school):
    (hit,) = found(school, "bakkali")
    assert (hit.kind, hit.phone, hit.opens[0]) == ("supervisor", "06 00000022", "supervisor")


@pytest.mark.parametrize("text", ["", "  ", "xyzzy", '"', "%"])
def test_what_is_nowhere_finds_nothing(school, text):
    assert found(school, text) == ()


def test_no_more_is_told_than_asked_for(school):
    assert len(found(school, "3", limit=2)) <= 2


def test_a_placement_that_is_over_is_not_where_somebody_is_now(school):
    (hit,) = found(school, "rutten")
    assert hit.about == ("KO2A",)


def test_while_others_watch_a_company_keeps_its_name(school):
    (company,) = masked(found(school, "waalkade"))
    (student,) = masked(found(school, "demirtas"))
    assert (company.title, company.phone) == ("De Waalkade", "•••")
    assert (student.title, student.phone) == ("Y. D.", "•••")
