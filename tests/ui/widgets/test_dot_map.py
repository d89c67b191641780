"""The plain map: discs that would cover each other move apart, and it is drawn at any size."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from PySide6.QtCore import QPointF

from ui.theme import look
from ui.widgets.dot_map import Dot, DotMap, Plan, spread


@pytest.mark.parametrize(
    "places", [[(0, 0), (0, 0), (0, 0)], [(5, 5), (8, 5), (8, 6), (100, 5)], [(0, 0), (30, 0)], [(0, 0)]], ids=str
)
def test_discs_of_near_places_move_apart_and_the_school_stays(places):
    shown = spread([QPointF(*place) for place in places], 24)
    assert (shown[0].x(), shown[0].y()) == places[0]
    gaps = [hypot(one.x() - other.x(), one.y() - other.y()) for one, other in combinations(shown, 2)]
    assert all(gap > 23.9 for gap in gaps)


def test_what_is_far_enough_stays_where_it_is():
    far = [QPointF(0, 0), QPointF(30, 0), QPointF(0, 40)]
    assert spread(far, 24) == far


def test_stops_stand_out_on_the_field_and_what_it_shows_is_spoken(qtbot):
    shown = DotMap()
    qtbot.addWidget(shown)
    shown.resize(400, 400)
    places = [Dot(east, north) for east in range(-4, 5) for north in range(-4, 5)]
    stops = [Dot(0.1, 3, "1+2"), Dot(-3, 0, "3")]
    towns = [Dot(0, 3, "Elst"), Dot(0, 3, "Lent")]
    shown.show_plan(
        Plan(places, towns, stops, [Dot(0, 0), *stops, Dot(0, 0)], Dot(0, 0), 9), "Kaart: 1+2 Elst, 3 Wijchen"
    )
    image = shown.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 400, 2) for y in range(0, 400, 2)}
    assert {look().colour(role).name() for role in ("sun", "petrol", "card", "well")} <= colours
    assert shown.accessibleName() == "Kaart: 1+2 Elst, 3 Wijchen"
