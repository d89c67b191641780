"""The planner beside an oracle that tries everything."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.scheduling import Availability as Told
from app.scheduling import Busy, Hours, Mode, Pause, Problem, Rules, Who, plan
from app.scheduling.roads import Atlas
from tests.app.scheduling.problems import COMPANIES, EITHER, EVERY_DAY, ON_SITE, day, need, problem


def best(given_problem: Problem) -> tuple[int, int]:
    """The fewest unplanned needs and the least objective: every need on every day, in every order."""
    atlas = Atlas(given_problem.roads)
    choices = [
        [None, *((number, mode) for number in range(5) for mode in sorted(row.modes))] for row in given_problem.needs
    ]
    results = []
    for chosen in product(*choices):
        cost = 0
        for number in range(5):
            rows = [
                (row, pick[1])
                for row, pick in zip(given_problem.needs, chosen, strict=True)
                if pick is not None and pick[0] == number
            ]
            shortest = _day(given_problem, atlas, number, rows)
            if shortest is None:
                break
            cost += shortest
        else:
            results.append((chosen.count(None), cost))
    return min(results)


def _day(given_problem, atlas, number, rows):
    """The least that these talks cost on one day, where each has one span of hours."""
    if not rows:
        return 0
    if len(rows) > given_problem.rules.most_a_day:
        return None
    pause = given_problem.rules.pause
    costs = []
    for order in permutations(rows):
        stations = [("school", 0, 0, 480)]
        stations += [
            (row.place if mode is Mode.ON_SITE else "school", row.minutes, *_span(given_problem, row, number))
            for row, mode in order
        ]
        stations.append(("school", 0, 0, 1020))
        places = [station[0] for station in stations]
        cost = sum(atlas.way(one, other)[0] for one, other in pairwise(places))
        cost += given_problem.weights.day
        cost += given_problem.weights.online * sum(mode is Mode.ONLINE for _, mode in order)
        tries = [stations]
        if pause is not None:
            tries = [
                [*stations[:leg], (place, pause.minutes, pause.first, pause.last), *stations[leg:]]
                for leg in range(1, len(stations))
                for place in (places[leg - 1], places[leg])
            ]
        if any(_drives(atlas, tried) for tried in tries):
            costs.append(cost)
    return min(costs, default=None)


def _span(given_problem, row, number):
    """From when until when all three are free on a day; here everybody has one row of hours, or a busy day."""
    first, last = 480, 1020
    for told in given_problem.availability:
        if told.key in {row.supervisor, row.company, row.student}:
            for hours in told.hours:
                first, last = max(first, hours.start), min(last, hours.end)
                if number not in hours.weekdays:
                    return 1, 0
            if any(busy.day == day(number) for busy in told.busy):
                return 1, 0
    return first, last


def _drives(atlas, stations):
    now, here = 480, "school"
    for place, minutes, first, last in stations:
        now = max(now + atlas.way(here, place)[1], first) + minutes
        if now > last:
            return False
        here = place
    return True


@st.composite
def tiny(draw):
    """Up to four needs in a week, each with days and hours of its own."""
    rows = [
        need(
            f"n{number}",
            company=draw(st.sampled_from(COMPANIES)),
            minutes=draw(st.sampled_from([45, 90])),
            modes=draw(st.sampled_from([ON_SITE, EITHER])),
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    told = [Told(Who.SUPERVISOR, "ans", (Hours(EVERY_DAY, 480, 1020),), (Busy(day(draw(st.integers(0, 4)))),))]
    for row in rows:
        there = draw(st.frozensets(st.integers(0, 4), min_size=1, max_size=2))
        opened = draw(st.integers(8, 13)) * 60
        told.append(Told(Who.STUDENT, row.student, (Hours(there, 480, 1020),)))
        told.append(
            Told(Who.COMPANY, row.company, (Hours(EVERY_DAY, opened, opened + draw(st.sampled_from([120, 240, 480]))),))
        )
    # The oracle reads the hours of a company as what all rows have in common: one row for each.
    unique = {(row.who, row.key): row for row in told}
    rules = Rules(most_a_day=draw(st.integers(1, 4)), pause=draw(st.sampled_from([None, Pause()])))
    return replace(problem(*rows), availability=tuple(unique.values()), rules=rules)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(tiny())
def test_a_tiny_problem_gets_its_best_plan(given_problem):
    found = plan(given_problem, iterations=150)
    assert (len(found.unplanned), found.objective) == best(given_problem)


@pytest.mark.heavy
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(tiny())
def test_tiny_problems_get_their_best_plan_at_length(given_problem):
    found = plan(given_problem, iterations=300)
    assert (len(found.unplanned), found.objective) == best(given_problem)
