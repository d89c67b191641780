"""What a stage costs a student is an estimate from few facts, and never guessed where a fact is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.allowance import Tariff, Travel, guideline, left_to_pay, monthly_travel
from app.rules.policies import known_policies
from app.terms.company import Answer, TravelProduct
from app.terms.school import Path

TARIFF = Tariff(own_km=23, transit_km=25)
BOL = Travel(12, 3, ("ma", "di", "za"), TravelProduct.UNKNOWN, Answer.UNKNOWN, Path.BOL)
A_DAY = 2 * 12 * 25 * 52 // 12


@pytest.mark.parametrize(
    ("travel", "cents"),
    [
        (BOL, A_DAY),
        (replace(BOL, product=TravelProduct.WEEKEND), 2 * A_DAY),
        (replace(BOL, product=TravelProduct.NONE), 3 * A_DAY),
        (replace(BOL, path=Path.BBL), 3 * A_DAY),
        (replace(BOL, weekdays=None), 0),
        (replace(BOL, by_transit=Answer.NO), 2 * 12 * 23 * 3 * 52 // 12),
        (replace(BOL, km=None), None),
        (replace(BOL, days_per_week=None), None),
    ],
    ids=["one-saturday", "weekend", "no-product", "bbl", "workdays", "no-transit", "no-distance", "no-days"],
)
def test_travel_costs_what_no_product_pays(travel, cents):
    assert monthly_travel(travel, TARIFF) == cents


@pytest.mark.parametrize(
    ("covered", "paid", "left"), [(False, None, 4_000), (True, None, 0), (False, 2_500, 1_500), (False, 9_000, 0)]
)
def test_an_allowance_goes_off_what_is_left_to_pay(covered, paid, left):
    assert left_to_pay(4_000, travel_covered=covered, allowance_cents=paid) == left
    assert left_to_pay(None, travel_covered=covered, allowance_cents=paid) is None


def test_the_guideline_is_by_hours_and_the_branch_goes_first():
    assert guideline(0, "", "Zorg", 24 * 60) is None
    assert guideline(400, "", "Zorg", 20 * 60) == 20_000
    assert guideline(400, "Zorg: 350\nBouw: 500", "ZORG", None) == 35_000
    assert guideline(400, "Zorg: 350", None, 60 * 60) == 40_000


def test_amounts_by_branch_are_an_answer_only_when_every_line_is_one():
    policy = known_policies()["allowance.branches"]
    assert policy.accepts("")
    assert policy.accepts("Zorg: 350\nBouw: 500")
    assert not policy.accepts("Zorg: veel")
    assert not policy.accepts("Zorg 350")
