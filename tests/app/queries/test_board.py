from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.commands import agreements, pipeline
from app.queries import board as queries
from app.queries.board import CardOrder, board, cards_of, in_order
from app.queries.board_counts import lanes, sides, supervisors_of
from app.queries.masking import masked
from app.rules.asks import Urgency
from app.terms.pipeline import Lane, Party, State
from tests.school import ACTOR, AUTUMN, REASON, SPRING, TODAY


def cards(school, **scope):
    with school.store.reading() as session:
        return board(session, today=TODAY, **scope)


@pytest.fixture
def by_name(school):
    return {row.student.split()[0]: row for row in cards(school)}


@pytest.mark.parametrize(
    ("name", "lane", "state", "ask"),
    [
        ("Noor", Lane.SEEKING, State.WISH_OPEN, "plek vóór 15 mrt."),
        ("Oleksandra", Lane.SEEKING, State.WISH_READY, "plek vóór 15 mrt."),
        ("Milan", Lane.SEEKING, State.NO_PLACE, "tekort melden"),
        ("Isa", Lane.SEEKING, State.REPLACING, "start was 7 sep. 2026"),
        ("Zeynep", Lane.PROPOSAL, State.PROPOSED, "compleet"),
        ("Bram", Lane.PROPOSAL, State.PLACED, "erkenning +1"),
        ("Fatou", Lane.PROPOSAL, State.ANNOUNCED, "compleet"),
        ("Joost", Lane.PROPOSAL, State.INTRODUCED, "stagebegeleider"),
        ("Yusuf", Lane.PAPERS, State.AGREEMENT_SENT, "handtekening bedrijf +2"),
        ("Chenoa", Lane.PAPERS, State.AGREEMENT_SIGNED, "start over 14 dagen"),
        ("Amira", Lane.RUNNING, State.STARTED, "1 van 3 · geen bezoek"),
        ("Thijs", Lane.RUNNING, State.STARTED, "0 van 3 contacten"),
        ("Ibrahim", Lane.RUNNING, State.MIDTERM, "2 van 3 contacten"),
        ("Daan", Lane.CLOSING, State.STARTED, "eindbeoordeling +3"),
        ("Shanice", Lane.CLOSING, State.FINAL, "oordeel school +1"),
        ("Gijs", None, State.COMPLETED, ""),
        ("Meron", None, State.POSTPONED, ""),
    ],
)
def test_a_card_says_where_it_stands_and_what_it_asks(by_name, name, lane, state, ask):
    row = by_name[name]
    assert (row.lane, row.state, row.ask.text) == (lane, state, ask)


def test_a_card_names_who_where_and_whose_it_is(by_name):
    row = by_name["Amira"]
    assert (row.student, row.group, row.programme) == ("Amira Benhaddou", "VZ3B", "Verzorgende IG")
    assert (row.company, row.town) == ("De Waalkade", "Nijmegen")
    assert (row.supervisor, row.supervisor_initials) == ("Mees Bruijn", "MB")
    assert (row.first_day, row.last_day, row.period) == (date(2026, 9, 7), date(2027, 3, 26), AUTUMN)
    assert (row.since, row.days) == (date(2026, 9, 7), 175)


def test_a_card_without_placement_takes_the_days_of_its_period(by_name):
    row = by_name["Noor"]
    assert (row.first_day, row.last_day, row.company, row.placement_id) == (
        date(2027, 3, 15),
        date(2027, 7, 9),
        "",
        None,
    )


def test_the_most_urgent_comes_first_and_the_longest_waiting_before_others(school):
    rows = cards(school)
    assert [(row.ask.urgency, row.days) for row in rows] == sorted(
        ((row.ask.urgency, row.days) for row in rows), reverse=True
    )


def test_names_are_sorted_by_surname_without_its_prefix(school):
    rows = cards(school, order=CardOrder.STUDENT)
    names = [row.student for row in rows]
    assert names.index("Noor el Amrani") < names.index("Zeynep Arslan") < names.index("Joost van Eck")
    assert names.index("Joost van Eck") < names.index("Thijs Janssen")
    assert [row.student for row in cards(school, order=CardOrder.STUDENT, descending=True)] == names[::-1]


@pytest.mark.parametrize("order", CardOrder)
def test_every_order_gives_every_card_once(school, order):
    rows = cards(school, order=order)
    assert len({row.participation_id for row in rows}) == len(rows) == 23


def test_cards_without_company_come_last_by_company(school):
    companies = [row.company for row in cards(school, order=CardOrder.COMPANY)]
    filled = [name for name in companies if name]
    assert companies == filled + [""] * (len(companies) - len(filled))
    assert filled == sorted(filled, key=str.casefold)


def test_the_scope_limits_to_period_programme_and_group(school):
    assert {row.period for row in cards(school, period_id=school.periods[SPRING])} == {SPRING}
    assert {row.group for row in cards(school, group_id=school.groups["KO2A"])} == {"KO2A"}
    programme = cards(school, programme_id=school.programmes["VIG"])
    assert {row.group for row in programme} == {"VZ3A", "VZ3B"}


def test_what_still_runs_stays_in_view_after_its_period_ended(school):
    with school.store.reading() as session:
        later = board(session, today=date(2027, 4, 12))
    names = {row.student.split()[0] for row in later if row.period == AUTUMN}
    assert names == {"Amira", "Thijs", "Ibrahim", "Daan", "Shanice"}
    assert {row.lane for row in later if row.period == AUTUMN} == {Lane.CLOSING}


def test_lanes_count_their_cards_and_tell_the_longest_wait(school):
    counted = {row.lane: row for row in lanes(cards(school))}
    assert [counted[lane].count for lane in Lane] == [8, 4, 2, 3, 2]
    assert counted[Lane.RUNNING].late_contact == 2
    assert counted[Lane.SEEKING].oldest == max(row.days for row in cards(school) if row.lane is Lane.SEEKING)


def test_beside_the_board_stands_who_stopped_or_stands_aside(school):
    counted = {row.state: row.count for row in sides(cards(school))}
    assert counted == {
        State.NO_PLACE: 1,
        State.REPLACING: 4,
        State.STUDENT_WITHDREW: 1,
        State.COMPANY_WITHDREW: 1,
        State.NOT_STARTED: 1,
        State.ENDED_EARLY: 1,
        State.POSTPONED: 1,
        State.EXEMPT: 1,
        State.DEREGISTERED: 1,
        State.COMPLETED: 1,
    }


def test_a_stopped_placement_stays_with_the_card_that_seeks_again(by_name):
    assert (by_name["Isa"].lane, by_name["Isa"].ended) == (Lane.SEEKING, (State.ENDED_EARLY,))


def test_supervisors_are_counted(school):
    rows = supervisors_of(cards(school))
    assert [(row.name, row.count) for row in rows] == [("Fatima Bakkali", 3), ("Mees Bruijn", 5)]


def test_minors_are_marked(by_name):
    assert {name for name, row in by_name.items() if row.minor} == {"Sem", "Yusuf"}


def test_a_few_cards_are_the_same_as_on_the_board(school, by_name):
    wanted = [school.cards["Yusuf"], school.cards["Amira"], school.students["Noor"]]
    with school.store.reading() as session:
        alone = queries.cards(session, participation_ids=wanted, today=TODAY)
    assert alone == (by_name["Amira"], by_name["Yusuf"])


def test_the_news_tells_which_cards_changed(school):
    step = school.store.change(
        agreements.sign_agreement,
        ACTOR,
        placement_id=school.placements["Joost"],
        party=Party.SCHOOL,
        signed_on=TODAY,
    ).step
    with school.store.reading() as session:
        assert cards_of(session, changed=step.touched) == {school.cards["Joost"]}
        assert cards_of(session, changed={"company": frozenset()}) is None
    school.store.take_back(step, ACTOR)
    with school.store.reading() as session:
        assert cards_of(session, changed=step.touched) is None


@pytest.mark.parametrize("order", CardOrder)
def test_an_order_made_here_is_the_order_of_the_query(school, order):
    by_student = cards(school, order=CardOrder.STUDENT)
    assert tuple(in_order(by_student, order)) == cards(school, order=order)


def test_what_is_missing_goes_when_it_is_there(school):
    for party in (Party.COMPANY, Party.SCHOOL, Party.GUARDIAN):
        school.do(agreements.sign_agreement, placement_id=school.placements["Yusuf"], party=party, signed_on=TODAY)
    row = next(row for row in cards(school) if row.student.startswith("Yusuf"))
    assert (row.ask.text, row.ask.urgency, row.lacks) == ("compleet", Urgency.DONE, ())
    school.do(pipeline.advance, participation_ids=(school.cards["Yusuf"],), reason=REASON)
    row = next(row for row in cards(school) if row.student.startswith("Yusuf"))
    assert (row.state, row.days) == (State.AGREEMENT_SIGNED, 0)


def test_papers_become_late_a_week_before_the_start(school):
    with school.store.reading() as session:
        before = {row.student: row.ask.urgency for row in board(session, today=TODAY)}
        later = {row.student: row.ask.urgency for row in board(session, today=TODAY + timedelta(days=7))}
    assert before["Yusuf Demirtaş"] is Urgency.SOON
    assert later["Yusuf Demirtaş"] is Urgency.LATE


def test_persons_are_hidden_while_others_watch(school):
    names = {row.student for row in masked(cards(school))}
    assert "A. B." in names
    assert not any("Benhaddou" in name for name in names)
