from __future__ import annotations

import pytest

from app.commands import people, pipeline
from app.queries.places import Fit, places_for
from app.terms.company import Recognised
from app.terms.pipeline import State
from tests.school import TODAY


@pytest.fixture
def for_student(school):
    def found(name, text=""):
        with school.store.reading() as session:
            return places_for(session, participation_id=school.cards[name], today=TODAY, text=text)

    return found


def test_free_places_for_this_programme_and_period_come_first(for_student):
    rows = for_student("Oleksandra")
    assert [(row.company, row.fit) for row in rows][:2] == [
        ("Hotel De Valkhof", Fit.UNASKED),
        ("Buurtzorg Hatert", Fit.UNASKED),
    ]
    assert {row.company for row in rows if row.fit is Fit.FULL} == {"Zorghuis Malden", "De Waalkade"}


def test_a_place_becomes_free_when_a_company_gets_more_room(school, for_student):
    school.do(pipeline.step_back, participation_ids=(school.cards["Fatou"],))
    school.do(
        pipeline.end_placement,
        placement_id=school.placements["Fatou"],
        state=State.STUDENT_WITHDREW,
        ended_on=TODAY,
        reason="Andere opleiding",
    )
    first = for_student("Oleksandra")[0]
    assert (first.company, first.number, first.fit, first.free, first.places) == (
        "De Waalkade",
        "SP-2",
        Fit.FREE,
        1,
        1,
    )


def test_a_company_known_from_other_programmes_only_says_of_which(for_student):
    rows = {row.company: row for row in for_student("Oleksandra") if row.fit is Fit.UNASKED}
    others = {company: row.known_for for company, row in rows.items() if row.known_for}
    assert others
    own = {row.company for row in for_student("Oleksandra") if row.fit in {Fit.FREE, Fit.FULL}}
    assert own.isdisjoint(others)


def test_unknown_room_counts_as_free_and_stays_unknown(for_student):
    first = for_student("Milan")[0]
    assert (first.company, first.fit, first.free) == ("Hotel De Valkhof", Fit.FREE, None)


def test_near_comes_before_far_and_unknown_last(for_student):
    rows = [row for row in for_student("Milan") if row.fit is Fit.UNASKED]
    distances = [row.km for row in rows]
    assert distances == sorted(distances)
    assert all(km is not None and km > 0 for km in distances)


def test_recognition_is_told_for_the_crebo_of_the_student(for_student):
    said = {row.company: row.recognised for row in for_student("Milan")}
    assert said["Hotel De Valkhof"] is Recognised.YES
    assert said["De Waalkade"] is Recognised.UNCHECKED


def test_where_the_school_does_not_place_comes_last_with_its_reason(for_student):
    last = for_student("Milan")[-1]
    assert (last.company, last.fit, last.unfit_reason) == ("Zorgboerderij De Hof", Fit.UNFIT, "geen begeleiding")


@pytest.mark.parametrize("typed", ["malden", "ZORGHUIS", "mal zorg", "sp-1"])
def test_words_find_a_company_a_town_or_a_number(for_student, typed):
    assert [row.company for row in for_student("Oleksandra", typed)] == ["Zorghuis Malden"]


def test_accents_do_not_matter(school, for_student):
    school.do(people.keep_company, draft=people.CompanyDraft("Café Zoë", town="Nijmegen"))
    assert [row.company for row in for_student("Milan", "cafe zoe")] == ["Café Zoë"]


def test_a_card_that_is_gone_has_no_places(school):
    with school.store.reading() as session:
        assert places_for(session, participation_id=school.students["Noor"], today=TODAY) == ()
