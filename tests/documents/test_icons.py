"""The icons: the same drawings on the screen and on paper."""

from __future__ import annotations

import re

import pytest

from app.documents.icons import GRID, strokes
from app.resources import resource

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


def test_the_licence_lies_with_the_icons():
    assert len(NAMES) > 80
    assert "ISC License" in resource("icons", "LICENSE-lucide.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_within_its_square(name):
    path = strokes(name)
    assert re.fullmatch(r"(-?[\d.]+ -?[\d.]+ (m|l|([-\d.]+ ){4}c) ?|h ?)+", path)
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    assert min(numbers) >= -1
    assert max(numbers) <= GRID + 1


def test_an_arc_ends_where_the_file_says():
    assert strokes("moon").split()[-1] in {"c", "h"}
    assert strokes("circle-check").startswith("22 12 m")
