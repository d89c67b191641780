"""A few letters in a cell are days or ways of travelling, or they are asked again."""

from __future__ import annotations

import pytest

from app.rules.wish_cells import days_of_text, ways_of_text


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", ()),
        ("ma di wo", ("ma", "di", "wo")),
        ("Vrijdag, maandag", ("ma", "vr")),
        ("ma t/m do", ("ma", "di", "wo", "do")),
        ("di-do", ("di", "wo", "do")),
        ("do t/m ma", None),
        ("ma di-do", None),
        ("altijd", None),
        ("m", None),
    ],
)
def test_days(text, days):
    assert days_of_text(text) == days


@pytest.mark.parametrize(
    ("text", "ways"),
    [("", ()), ("ov, fiets", ("fiets", "ov")), ("sc", ("scooter",)), ("bus", None), ("fietsje", None)],
)
def test_ways(text, ways):
    assert ways_of_text(text) == ways
