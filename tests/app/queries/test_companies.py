from datetime import date

import pytest

from app.commands import people
from app.queries.companies import Near, companies
from app.terms.company import Recognised
from app.terms.lists import CompanyFilter, CompanyOrder
from tests.school import AUTUMN, PAST, SPRING, TODAY


def listed(school, **wanted):
    with school.store.reading() as session:
        return companies(session, today=TODAY, **wanted).rows


def names(rows):
    return [row.name for row in rows]


def one(school, name, **wanted):
    return next(row for row in listed(school, **wanted) if row.name == name)


def test_companies_stand_in_order_of_name(school):
    assert names(listed(school)) == [
        "Bakker & Zn.",
        "Buurtzorg Hatert",
        "De Waalkade",
        "Hotel De Valkhof",
        "Praktijk Sahin",
        "Zorgboerderij De Hof",
        "Zorghuis Malden",
    ]


def test_free_places_are_those_offered_in_the_periods_in_view_that_nobody_has(school):
    assert one(school, "De Waalkade").free == 1  # autumn: four places, three kept; spring: its one place is taken
    assert one(school, "De Waalkade", period_id=school.periods[SPRING]).free == 0
    assert one(school, "De Waalkade", period_id=school.periods[AUTUMN]).free == 1


def test_free_places_are_unknown_where_nobody_said_how_many_there_are(school):
    assert one(school, "Hotel De Valkhof").free is None
    assert one(school, "Buurtzorg Hatert").free is None


def test_a_company_where_the_school_does_not_place_has_no_free_places(school):
    row = one(school, "Zorgboerderij De Hof")
    assert (row.free, row.unfit, row.unfit_reason) == (0, True, "geen begeleiding")
    assert row.matters[0].word == "Geen plaatsing"


def test_now_counts_who_is_there_today(school):
    assert one(school, "De Waalkade").now == 1  # Amira; Daan and Shanice ended, Isa stopped
    assert one(school, "Bakker & Zn.").now == 2
    assert one(school, "De Waalkade", period_id=school.periods[SPRING]).now == 0


def test_the_last_contact_is_a_talk_or_a_note(school):
    assert one(school, "Bakker & Zn.").last_contact == date(2027, 2, 4)
    assert one(school, "Buurtzorg Hatert").last_contact is None
    school.do(people.write_note, text="Belt morgen terug", company_id=school.companies["Buurtzorg Hatert"])
    assert one(school, "Buurtzorg Hatert").last_contact == TODAY


def test_recognitions_add_up(school):
    key = school.companies["Zorghuis Malden"]
    assert one(school, "Zorghuis Malden").recognition is Recognised.YES
    school.do(people.check_recognition, company_id=key, crebo="25180", outcome=Recognised.NO)
    row = one(school, "Zorghuis Malden")
    assert (row.recognition, row.recognised, row.checks) == (Recognised.YES, 1, 2)
    assert row.matters[0].word == "Niet erkend"
    cooks = one(school, "Zorghuis Malden", programme_id=school.programmes["KOK"])
    assert (cooks.recognition, cooks.recognised, cooks.checks) == (Recognised.NO, 0, 1)


def test_matters_of_students_are_told_once(school):
    words = [matter.word for matter in one(school, "De Waalkade").matters]
    assert words == ["Contact te laat", "Nog niet beoordeeld"]


def test_a_programme_keeps_the_companies_that_have_to_do_with_it(school):
    cooks = names(listed(school, programme_id=school.programmes["KOK"]))
    assert cooks == ["Bakker & Zn.", "Hotel De Valkhof"]
    assert names(listed(school, group_id=school.groups["KO2A"])) == cooks
    carers = names(listed(school, programme_id=school.programmes["VIG"]))
    assert "Buurtzorg Hatert" in carers  # by its students


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ({CompanyFilter.FREE}, ["De Waalkade"]),
        ({CompanyFilter.UNCHECKED}, ["Buurtzorg Hatert", "Zorgboerderij De Hof"]),
        ({CompanyFilter.UNFIT}, ["Zorgboerderij De Hof"]),
        ({CompanyFilter.UNFIT, CompanyFilter.FREE}, []),
        ({CompanyFilter.MATTERS, CompanyFilter.FREE}, ["De Waalkade"]),
    ],
)
def test_filters_keep_what_passes_all_of_them(school, kept, expected):
    assert names(listed(school, filters=frozenset(kept))) == expected


def test_near_keeps_what_lies_within_so_many_estimated_kilometres(school):
    rows = listed(school, near=Near("6511", 10), order=CompanyOrder.DISTANCE)
    assert names(rows) == ["De Waalkade", "Hotel De Valkhof", "Buurtzorg Hatert", "Zorghuis Malden"]
    assert [row.km for row in rows] == [1, 1, 6, 9]
    assert listed(school, near=Near("0000", 100)) == ()


@pytest.mark.parametrize(
    ("text", "expected"), [("nijmegen zorg bu", ["Buurtzorg Hatert"]), ("WAALK", ["De Waalkade"]), ("bestaat niet", [])]
)
def test_words_are_found_in_name_town_and_sector(school, text, expected):
    assert names(listed(school, text=text)) == expected


@pytest.mark.parametrize("order", CompanyOrder)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_keeps_every_company_and_nothing_comes_last(school, order, descending):
    rows = listed(school, order=order, descending=descending)
    assert len(rows) == 7
    values = {CompanyOrder.FREE: [row.free for row in rows], CompanyOrder.CONTACT: [row.last_contact for row in rows]}
    blanks = [value is None for value in values.get(order, [])]
    assert blanks == sorted(blanks)


def test_the_whole_is_told_beside_what_was_asked_for(school):
    with school.store.reading() as session:
        answer = companies(session, today=TODAY, text="malden")
    assert (len(answer.rows), answer.total, answer.total_free) == (1, 7, 1)


def test_an_ended_period_tells_what_was(school):
    assert one(school, "De Waalkade", period_id=school.periods[PAST]).now == 0
