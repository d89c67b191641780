"""Places for several programmes are shared out once; a period moves a year on."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dates import Calendar
from app.rules.supply import a_year_on, a_year_on_in, fill_by, shared_out

KINDS = ("kok", "vig", "ict")
LOTS = st.lists(st.tuples(st.frozensets(st.sampled_from(KINDS), min_size=1), st.integers(0, 4)), max_size=5)


def test_a_place_for_two_programmes_is_counted_once():
    places = [(frozenset({"kok", "vig"}), 3)]
    met = shared_out({"kok": 2, "vig": 2}, places)
    assert sum(met.values()) == 3


def test_who_came_first_moves_when_that_helps_another():
    places = [(frozenset({"kok", "vig"}), 1), (frozenset({"kok"}), 1)]
    assert shared_out({"kok": 1, "vig": 1}, places) == {"kok": 1, "vig": 1}


@given(st.fixed_dictionaries({kind: st.integers(0, 5) for kind in KINDS}), LOTS)
def test_as_many_needs_are_met_as_there_can_be(needs, lots):
    """The most that can be met is the least cut (Ford and Fulkerson, 1956)."""
    met = shared_out(needs, lots)
    assert all(0 <= met[kind] <= needs[kind] for kind in needs)
    cuts = []
    for size in range(len(KINDS) + 1):
        for full in combinations(KINDS, size):
            rest = set(KINDS) - set(full)
            reach = sum(count for kinds, count in lots if kinds & rest)
            cuts.append(sum(needs[kind] for kind in full) + reach)
    assert sum(met.values()) == min(cuts)


@pytest.mark.parametrize(
    ("first", "last", "free", "shifted"),
    [
        (date(2027, 2, 1), date(2027, 4, 16), (), (date(2028, 1, 31), date(2028, 4, 13))),
        (
            date(2027, 2, 1),
            date(2027, 4, 9),
            [(date(2028, 1, 31), date(2028, 2, 4))],
            (date(2028, 2, 7), date(2028, 4, 7)),
        ),
    ],
    ids=["good friday", "holiday week"],
)
def test_a_period_comes_back_in_the_same_weeks_without_free_days_at_its_ends(first, last, free, shifted):
    assert a_year_on(first, last, Calendar.of(free)) == shifted


def test_the_name_of_a_period_moves_with_it():
    assert a_year_on_in("BPV-periode 2 2026-2027") == "BPV-periode 2 2027-2028"
    assert a_year_on_in("Herfststage") == ""


def test_places_must_be_known_days_before():
    assert fill_by(date(2027, 9, 6), 42) == date(2027, 7, 26)
