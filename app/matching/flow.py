"""Minimum-cost flow on integers, behind one function, and the potentials that prove it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.matching.market import Integers

# The largest cost, times the nodes of a path, stays below this, and so does any sum in 64 bits.
COST_LIMIT = 1 << 60
FAR = 1 << 61  # farther than any path

Engine: TypeAlias = Callable[[Integers, Integers, Integers, Integers, Integers], Integers]


def min_cost_flow(tail: Integers, head: Integers, capacity: Integers, supply: Integers, cost: Integers) -> Integers:
    """The cheapest flow over arcs ``tail -> head`` (a each) that meets the ``supply`` of each node (v).

    Arcs are sorted by tail and head. ``RuntimeError`` when no flow meets the supply, ``OverflowError`` when the
    costs could leave 64 bits. Solved by LEMON's network simplex (Kiraly and Kovacs, "Efficient implementations of
    minimum-cost flow algorithms", 2012). Nothing rests on its answer being right: every stage gets potentials, and
    ``check`` judges those.
    """
    import pylmcf

    guard(cost, len(supply))
    if not len(tail):
        if supply.any():
            raise RuntimeError("no arcs, and something to send")
        return np.zeros(0, np.int64)
    graph = pylmcf.Graph(len(supply), tail.astype(np.int32), head.astype(np.int32))
    graph.set_pivot_rule("candidate_list")  # measured: half the time of the default on large markets
    graph.set_node_supply(np.ascontiguousarray(supply))
    graph.set_edge_capacities(np.ascontiguousarray(capacity))
    graph.set_edge_costs(np.ascontiguousarray(cost))
    graph.solve()
    return np.array(graph.result(), dtype=np.int64)


def guard(cost: Integers, nodes: int) -> None:
    """``OverflowError`` when a path over all nodes could cost more than fits."""
    if len(cost) and int(np.abs(cost).max()) * (nodes + 2) >= COST_LIMIT:
        raise OverflowError("the costs of this market are too large for exact whole numbers")


def potentials(  # noqa: PLR0917 - the five arrays of a network, and what flows in it
    tail: Integers, head: Integers, low: Integers, high: Integers, cost: Integers, flow: Integers, nodes: int
) -> Integers:
    """The highest potentials d, none above 0, that prove the flow cheapest between ``low`` and ``high``.

    With c + d[tail] - d[head] as reduced cost, an arc that costs more than 0 is at its low and one that costs less
    is at its high. They do not depend on which of several cheapest flows is given. Shortest paths by Bellman and
    Ford over the residual arcs, each round only from the nodes that changed. ``RuntimeError`` when a cheaper flow
    exists.
    """
    found = np.zeros(nodes, np.int64)
    return _shorten(tail, head, low, high, cost, flow, found, everywhere=True)


def distances(  # noqa: PLR0917 - the five arrays of a network, what flows in it, and where to begin
    tail: Integers,
    head: Integers,
    low: Integers,
    high: Integers,
    cost: Integers,
    flow: Integers,
    source: int,
    nodes: int,
) -> Integers:
    """The cost (v) of getting one unit more from a node to each other by moving what flows; ``FAR`` where it cannot."""
    found = np.full(nodes, FAR, np.int64)
    found[source] = 0
    return _shorten(tail, head, low, high, cost, flow, found, everywhere=False)


def _shorten(  # noqa: PLR0917 - the five arrays of a network, what flows in it, and the answer so far
    tail: Integers,
    head: Integers,
    low: Integers,
    high: Integers,
    cost: Integers,
    flow: Integers,
    found: Integers,
    *,
    everywhere: bool,
) -> Integers:
    """Shortest paths over the residual arcs, from what is found already."""
    free = low < high
    forward, backward = np.flatnonzero(free & (flow < high)), np.flatnonzero(free & (flow > low))
    start = np.concatenate([tail[forward], head[backward]])
    end = np.concatenate([head[forward], tail[backward]])
    length = np.concatenate([cost[forward], -cost[backward]])
    order = np.argsort(start, kind="stable")
    start, end, length = start[order], end[order], length[order]
    first = np.searchsorted(start, np.arange(len(found) + 1))
    # From zeros everywhere, only the arcs below zero shorten anything.
    touched = np.flatnonzero(length < 0) if everywhere else spans(first, np.flatnonzero(found < FAR))
    for _ in range(len(found) + 2):
        if not len(touched):
            return found
        before = found.copy()
        np.minimum.at(found, end[touched], found[start[touched]] + length[touched])
        touched = spans(first, np.flatnonzero(found < before))
    raise RuntimeError("the flow is not the cheapest one")


def spans(first: Integers, nodes: NDArray[np.intp]) -> Integers:
    """The places of all arcs that leave these nodes, when those of node v are ``first[v]`` up to ``first[v + 1]``."""
    begin, count = first[nodes], first[nodes + 1] - first[nodes]
    shift = np.repeat(begin - np.concatenate([[0], np.cumsum(count)[:-1]]).astype(np.int64), count)
    return shift + np.arange(len(shift))
