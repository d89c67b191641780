"""Routes driven again for the check: where each talk is, and when it can be, in a given order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from app.scheduling.minutes import Minutes, paint, runs
from app.scheduling.roads import Atlas
from app.scheduling.values import MIDNIGHT, Appointment, Mode, Part, Problem, Supervisor, Who


class Driving:
    """The days of the supervisors of one problem."""

    def __init__(self, problem: Problem, minutes: Minutes) -> None:
        self._problem, self._minutes, self._atlas = problem, minutes, Atlas(problem.roads)
        self._needs = {need.key: need for need in problem.needs}
        self._supervisors = {supervisor.key: supervisor for supervisor in problem.supervisors}
        self._fixed = {row.need: row for row in problem.standing if problem.is_fixed(row)}
        self._fixed_on: dict[tuple[str, date], list[Appointment]] = defaultdict(list)
        for row in self._fixed.values():
            self._fixed_on[row.supervisor, row.day].append(row)

    def is_known(self, base: str, place: str) -> bool:
        """Whether there is a way from the base to a place."""
        return self._atlas.way(base, place) is not None

    def length(self, supervisor: Supervisor, outing: Sequence[Appointment]) -> int:
        """The hectometres from the base along all talks and back."""
        places = [supervisor.base, *(self._where(row) for row in outing), supervisor.base]
        return sum(self._way(supervisor.base, *leg)[0] for leg in pairwise(places))

    def pieces(self, supervisor: Supervisor, day: date) -> list[tuple[int, int]]:
        """From when until when the supervisor can be out: free time, and what is agreed with the way to it."""
        closed = self._minutes.is_closed(day)
        minutes = bytearray(MIDNIGHT) if closed else bytearray(self._minutes.free(Who.SUPERVISOR, supervisor.key, day))
        for row in self._fixed_on.get((supervisor.key, day), ()):
            base, place = supervisor.base, self._where(row)
            _, there = self._way(base, base, place)
            _, back = self._way(base, place, base)
            paint(minutes, row.earliest - there, row.earliest + self._needs[row.need].minutes + back, 1)
        return list(runs(minutes))

    def outings(
        self, supervisor: Supervisor, day: date, rows: Iterable[Appointment]
    ) -> list[tuple[int, int, list[Appointment]]]:
        """The rows of one day by the piece of time in which they are, in order of time."""
        ordered = sorted(rows, key=lambda row: (row.earliest, row.need))
        split = (
            (start, end, [row for row in ordered if start <= row.earliest < end])
            for start, end in self.pieces(supervisor, day)
        )
        return [piece for piece in split if piece[2]]

    def drive(
        self, supervisor: Supervisor, start: int, end: int, rows: Sequence[Appointment]
    ) -> tuple[list[int], list[int]] | None:
        """The times of a route in this order: the earliest ones, then those with the most room."""
        talks = [(self._where(row), self._needs[row.need].minutes, self._possible(row)) for row in rows]
        pause = self._problem.rules.pause
        if pause is None or start > pause.first or end < pause.last:
            return self._times(supervisor.base, start, end, talks)
        sittings = bytearray(MIDNIGHT)
        paint(sittings, pause.first, pause.last - pause.minutes + 1, 1)
        stations = [supervisor.base, *(talk[0] for talk in talks), supervisor.base]
        found = []
        for leg in range(len(talks) + 1):
            for place in {stations[leg], stations[leg + 1]}:
                rest = (place, pause.minutes, bytes(sittings))
                if times := self._times(supervisor.base, start, end, [*talks[:leg], rest, *talks[leg:]]):
                    found.append(tuple(row[:leg] + row[leg + 1 :] for row in times))
        early = min((times[0] for times in found), default=None)
        if early is None:
            return None
        return early, max(times[1] for times in found if times[0] == early)

    def _possible(self, row: Appointment) -> bytes:
        """The minutes at which a talk may start, in its part of the day; an agreed one at its hour."""
        minutes = bytearray(MIDNIGHT)
        if row.need in self._fixed:
            minutes[row.earliest] = 1
            return bytes(minutes)
        starts, noon = self._minutes.starts(self._needs[row.need], row.day), self._problem.rules.noon
        part = slice(0, noon) if row.part is Part.MORNING else slice(noon, MIDNIGHT)
        minutes[part] = starts[part]
        return bytes(minutes)

    def _times(
        self, base: str, start: int, end: int, talks: Sequence[tuple[str, int, bytes]]
    ) -> tuple[list[int], list[int]] | None:
        earliest, now, here = [], start, base
        for place, minutes, possible in talks:
            now = possible.find(1, now + self._way(base, here, place)[1])
            if now < 0:
                return None
            earliest.append(now)
            now, here = now + minutes, place
        if now + self._way(base, here, base)[1] > end:
            return None
        latest, now, here = [], end, base
        for place, minutes, possible in reversed(talks):
            now = possible.rfind(1, 0, max(0, now - self._way(base, place, here)[1] - minutes + 1))
            latest.append(now)
            here = place
        return earliest, latest[::-1]

    def _where(self, row: Appointment) -> str:
        """Where a talk is held: an online one at the base, and so an agreed one at a place that is on no map."""
        base = self._supervisors[row.supervisor].base
        place = self._needs[row.need].place
        return place if row.mode is Mode.ON_SITE and self._atlas.way(base, place) is not None else base

    def _way(self, base: str, one: str, other: str) -> tuple[int, int]:
        """The known way, or else past the base."""
        known = self._atlas.way(one, other)
        if known is not None:
            return known
        here, there = self._atlas.way(one, base) or (0, 0), self._atlas.way(base, other) or (0, 0)
        return here[0] + there[0], here[1] + there[1]
