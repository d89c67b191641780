"""How far apart places are, for one supervisor: whole hectometres and minutes, an estimate rounded up."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, ceil, cos, radians, sin, sqrt

from app.scheduling.values import Leg, Point, Roads

_EARTH_HECTOMETRES = 63_710.088
_HAIRS = 6
"""Digits kept before rounding up, so that the last bit of a sine decides nothing."""


class Atlas:
    """The ways among all places of a problem."""

    def __init__(self, roads: Roads) -> None:
        self._roads = roads
        self._points = {point.place: point for point in roads.points}
        self._legs: dict[tuple[str, str], Leg] = {(leg.other, leg.one): leg for leg in roads.legs if not leg.one_way}
        self._legs |= {(leg.one, leg.other): leg for leg in sorted(roads.legs, key=lambda leg: leg.one_way)}

    def way(self, one: str, other: str) -> tuple[int, int] | None:
        """Hectometres and minutes; nothing within one place, ``None`` where no way is known."""
        if one == other:
            return 0, 0
        if leg := self._legs.get((one, other)):
            return leg.hectometres, leg.minutes
        here, there = self._points.get(one), self._points.get(other)
        if here is None or there is None:
            back = self._legs.get((other, one))  # of two places that are on no map the one way is as long as the other
            return None if back is None else (back.hectometres, back.minutes)
        road = max(ceil(round(_straight(here, there) * self._roads.percent / 100, _HAIRS)), self._roads.least)
        minutes = -(-road * 6 // self._roads.speed) + self._roads.parking
        return road, -(-minutes // self._roads.grid) * self._roads.grid

    def is_told(self, one: str, other: str) -> bool:
        """Whether the way is what the school said, and no estimate."""
        return one == other or (one, other) in self._legs

    def table(self, places: Sequence[str]) -> list[list[tuple[int, int] | None]]:
        """The ways between each two of ``places``."""
        table: list[list[tuple[int, int] | None]] = [[(0, 0)] * len(places) for _ in places]
        for row, one in enumerate(places):
            for column in range(row):
                table[row][column], table[column][row] = self.way(one, places[column]), self.way(places[column], one)
        return table


def _straight(here: Point, there: Point) -> float:
    """Hectometres over the great circle (haversine)."""
    north = radians(there.latitude - here.latitude) / 2
    east = radians(there.longitude - here.longitude) / 2
    arc = sin(north) ** 2 + cos(radians(here.latitude)) * cos(radians(there.latitude)) * sin(east) ** 2
    return 2 * _EARTH_HECTOMETRES * asin(sqrt(min(arc, 1.0)))
