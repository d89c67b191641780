"""What a stage costs a student in travel, and what an agreement about money leaves to be paid: estimates only.

The figures are decisions of the school, with defaults and sources in ``resources/rules/policies.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.terms.company import Answer, TravelProduct
from app.terms.school import Path
from app.text import fold

_WEEKS, _MONTHS = 52, 12
_WORKDAYS = frozenset({"ma", "di", "wo", "do", "vr"})
_FULL_WEEK = 40 * 60


@dataclass(frozen=True, slots=True)
class Tariff:
    """Cents for a kilometre by car or moped, and by public transport without a product."""

    own_km: int
    transit_km: int


@dataclass(frozen=True, slots=True)
class Travel:
    """How a student gets there: how far (by road, one way), on which days, and with which travel product."""

    km: int | None
    days_per_week: int | None
    weekdays: tuple[str, ...] | None
    product: TravelProduct
    by_transit: Answer
    path: Path | None


def assumed_product(product: TravelProduct, path: Path | None) -> TravelProduct:
    """The product of a student, or the usual one of the leerweg: bol has one for workdays, bbl has none."""
    if product is not TravelProduct.UNKNOWN:
        return product
    return TravelProduct.NONE if path is Path.BBL else TravelProduct.WEEK


def monthly_travel(travel: Travel, tariff: Tariff) -> int | None:
    """What a month of travelling costs, in cents; ``None`` where distance or days are not known."""
    if travel.km is None or travel.days_per_week is None:
        return None
    own = travel.by_transit is Answer.NO
    paid = travel.days_per_week if own else _paid_days(travel)
    cents = tariff.own_km if own else tariff.transit_km
    return 2 * travel.km * cents * paid * _WEEKS // _MONTHS


def _paid_days(travel: Travel) -> int:
    """On how many days a week the product does not hold; without names of days they are workdays."""
    days = travel.days_per_week or 0
    match assumed_product(travel.product, travel.path):
        case TravelProduct.WEEK:
            return sum(day not in _WORKDAYS for day in travel.weekdays or ())
        case TravelProduct.WEEKEND:
            return days if travel.weekdays is None else sum(day in _WORKDAYS for day in travel.weekdays)
        case _:
            return days


def left_to_pay(travel_cents: int | None, *, travel_covered: bool, allowance_cents: int | None) -> int | None:
    """What of the travel is for the student, in cents a month; ``None`` where it cannot be estimated."""
    if travel_cents is None:
        return None
    return 0 if travel_covered else max(0, travel_cents - (allowance_cents or 0))


def guideline(euros: int, branches: str, sector: str | None, minutes_per_week: int | None) -> int | None:
    """What school or cao asks a month for these hours, in cents; ``None`` where nobody entered it.

    What stands for the branch of the company goes before the guideline of the school; both are for 40 hours.
    """
    wanted = amounts(branches).get(fold(sector or ""), euros)
    if not wanted:
        return None
    return wanted * 100 * min(minutes_per_week or _FULL_WEEK, _FULL_WEEK) // _FULL_WEEK


def amounts(lines: str) -> Mapping[str, int]:
    """``Zorg: 350`` on each line as euros by folded name; a line that says something else is left out."""
    parts = (line.rpartition(":") for line in lines.splitlines())
    named = ((fold(name.strip()), euros.strip()) for name, _colon, euros in parts)
    return {name: int(euros) for name, euros in named if name and euros.isdecimal()}
