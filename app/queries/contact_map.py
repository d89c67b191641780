"""The day of a supervisor on a plain map: postcode areas as dots, the stops in order, and the way between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.queries.contact_day import DayRoute
from app.queries.masking import PersonName
from app.queries.travel import base_of
from app.rules.travel import Spot, areas_within, spot_of, town_of
from app.terms.pipeline import Form

_ROUND = 6.0
"""Kilometres around the outermost stop."""
_BEYOND = 1.7
"""How far outside the square the land is known, for a map that is wider than high."""


@dataclass(frozen=True, slots=True)
class MapStop:
    """A visit on the map: the numbers of all that are in this place, and whom they are about."""

    numbers: tuple[int, ...]
    names: tuple[PersonName, ...]
    town: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class MapTown:
    """A town by its name, in the middle of its postcode areas."""

    name: str
    spot: Spot
    areas: int


@dataclass(frozen=True, slots=True)
class DayMap:
    """What is drawn, seen from the middle: the school, the stops, and the middles of all postcode areas around."""

    school: Spot
    stops: tuple[MapStop, ...]
    around: tuple[Spot, ...]
    towns: tuple[MapTown, ...]
    """The towns in view, those where a stop is first and then the large ones."""
    reach: float
    """Kilometres from the middle to the edge."""
    unknown: int
    """Visits of which nobody knows the postcode area."""


def day_map(session: Session, route: DayRoute) -> DayMap | None:
    """The map of a day; ``None`` without a visit to a known place, or when the place of the school is not known."""
    base = base_of(session)
    found: dict[str, MapStop] = {}
    unknown = 0
    for stop in route.stops:
        if stop.appointment.form is not Form.VISIT:
            continue
        spot = spot_of(stop.row.pc4, base)
        if spot is None:
            unknown += 1
            continue
        known = found.get(stop.row.pc4)
        numbers = (stop.number,) if known is None else (*known.numbers, stop.number)
        names = (stop.row.student,) if known is None else (*known.names, stop.row.student)
        found[stop.row.pc4] = MapStop(numbers, names, stop.row.town, spot)
    if not found:
        return None
    spots = [Spot(0, 0), *(one.spot for one in found.values())]
    east, north = [spot.east for spot in spots], [spot.north for spot in spots]
    middle = Spot((min(east) + max(east)) / 2, (min(north) + max(north)) / 2)
    reach = max(max(east) - min(east), max(north) - min(north)) / 2 + _ROUND
    seen = [(town, spot.seen_from(middle)) for town, spot in areas_within(base, 3 * reach)]
    around = [(town, spot) for town, spot in seen if max(abs(spot.east), abs(spot.north)) <= _BEYOND * reach]
    return DayMap(
        Spot(0, 0).seen_from(middle),
        tuple(replace(one, spot=one.spot.seen_from(middle)) for one in found.values()),
        tuple(spot for _town, spot in around),
        _towns(around, {town_of(pc4) or "" for pc4 in found}),
        reach,
        unknown,
    )


def _towns(around: list[tuple[str, Spot]], visited: set[str]) -> tuple[MapTown, ...]:
    """The towns, the visited ones first; two of one name that lie apart are two."""
    parts: dict[str, list[list[Spot]]] = defaultdict(list)
    for name, spot in around:
        near = (
            part for part in parts[name] if max(abs(spot.east - part[0].east), abs(spot.north - part[0].north)) < _ROUND
        )
        part = next(near, None)
        if part is None:
            parts[name].append(part := [])
        part.append(spot)
    found = [MapTown(name, _middle(spots), len(spots)) for name, apart in parts.items() for spots in apart]
    return tuple(sorted(found, key=lambda town: (town.name not in visited, -town.areas, town.name)))


def _middle(spots: list[Spot]) -> Spot:
    return Spot(sum(one.east for one in spots) / len(spots), sum(one.north for one in spots) / len(spots))
