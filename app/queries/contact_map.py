"""The day of a supervisor on a plain map: postcode areas as dots, the stops in order, and the way between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.queries.contact_day import DayRoute
from app.queries.masking import PersonName
from app.queries.travel import base_of
from app.rules.travel import Spot, spot_of, spots_within
from app.terms.pipeline import Form

_ROUND = 6.0
"""Kilometres around the outermost stop."""


@dataclass(frozen=True, slots=True)
class MapStop:
    """A visit on the map: the numbers of all that are in this place, and whom they are about."""

    numbers: tuple[int, ...]
    names: tuple[PersonName, ...]
    town: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class DayMap:
    """What is drawn, seen from the middle: the school, the stops, and the middles of all postcode areas around."""

    school: Spot
    stops: tuple[MapStop, ...]
    around: tuple[Spot, ...]
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
    around = (spot.seen_from(middle) for spot in spots_within(base, 2 * reach))
    return DayMap(
        Spot(0, 0).seen_from(middle),
        tuple(replace(one, spot=one.spot.seen_from(middle)) for one in found.values()),
        tuple(spot for spot in around if max(abs(spot.east), abs(spot.north)) <= reach),
        reach,
        unknown,
    )
