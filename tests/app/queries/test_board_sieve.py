from __future__ import annotations

import pytest

from app.commands.finding import take_own_find
from app.queries.board import board
from app.queries.board_counts import aside
from app.queries.board_sieve import Sieve
from app.terms.board import BoardFilter
from app.terms.pipeline import State
from tests.school import TODAY


@pytest.fixture
def kept(school):
    """The first names of the cards that pass."""
    with school.store.reading() as session:
        rows = board(session, today=TODAY)

    def names(**wanted):
        return {row.student.split()[0] for row in Sieve(**wanted).keep(rows, TODAY)}

    return names


def test_without_filters_everyone_on_the_board_is_kept(kept):
    assert len(kept()) == 19
    assert not {"Gijs", "Meron", "Linh", "Emre"} & kept()


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (BoardFilter.LATE_CONTACT, {"Amira", "Thijs"}),
        (BoardFilter.MINOR, {"Sem", "Yusuf"}),
        (BoardFilter.SEEKING, {"Noor", "Sem", "Oleksandra", "Milan", "Isa", "Femke", "Wiktoria", "Ruben"}),
    ],
)
def test_a_filter_keeps_its_own(kept, wanted, names):
    assert kept(filters=frozenset({wanted})) == names


def test_filters_hold_together(kept):
    both = frozenset({BoardFilter.SEEKING, BoardFilter.MINOR})
    assert kept(filters=both) == {"Sem"}


def test_who_starts_soon_is_not_running_yet(kept):
    names = kept(filters=frozenset({BoardFilter.STARTS_SOON}))
    assert {"Zeynep", "Chenoa", "Noor"} <= names
    assert not {"Amira", "Daan"} & names


def test_what_asks_nothing_is_left_out(kept):
    names = kept(filters=frozenset({BoardFilter.ASKING}))
    assert "Amira" in names
    assert not {"Zeynep", "Chenoa"} & names


def test_one_of_several_supervisors(school, kept):
    mees, fatima = school.supervisors["Mees Bruijn"], school.supervisors["Fatima Bakkali"]
    assert kept(supervisors=frozenset({fatima})) == {"Yusuf", "Chenoa", "Shanice"}
    assert len(kept(supervisors=frozenset({mees, fatima}))) == 7


@pytest.mark.parametrize(
    ("states", "names"),
    [
        ({State.POSTPONED}, {"Meron"}),
        ({State.COMPLETED, State.EXEMPT}, {"Gijs", "Linh"}),
        ({State.ENDED_EARLY}, {"Isa"}),
    ],
)
def test_beside_the_board(kept, states, names):
    assert kept(sides=frozenset(states)) == names


@pytest.mark.parametrize(
    ("typed", "name"), [("yildiz", "Ibrahim"), ("valkhof", "Joost"), ("malden zey", "Zeynep"), ("demirtas", "Yusuf")]
)
def test_words_find_names_companies_and_towns_without_their_accents(kept, typed, name):
    assert kept(text=typed) == {name}


def test_a_place_of_their_own_is_a_way_among_the_others(school):
    school.do(take_own_find, participation_id=school.cards["Noor"], company_id=school.companies["De Waalkade"])
    with school.store.reading() as session:
        rows = board(session, today=TODAY)
    own = frozenset({BoardFilter.SELF_FOUND})
    both = Sieve(filters=own, sides=frozenset({State.POSTPONED}))
    assert {row.student.split()[0] for row in Sieve(filters=own).keep(rows, TODAY)} == {"Noor"}
    assert {row.student.split()[0] for row in both.keep(rows, TODAY)} == {"Noor", "Meron"}
    assert aside(rows) == 9
