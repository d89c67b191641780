"""Supervisors with students around them: made up, and the same at every run.

After the shape that practice has: four working days with some lessons, two or three moments a student, companies
with days and hours of their own, one holiday, and a region of some twenty kilometres around a town.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import cos, radians
from random import Random

from app.scheduling import (
    Availability,
    Busy,
    Closure,
    ClosureKind,
    Hours,
    Mode,
    Need,
    Point,
    Problem,
    Roads,
    Rules,
    Supervisor,
    Who,
)

MONDAY = date(2027, 2, 1)
_SCHOOL = (51.84, 5.86)
_DEGREE = 111.2
_ROUNDS = (("start", 45, 0, 3), ("midway", 45, 8, 12), ("end", 60, 16, 20))
_WORKING = ((480, 990), (480, 990), (480, 990), (420, 900), (600, 1020))
_STUDENT_DAYS = ((0, 1, 2), (2, 3, 4), (0, 1, 2, 3, 4), (0, 1, 3, 4))


def team(supervisors: int, students: int, visits: int, *, seed: int, rules: Rules | None = None) -> Problem:
    """A school with so many supervisors, each with so many students and visits in twenty weeks."""
    parts = [
        _one(f"supervisor-{number:02}", students, visits, _chance(f"{seed} {number}")) for number in range(supervisors)
    ]
    holiday = Closure(MONDAY + timedelta(weeks=7), MONDAY + timedelta(weeks=7, days=6), ClosureKind.HOLIDAY)
    return Problem(
        today=MONDAY - timedelta(days=3),
        needs=tuple(need for part in parts for need in part[0]),
        supervisors=tuple(Supervisor(f"supervisor-{number:02}", "school") for number in range(supervisors)),
        availability=tuple(row for part in parts for row in part[1]),
        closures=(holiday,),
        roads=Roads((Point("school", *_SCHOOL), *(point for part in parts for point in part[2]))),
        rules=rules or Rules(),
    )


def _chance(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - it must come out again


def _one(
    supervisor: str, students: int, visits: int, random: Random
) -> tuple[list[Need], list[Availability], list[Point]]:
    needs: list[Need] = []
    days = sorted(random.sample(range(5), 4))
    hours, busy = _agenda(days, random)
    rows = [Availability(Who.SUPERVISOR, supervisor, hours, busy)]
    points = []
    middle = (random.gauss(0, 8), random.gauss(0, 8))
    order = sorted(((student, kind) for student in range(students) for kind in (0, 1)), key=lambda _: random.random())
    order += [(student, 2) for student in range(students)]
    for student in range(students):
        name = f"{supervisor}-{student:02}"
        north, east = (random.gauss(centre, 12) for centre in middle)
        points.append(Point(name, _SCHOOL[0] + north / _DEGREE, _SCHOOL[1] + east / (_DEGREE * cos(radians(51.84)))))
        there = random.choice(_STUDENT_DAYS)
        opened = tuple(sorted(random.sample(range(5), random.randint(3, 5))))
        if not set(there) & set(opened) & set(days):
            there = opened = (0, 1, 2, 3, 4)
        rows.append(Availability(Who.STUDENT, name, (Hours(frozenset(there), 420, 1080),)))
        rows.append(Availability(Who.COMPANY, name, (Hours(frozenset(opened), *random.choice(_WORKING)),)))
    for student, kind in order[:visits]:
        needs.append(_need(supervisor, f"{supervisor}-{student:02}", kind, random))
    return needs, rows, points


def _need(supervisor: str, student: str, kind: int, random: Random) -> Need:
    name, minutes, first, last = _ROUNDS[kind]
    may_be_online = kind > 0 and random.random() < 0.35
    return Need(
        key=f"{student}-{name}",
        supervisor=supervisor,
        student=student,
        company=student,
        place=student,
        first=MONDAY + timedelta(weeks=first),
        last=MONDAY + timedelta(weeks=last, days=-3),
        minutes=minutes,
        modes=frozenset(Mode) if may_be_online else frozenset({Mode.ON_SITE}),
        starts=MONDAY,
        rank=kind,
    )


def _agenda(days: list[int], random: Random) -> tuple[tuple[Hours, ...], tuple[Busy, ...]]:
    """Working days with three lessons a week, and now and then something else."""
    busy = []
    lessons = {(random.choice(days), random.randint(0, 1)) for _ in range(3)}
    for week in range(20):
        for day in days:
            halves = {half for half in (0, 1) if (day, half) in lessons}
            if random.random() < 0.15:
                halves.add(random.randint(0, 1))
            on = MONDAY + timedelta(weeks=week, days=day)
            busy += [Busy(on, 480, 750) if half == 0 else Busy(on, 750, 1020) for half in sorted(halves)]
    return (Hours(frozenset(days), 480, 1020),), tuple(busy)
