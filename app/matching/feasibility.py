"""Whether the decisions of people can be obeyed together; if not, where they collide."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.matching.flow import Engine
from app.matching.market import Integers, Market, Options
from app.matching.network import Network, network, pairs, reach
from app.matching.reasons import Code, Infeasible


def judge(market: Market, options: Options, engine: Engine) -> None:
    """``Infeasible`` when no matching obeys pins, vetoes, minimums and caps.

    The tracks of pins and minimums need places at every cap above them; beyond that only the students that are
    still free matter, and Hall's theorem decides: some tracks ask for more students than can go to any of them.
    """
    _judge_pins(market, options)
    pinned = np.bincount([track for _, track in options.pins], minlength=market.tracks)
    _judge_places(market, pinned)
    asked = np.maximum(0, market.track_minimum - pinned)
    if asked.any():
        _judge_minimums(market, options, asked, engine)


def _judge_pins(market: Market, options: Options) -> None:
    held: dict[int, int] = {}
    vetoed = set(options.vetoes)
    for (student, track), edge in zip(options.pins, pairs(market, options.pins).tolist(), strict=True):
        if edge < 0:
            raise Infeasible(Code.PIN_WITHOUT_PAIR, student=student, track=track)
        if (student, track) in vetoed:
            raise Infeasible(Code.PIN_VETOED, student=student, track=track)
        if student in held:
            raise Infeasible(Code.PIN_TWICE, student=student, track=held[student], other=track)
        held[student] = track


def _judge_places(market: Market, pinned: NDArray[np.int64]) -> None:
    asked = np.maximum(market.track_minimum, pinned)
    _overfull(Code.TRACK_OVERFULL, "track", asked, market.track_capacity)
    grouped = np.flatnonzero(market.track_group >= 0)
    groups = np.zeros(len(market.group_capacity), np.int64)
    np.add.at(groups, market.track_group[grouped], asked[grouped])
    _overfull(Code.GROUP_OVERFULL, "group", groups, market.group_capacity)
    companies = np.zeros(len(market.company_capacity), np.int64)
    np.add.at(companies, market.track_company, asked)
    _overfull(Code.COMPANY_OVERFULL, "company", companies, market.company_capacity)


def _overfull(code: Code, name: str, asked: Integers, capacity: Integers) -> None:
    over = np.flatnonzero(asked > capacity)
    if len(over):
        first = int(over[0])
        raise Infeasible(code, **{name: first, "asked": int(asked[first]), "capacity": int(capacity[first])})


def _judge_minimums(market: Market, options: Options, asked: Integers, engine: Engine) -> None:
    """Send free students to the asked places alone; a track that stays short shows what is missing."""
    full = network(market, options)
    holders = np.zeros(market.students, bool)
    holders[[student for student, _ in options.pins]] = True
    at = full.edges + full.students
    high, low = full.high.copy(), np.zeros_like(full.low)
    high[: full.edges][holders[market.edge_student]] = 0
    high[full.edges : at] = 1
    high[at : at + market.tracks] = asked
    high[at + market.tracks :] = market.students
    net = replace(full, low=low, high=high)
    flow = cheapest(net, _no_place(net), engine)
    short = np.flatnonzero(flow[at : at + market.tracks] < asked)
    if not len(short):
        return
    seen = reach(net, flow, market.students + short[:1], backward=True)
    tracks = seen[market.students : market.students + market.tracks]
    raise Infeasible(
        Code.MINIMUM_UNREACHABLE,
        track=int(short[0]),
        tracks=int(tracks.sum()),
        asked=int(asked[tracks].sum()),
        students=len(np.unique(market.edge_student[(high[: full.edges] > 0) & tracks[market.edge_track]])),
    )


def _no_place(net: Network) -> Integers:
    cost = np.zeros(len(net.tail), np.int64)
    cost[net.edges : net.edges + net.students] = 1
    return cost


def cheapest(net: Network, cost: Integers, engine: Engine) -> Integers:
    """The cheapest flow of a network between its bounds (a): the engine gets the open arcs, from low 0."""
    supply = net.supply()
    held = np.flatnonzero(net.low)
    np.subtract.at(supply, net.tail[held], net.low[held])
    np.add.at(supply, net.head[held], net.low[held])
    free = net.by_tail[(net.low < net.high)[net.by_tail]]
    flow = net.low.copy()
    flow[free] += engine(net.tail[free], net.head[free], net.high[free] - net.low[free], supply, cost[free])
    return flow
