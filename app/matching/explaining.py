"""Why a match, why not that one, why no place, and what would help: from the proof, or exact by asking again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.matching.flow import Engine, min_cost_flow
from app.matching.goals import Aim, costs, goals
from app.matching.market import NOT_PLACED, Integers, Market, Matching
from app.matching.network import network, reach
from app.matching.reasons import Code, Infeasible, Reason
from app.matching.solving import solve
from app.progress import Progress


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """For each pair (e) that is not used: the first goal it provably hurts, as its place in ``goals``, and by how much.

    -1 where the proof shows no loss, where the pair is used, and where people decided. The amount is the least loss:
    forcing the pair hurts a more important goal, or this one by at least so much.
    """

    goal: Integers
    amount: Integers


@dataclass(frozen=True, slots=True)
class Move:
    """A student who goes to another track than before; -1 is no place."""

    student: int
    before: int
    after: int


@dataclass(frozen=True, slots=True, eq=False)
class Counterfactual:
    """What happens exactly when a pair is forced: what it costs, and who moves."""

    reason: Reason
    matching: Matching | None
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The criteria that keep one student without a place: with these dropped for this student, there is one.

    ``mask`` has the bits of the failed criteria, ``tracks`` the places that this opens.
    """

    student: int
    mask: int
    tracks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gain:
    """What extra places bring: more students placed, the change per quality band, the change of the total."""

    placed: int
    bands: tuple[int, ...]
    total: int


def why(market: Market, matching: Matching, student: int) -> Reason:
    """Why a student has this track, in numbers: its quality, and how many allowed tracks score better or worse."""
    track = int(matching.track[student])
    if track == NOT_PLACED:
        return why_no_place(market, matching, student)
    if (student, track) in matching.options.pins:
        return Reason(Code.PINNED, {"student": student, "track": track})
    own = market.edge_quality[market.edge_student == student]
    quality = int(market.edge_quality[market.edges_of(student, track)[0]])
    told = {"student": student, "track": track, "quality": quality, "band": quality // matching.options.band_width}
    return Reason(Code.MATCHED, told | {"better": int((own > quality).sum()), "worse": int((own < quality).sum())})


def losses(market: Market, matching: Matching) -> Losses:
    """The proven least loss of every pair at once, read from the potentials.

    The reduced cost of a pair bounds what forcing it costs in that stage. Its digits, in the weights of the stage,
    are a bound on the goals in their order, because each goal outweighs all behind it.
    """
    edges = len(market.edge_student)
    open_edges = market.edge_track != matching.track[market.edge_student]
    decided = np.zeros(edges + 1, bool)
    for student, track in matching.options.vetoes:
        decided[market.edges_of(student, track)] = True
    pinned = np.zeros(market.students, bool)
    pinned[[student for student, _ in matching.options.pins]] = True
    open_edges &= ~decided[:edges] & ~pinned[market.edge_student]
    free = open_edges | (market.edge_track == matching.track[market.edge_student])
    goal, amount = np.full(edges, -1, np.int64), np.zeros(edges, np.int64)
    wanted = goals(market, matching.options)
    for stage in matching.certificate:
        reduced = np.zeros(edges, np.int64)
        for place, weight in zip(stage.goals, stage.weights, strict=True):
            reduced += weight * costs(market, matching.options, wanted[place], np.flatnonzero(free))[0]
        held = stage.potentials
        reduced += held[market.edge_student] - held[market.students + market.edge_track]
        for place, weight in zip(stage.goals, stage.weights, strict=True):
            hit = open_edges & (goal < 0) & (reduced >= weight)
            goal[hit], amount[hit] = place, reduced[hit] // weight
        free &= reduced == 0
        open_edges &= reduced == 0
    return Losses(goal, amount)


def why_not(market: Market, matching: Matching, student: int, track: int) -> Reason:
    """Why a student is not on this track: which goal it would hurt, with the proven least loss."""
    if decided := _decided(market, matching, student, track):
        return decided
    edge = int(market.edges_of(student, track)[0])
    table = losses(market, matching)
    if table.goal[edge] < 0:
        return Reason(Code.NOTHING_PROVEN, {})
    goal = goals(market, matching.options)[table.goal[edge]]
    return _cost(goal.aim, goal.band, int(table.amount[edge]))


def force(
    market: Market,
    matching: Matching,
    student: int,
    track: int,
    *,
    progress: Progress | None = None,
    engine: Engine = min_cost_flow,
) -> Counterfactual:
    """Exactly what happens when a student must go to this track: solved again with that as a pin."""
    if decided := _decided(market, matching, student, track):
        return Counterfactual(decided, None, ())
    asked = matching.options
    try:
        other = solve(
            market,
            band_width=asked.band_width,
            pins=(*asked.pins, (student, track)),
            vetoes=asked.vetoes,
            previous=asked.previous,
            seed=asked.seed,
            progress=progress,
            engine=engine,
        )
    except Infeasible:
        return Counterfactual(Reason(Code.MINIMUM_HOLDS, {"student": student, "track": track}), None, ())
    return Counterfactual(_compare(matching, other), other, moves(matching, other))


def moves(before: Matching, after: Matching) -> tuple[Move, ...]:
    """Every student on another track than before."""
    changed = np.flatnonzero(before.track != after.track).tolist()
    return tuple(Move(student, int(before.track[student]), int(after.track[student])) for student in changed)


def why_no_place(market: Market, matching: Matching, student: int) -> Reason:
    """Why a student has no place: so many students compete for so many places, and no exchange among them helps.

    The students and tracks that the student could get to by moving others: all full (Hall's theorem).
    """
    net = network(market, matching.options)
    own = slice(*np.searchsorted(market.edge_student, [student, student + 1]))
    if not net.high[: net.edges][own].any():
        return Reason(Code.NO_FEASIBLE_TRACK, {"student": student})
    seen = reach(net, net.flow_of(market, matching.track), np.array([student]))
    rivals = seen[: market.students]
    places = int((rivals & (matching.track >= 0)).sum())
    tracks = int(seen[market.students : market.students + market.tracks].sum())
    return Reason(Code.SHORTAGE, {"students": int(rivals.sum()), "places": places, "tracks": tracks})


def relaxations(
    market: Market, matching: Matching, near_student: Integers, near_track: Integers, near_mask: Integers
) -> tuple[Relaxation, ...]:
    """The smallest relaxations per student without a place: the fewest criteria, and the places they open.

    The near misses are pairs that fail only the criteria in their mask. Exact for each student alone: the track can
    still get to a free place by moving others.
    """
    net = network(market, matching.options)
    flow = net.flow_of(market, matching.track)
    spare = np.flatnonzero((net.head == net.sink) & (flow < net.high))
    spare = spare[spare >= net.edges + net.students]
    opens = reach(net, flow, net.tail[spare], backward=True)
    helps = (matching.track[near_student] == NOT_PLACED) & opens[market.students + near_track]
    vetoed = set(matching.options.vetoes)
    found: dict[int, dict[int, list[int]]] = {}
    wanted = (each[helps].tolist() for each in (near_student, near_track, near_mask))
    for student, track, mask in zip(*wanted, strict=True):
        if (student, track) not in vetoed:
            found.setdefault(student, {}).setdefault(mask, []).append(track)
    return tuple(
        Relaxation(student, mask, tuple(sorted(found[student][mask])))
        for student in sorted(found)
        for mask in sorted(found[student])
        if mask.bit_count() == min(map(int.bit_count, found[student]))
    )


def extra_places(market: Market, matching: Matching) -> Integers:
    """How many more students one extra place on each track (m) would place, at its company too: 0 or 1, exactly."""
    net = network(market, matching.options)
    waiting = np.flatnonzero(matching.track == NOT_PLACED)
    seen = reach(net, net.flow_of(market, matching.track), waiting)
    return seen[market.students : market.students + market.tracks].astype(np.int64)


def gain(market: Market, matching: Matching, track: int, places: int = 1, *, progress: Progress | None = None) -> Gain:
    """What extra places on a track bring, exactly: solved again with them, at its group and its company too."""
    asked = matching.options
    more = solve(
        with_places(market, track, places),
        band_width=asked.band_width,
        pins=asked.pins,
        vetoes=asked.vetoes,
        previous=asked.previous,
        seed=asked.seed,
        progress=progress,
    )
    bands = tuple(new - old for new, old in zip(more.bands, matching.bands, strict=True))
    return Gain(more.placed - matching.placed, bands, more.total - matching.total)


def with_places(market: Market, track: int, places: int) -> Market:
    """The market with extra places on one track, and so in its group and at its company."""
    capacity, company = market.track_capacity.copy(), market.company_capacity.copy()
    group = market.group_capacity.copy()
    capacity[track] += places
    company[market.track_company[track]] += places
    if market.track_group[track] >= 0:
        group[market.track_group[track]] += places
    return replace(market, track_capacity=capacity, company_capacity=company, group_capacity=group)


def _decided(market: Market, matching: Matching, student: int, track: int) -> Reason | None:
    """What settles a pair before any goal is asked."""
    told = {"student": student, "track": track}
    if matching.track[student] == track:
        return why(market, matching, student)
    if (student, track) in matching.options.vetoes:
        return Reason(Code.VETOED, told)
    if market.edges_of(student, track)[0] < 0:
        return Reason(Code.NO_PAIR, told)
    if held := [pinned for pinned in matching.options.pins if pinned[0] == student]:
        return Reason(Code.PINNED, {"student": student, "track": held[0][1]})
    return None


def _compare(before: Matching, after: Matching) -> Reason:
    """The first goal on which another matching is worse."""
    if before.placed != after.placed:
        return _cost(Aim.PLACED, 0, before.placed - after.placed)
    for band, (old, new) in enumerate(zip(before.bands, after.bands, strict=True)):
        if new != old:
            return _cost(Aim.BAND, band, new - old)
    if before.total != after.total:
        return _cost(Aim.TOTAL, 0, before.total - after.total)
    previous = before.options.previous
    if previous is not None and (more := int((after.track != previous).sum() - (before.track != previous).sum())):
        return _cost(Aim.CHANGE, 0, more)
    return _cost(Aim.LOTTERY, 0, 0)


def _cost(aim: Aim, band: int, amount: int) -> Reason:
    match aim:
        case Aim.PLACED:
            return Reason(Code.COSTS_PLACES, {"amount": amount})
        case Aim.BAND:
            return Reason(Code.COSTS_BAND, {"band": band, "amount": amount})
        case Aim.TOTAL:
            return Reason(Code.COSTS_TOTAL, {"amount": amount})
        case Aim.CHANGE:
            return Reason(Code.COSTS_CHANGE, {"amount": amount})
        case _:
            return Reason(Code.COSTS_LOTTERY, {})
