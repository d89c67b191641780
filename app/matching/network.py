"""The market as a network: student -> track -> group -> company -> sink, and student -> sink for "no place".

Every cap is the upper bound of an arc, every minimum and every pin a lower bound. A face is such a pair of bounds:
settling a goal only ever narrows them, so that each stage is again a plain network.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from app.matching.flow import spans
from app.matching.market import Integers, Market, Options


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Arcs ``tail -> head`` with a flow from ``low`` to ``high``: the pairs (e), no place (n), then the caps.

    Nodes: students, tracks, groups, companies, sink. ``by_tail`` sorts the arcs by tail and head.
    """

    students: int
    edges: int
    nodes: int
    tail: Integers
    head: Integers
    low: Integers
    high: Integers
    by_tail: Integers = field(repr=False)

    @property
    def sink(self) -> int:
        """The last node."""
        return self.nodes - 1

    def supply(self) -> Integers:
        """One from each student, all of it to the sink."""
        told = np.zeros(self.nodes, np.int64)
        told[: self.students] = 1
        told[self.sink] = -self.students
        return told

    def flow_of(self, market: Market, track: Integers) -> Integers:
        """The flow on every arc when each student goes to this track (n; -1 is no place)."""
        placed = np.flatnonzero(track >= 0)
        flow = np.zeros(len(self.tail), np.int64)
        flow[market.edges_of(placed, track[placed])] = 1
        flow[self.edges : self.edges + self.students] = track < 0
        at = self.edges + self.students
        load = np.bincount(track[placed], minlength=market.tracks)
        grouped = market.track_group >= 0
        groups = np.bincount(market.track_group[grouped], load[grouped], len(market.group_capacity))
        companies = np.bincount(market.track_company, load, len(market.company_capacity))
        flow[at:] = np.concatenate([load, groups.astype(np.int64), companies.astype(np.int64)])
        return flow


def network(market: Market, options: Options) -> Network:
    """The network of a market with the decisions of people in it; the pins are known to be pairs."""
    n, m, g, k = market.students, market.tracks, len(market.group_capacity), len(market.company_capacity)
    sink = n + m + g + k
    edges = len(market.edge_student)
    group_company = market.group_company()
    parent = np.where(market.track_group >= 0, n + m + market.track_group, n + m + g + market.track_company)
    above = np.where(group_company >= 0, n + m + g + group_company, sink)
    tail = np.concatenate([market.edge_student, np.arange(n), n + np.arange(m + g + k)])
    head = np.concatenate([n + market.edge_track, np.full(n, sink), parent, above, np.full(k, sink)], dtype=np.int64)
    caps = np.concatenate([market.track_capacity, market.group_capacity, market.company_capacity])
    high = np.concatenate([np.ones(edges + n, np.int64), np.minimum(caps, n)])
    low = np.zeros_like(high)
    low[edges + n : edges + n + m] = market.track_minimum
    vetoed = pairs(market, options.vetoes)
    high[vetoed[vetoed >= 0]] = 0
    pinned = pairs(market, options.pins)
    holders = np.zeros(n, bool)
    holders[market.edge_student[pinned]] = True
    high[:edges][holders[market.edge_student]] = 0
    high[edges : edges + n][holders] = 0
    low[pinned] = high[pinned] = 1
    return Network(n, edges, sink + 1, tail, head, low, high, np.argsort(tail, kind="stable"))


def settle(net: Network, reduced: Integers) -> Network:
    """The network of all optima: complementary slackness fixes every arc that has a reduced cost."""
    free = net.low < net.high
    return replace(
        net,
        low=np.where(free & (reduced < 0), net.high, net.low),
        high=np.where(free & (reduced > 0), net.low, net.high),
    )


def pairs(market: Market, listed: tuple[tuple[int, int], ...]) -> Integers:
    """The edges of these pairs of student and track; -1 for a pair that is none."""
    students, tracks = zip(*listed, strict=True) if listed else ((), ())
    return market.edges_of(np.array(students, np.int64), np.array(tracks, np.int64))


def reach(net: Network, flow: Integers, starts: Integers, *, backward: bool = False) -> NDArray[np.bool_]:
    """The nodes that a unit from the starts can get to by moving others, without the sink and without "no place".

    Backward: the nodes from which a unit can get to one of the starts.
    """
    inner = np.ones(len(net.tail), bool)
    inner[net.edges : net.edges + net.students] = False
    inner &= net.head != net.sink
    ahead, back = np.flatnonzero(inner & (flow < net.high)), np.flatnonzero(inner & (flow > net.low))
    start = np.concatenate([net.tail[ahead], net.head[back]])
    end = np.concatenate([net.head[ahead], net.tail[back]])
    if backward:
        start, end = end, start
    order = np.argsort(start, kind="stable")
    end = end[order]
    first = np.searchsorted(start[order], np.arange(net.nodes + 1))
    seen = np.zeros(net.nodes, bool)
    seen[starts] = True
    edge = np.unique(starts)
    while len(edge):
        new = end[spans(first, edge)]
        edge = np.unique(new[~seen[new]])
        seen[edge] = True
    return seen
