"""Ruin and recreate over the days of one supervisor.

After Schrimpf, Schneider, Stamm-Wilbrandt and Dueck, *Record breaking optimization results using the ruin and recreate
principle* (J. Comp. Phys. 159, 2000), with the threshold of Dueck and Scheuer (1990). Stops after a number of
iterations, never by the clock; draws only ``Random.random``, whose numbers Python promises to keep: so a plan can be
made again from its seed. Costs are whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from app.scheduling.rounds import Round, is_near
from app.scheduling.routes import fits

_WARM, _COLD = 400, 2
"""Hectometres by which a step may be worse, at the start and at the end."""
_SKIP = 0.03
"""How often a good place is passed over, so that not every recreation ends alike (Christiaens and Vanden Berghe)."""
_VISITING = 0.08
"""How often a recreation takes a video talk only where no visit fits."""
_MOST_REMEMBERED = 400_000
Route = tuple[int, ...]


@dataclass(slots=True)
class Draft:
    """A state of the search: a route per outing, the stop of each need (-1: none), stops per day, and the cost."""

    routes: list[Route]
    at: list[int]
    on_day: dict[int, int]
    cost: int

    def copy(self) -> Draft:
        """A draft that can be changed apart."""
        return Draft(self.routes.copy(), self.at.copy(), self.on_day.copy(), self.cost)


class Search:
    """Finds a good draft for one round."""

    def __init__(
        self, made: Round, *, day_cost: int, move_cost: int, gap: int, random: Random, locked: bool = False
    ) -> None:
        self._round, self._day_cost, self._gap, self._random = made, day_cost, gap, random
        self._skip, self._reluctance = _SKIP, 0
        self._stops, self._outings = made.stops, made.outings
        self._ways, self._minutes = made.hectometres, made.minutes
        self._back = [list(line) for line in zip(*made.hectometres, strict=True)]
        self._day = [self._outings[stop.outing].day for stop in made.stops]
        self._fitting: dict[Route, bool] = {}
        self._best_place: dict[tuple[int, Route], tuple[int, Route] | None] = {}
        self._needs = [need for need, stops in enumerate(made.of_need) if stops]
        self._places = [max((self._stops[stop].place for stop in stops), default=0) for stops in made.of_need]
        self._options = list(made.of_need)
        self._too_dear = self._more_than_all(move_cost)
        self._loss = [self._too_dear + move_cost * (need in made.stands) for need in range(len(made.needs))]
        self._locked = locked

    def run(self, iterations: int, step: Callable[[int], None]) -> Draft:
        """The best draft of so many iterations; ``step`` hears how many were done."""
        draft = self._first()
        missing = [need for need in self._needs if draft.at[need] < 0]
        if self._locked:
            self._lock(draft)
            iterations = iterations if missing else 0
        self._recreate(draft, self._ordered(missing, 0))
        best = self._improve(draft, iterations, step) if self._needs else draft
        # What was passed over by chance gets its place, if there is one.
        self._skip, self._reluctance = 0.0, 0
        best = best.copy()
        self._recreate(best, [need for need in self._needs if best.at[need] < 0])
        return best

    def _lock(self, draft: Draft) -> None:
        """Keep what stands and still fits where it is: it has no other options, and nothing is worth its loss."""
        for need, stop in enumerate(draft.at):
            if stop >= 0:
                self._options[need] = [stop]
                self._loss[need] = self._too_dear * (len(draft.at) + 1)

    def _improve(self, draft: Draft, iterations: int, step: Callable[[int], None]) -> Draft:
        best = draft
        for iteration in range(iterations):
            step(iteration)
            trial = draft.copy()
            removed = self._ruin(trial)
            lost = [need for need in self._needs if draft.at[need] < 0]
            # One visit is dearer than a video talk, and two to one place may not be: so at times video comes last.
            self._reluctance = self._too_dear if self._random.random() < _VISITING else 0
            self._recreate(trial, self._ordered(removed + lost, int(self._random.random() * 5)))
            room = self._room(iteration, iterations) * self._random.random()
            if trial.cost < draft.cost + room:
                draft = trial
                if draft.cost < best.cost:
                    best = draft
            if len(self._best_place) > _MOST_REMEMBERED:
                self._best_place.clear()
                self._fitting.clear()
        return best

    @staticmethod
    def _room(iteration: int, iterations: int) -> float:
        """How much worse a step may be: less and less, fast at first."""
        left = 1 - iteration / iterations
        return _COLD + (_WARM - _COLD) * left * left * left

    def _more_than_all(self, move_cost: int) -> int:
        """A cost for a missing need that outweighs all the rest of any draft."""
        farthest = max((max(line) for line in self._ways), default=0)
        each = 2 * farthest + self._day_cost + move_cost + max((stop.cost for stop in self._stops), default=0)
        return 1 + each * (len(self._needs) + sum(map(len, self._round.fixed)))

    def _first(self) -> Draft:
        """The draft with what is agreed and, where it still fits, what stands; its cost counts what can change."""
        routes = list(self._round.fixed)
        on_day = dict.fromkeys((outing.day for outing in self._outings), 0)
        for outing, route in zip(self._outings, routes, strict=True):
            on_day[outing.day] += len(route)
        draft = Draft(routes, [-1] * len(self._round.needs), on_day, sum(self._loss))
        for need, (stop, minute) in sorted(self._round.stands.items(), key=lambda item: (item[1][1], item[0])):
            self._stand(draft, need, stop, minute)
        return draft

    def _stand(self, draft: Draft, need: int, stop: int, minute: int) -> None:
        """Put a need back where it stood, after what stood earlier that day; else at its cheapest place there."""
        route = draft.routes[self._stops[stop].outing]
        day = self._day[stop]
        if draft.on_day[day] >= self._round.most_a_day or self._too_near(day, self._days_apart(draft, need)):
            return
        position = sum(self._minute(other) <= minute for other in route)
        as_stood = (*route[:position], stop, *route[position:])
        found = (0, as_stood) if self._fits(as_stood) else self._place_in(stop, route)
        if found:
            draft.at[need] = stop
            draft.cost -= self._loss[need]
            self._replace(draft, self._stops[stop].outing, found[1], 1)

    def _minute(self, stop: int) -> int:
        """When a stop that stands or is agreed starts."""
        what = self._stops[stop]
        return what.spans[0][0] if what.fixed else self._round.stands[what.need][1]

    # --- ruin ---------------------------------------------------------------------------------------------------

    def _ruin(self, draft: Draft) -> list[int]:
        """Take out needs that could go well together; they are given back."""
        planned = [need for need in self._needs if draft.at[need] >= 0]
        if not planned:
            return []
        chance = self._random.random()
        if chance < 0.5:  # noqa: PLR2004 - half of the ruins are around a place
            chosen = self._around(planned, self._draw(2, max(3, min(14, len(planned) // 3))))
        elif chance < 0.85:  # noqa: PLR2004 - a third take whole outings
            chosen = self._whole_outings(draft, planned)
        else:
            chosen = sorted(planned, key=lambda _: self._random.random())[: self._draw(1, min(8, len(planned)))]
        return self._take_out(draft, chosen)

    def _draw(self, least: int, most: int) -> int:
        return least + int(self._random.random() * (max(least, most) - least + 1))

    def _around(self, planned: Sequence[int], count: int) -> list[int]:
        """Needs near one place, with some noise."""
        middle = self._ways[self._places[planned[int(self._random.random() * len(planned))]]]
        return sorted(planned, key=lambda need: middle[self._places[need]] + self._random.random() * 120)[:count]

    def _whole_outings(self, draft: Draft, planned: Sequence[int]) -> list[int]:
        """All needs of one to three outings: one drawn, the others those nearest to it in the land or in time."""
        first = self._stops[draft.at[planned[int(self._random.random() * len(planned))]]]
        middle, day = self._ways[first.place], self._outings[first.outing].day
        in_time = self._random.random() < 0.4  # noqa: PLR2004 - the land tells a little more than the calendar
        near = {first.outing: -1.0}
        for need in planned:
            stop = self._stops[draft.at[need]]
            if in_time:
                distance = abs(self._outings[stop.outing].day - day) + self._random.random() * 10
            else:
                distance = middle[stop.place] + self._random.random() * 100
            near[stop.outing] = min(distance, near.get(stop.outing, distance))
        outings = set(sorted(near, key=near.__getitem__)[: self._draw(1, 3)])
        return [need for need in planned if self._stops[draft.at[need]].outing in outings]

    def _take_out(self, draft: Draft, chosen: Iterable[int]) -> list[int]:
        """Remove needs from their routes, and the rest of a route that does not fit without them."""
        taken = list(chosen)
        gone = {draft.at[need] for need in taken}
        for outing in sorted({self._stops[stop].outing for stop in gone}):
            before = draft.routes[outing]
            after = tuple(stop for stop in before if stop not in gone)
            if not self._fits(after):
                # Possible only where a way that the school gave is longer than a way round.
                others = [stop for stop in after if not self._stops[stop].fixed]
                taken += [self._stops[stop].need for stop in others]
                gone.update(others)
                after = self._round.fixed[outing]
            self._replace(draft, outing, after, len(after) - len(before))
        for need in taken:
            draft.at[need] = -1
        draft.cost += sum(self._loss[need] for need in taken)
        return taken

    # --- recreate -----------------------------------------------------------------------------------------------

    def _ordered(self, needs: list[int], order: int) -> list[int]:
        """The order in which needs get their place again."""
        shuffled = sorted(needs, key=lambda _: self._random.random())
        if order == 0:
            return sorted(shuffled, key=lambda need: len(self._options[need]))
        if order == 1:
            return sorted(shuffled, key=lambda need: -self._ways[0][self._places[need]])
        if order == 2:  # noqa: PLR2004 - the third way
            return sorted(shuffled, key=lambda need: self._ways[0][self._places[need]])
        if order == 3 and shuffled:  # noqa: PLR2004 - the fourth way: outward from one of them
            middle = self._ways[self._places[shuffled[0]]]
            return sorted(shuffled, key=lambda need: middle[self._places[need]])
        return shuffled

    def _recreate(self, draft: Draft, needs: Iterable[int]) -> None:
        """Give each need its cheapest place, where it has one."""
        for need in needs:
            if found := self._cheapest(draft, need):
                stop, route = found
                draft.at[need] = stop
                draft.cost -= self._loss[need]
                self._replace(draft, self._stops[stop].outing, route, 1)

    def _cheapest(self, draft: Draft, need: int) -> tuple[int, Route] | None:
        least, found = 2 * self._too_dear, None
        most, routes, on_day, day_cost = self._round.most_a_day, draft.routes, draft.on_day, self._day_cost
        best_place, stops, days = self._best_place, self._stops, self._day
        taken = self._days_apart(draft, need)
        draw, skip = self._random.random, self._skip
        for stop in self._options[need]:
            day = days[stop]
            here = on_day[day]
            if here >= most:
                continue
            route = routes[stops[stop].outing]
            key = (stop, route)
            place = best_place[key] if key in best_place else self._place_in(stop, route)
            if place is None:
                continue
            cost = place[0] if here else place[0] + day_cost
            if stops[stop].online:
                cost += self._reluctance
            if cost >= least or (taken and self._too_near(day, taken)) or draw() < skip:
                continue
            least, found = cost, (stop, place[1])
        return found

    def _days_apart(self, draft: Draft, need: int) -> list[tuple[int, int]]:
        """The days of the other moments of the student, and on which side of them this one comes."""
        return [(self._day[draft.at[other]], side) for other, side in self._round.apart[need] if draft.at[other] >= 0]

    def _too_near(self, day: int, taken: list[tuple[int, int]]) -> bool:
        return any(is_near(day - other, side, 0, self._gap) for other, side in taken)

    def _place_in(self, stop: int, route: Route) -> tuple[int, Route] | None:
        """The cheapest feasible place of a stop in a route, and what it adds without the cost of the day."""
        what = self._stops[stop]
        places = [0, *(self._stops[other].place for other in route), 0]
        come, go = self._back[what.place], self._ways[what.place]
        added = sorted(
            (come[before] + go[after] - self._ways[before][after], position)
            for position, (before, after) in enumerate(pairwise(places))
        )
        found = None
        for cost, position in added:
            longer = (*route[:position], stop, *route[position:])
            if self._fits(longer):
                found = (cost + what.cost, longer)
                break
        self._best_place[stop, route] = found
        return found

    # --- both ---------------------------------------------------------------------------------------------------

    def _replace(self, draft: Draft, outing: int, route: Route, added: int) -> None:
        """Put another route in an outing, and keep cost and count of its day."""
        day = self._outings[outing].day
        was = draft.on_day[day]
        draft.on_day[day] = now = was + added
        draft.cost += self._day_cost * ((now > 0) - (was > 0))
        draft.cost += self._length(route) - self._length(draft.routes[outing])
        draft.routes[outing] = route

    def _length(self, route: Route) -> int:
        """What a route costs, the day aside."""
        total = place = 0
        for index in route:
            stop = self._stops[index]
            total += self._ways[place][stop.place] + stop.cost
            place = stop.place
        return total + self._ways[place][0]

    def _fits(self, route: Route) -> bool:
        if route not in self._fitting:
            stops = [self._stops[index] for index in route]
            self._fitting[route] = not stops or fits(
                self._outings[stops[0].outing], stops, self._minutes, self._round.pause
            )
        return self._fitting[route]
