"""The problem of one supervisor, made ready for the search: outings, stops, ways, what stays and what conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.scheduling.answers import Code, Reason
from app.scheduling.openings import Openings
from app.scheduling.roads import Atlas
from app.scheduling.routes import Outing, Stop, fits, same_part
from app.scheduling.spans import Span, Spans, starts, union
from app.scheduling.values import MIDNIGHT, Appointment, Mode, Need, Part, Pause, Problem, Supervisor, Who


@dataclass(slots=True)
class Round:
    """One supervisor's days and what must come in them; days are ordinals, needs and stops are indices.

    ``fixed`` holds per outing the agreed stops in order; ``shut`` are the outings whose agreed stops do not fit
    together, where nothing may be added. ``apart`` gives per need the others of its student, and on which side of them
    it comes (1 after, -1 before, 0 either). ``stands`` gives the stop, and the minute, of each need that stands and may
    stay.
    """

    supervisor: Supervisor
    needs: list[Need]
    outings: list[Outing] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    of_need: list[list[int]] = field(default_factory=list)
    fixed: list[tuple[int, ...]] = field(default_factory=list)
    shut: set[int] = field(default_factory=set)
    apart: list[list[tuple[int, int]]] = field(default_factory=list)
    hectometres: list[list[int]] = field(default_factory=list)
    minutes: list[list[int]] = field(default_factory=list)
    pause: Pause | None = None
    most_a_day: int = 0
    why_none: dict[int, Reason] = field(default_factory=dict)
    stands: dict[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """What every round of one problem shares; ``days_of_student`` are the days already settled, with their ranks."""

    problem: Problem
    openings: Openings
    atlas: Atlas
    days_of_student: Mapping[str, Sequence[tuple[date, int]]]
    move: int = 0


def compile_round(given: Given, supervisor: Supervisor, needs: list[Need], agreed: list[Appointment]) -> Round:
    """Make the round of ``needs`` (those not fixed) and of what the supervisor has ``agreed`` to after today."""
    return _Compiler(given, supervisor, needs, agreed).round


class _Compiler:
    """Fills one round."""

    def __init__(self, given: Given, supervisor: Supervisor, needs: list[Need], agreed: list[Appointment]) -> None:
        self._given = given
        self._problem = given.problem
        rules = self._problem.rules
        most = rules.most_a_day if supervisor.most_a_day is None else supervisor.most_a_day
        self.round = Round(supervisor, needs, pause=rules.pause, most_a_day=most)
        self._need_of = {need.key: need for need in self._problem.needs}
        self._standing = {appointment.need: appointment for appointment in self._problem.standing}
        self._agreed: dict[date, list[Appointment]] = defaultdict(list)
        for appointment in agreed:
            self._agreed[appointment.day].append(appointment)
        self._on_day: dict[date, list[int]] = {}
        self._lay_ways([*needs, *(self._need_of[appointment.need] for appointment in agreed)])
        for day in sorted(self._agreed):
            self._outings_of(day)
        for index, need in enumerate(needs):
            self._offer(index, need)
        self._keep_apart()

    def _lay_ways(self, needs: list[Need]) -> None:
        base = self.round.supervisor.base
        places = [base, *sorted({need.place for need in needs} - {base})]
        self._place = {place: index for index, place in enumerate(places)}
        ways = self._given.atlas.table(places)
        self._reachable = [way is not None for way in ways[0]]
        # Between two reachable places without a known way of their own the road leads past the base.
        for line in ways:
            here = line[0] or (0, 0)
            for column, way in enumerate(line):
                there = ways[0][column] or (0, 0)
                line[column] = way or (here[0] + there[0], here[1] + there[1])
        self.round.hectometres = [[way[0] if way else 0 for way in line] for line in ways]
        self.round.minutes = [[way[1] if way else 0 for way in line] for line in ways]

    def _outings_of(self, day: date) -> list[int]:
        """The outings of ``day``, made at the first question; what is agreed counts as free time, with its way."""
        if day in self._on_day:
            return self._on_day[day]
        spans: list[Span] = []
        if not self._given.openings.is_closed(day):
            spans += self._given.openings.free(Who.SUPERVISOR, self.round.supervisor.key, day)
        agreed = sorted(self._agreed[day], key=lambda appointment: (appointment.earliest, appointment.need))
        minutes = self.round.minutes
        for appointment in agreed:
            place, end = self._place_of(appointment), appointment.earliest + self._need_of[appointment.need].minutes
            spans.append((max(0, appointment.earliest - minutes[0][place]), min(MIDNIGHT, end + minutes[place][0])))
        made = []
        for start, end in union(spans):
            pause = self.round.pause
            rests = pause is not None and start <= pause.first and end >= pause.last
            made.append(len(self.round.outings))
            self.round.outings.append(Outing(day.toordinal(), start, end, rests))
            self._fix([row for row in agreed if start <= row.earliest < end])
        self._on_day[day] = made
        return made

    def _place_of(self, appointment: Appointment) -> int:
        """Where an agreed talk is held: at the base if it is online or the place cannot be reached on our map."""
        place = self._place[self._need_of[appointment.need].place]
        return place if appointment.mode is Mode.ON_SITE and self._reachable[place] else 0

    def _fix(self, agreed: list[Appointment]) -> None:
        """Put the agreed appointments of the newest outing in it."""
        outing = len(self.round.outings) - 1
        sequence = []
        for row in agreed:
            minutes = self._need_of[row.need].minutes
            cost = self._problem.weights.online if row.mode is Mode.ONLINE else 0
            sequence.append(len(self.round.stops))
            hour = ((row.earliest, row.earliest),)
            stop = Stop(-1, outing, self._place_of(row), minutes, hour, row.mode is Mode.ONLINE, cost, fixed=True)
            self.round.stops.append(stop)
        self.round.fixed.append(tuple(sequence))
        stops = [self.round.stops[index] for index in sequence]
        if not fits(self.round.outings[outing], stops, self.round.minutes, self.round.pause):
            self.round.shut.add(outing)

    def _offer(self, index: int, need: Need) -> None:
        """Find every stop of a need, or the reason why there is none."""
        found: list[int] = []
        common = near = False
        for day in self._given.openings.open_days(need):
            spans = starts(self._given.openings.of_three(need, day), need.minutes)
            if not spans:
                continue
            common = True
            if self._is_near(need, day):
                near = True
                continue
            for outing in self._outings_of(day):
                if outing not in self.round.shut:
                    for mode in sorted(need.modes):
                        found += self._stops(index, outing, mode, spans)
        staying = [stop for stop in found if not self._moves(need, stop)]
        if need.key in self._standing and staying:
            self.round.stands[index] = (staying[0], self._standing[need.key].earliest)
        if not found:
            self.round.why_none[index] = self._why_none(need, common=common, near=near)
        self.round.of_need.append(found)

    def _stops(self, index: int, outing: int, mode: Mode, spans: Spans) -> list[int]:
        """The stops that meet a need in one outing: one, or two where a part of the day already stands."""
        need, place = self.round.needs[index], 0
        piece = self.round.outings[outing]
        if mode is Mode.ON_SITE:
            place = self._place[need.place]
            if not self._reachable[place]:
                return []
        last = piece.end - need.minutes
        inside = tuple((max(a, piece.start), min(b, last)) for a, b in spans if max(a, piece.start) <= min(b, last))
        cost = self._problem.weights.online if mode is Mode.ONLINE else 0
        made = []
        for part, dear in self._parts(need, piece.day, mode, inside):
            extra = self._given.move if dear else 0
            stop = Stop(index, outing, place, need.minutes, part, mode is Mode.ONLINE, cost + extra)
            if fits(piece, [stop], self.round.minutes, self.round.pause):
                made.append(len(self.round.stops))
                self.round.stops.append(stop)
        return made

    def _parts(self, need: Need, day: int, mode: Mode, spans: Spans) -> list[tuple[Spans, bool]]:
        """The spans that keep what stands, and those that move it."""
        if not spans:
            return []
        before = self._standing.get(need.key)
        if before is None:
            return [(spans, False)]
        noon = self._problem.rules.noon
        parts = [(same_part(spans, 0, noon), Part.MORNING), (same_part(spans, noon, noon), Part.AFTERNOON)]
        here = (self.round.supervisor.key, date.fromordinal(day), mode)
        stands = (before.supervisor, before.day, before.mode)
        return [(part, here != stands or name is not before.part) for part, name in parts if part]

    def _moves(self, need: Need, stop: int) -> bool:
        """Whether a stop is elsewhere than where the need stands."""
        before, found = self._standing.get(need.key), self.round.stops[stop]
        if before is None:
            return False
        part = Part.MORNING if found.spans[0][0] < self._problem.rules.noon else Part.AFTERNOON
        day = date.fromordinal(self.round.outings[found.outing].day)
        mode = Mode.ONLINE if found.online else Mode.ON_SITE
        here = (self.round.supervisor.key, day, mode, part)
        return here != (before.supervisor, before.day, before.mode, before.part)

    def _is_near(self, need: Need, day: date) -> bool:
        """Whether ``day`` is too near, or on the wrong side of, a settled moment of the student."""
        gap = self._problem.rules.gap_days
        return any(
            is_near(day.toordinal() - other.toordinal(), need.rank, rank, gap)
            for other, rank in self._given.days_of_student.get(need.student, ())
        )

    def _why_none(self, need: Need, *, common: bool, near: bool) -> Reason:
        if not common:
            return self._given.openings.why_none(need)
        if near:
            return Reason(Code.TOO_CLOSE, (self._problem.rules.gap_days,))
        if need.modes == {Mode.ON_SITE} and not self._reachable[self._place[need.place]]:
            return Reason(Code.PLACE_UNKNOWN)
        days = sum(bool(self._given.openings.of_three(need, day)) for day in self._given.openings.open_days(need))
        return Reason(Code.NO_TIME, (days, need.minutes))

    def _keep_apart(self) -> None:
        """Link the needs of one student."""
        of_student: dict[str, list[int]] = defaultdict(list)
        for index, need in enumerate(self.round.needs):
            of_student[need.student].append(index)
        for index, need in enumerate(self.round.needs):
            ranks = ((other, self.round.needs[other].rank) for other in of_student[need.student] if other != index)
            self.round.apart.append([(other, (need.rank > rank) - (need.rank < rank)) for other, rank in ranks])


def is_near(days: int, rank: int, other_rank: int, gap: int) -> bool:
    """Whether a moment ``days`` after another one of the student comes too soon, or before one of lower rank."""
    side = (rank > other_rank) - (rank < other_rank)
    return (abs(days) if side == 0 else days * side) < gap
