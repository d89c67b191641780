"""The exact lexicographic optimum, goal by goal on the face that the earlier goals left."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from app.matching.feasibility import cheapest, judge
from app.matching.flow import COST_LIMIT, Engine, guard, min_cost_flow, potentials
from app.matching.goals import Goal, band_count, costs, goals
from app.matching.lottery import DRAW_BITS
from app.matching.market import MOST_QUALITY, NOT_PLACED, Integers, Market, Matching, Options, Pairs, Stage, whole
from app.matching.network import Network, network, settle
from app.progress import Progress


def solve(
    market: Market,
    *,
    band_width: int = 100,
    pins: Iterable[tuple[int, int]] = (),
    vetoes: Iterable[tuple[int, int]] = (),
    previous: Matching | ArrayLike | None = None,
    seed: bytes = b"",
    progress: Progress | None = None,
    engine: Engine = min_cost_flow,
) -> Matching:
    """The best matching there is: most students placed, then the goals of ``goals`` in their order.

    ``band_width``: points per quality band (band = quality // band_width). ``pins`` and ``vetoes``: pairs (student,
    track) that must and must not be. ``previous``: an earlier matching, or its tracks (n; -1 is no place); of equally
    good matchings the one that changes least wins. ``seed``: of the published lottery, which decides what is left.
    ``engine``: what finds the cheapest flow of a stage.

    Each stage is a minimum-cost flow; complementary slackness with its potentials gives the exact face of all its
    optima, and the next goal is solved on that (Frank and Murota, "Fair integral network flows", 2022, show that
    fairest flows form such a face). Goals share a stage as long as their weights fit whole 64-bit numbers.

    ``Infeasible`` when pins, vetoes and minimums contradict each other; ``OverflowError`` when the market is too
    large to be exact; ``Cancelled`` by ``progress``, which steps once per goal.
    """
    options = _options(market, band_width, pins, vetoes, previous, seed)
    judge(market, options, engine)
    progress = progress or Progress()
    net = network(market, options)
    guard(np.array([1 << DRAW_BITS]), net.nodes)  # no goal alone costs more than a draw
    wanted = goals(market, options)
    flow = net.low
    certificate: list[Stage] = []
    done = 0
    while done < len(wanted):
        progress.step(done, len(wanted))
        taken, weights, cost = _pack(market, options, net, wanted[done:])
        flow = cheapest(net, cost, engine)
        found = potentials(net.tail, net.head, net.low, net.high, cost, flow, net.nodes)
        certificate.append(Stage(tuple(range(done, done + taken)), weights, found))
        net = settle(net, cost + found[net.tail] - found[net.head])
        done += taken
    progress.step(done, len(wanted))
    return _matching(market, options, flow, tuple(certificate))


def _options(  # noqa: PLR0917 - the arguments of solve, in their order
    market: Market,
    band_width: int,
    pins: Iterable[tuple[int, int]],
    vetoes: Iterable[tuple[int, int]],
    previous: Matching | ArrayLike | None,
    seed: bytes,
) -> Options:
    if not 1 <= band_width <= MOST_QUALITY:
        raise ValueError(f"a band is 1 to {MOST_QUALITY} points wide")
    earlier = None
    if previous is not None:
        earlier = whole(previous.track if isinstance(previous, Matching) else previous)
        if len(earlier) != market.students or (earlier < NOT_PLACED).any() or (earlier >= market.tracks).any():
            raise ValueError("previous does not have one track for each student")
        earlier.setflags(write=False)
    return Options(band_width, _decisions(market, pins), _decisions(market, vetoes), earlier, bytes(seed))


def _decisions(market: Market, listed: Iterable[tuple[int, int]]) -> Pairs:
    """The pairs in a fixed order, each once."""
    told = tuple(sorted({(int(student), int(track)) for student, track in listed}))
    for student, track in told:
        if not (0 <= student < market.students and 0 <= track < market.tracks):
            raise ValueError(f"there is no student {student} or no track {track}")
    return told


def _pack(
    market: Market, options: Options, net: Network, waiting: tuple[Goal, ...]
) -> tuple[int, tuple[int, ...], Integers]:
    """As many of the next goals as fit one exact solve: their number, their weights, and the cost of each arc.

    A goal weighs more than twice what all the goals behind it can differ on this face: once proves the optimum, and
    twice lets the cost of a change be read goal by goal.
    """
    free = net.low < net.high
    open_edges = np.flatnonzero(free[: net.edges])
    held: list[Integers] = []
    ranges: list[int] = []
    weights: tuple[int, ...] = ()
    for goal in waiting:
        if held and goal.alone:
            break
        pair, alone = costs(market, options, goal, open_edges)
        cost = np.concatenate([pair, alone, np.zeros(len(net.tail) - len(pair) - len(alone), np.int64)])
        most = np.zeros(market.students, np.int64)
        np.maximum.at(most, net.tail[: len(pair) + len(alone)], np.where(free, cost, 0)[: len(pair) + len(alone)])
        longer = _weights([*ranges, int(most.sum())])
        largest = sum(weight * int(each.max(initial=0)) for weight, each in zip(longer, [*held, cost], strict=True))
        if held and largest * (net.nodes + 2) >= COST_LIMIT:
            break
        held.append(cost)
        ranges.append(int(most.sum()))
        weights = longer
        if goal.alone:
            break
    total = np.zeros(len(net.tail), np.int64)
    for weight, cost in zip(weights, held, strict=True):
        total += weight * cost
    return len(held), weights, total


def _weights(ranges: list[int]) -> tuple[int, ...]:
    """For goals that can differ by so much, in their order: each is twice what all behind it can make, and one."""
    weights: list[int] = []
    behind = 0
    for each in reversed(ranges):
        weights.append(2 * behind + 1)
        behind += weights[-1] * each
    return tuple(reversed(weights))


def _matching(market: Market, options: Options, flow: Integers, certificate: tuple[Stage, ...]) -> Matching:
    used = np.flatnonzero(flow[: len(market.edge_student)])
    track = np.full(market.students, NOT_PLACED, np.int64)
    track[market.edge_student[used]] = market.edge_track[used]
    track.setflags(write=False)
    quality = market.edge_quality[used]
    bands = np.bincount(quality // options.band_width, minlength=band_count(options.band_width))
    return Matching(track, len(used), tuple(bands.tolist()), int(quality.sum()), certificate, options)
