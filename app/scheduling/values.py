"""What the planner is told: needs, who can when, where places are, what already stands.

Days are dates. Times of a day are minutes after midnight, local in the Netherlands. Distances are hectometres
(100 m). People, companies and places are keys of the caller: nothing of a person can be expressed here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import chain

MIDNIGHT = 24 * 60
_WORKING_WEEK = frozenset(range(5))


class Mode(StrEnum):
    """How the three meet: at the company, or by video."""

    ON_SITE = "on_site"
    ONLINE = "online"


class Part(StrEnum):
    """The part of a day that a proposal names; an hour exists once it is agreed."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


class Who(StrEnum):
    """The three whose days must meet."""

    SUPERVISOR = "supervisor"
    COMPANY = "company"
    STUDENT = "student"


class ClosureKind(StrEnum):
    """Why the school is closed."""

    PUBLIC = "public"
    HOLIDAY = "holiday"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Hours:
    """From ``start`` to ``end`` on some ``weekdays`` (Monday is 0), from ``first`` to ``last`` if those are named.

    Hours that end before they start hold no time; that is no error.
    """

    weekdays: frozenset[int]
    start: int
    end: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Busy:
    """Time of one day that is taken; without times the whole day (absence, a company that is closed)."""

    day: date
    start: int = 0
    end: int = MIDNIGHT


@dataclass(frozen=True, slots=True)
class Availability:
    """When one supervisor, company or student can.

    Several for the same subject count together and may overlap: hours add up, busy time is taken from all. A subject
    of whom no hours are known is taken to keep the ordinary ones, and every appointment that rests on that says so.
    """

    who: Who
    key: str
    hours: tuple[Hours, ...] = ()
    busy: tuple[Busy, ...] = ()


@dataclass(frozen=True, slots=True)
class Closure:
    """Days, first and last included, on which the school does not work."""

    first: date
    last: date
    kind: ClosureKind


@dataclass(frozen=True, slots=True)
class Point:
    """Where a place is: the middle of its postcode area, in degrees."""

    place: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Leg:
    """What the school itself says of the way from one place to the other, and back unless it is ``one_way``.

    It goes before the estimate; what is said of one direction goes before what is said of both.
    """

    one: str
    other: str
    hectometres: int
    minutes: int
    one_way: bool = False


@dataclass(frozen=True, slots=True)
class Roads:
    """What is known of the ways between places. Every answer from it is an estimate, rounded up.

    The straight line times ``percent`` (130: a common factor for Dutch roads), driven at ``speed`` km/h, plus
    ``parking`` minutes, rounded up to ``grid`` minutes. Two places within one postcode area are ``least`` apart.
    """

    points: tuple[Point, ...] = ()
    legs: tuple[Leg, ...] = ()
    percent: int = 130
    speed: int = 45
    parking: int = 4
    grid: int = 5
    least: int = 10


@dataclass(frozen=True, slots=True)
class Supervisor:
    """Who makes the visits: each outing starts and ends at ``base``, where the video talks are held too."""

    key: str
    base: str
    most_a_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A contact moment that has to come between ``first`` and ``last``, both included.

    ``starts`` is the first day of the placement, whose first days stay free. ``rank`` is its place among the moments
    of the student: a lower one comes earlier. ``not_on`` are days that did not suit before.
    """

    key: str
    supervisor: str
    student: str
    company: str
    place: str
    first: date
    last: date
    minutes: int = 45
    modes: frozenset[Mode] = frozenset({Mode.ON_SITE})
    starts: date | None = None
    rank: int = 0
    not_on: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Where a need stands in the agenda.

    ``earliest`` and ``latest`` bound the time at which the talk can start while the rest of the route still fits; once
    agreed they are both the agreed hour. ``assumed`` names whose hours nobody told.
    """

    need: str
    supervisor: str
    day: date
    part: Part
    mode: Mode
    earliest: int
    latest: int
    agreed: bool = False
    assumed: frozenset[Who] = frozenset()

    @property
    def hour(self) -> int | None:
        """The agreed time; ``None`` for a proposal."""
        return self.earliest if self.agreed else None


@dataclass(frozen=True, slots=True)
class Pause:
    """A break of ``minutes`` between ``first`` and ``last``, on every outing whose free time holds that whole span."""

    minutes: int = 30
    first: int = 11 * 60 + 30
    last: int = 13 * 60 + 30


@dataclass(frozen=True, slots=True)
class Rules:
    """What the school decides about planning.

    ``gap_days`` lie between two moments of a student at least; ``settling_days`` are the first days of a placement on
    which the student is there, and no moment is planned; ``noon`` parts the day; ``ordinary`` are the hours of
    those who told none.
    """

    most_a_day: int = 4
    gap_days: int = 7
    settling_days: int = 2
    noon: int = 12 * 60
    pause: Pause | None = field(default_factory=Pause)
    ordinary: tuple[Hours, ...] = (Hours(_WORKING_WEEK, 9 * 60, 17 * 60),)


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, in hectometres driven.

    An unplanned need outweighs everything together, whatever these are. A used day costs 12 km and a video talk
    instead of a visit 15 km: measured to gather visits without long detours.
    """

    day: int = 120
    online: int = 150
    move: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """All that a plan depends on, besides the seed.

    ``standing`` is what already stands: what is on ``today`` or earlier is past and stays; what is agreed stays; other
    proposals may move. Raises ``ValueError`` for values that contradict each other.
    """

    today: date
    needs: tuple[Need, ...]
    supervisors: tuple[Supervisor, ...]
    availability: tuple[Availability, ...] = ()
    closures: tuple[Closure, ...] = ()
    roads: Roads = field(default_factory=Roads)
    standing: tuple[Appointment, ...] = ()
    rules: Rules = field(default_factory=Rules)
    weights: Weights = field(default_factory=Weights)

    def __post_init__(self) -> None:
        needs = {need.key for need in self.needs}
        if len(needs) < len(self.needs):
            raise ValueError("two needs have the same key")
        if len({supervisor.key for supervisor in self.supervisors}) < len(self.supervisors):
            raise ValueError("two supervisors have the same key")
        if any(need.minutes <= 0 or not need.modes for need in self.needs):
            raise ValueError("a need takes some time, in some mode")
        if len({appointment.need for appointment in self.standing}) < len(self.standing):
            raise ValueError("a need stands twice")
        for appointment in self.standing:
            if appointment.need not in needs:
                raise ValueError("what stands is not needed")
            if appointment.agreed and appointment.earliest != appointment.latest:
                raise ValueError("an agreed appointment has one hour")
            if not 0 <= appointment.earliest <= appointment.latest < MIDNIGHT:
                raise ValueError("an appointment starts within its day")
        weights = (self.weights.day, self.weights.online, self.weights.move)
        legs = chain.from_iterable((leg.hectometres, leg.minutes) for leg in self.roads.legs)
        if min(chain(weights, legs), default=0) < 0:
            raise ValueError("weights and ways are not negative")

    def is_past(self, appointment: Appointment) -> bool:
        """Whether it is on today or earlier."""
        return appointment.day <= self.today

    def is_fixed(self, appointment: Appointment) -> bool:
        """Whether it keeps its place, being past or agreed."""
        return appointment.agreed or self.is_past(appointment)
