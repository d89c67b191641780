"""Small random rounds, the answer by trying everything, and a second engine that shares nothing with the first."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from app.matching import Market, Matching

# A loaded machine is no failure, nor are rounds that contradict themselves.
ANY_PACE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
WIDTHS = (1, 50, 100, 333, 1000)


@dataclass(frozen=True)
class Round:
    """A market and what is asked of it."""

    market: Market
    asked: dict


def market(students, capacities, pairs, *, companies=None, company_capacity=None, **more) -> Market:
    """A market in short: ``pairs`` is {(student, track): quality}; each track is its own company unless told."""
    companies = list(range(len(capacities))) if companies is None else companies
    if company_capacity is None:
        company_capacity = [99] * (max(companies, default=-1) + 1)
    return Market(
        students,
        companies,
        capacities,
        company_capacity,
        [student for student, _ in pairs],
        [track for _, track in pairs],
        list(pairs.values()),
        **more,
    )


@st.composite
def rounds(draw, *, most_students=5, decisions=True, minimums=True) -> Round:
    """Anything that can be asked of up to five students and four tracks."""
    number = draw(st.integers(0, most_students))
    tracks = draw(st.integers(1, 4))
    companies = draw(st.lists(st.integers(0, 1), min_size=tracks, max_size=tracks))
    grouped = draw(st.lists(st.booleans(), min_size=tracks, max_size=tracks))
    level = st.one_of(st.integers(0, 1000), st.sampled_from([0, 99, 100, 500, 1000]))
    every = list(itertools.product(range(number), range(tracks)))
    pairs = draw(st.dictionaries(st.sampled_from(every), level)) if every else {}
    made = market(
        number,
        draw(st.lists(st.integers(0, 3), min_size=tracks, max_size=tracks)),
        pairs,
        companies=companies,
        company_capacity=draw(st.lists(st.integers(0, 4), min_size=2, max_size=2)),
        track_minimum=draw(st.lists(st.sampled_from([0, 0, 0, 0, 0, 0, 0, 1, 2]), min_size=tracks, max_size=tracks))
        if minimums
        else None,
        track_group=[company if within else -1 for company, within in zip(companies, grouped, strict=True)],
        group_capacity=draw(st.lists(st.integers(0, 3), min_size=2, max_size=2)),
    )
    asked: dict = {"band_width": draw(st.sampled_from(WIDTHS)), "seed": draw(st.binary(max_size=2))}
    if decisions and every:
        asked["pins"] = draw(st.lists(st.sampled_from([*pairs] * 5 + every[:1]), max_size=1))
        asked["vetoes"] = draw(st.lists(st.sampled_from(every), max_size=2))
        earlier = st.lists(st.integers(-1, tracks - 1), min_size=number, max_size=number)
        asked["previous"] = draw(st.one_of(st.none(), earlier))
    return Round(made, asked)


def choices(market: Market, *, pins=(), vetoes=()):
    """Every matching that obeys everything, as a tuple of tracks."""
    open_to = [[-1] for _ in range(market.students)]
    for student, track in zip(market.edge_student.tolist(), market.edge_track.tolist(), strict=True):
        if (student, track) not in vetoes:
            open_to[student].append(track)
    for student, track in pins:
        open_to[student] = [track] if track in open_to[student] else []
    for choice in itertools.product(*open_to):
        load = [choice.count(track) for track in range(market.tracks)]
        if _fits(market, load):
            yield choice


def _fits(market, load):
    for track, number in enumerate(load):
        if not market.track_minimum[track] <= number <= market.track_capacity[track]:
            return False
    for index, capacity in enumerate(market.company_capacity):
        if sum(number for track, number in enumerate(load) if market.track_company[track] == index) > capacity:
            return False
    for index, capacity in enumerate(market.group_capacity):
        if sum(number for track, number in enumerate(load) if market.track_group[track] == index) > capacity:
            return False
    return True


def vector(market: Market, choice, *, band_width=100, previous=None, **_rest):
    """What a choice is worth: everything as low as possible, the first number first."""
    known = zip(market.edge_student.tolist(), market.edge_track.tolist(), market.edge_quality.tolist(), strict=True)
    quality = {(student, track): points for student, track, points in known}
    got = [quality[student, track] for student, track in enumerate(choice) if track >= 0]
    bands = [sum(points // band_width == band for points in got) for band in range(1000 // band_width + 1)]
    changed = () if previous is None else (sum(new != old for new, old in zip(choice, previous, strict=True)),)
    return (market.students - len(got), *bands, -sum(got), *changed)


def best(market: Market, *, pins=(), vetoes=(), **asked):
    """The best vector there is, by trying everything; None when nothing obeys."""
    every = (vector(market, choice, **asked) for choice in choices(market, pins=pins, vetoes=vetoes))
    return min(every, default=None)


def vector_of(market: Market, matching: Matching, **asked):
    return vector(market, tuple(matching.track.tolist()), **{k: v for k, v in asked.items() if k != "seed"})


def shortest_paths(tail, head, capacity, supply, cost):
    """A second engine: one unit at a time along the cheapest path (Bellman and Ford), in plain Python."""
    flow = [0] * len(tail)
    arcs = list(zip(tail.tolist(), head.tolist(), capacity.tolist(), cost.tolist(), strict=True))
    left = supply.tolist()
    while any(units > 0 for units in left):
        path = _cheapest_path(arcs, flow, left)
        first, last = path[0], path[-1]
        left[arcs[first >> 1][first & 1]] -= 1
        left[arcs[last >> 1][1 - (last & 1)]] += 1
        for step in path:
            flow[step >> 1] += -1 if step & 1 else 1
    return np.array(flow, np.int64)


def _cheapest_path(arcs, flow, left):
    """Steps (twice the arc, plus one for backwards) from a node with supply to one that lacks."""
    distance = {node: 0 for node, units in enumerate(left) if units > 0}
    came: dict[int, int] = {}
    for _ in left:
        for place, (tail, head, capacity, cost) in enumerate(arcs):
            for back, start, end, room in (
                (0, tail, head, flow[place] < capacity),
                (1, head, tail, flow[place] > 0),
            ):
                length = -cost if back else cost
                if room and start in distance and distance[start] + length < distance.get(end, float("inf")):
                    distance[end] = distance[start] + length
                    came[end] = 2 * place + back
    end = min((node for node, units in enumerate(left) if units < 0 and node in came), key=distance.__getitem__)
    path: list[int] = []
    while end in came and (left[end] <= 0 or not path):
        step = came[end]
        path.append(step)
        end = arcs[step >> 1][step & 1]
    return path[::-1]
