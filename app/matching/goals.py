"""The goals of a round, most important first, each as a cost that is to be as low as possible.

Most students placed; then, worst band first, the fewest students in each quality band (leximin over bands, the
"generous" profile of Kwanashie, Irving, Manlove and Sng, IWOCA 2014); then the highest total quality; then the least
change; then the published lottery, for who goes without a place and last for which of equally good matchings it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.matching import lottery
from app.matching.market import MOST_QUALITY, NOT_PLACED, Integers, Market, Options


class Aim(StrEnum):
    """What a goal is about."""

    PLACED = "placed"
    BAND = "band"
    TOTAL = "total"
    CHANGE = "change"
    LOTTERY = "lottery"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal; ``band`` counts from the worst band, 0, and means nothing for the other aims."""

    aim: Aim
    band: int = 0

    @property
    def alone(self) -> bool:
        """Whether it is a stage by itself: only the pairs that are still open are drawn for."""
        return self.aim is Aim.DRAW


def goals(market: Market, options: Options) -> tuple[Goal, ...]:
    """The goals of this round in their order; bands where no pair falls are left out, and so is the best of them.

    The number in the best band follows from the number placed and the other bands.
    """
    bands = np.flatnonzero(np.bincount(market.edge_quality // options.band_width))[:-1].tolist()
    change = () if options.previous is None else (Goal(Aim.CHANGE),)
    return (
        Goal(Aim.PLACED),
        *(Goal(Aim.BAND, band) for band in bands),
        Goal(Aim.TOTAL),
        *change,
        Goal(Aim.LOTTERY),
        Goal(Aim.DRAW),
    )


def costs(market: Market, options: Options, goal: Goal, open_edges: Integers) -> tuple[Integers, Integers]:
    """What each pair (e) and each student without a place (n) costs under a goal; never negative.

    ``open_edges`` are the indices of the pairs that earlier goals left open; a draw is for those alone.
    """
    pair = np.zeros(len(market.edge_student), np.int64)
    alone = np.zeros(market.students, np.int64)
    match goal.aim:
        case Aim.PLACED:
            alone[:] = 1
        case Aim.BAND:
            pair[:] = market.edge_quality // options.band_width == goal.band
        case Aim.TOTAL:
            pair[:] = MOST_QUALITY - market.edge_quality
        case Aim.CHANGE if options.previous is not None:
            pair[:] = options.previous[market.edge_student] != market.edge_track
            alone[:] = options.previous != NOT_PLACED
        case Aim.LOTTERY:
            alone[:] = market.students - lottery.ranks(market, options.seed)
        case Aim.DRAW:
            pair[open_edges] = lottery.draws(market, options.seed, open_edges)
    return pair, alone


def band_count(band_width: int) -> int:
    """How many quality bands there are; the best one may be narrower."""
    return MOST_QUALITY // band_width + 1
