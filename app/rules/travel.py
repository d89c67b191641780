"""How far apart two postcode areas are: an estimate, and always called so on the screen."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, degrees, radians, sin, sqrt

from app.resources import resource, toml

_EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class _Area:
    """A postcode area (four digits): its town, and its middle in radians."""

    town: str
    latitude: float
    longitude: float


@cache
def _areas() -> Mapping[str, _Area]:
    with resource("geo", "pc4_nl.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["pc4"]: _Area(row["place"], radians(float(row["lat"])), radians(float(row["lon"])))
            for row in csv.DictReader(file)
        }


def town_of(pc4: str) -> str | None:
    """The town that a postcode area lies in; ``None`` for one of which no distance is known."""
    area = _areas().get(pc4)
    return None if area is None else area.town


def is_area(pc4: str) -> bool:
    """Whether these four digits are a postcode area that lies somewhere."""
    return pc4 in _areas()


def middle_of(pc4: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of the middle of a postcode area; ``None`` where it is not known."""
    area = _areas().get(pc4)
    return None if area is None else (degrees(area.latitude), degrees(area.longitude))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a plane: kilometres to the east and to the north of some middle."""

    east: float
    north: float

    def seen_from(self, other: Spot) -> Spot:
        """The same place, counted from another."""
        return Spot(self.east - other.east, self.north - other.north)


def spot_of(pc4: str, middle: str) -> Spot | None:
    """Where a postcode area lies, seen from the middle of another; flat, which over a province is near enough."""
    area, centre = _areas().get(pc4), _areas().get(middle)
    return None if area is None or centre is None else _spot(area, centre)


def areas_within(middle: str, kilometres: float) -> tuple[tuple[str, Spot], ...]:
    """The postcode areas so near to another, each with its town: together they show where people live."""
    centre = _areas().get(middle)
    if centre is None:
        return ()
    found = ((area.town, _spot(area, centre)) for area in _areas().values())
    return tuple(one for one in found if max(abs(one[1].east), abs(one[1].north)) <= kilometres)


def _spot(area: _Area, centre: _Area) -> Spot:
    return Spot(
        _EARTH_KM * (area.longitude - centre.longitude) * cos(centre.latitude),
        _EARTH_KM * (area.latitude - centre.latitude),
    )


def estimated_km(one: str | None, other: str | None) -> int | None:
    """Whole kilometres by road between two postcode areas; ``None`` where either is unknown.

    The great circle between the middles of both areas times the factor of ``rules/travel.toml``.
    Within one area it says 1: nobody lives in the middle.
    """
    here, there = _areas().get(one or ""), _areas().get(other or "")
    if here is None or there is None:
        return None
    half_up, half_along = (there.latitude - here.latitude) / 2, (there.longitude - here.longitude) / 2
    arc = sin(half_up) ** 2 + cos(here.latitude) * cos(there.latitude) * sin(half_along) ** 2
    factor: float = toml("rules", "travel.toml")["distance"]["road_factor"]
    return max(round(2 * _EARTH_KM * asin(sqrt(arc)) * factor), 1)
