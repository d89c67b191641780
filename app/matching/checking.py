"""The judge of a matching: no solver, no network, only the market, the potentials and whole numbers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.matching.flow import COST_LIMIT
from app.matching.goals import Goal, band_count, costs, goals
from app.matching.market import Integers, Market, Matching, Options, Stage


def check(market: Market, matching: Matching) -> list[str]:
    """What is wrong with a matching, in English for the record of the round; empty when its optimum is proven.

    Judged are the pairs, pins, vetoes, minimums and caps; the numbers that the matching states; and the proof. A
    stage is proven when no arc with a positive reduced cost carries more than it must, and none with a negative one
    less than it may (complementary slackness, over whole numbers); the arcs it settles are settled for all stages
    after it. That proves the lexicographic optimum when the stages take all goals in their order, and each goal in a
    stage outweighs all that those behind it can differ.
    """
    if wrong := list(_shapes(market, matching)):
        return wrong
    wrong = [*_decisions(market, matching), *_caps(market, matching), *_statements(market, matching)]
    return wrong or list(_proof(market, matching))


def _shapes(market: Market, matching: Matching) -> Iterator[str]:
    track, options = matching.track, matching.options
    if track.dtype != np.int64 or track.shape != (market.students,):
        yield "track: not one whole number for each student"
    elif (track < -1).any() or (track >= market.tracks).any():
        yield "track: a track that does not exist"
    if not 1 <= options.band_width <= 1000:  # noqa: PLR2004 - the most points that a quality can have
        yield "band_width: outside 1 to 1000"
    if options.previous is not None and options.previous.shape != (market.students,):
        yield "previous: not one track for each student"
    if any(
        not (0 <= student < market.students and 0 <= place < market.tracks)
        for student, place in (*options.pins, *options.vetoes)
    ):
        yield "pins, vetoes: a student or track that does not exist"
    nodes = market.students + market.tracks + len(market.group_capacity) + len(market.company_capacity) + 1
    for place, stage in enumerate(matching.certificate):
        held = stage.potentials
        if held.dtype != np.int64 or held.shape != (nodes,):
            yield f"stage {place}: not one whole number for each node"
        elif len(held) and max(-int(held.min()), int(held.max())) >= COST_LIMIT:
            yield f"stage {place}: a potential that is too large"
        if len(stage.weights) != len(stage.goals):
            yield f"stage {place}: not one weight for each goal"


def _decisions(market: Market, matching: Matching) -> Iterator[str]:
    track = matching.track
    placed = np.flatnonzero(track >= 0)
    for student in placed[market.edges_of(placed, track[placed]) < 0].tolist():
        yield f"student {student}: track {track[student]} is not allowed"
    for student, wanted in matching.options.pins:
        if track[student] != wanted:
            yield f"student {student}: pinned on track {wanted}, placed on {track[student]}"
    for student, barred in matching.options.vetoes:
        if track[student] == barred:
            yield f"student {student}: vetoed on track {barred}"


def _caps(market: Market, matching: Matching) -> Iterator[str]:
    load, group, company = _loads(market, matching.track)
    for name, loads, least, most in (
        ("track", load, market.track_minimum, market.track_capacity),
        ("group", group, np.zeros_like(group), market.group_capacity),
        ("company", company, np.zeros_like(company), market.company_capacity),
    ):
        for index in np.flatnonzero((loads < least) | (loads > most)).tolist():
            yield f"{name} {index}: {loads[index]} students, outside {least[index]} to {most[index]}"


def _statements(market: Market, matching: Matching) -> Iterator[str]:
    placed = np.flatnonzero(matching.track >= 0)
    quality = market.edge_quality[market.edges_of(placed, matching.track[placed])]
    width = matching.options.band_width
    bands = tuple(np.bincount(quality // width, minlength=band_count(width)).tolist())
    for name, told, counted in (
        ("placed", matching.placed, len(placed)),
        ("bands", matching.bands, bands),
        ("total", matching.total, int(quality.sum())),
    ):
        if told != counted:
            yield f"{name}: says {told}, counted {counted}"


def _proof(market: Market, matching: Matching) -> Iterator[str]:
    """Arcs in the order pairs, no place, tracks, groups, companies; ``low`` and ``high`` narrow stage by stage."""
    flow, low, high = _bounds(market, matching)
    wanted = goals(market, matching.options)
    if [goal for stage in matching.certificate for goal in stage.goals] != list(range(len(wanted))):
        yield "certificate: does not take every goal once, in their order"
        return
    for place, stage in enumerate(matching.certificate):
        cost, wrong = _cost(market, matching.options, wanted, stage, low < high)
        if wrong:
            yield f"stage {place}: {wrong}"
            return
        reduced = cost + _rises(market, stage.potentials)
        if ((reduced > 0) & (flow > low)).any() or ((reduced < 0) & (flow < high)).any():
            yield f"stage {place}: a better matching is not ruled out"
            return
        low, high = np.where(reduced < 0, high, low), np.where(reduced > 0, low, high)


def _cost(
    market: Market, options: Options, wanted: tuple[Goal, ...], stage: Stage, free: NDArray[np.bool_]
) -> tuple[Integers, str]:
    """The weighted cost of each arc, and what is wrong with the weights."""
    edges, n = len(market.edge_student), market.students
    chooser = np.concatenate([market.edge_student, np.arange(n)])
    open_edges = np.flatnonzero(free[:edges])
    total = np.zeros(len(free), np.int64)
    behind = largest = 0
    for goal, weight in reversed(list(zip(stage.goals, stage.weights, strict=True))):
        if wanted[goal].alone and len(stage.goals) > 1:
            return total, "a draw shares its stage"
        each = np.concatenate(costs(market, options, wanted[goal], open_edges))
        largest += weight * int(each.max(initial=0))
        if (
            weight <= behind or max(weight, largest) >= COST_LIMIT
        ):  # the weights are Python's own whole numbers: no overflow
            return total, "a goal weighs too little, or too much"
        most = np.zeros(n, np.int64)
        np.maximum.at(most, chooser, np.where(free[: edges + n], each, 0))
        behind += weight * int(most.sum())
        total[: edges + n] += weight * each
    return total, ""


def _rises(market: Market, potentials: Integers) -> Integers:
    """The potential of the tail less that of the head, for each arc."""
    n, m, g = market.students, market.tracks, len(market.group_capacity)
    student, track, group, company = np.split(potentials[:-1], [n, n + m, n + m + g])
    sink = potentials[-1]
    above = np.where(market.track_group >= 0, np.append(group, 0)[market.track_group], company[market.track_company])
    owner = market.group_company()
    over = np.where(owner >= 0, np.append(company, 0)[owner], sink)
    pair = student[market.edge_student] - track[market.edge_track]
    return np.concatenate([pair, student - sink, track - above, group - over, company - sink])


def _bounds(market: Market, matching: Matching) -> tuple[Integers, Integers, Integers]:
    """What flows on each arc, and the least and most that pins, vetoes, minimums and caps let flow."""
    track, n, edges = matching.track, market.students, len(market.edge_student)
    pinned = np.full(n, -1, np.int64)
    for student, wanted in matching.options.pins:
        pinned[student] = wanted
    vetoed = np.zeros(edges + 1, bool)
    for student, barred in matching.options.vetoes:
        vetoed[market.edges_of(student, barred)] = True  # the extra one takes pairs that do not exist
    own = pinned[market.edge_student]
    caps = np.concatenate([market.track_capacity, market.group_capacity, market.company_capacity])
    rest = np.zeros(len(caps) - market.tracks, np.int64)
    flow = np.concatenate([track[market.edge_student] == market.edge_track, track < 0, *_loads(market, track)])
    low = np.concatenate([own == market.edge_track, np.zeros(n, np.int64), market.track_minimum, rest])
    allowed = ((own < 0) | (own == market.edge_track)) & ~vetoed[:edges]
    high = np.concatenate([allowed, pinned < 0, np.minimum(caps, n)])
    return flow.astype(np.int64), low.astype(np.int64), high.astype(np.int64)


def _loads(market: Market, track: Integers) -> tuple[Integers, Integers, Integers]:
    """The students on each track, in each group, at each company."""
    used = track[track >= 0]
    groups = market.track_group[used]
    return (
        np.bincount(used, minlength=market.tracks),
        np.bincount(groups[groups >= 0], minlength=len(market.group_capacity)),
        np.bincount(market.track_company[used], minlength=len(market.company_capacity)),
    )
