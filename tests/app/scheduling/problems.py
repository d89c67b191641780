"""Problems for the planner: small ones to read, and any that hypothesis can think of."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from app.scheduling import (
    Appointment,
    Availability,
    Busy,
    Closure,
    ClosureKind,
    Hours,
    Leg,
    Mode,
    Need,
    Part,
    Pause,
    Point,
    Problem,
    Roads,
    Rules,
    Supervisor,
    Who,
)

MONDAY = date(2027, 3, 1)
TODAY = MONDAY - timedelta(days=1)
EVERY_DAY = frozenset(range(5))
POINTS = (
    Point("school", 51.84, 5.86),
    Point("bakery", 51.86, 5.90),
    Point("garage", 51.80, 5.73),
    Point("clinic", 51.98, 5.91),
    Point("farm", 51.72, 5.99),
)
COMPANIES = ("bakery", "garage", "clinic", "farm")
ON_SITE, EITHER, ONLINE = frozenset({Mode.ON_SITE}), frozenset(Mode), frozenset({Mode.ONLINE})


def day(number: int) -> date:
    """A day after the first Monday."""
    return MONDAY + timedelta(days=number)


def need(key: str, *, company: str = "bakery", days: int = 5, **fields) -> Need:
    """A moment of a student of its own, in the first ``days`` days."""
    values = {"supervisor": "ans", "student": f"student {key}", "company": company, "place": company}
    values |= {"first": MONDAY, "last": day(days - 1)}
    return Need(key=key, **(values | fields))


def problem(*needs: Need, **fields) -> Problem:
    """A week of one supervisor, with everybody's hours known."""
    known = [Availability(Who.SUPERVISOR, "ans", (Hours(EVERY_DAY, 480, 1020),))]
    for who, keys in ((Who.COMPANY, {n.company for n in needs}), (Who.STUDENT, {n.student for n in needs})):
        known += [Availability(who, key, (Hours(EVERY_DAY, 480, 1020),)) for key in sorted(keys)]
    values = {"today": TODAY, "supervisors": (Supervisor("ans", "school"),), "availability": tuple(known)}
    return Problem(needs=needs, **(values | {"roads": Roads(POINTS)} | fields))


def busy(who: Who, key: str, *numbers: int, start: int = 0, end: int = 1440) -> Availability:
    """Days after the first Monday on which somebody has no time."""
    return Availability(who, key, busy=tuple(Busy(day(number), start, end) for number in numbers))


def agreed(key: str, number: int, hour: int, *, mode: Mode = Mode.ON_SITE, supervisor: str = "ans") -> Appointment:
    """An appointment with an hour (in minutes)."""
    part = Part.MORNING if hour < 720 else Part.AFTERNOON
    return Appointment(
        need=key, supervisor=supervisor, day=day(number), part=part, mode=mode, earliest=hour, latest=hour, agreed=True
    )


def proposed(key: str, number: int, minute: int, *, mode: Mode = Mode.ON_SITE, supervisor: str = "ans") -> Appointment:
    """A proposal for a part of a day."""
    part = Part.MORNING if minute < 720 else Part.AFTERNOON
    return Appointment(
        need=key, supervisor=supervisor, day=day(number), part=part, mode=mode, earliest=minute, latest=minute
    )


_minutes = st.integers(0, 96).map(lambda quarter: quarter * 15)
_hours = st.builds(
    Hours,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(28, 48).map(lambda quarter: quarter * 15),
    st.integers(44, 76).map(lambda quarter: quarter * 15),
    st.sampled_from([None, day(2)]),
    st.sampled_from([None, day(9)]),
)
_busy = st.builds(Busy, st.integers(0, 13).map(day), _minutes, _minutes)
_subjects = st.sampled_from(
    [(Who.SUPERVISOR, "ans"), (Who.SUPERVISOR, "bo")]
    + [(Who.COMPANY, company) for company in COMPANIES]
    + [(Who.STUDENT, f"student {number}") for number in range(4)]
)
_availability = st.builds(
    lambda subject, hours, taken: Availability(*subject, tuple(hours), tuple(taken)),
    _subjects,
    st.lists(_hours, max_size=2),
    st.lists(_busy, max_size=3),
)
_rules = st.builds(
    Rules,
    most_a_day=st.integers(0, 4),
    gap_days=st.integers(0, 7),
    settling_days=st.integers(0, 3),
    pause=st.sampled_from([None, Pause(), Pause(60, 720, 800)]),
)
_roads = st.builds(
    Roads,
    st.sampled_from([POINTS, POINTS[:4]]),
    st.lists(
        st.builds(
            Leg,
            st.sampled_from(["school", *COMPANIES]),
            st.sampled_from(COMPANIES),
            st.integers(0, 300),
            st.integers(0, 12).map(lambda five: five * 5),
            st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
)


@st.composite
def needs(draw, key: str) -> Need:
    first = draw(st.integers(-2, 12))
    company = draw(st.sampled_from(COMPANIES))
    return Need(
        key=key,
        supervisor=draw(st.sampled_from(["ans", "ans", "ans", "bo", "nobody"])),
        student=f"student {draw(st.integers(0, 3))}",
        company=company,
        place=company,
        first=day(first),
        last=day(first + draw(st.integers(-1, 12))),
        minutes=draw(st.sampled_from([30, 45, 90])),
        modes=draw(st.sampled_from([ON_SITE, EITHER, ONLINE])),
        starts=draw(st.sampled_from([None, day(0), day(3)])),
        rank=draw(st.integers(0, 2)),
        not_on=draw(st.frozensets(st.integers(0, 13).map(day), max_size=2)),
    )


@st.composite
def problems(draw, most_needs: int = 7) -> Problem:
    """Anything that the types allow, in two weeks: contradictions, unknown places and hours, clashing agreements."""
    wanted = [draw(needs(f"n{number}")) for number in range(draw(st.integers(0, most_needs)))]
    standing = []
    for row in wanted:
        if draw(st.integers(0, 2)) == 0:
            make = draw(st.sampled_from([agreed, proposed]))
            mode, supervisor = draw(st.sampled_from(list(Mode))), draw(st.sampled_from(["ans", "bo"]))
            minute = draw(st.integers(32, 68)) * 15
            standing.append(make(row.key, draw(st.integers(-2, 13)), minute, mode=mode, supervisor=supervisor))
    closures = st.builds(Closure, st.just(day(4)), st.sampled_from([day(4), day(7)]), st.sampled_from(ClosureKind))
    return Problem(
        today=day(draw(st.integers(-1, 3))),
        needs=tuple(wanted),
        supervisors=(Supervisor("ans", "school"), Supervisor("bo", "garage", draw(st.sampled_from([None, 2])))),
        availability=tuple(draw(st.lists(_availability, max_size=8))),
        closures=tuple(draw(st.lists(closures, max_size=1))),
        roads=draw(_roads),
        standing=tuple(standing),
        rules=draw(_rules),
    )
