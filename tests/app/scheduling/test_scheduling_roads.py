"""How far places are apart: an estimate, rounded up."""

from __future__ import annotations

import csv

import pytest

from app.resources import resource
from app.rules.travel import estimated_km
from app.scheduling import Leg, Point, Roads
from app.scheduling.roads import Atlas


@pytest.fixture(scope="module")
def middles():
    with resource("geo", "pc4_nl.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Point(row["pc4"], float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file))


@pytest.mark.parametrize(("one", "other"), [("6511", "6811"), ("6511", "6601"), ("1011", "9711")])
def test_the_estimate_is_that_of_the_lists(middles, one, other):
    hectometres, _ = Atlas(Roads(middles)).way(one, other)
    assert abs(hectometres / 10 - estimated_km(one, other)) <= 0.6


def test_minutes_follow_the_kilometres_and_are_rounded_up():
    north = Point("north", 52.0 + 10 / 111.1949, 5.0)
    atlas = Atlas(Roads((Point("south", 52.0, 5.0), north)))
    assert atlas.way("south", "north") == (131, 25)  # 13 km at 45 km/h is 17.3 minutes, and 4 to park
    slower = Atlas(Roads((Point("south", 52.0, 5.0), north), speed=30, parking=10, grid=1))
    assert slower.way("south", "north") == (131, 37)


def test_both_ways_are_alike_and_nothing_is_nearer_than_a_kilometre():
    atlas = Atlas(Roads((Point("here", 52.0, 5.0), Point("next door", 52.0, 5.0), Point("there", 52.1, 5.1))))
    assert atlas.way("here", "there") == atlas.way("there", "here")
    assert atlas.way("here", "next door") == (10, 10)
    assert atlas.way("here", "here") == (0, 0)


def test_what_the_school_says_goes_before_the_estimate_and_fills_its_gaps():
    atlas = Atlas(Roads((Point("here", 52.0, 5.0), Point("there", 52.1, 5.1)), (Leg("there", "here", 7, 3),)))
    assert atlas.way("here", "there") == (7, 3)
    assert atlas.way("here", "nowhere") is None
    assert Atlas(Roads((), (Leg("here", "nowhere", 7, 3),))).way("nowhere", "here") == (7, 3)
