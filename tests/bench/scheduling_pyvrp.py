"""The same problem for PyVRP, tuned as it does best here: an outing is a vehicle, a need a group of clients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.scheduling import Problem
from app.scheduling.openings import Openings
from app.scheduling.roads import Atlas
from app.scheduling.rounds import Given, Round, compile_round
from app.scheduling.values import MIDNIGHT

_PRIZE = 4000
"""Above the dearest detour: a larger one keeps its search from moving on."""
_NEIGHBOURS = 150


@dataclass(frozen=True)
class Routed:
    """What PyVRP made of one supervisor, in our terms."""

    planned: int
    hectometres: int
    days: int
    objective: int


def route(problem: Problem, supervisor: str, *, seconds: float, seed: int = 0) -> Routed:
    """Solve one supervisor. PyVRP has no pause and no gap between moments: leave them out of ``problem`` too."""
    import pyvrp
    from pyvrp import SolveParams
    from pyvrp.search import NeighbourhoodParams
    from pyvrp.stop import MaxRuntime

    given = Given(problem, Openings(problem), Atlas(problem.roads), {})
    own = next(row for row in problem.supervisors if row.key == supervisor)
    needs = sorted((need for need in problem.needs if need.supervisor == supervisor), key=lambda need: need.key)
    made = compile_round(given, own, needs, [])
    model = pyvrp.Model()
    online = _build(model, problem, made)
    tuned = SolveParams(neighbourhood=NeighbourhoodParams(num_neighbours=_NEIGHBOURS))
    result = model.solve(stop=MaxRuntime(seconds), seed=seed, display=False, params=tuned)
    best = result.best
    visits = [step.idx for tour in best.routes() for step in tour.schedule() if step.is_client()]
    days = len(best.routes())
    by_video = sum(online[visit] for visit in visits)
    cost = best.distance() + problem.weights.day * days + problem.weights.online * by_video
    return Routed(len(visits), best.distance(), days, cost)


def _build(model: Any, problem: Problem, made: Round) -> list[bool]:
    """Fill the model; tells of each client whether it is a talk by video."""
    places = [model.add_location(x=index, y=0) for index in range(len(made.hectometres))]
    depot = model.add_depot(places[0])
    for outing in made.outings:
        begin = outing.day * MIDNIGHT
        model.add_vehicle_type(
            1,
            capacity=[made.most_a_day],
            start_depot=depot,
            end_depot=depot,
            fixed_cost=problem.weights.day,
            tw_early=begin + outing.start,
            tw_late=begin + outing.end,
        )
    online = []
    for stops in made.of_need:
        group = model.add_client_group(required=False) if stops else None
        for stop in (made.stops[index] for index in stops):
            begin = made.outings[stop.outing].day * MIDNIGHT
            for first, last in stop.spans:
                online.append(stop.online)
                model.add_client(
                    places[stop.place],
                    delivery=[1],
                    service_duration=stop.minutes,
                    tw_early=begin + first,
                    tw_late=begin + last,
                    required=False,
                    group=group,
                    prize=_PRIZE - stop.cost,
                )
    for row, here in enumerate(places):
        for column, there in enumerate(places):
            if row != column:
                way, minutes = made.hectometres[row][column], made.minutes[row][column]
                model.add_edge(here, there, distance=way, duration=minutes)
    return online
