"""Why a match, why not that one, why no place, and what would help: from the proof, or exact by asking again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.matching.flow import FAR, Engine, distances, min_cost_flow
from app.matching.goals import Aim, costs, goals
from app.matching.market import NOT_PLACED, Integers, Market, Matching, Stage
from app.matching.network import Network, network, reach, settle
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
    """The proven least loss of every pair at once, read from the potentials: never more than the real one.

    The reduced cost of a pair bounds what forcing it costs in that stage, and the weights let that be read goal by
    goal. ``why_not`` is exact where this bound is weak.
    """
    used = market.edge_track == matching.track[market.edge_student]
    net = network(market, matching.options)
    waiting = ~used & (net.low < net.high)[: net.edges]
    goal, amount = np.full(net.edges, -1, np.int64), np.zeros(net.edges, np.int64)
    for stage in matching.certificate:
        reduced = _reduced(market, matching, net, stage)
        for place, weight in zip(stage.goals, stage.weights, strict=True):
            least = _least(reduced[: net.edges], weight)
            hit = waiting & (least > 0)
            goal[hit], amount[hit] = place, least[hit]
            waiting &= ~hit
        net = settle(net, reduced)
        waiting &= (net.low < net.high)[: net.edges]
    return Losses(goal, amount)


def why_not(market: Market, matching: Matching, student: int, track: int) -> Reason:
    """Why a student is not on this track: the first goal it would hurt, and by how much, exactly.

    The cheapest way to get there is a cycle through the pair over what flows; its cost is a shortest path from the
    track back to the student, stage by stage on the face of all optima so far.
    """
    if decided := _decided(market, matching, student, track):
        return decided
    edge = int(market.edges_of(student, track)[0])
    net = network(market, matching.options)
    flow = net.flow_of(market, matching.track)
    wanted = goals(market, matching.options)
    for stage in matching.certificate:
        if wanted[stage.goals[0]].alone:
            break
        reduced = _reduced(market, matching, net, stage)
        back = distances(net.tail, net.head, net.low, net.high, reduced, flow, market.students + track, net.nodes)
        if back[student] >= FAR:
            return Reason(Code.MINIMUM_HOLDS, {"student": student, "track": track})
        whole_cost = np.array(reduced[edge] + back[student])
        for place, weight in zip(stage.goals, stage.weights, strict=True):
            if amount := int(_least(whole_cost, weight)):
                return _cost(wanted[place].aim, wanted[place].band, amount)
        net = settle(net, reduced)
    return _cost(Aim.LOTTERY, 0, 0)


def _reduced(market: Market, matching: Matching, net: Network, stage: Stage) -> Integers:
    """The reduced cost of each arc (a) in a stage, on the face that the earlier stages left."""
    open_edges = np.flatnonzero((net.low < net.high)[: net.edges])
    wanted = goals(market, matching.options)
    found = stage.potentials[net.tail] - stage.potentials[net.head]
    for place, weight in zip(stage.goals, stage.weights, strict=True):
        cost = np.concatenate(costs(market, matching.options, wanted[place], open_edges))
        found[: len(cost)] += weight * cost
    return found


def _least(cost: Integers, weight: int) -> Integers:
    """The least that a goal of this weight loses when the weighted sum rises by ``cost``; exact when that is exact.

    The goals behind it make up for at most half its weight.
    """
    return np.maximum(0, -(-(cost - weight // 2) // weight))


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
    """How many more students one extra place for each track (m) would place, beside all caps: 0 or 1, exactly."""
    net = network(market, matching.options)
    waiting = np.flatnonzero(matching.track == NOT_PLACED)
    seen = reach(net, net.flow_of(market, matching.track), waiting)
    useful = np.flatnonzero(seen[market.edge_student] & (net.high[: net.edges] > 0))
    worth = np.zeros(market.tracks, np.int64)
    worth[market.edge_track[useful]] = 1
    return worth


def gain(market: Market, matching: Matching, track: int, places: int = 1, *, progress: Progress | None = None) -> Gain:
    """What extra places for a track bring, beside all caps, exactly: solved again with them."""
    asked = matching.options
    more = solve(
        with_places(market, track, places),
        band_width=asked.band_width,
        pins=asked.pins,
        vetoes=(*asked.vetoes, *((student, market.tracks) for student, barred in asked.vetoes if barred == track)),
        previous=asked.previous,
        seed=asked.seed,
        progress=progress,
    )
    bands = tuple(new - old for new, old in zip(more.bands, matching.bands, strict=True))
    return Gain(more.placed - matching.placed, bands, more.total - matching.total)


def with_places(market: Market, track: int, places: int) -> Market:
    """The market with a twin of a track behind the others, with so many places and a company of its own."""
    twins = np.flatnonzero(market.edge_track == track)
    mark = max(map(len, market.track_token)) + 1 - len(market.track_token[track])
    return replace(
        market,
        track_company=np.append(market.track_company, len(market.company_capacity)),
        track_capacity=np.append(market.track_capacity, places),
        company_capacity=np.append(market.company_capacity, places),
        edge_student=np.append(market.edge_student, market.edge_student[twins]),
        edge_track=np.append(market.edge_track, np.full(len(twins), market.tracks)),
        edge_quality=np.append(market.edge_quality, market.edge_quality[twins]),
        track_minimum=np.append(market.track_minimum, 0),
        track_group=np.append(market.track_group, -1),
        track_token=(*market.track_token, market.track_token[track] + bytes(mark)),
    )


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
