from datetime import date, timedelta

import pytest

from app.commands import people, pipeline
from app.entities.base import new_key
from app.queries.masking import masked
from app.queries.matters import MatterRow, urgency
from app.queries.students import student_form, students
from app.terms.lists import StudentFilter, StudentOrder
from app.terms.pipeline import Lane, State
from tests.school import AUTUMN, SPRING, TODAY


def listed(school, **wanted):
    with school.store.reading() as session:
        return students(session, today=TODAY, **wanted).rows


def first_names(rows):
    return [row.name.split()[0] for row in rows]


def one(school, first_name, **wanted):
    return next(row for row in listed(school, **wanted) if row.name.split()[0] == first_name)


def test_students_stand_in_order_of_surname_without_tussenvoegsel(school):
    names = [row.name for row in listed(school)]
    assert len(names) == 23
    assert names[:3] == ["Noor el Amrani", "Zeynep Arslan", "Amira Benhaddou"]
    assert names.index("Joost van Eck") < names.index("Thijs Janssen")
    assert names[-2:] == ["Femke de Wit", "Ibrahim Yıldız"]


def test_a_row_tells_where_a_student_stands(school):
    row = one(school, "Yusuf")
    assert (row.listed, row.number, row.group, row.programme, row.level) == (
        "Demirtaş, Yusuf",
        "30110",
        "VZ3A",
        "Verzorgende IG",
        3,
    )
    assert (row.period, row.state, row.lane) == (SPRING, State.AGREEMENT_SENT, Lane.PAPERS)
    assert (row.company, row.supervisor, row.minor) == ("Zorghuis Malden", "Fatima Bakkali", True)


def test_without_a_placement_there_is_no_company_and_no_supervisor(school):
    row = one(school, "Noor")
    assert (row.state, row.company, row.supervisor) == (State.WISH_OPEN, "", "")


def test_what_to_mind_is_what_vandaag_says(school):
    (matter,) = one(school, "Daan").matters
    assert (matter.word, matter.overdue) == ("Nog niet beoordeeld", True)
    assert one(school, "Zeynep").matters == ()


def test_a_day_that_has_passed_comes_before_the_order_of_reasons():
    soon, late, later = MatterRow("a", "", False, 0), MatterRow("b", "", True, 2), MatterRow("c", "", True, 3)
    assert sorted([later, soon, late], key=urgency) == [late, later, soon]


def test_a_period_in_view_keeps_those_who_take_part(school):
    rows = listed(school, period_id=school.periods[AUTUMN])
    assert first_names(rows) == ["Amira", "Isa", "Thijs", "Daan", "Shanice", "Gijs", "Femke", "Ibrahim"]
    assert {row.period for row in rows} == {AUTUMN}


def test_of_several_periods_the_one_that_ends_first_is_told(school):
    school.do(pipeline.participate, student_id=school.students["Amira"], period_id=school.periods[SPRING])
    row = one(school, "Amira")
    assert (row.period, row.more_periods, row.state) == (AUTUMN, (SPRING,), State.STARTED)
    assert one(school, "Amira", period_id=school.periods[SPRING]).state is State.WISH_OPEN


def test_a_programme_or_group_in_view_keeps_its_students(school):
    cooks = listed(school, programme_id=school.programmes["KOK"])
    assert {row.group for row in cooks} == {"KO2A"}
    assert {row.group for row in listed(school, group_id=school.groups["VZ3B"])} == {"VZ3B"}


@pytest.mark.parametrize(
    ("kept", "names"),
    [
        ({StudentFilter.MINOR}, ["Yusuf", "Sem"]),
        ({StudentFilter.SEEKING, StudentFilter.MINOR}, ["Sem"]),
        ({StudentFilter.ABSENT}, []),
        ({StudentFilter.LEFT}, []),
    ],
)
def test_filters_keep_who_passes_all_of_them(school, kept, names):
    assert first_names(listed(school, filters=frozenset(kept))) == names


def test_no_place_keeps_whoever_still_seeks_one(school):
    rows = listed(school, filters=frozenset({StudentFilter.SEEKING}))
    assert {row.lane for row in rows} == {Lane.SEEKING}
    assert "Isa" in first_names(rows)


def test_who_takes_no_part_in_a_period_is_found_by_it(school):
    absent = listed(school, period_id=school.periods[SPRING], filters=frozenset({StudentFilter.ABSENT}))
    assert "Amira" in first_names(absent)
    assert "Noor" not in first_names(absent)


def test_who_left_is_shown_when_asked_for_only(school):
    draft = people.StudentDraft("30101", "Noor", "el", "Amrani", school.groups["VZ3B"], active=False)
    school.do(people.keep_student, draft=draft, student_id=school.students["Noor"])
    assert "Noor" not in first_names(listed(school))
    assert first_names(listed(school, filters=frozenset({StudentFilter.LEFT}))) == ["Noor"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("yildiz", ["Ibrahim"]),
        ("eck van", ["Joost"]),
        ("30110", ["Yusuf"]),
        ("valkhof", ["Joost"]),
        ("ko2a rut", ["Gijs"]),
        ("niemand", []),
    ],
)
def test_words_are_found_in_name_number_group_and_company(school, text, names):
    assert first_names(listed(school, text=text)) == names


@pytest.mark.parametrize("order", StudentOrder)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_keeps_everyone_and_nothing_comes_last(school, order, descending):
    rows = listed(school, order=order, descending=descending)
    assert len(rows) == 23
    blanks = [
        {
            StudentOrder.COMPANY: not row.company,
            StudentOrder.SUPERVISOR: not row.supervisor,
            StudentOrder.MATTER: not row.matters,
        }.get(order, False)
        for row in rows
    ]
    assert blanks == sorted(blanks)


def test_by_state_the_road_is_followed(school):
    states = [row.state for row in listed(school, order=StudentOrder.STATE)]
    assert states[0] is State.WISH_OPEN
    assert states.index(State.PROPOSED) < states.index(State.STARTED) < states.index(State.COMPLETED)


def test_while_others_watch_only_initials_are_left(school):
    row = masked(one(school, "Joost"))
    assert (row.name, row.listed, row.number) == ("J. E.", "J. E.", "•••")


def test_a_student_grows_up(school):
    with school.store.reading() as session:
        later = students(session, today=date(2028, 1, 1), filters=frozenset({StudentFilter.MINOR}))
    assert (later.rows, later.total) == ((), 23)


def test_a_period_that_has_ended_stays_in_view_for_who_is_not_done_with_it(school):
    with school.store.reading() as session:
        rows = students(session, today=TODAY + timedelta(days=60)).rows
    periods = {row.name.split()[0]: row.period for row in rows}
    assert (periods["Amira"], periods["Gijs"], periods["Noor"]) == (AUTUMN, "", SPRING)


def test_a_form_gets_a_student_with_the_version_it_saw(school):
    with school.store.reading() as session:
        row = student_form(session, school.students["Joost"])
        gone = student_form(session, new_key())
    assert (row.first_name, row.prefix, row.last_name, row.pc4) == ("Joost", "van", "Eck", "6541")
    assert (row.version, row.group_id, row.active) == (1, school.groups["KO2A"], True)
    assert gone is None
