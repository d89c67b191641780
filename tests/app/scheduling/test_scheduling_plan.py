"""What a plan keeps to, one rule at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from app.dates import public_holidays
from app.progress import Cancelled, Progress
from app.scheduling import (
    Availability,
    Busy,
    Closure,
    ClosureKind,
    Code,
    Hours,
    Leg,
    Mode,
    Part,
    Pause,
    Reason,
    Roads,
    Rules,
    Supervisor,
    Who,
    check,
    plan,
    search,
    unplannable,
)
from tests.app.scheduling.problems import (
    EITHER,
    EVERY_DAY,
    MONDAY,
    POINTS,
    agreed,
    busy,
    day,
    need,
    problem,
    proposed,
)

NEVER_THERE = Availability(Who.STUDENT, "student n0", (Hours(EVERY_DAY, 600, 600),))


def solve(given, iterations=60):
    """The plan, checked."""
    found = plan(given, iterations=iterations)
    assert check(given, found) == []
    return found


def why(given, key="n0"):
    """Why a need is left out, said after as it was said before."""
    reason = next(left.reason for left in solve(given).unplanned if left.need == key)
    assert [left.reason for left in unplannable(given) if left.need == key] in ([reason], [])
    return reason


def test_a_need_gets_a_day_and_a_part_but_no_hour():
    (row,) = solve(problem(need("n0"))).appointments
    assert MONDAY <= row.day <= day(4)
    assert (row.part, row.hour, row.assumed) == (Part.MORNING, None, frozenset())
    assert row.earliest <= row.latest < 720


def test_neighbours_are_visited_on_one_day():
    found = solve(problem(*(need(f"n{number}", company="bakery") for number in range(3)), need("far", company="farm")))
    assert found.days == 1
    assert len({row.day for row in found.appointments}) == 1


def test_a_visit_to_two_students_in_one_place_is_one_way():
    one = solve(problem(need("n0")))
    two = solve(problem(need("n0"), need("n1")))
    assert two.hectometres == one.hectometres


def test_hours_nobody_told_are_the_ordinary_ones_and_are_named():
    untold = problem(need("n0", first=day(5), last=day(9)), availability=())
    (row,) = solve(untold).appointments
    assert row.day.weekday() < 5
    assert row.assumed == frozenset(Who)


def test_busy_time_does_not_end_the_assumption_of_ordinary_hours():
    given = problem(need("n0"), availability=(busy(Who.COMPANY, "bakery", 0, 1, 2, 3),))
    (row,) = solve(given).appointments
    assert (row.day, Who.COMPANY in row.assumed) == (day(4), True)


def test_the_first_days_of_a_placement_stay_free():
    given = problem(need("n0", starts=MONDAY))
    given = replace(
        given, availability=(Availability(Who.STUDENT, "student n0", (Hours(frozenset({0, 1, 4}), 480, 1020),)),)
    )
    (row,) = solve(given).appointments
    assert row.day == day(4)


def test_moments_of_a_student_keep_their_order_and_their_distance():
    given = problem(
        need("last", rank=2, student="one", days=28),
        need("first", rank=0, student="one", days=28),
        need("second", rank=1, student="one", days=28),
    )
    days = {row.need: row.day for row in solve(given).appointments}
    assert days["second"] - days["first"] >= timedelta(days=7)
    assert days["last"] - days["second"] >= timedelta(days=7)


def test_no_more_talks_come_on_a_day_than_allowed():
    rows = [need(f"n{number}", minutes=30) for number in range(4)]
    found = solve(problem(*rows, rules=Rules(most_a_day=3)))
    assert found.days == 2
    own = solve(problem(*rows, supervisors=(Supervisor("ans", "school", most_a_day=1),)))
    assert own.days == 4


def test_a_pause_is_kept_on_a_full_day():
    rows = [need(f"n{number}", days=1, minutes=60) for number in range(7)]
    without = solve(problem(*rows, rules=Rules(most_a_day=9, pause=None)))
    kept = solve(problem(*rows, rules=Rules(most_a_day=9, pause=Pause(90, 690, 810))))
    assert (len(without.appointments), len(kept.appointments)) == (7, 6)
    busiest = sorted(row.earliest for row in kept.appointments)
    assert any(later - earlier >= 150 for earlier, later in pairwise(busiest))


def test_a_talk_is_online_only_where_that_is_allowed_and_spares_a_long_way():
    far = Roads(POINTS, (Leg("school", "farm", 900, 75),))
    visited = solve(problem(need("n0", company="farm"), roads=far))
    spared = solve(problem(need("n0", company="farm", modes=EITHER), roads=far))
    assert [row.mode for row in visited.appointments] == [Mode.ON_SITE]
    assert [row.mode for row in spared.appointments] == [Mode.ONLINE]
    assert spared.kilometres == 0


def test_a_way_that_the_school_gave_goes_before_the_estimate():
    given = problem(need("n0"), roads=Roads(POINTS, (Leg("bakery", "school", 123, 20),)))
    assert solve(given).hectometres == 246


def test_a_way_that_is_shorter_past_another_place_is_taken_out_whole():
    """From the school to the farm takes long, but not past the garage: without the garage the farm does not fit."""
    legs = (Leg("school", "farm", 900, 400), Leg("school", "garage", 50, 10), Leg("garage", "farm", 50, 10))
    rows = [need(f"n{number}", company=company, days=3) for number, company in enumerate(("garage", "farm") * 4)]
    solve(problem(*rows, roads=Roads(POINTS, legs)), iterations=300)


def test_what_the_search_forgets_changes_nothing(monkeypatch):
    rows = [need(f"n{number}", company=company, days=5) for number, company in enumerate(("bakery", "farm") * 4)]
    remembered = solve(problem(*rows))
    monkeypatch.setattr(search, "_MOST_REMEMBERED", 1)
    assert solve(problem(*rows)) == remembered


def test_the_agenda_of_the_supervisor_is_kept_free():
    given = problem(need("n0", days=1))
    taken = replace(given, availability=(*given.availability, busy(Who.SUPERVISOR, "ans", 0, start=480, end=840)))
    (row,) = solve(taken).appointments
    assert (row.part, row.earliest >= 840) == (Part.AFTERNOON, True)


def test_an_agreed_hour_stays_while_others_come_around_it():
    given = problem(*(need(f"n{number}", days=1) for number in range(3)), standing=(agreed("n1", 0, 605),))
    found = {row.need: row for row in solve(given).appointments}
    assert found["n1"].hour == 605
    assert {row.day for row in found.values()} == {MONDAY}


def test_an_agenda_that_holds_the_agreed_talk_itself_is_no_clash():
    given = problem(need("n0", days=1), standing=(agreed("n0", 0, 600),))
    own = replace(given, availability=(*given.availability, busy(Who.SUPERVISOR, "ans", 0, start=600, end=645)))
    assert solve(own).clashes == ()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"standing": (agreed("n0", 9, 600),)}, Reason(Code.OUTSIDE_WINDOW)),
        ({"closures": (Closure(MONDAY, day(4), ClosureKind.OWN),)}, Reason(Code.SCHOOL_CLOSED)),
        ({"availability": (busy(Who.COMPANY, "bakery", 1),)}, Reason(Code.NOT_FREE, (1, 0, 1))),
        ({"standing": (agreed("n0", 1, 600), agreed("n1", 1, 610))}, Reason(Code.OVERLAP, (2,))),
    ],
    ids=lambda value: value.code if isinstance(value, Reason) else "",
)
def test_an_agreed_appointment_that_no_longer_fits_is_kept_and_told(fields, reason):
    given = problem(need("n0"), need("n1"), **({"standing": (agreed("n0", 1, 600),)} | fields))
    found = solve(given)
    assert next(clash.reason for clash in found.clashes if clash.need == "n0") == reason
    assert next(row for row in found.appointments if row.need == "n0").hour == 600


def test_the_past_stays_whatever_it_looks_like_now():
    held = proposed("n0", -3, 600)
    given = problem(need("n0"), need("n1", student="student n0", days=12), standing=(held,))
    found = solve(given)
    assert held in found.appointments
    assert next(row.day for row in found.appointments if row.need == "n1") >= held.day + timedelta(days=7)


def test_a_proposal_moves_only_for_a_gain():
    given = problem(need("n0"), standing=(proposed("n0", 3, 800),))
    found = solve(given)
    assert [(row.day, row.part) for row in found.appointments] == [(day(3), Part.AFTERNOON)]
    assert found.changes == ()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (problem(need("n0", supervisor="nobody")), Reason(Code.NO_SUPERVISOR)),
        (problem(need("n0", last=day(-1))), Reason(Code.WINDOW_EMPTY)),
        (problem(need("n0", first=day(-9), last=day(-3))), Reason(Code.WINDOW_PAST, (2,))),
        (
            problem(need("n0"), closures=(Closure(day(-2), day(6), ClosureKind.HOLIDAY),)),
            Reason(Code.WINDOW_IN_HOLIDAY, (5,)),
        ),
        (problem(need("n0", days=2, starts=MONDAY)), Reason(Code.FIRST_DAYS, (2,))),
        (
            problem(need("n0"), availability=(busy(Who.SUPERVISOR, "ans", *range(5)),)),
            Reason(Code.SUPERVISOR_AWAY, (5,)),
        ),
        (
            problem(need("n0"), availability=(busy(Who.COMPANY, "bakery", *range(5)),)),
            Reason(Code.COMPANY_CLOSED, (5,)),
        ),
        (
            problem(need("n0"), availability=(busy(Who.STUDENT, "student n0", *range(5)),)),
            Reason(Code.STUDENT_AWAY, (5,)),
        ),
        (
            problem(
                need("n0"),
                availability=(busy(Who.STUDENT, "student n0", 0, 1), busy(Who.COMPANY, "bakery", 2, 3, 4)),
            ),
            Reason(Code.NO_COMMON_DAY, (5, 2, 3)),
        ),
        (problem(need("n0", company="nowhere")), Reason(Code.PLACE_UNKNOWN)),
        (problem(need("n0", minutes=600)), Reason(Code.NO_TIME, (5, 600))),
        (problem(need("n0", minutes=530)), Reason(Code.NO_TIME, (5, 530))),  # eight and a half hours, and the way
        (problem(need("n0", starts=MONDAY), availability=(NEVER_THERE,)), Reason(Code.FIRST_DAYS, (2,))),
        (problem(need("n0"), supervisors=(Supervisor("ans", "school", 0),)), Reason(Code.SUPERVISOR_FULL, (5,))),
        (
            problem(need("n0"), need("n1", student="student n0"), standing=(agreed("n1", 2, 600),)),
            Reason(Code.TOO_CLOSE, (7,)),
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Reason) else "",
)
def test_what_cannot_be_planned_says_why(given, reason):
    assert why(given) == reason


def test_a_public_holiday_is_a_closure_like_another():
    easter = date(2027, 3, 29)
    assert easter in public_holidays(2027)
    given = problem(
        need("n0", first=easter, last=easter + timedelta(days=1)),
        closures=(Closure(easter, easter, ClosureKind.PUBLIC),),
    )
    (row,) = solve(given).appointments
    assert row.day == easter + timedelta(days=1)


def test_two_supervisors_of_one_student_keep_the_distance_between_them():
    given = problem(
        need("n0", student="one"),
        need("n1", student="one", supervisor="bo", days=12),
        supervisors=(Supervisor("ans", "school"), Supervisor("bo", "school")),
    )
    days = {row.need: row.day for row in solve(given).appointments}
    assert abs(days["n0"] - days["n1"]) >= timedelta(days=7)


def test_progress_is_told_and_a_cancel_stops_the_planning():
    heard = []
    given = problem(*(need(f"n{number}") for number in range(3)))
    plan(given, iterations=200, progress=Progress(lambda done, total: heard.append((done, total))))
    assert heard == sorted(heard)
    assert heard[-1] == (200, 200)
    stopping = Progress(lambda done, _: stopping.cancel() if done >= 100 else None)
    with pytest.raises(Cancelled):
        plan(given, iterations=200, progress=stopping)


def test_no_supervisors_at_all():
    found = solve(problem(need("n0"), supervisors=()))
    assert [left.reason.code for left in found.unplanned] == [Code.NO_SUPERVISOR]


def test_nothing_to_plan():
    found = solve(problem())
    assert (found.appointments, found.unplanned, found.objective) == ((), (), 0)


def test_a_period_of_two_days():
    given = problem(*(need(f"n{number}", days=2, starts=day(-7)) for number in range(12)))
    found = solve(given)
    assert len(found.appointments) == 8
    assert {left.reason.code for left in found.unplanned} == {Code.SUPERVISOR_FULL}


def test_availability_that_overlaps_counts_once():
    given = problem(need("n0"))
    early = Availability(Who.COMPANY, "bakery", (Hours(EVERY_DAY, 300, 540),))
    twice = replace(given, availability=(*given.availability, *given.availability, early))
    assert solve(twice).objective == solve(given).objective


def test_hours_that_hold_no_time_plan_nothing():
    given = problem(need("n0"), availability=(Availability(Who.COMPANY, "bakery", (Hours(EVERY_DAY, 600, 600),)),))
    assert why(given).code is Code.COMPANY_CLOSED


def test_one_supervisor_with_ninety_students():
    companies = ("bakery", "garage", "clinic", "farm")
    rows = [need(f"n{number:02}", company=companies[number % 4], days=26) for number in range(90)]
    found = solve(problem(*rows), iterations=100)
    assert len(found.appointments) == 20 * 4
    assert {left.reason for left in found.unplanned} == {Reason(Code.SUPERVISOR_FULL, (20,))}


@pytest.mark.parametrize(
    "make",
    [
        lambda: problem(need("n0"), need("n0")),
        lambda: problem(supervisors=(Supervisor("ans", "school"), Supervisor("ans", "home"))),
        lambda: problem(need("n0", minutes=0)),
        lambda: problem(need("n0", modes=frozenset())),
        lambda: problem(standing=(agreed("n0", 0, 600),)),
        lambda: problem(need("n0"), standing=(agreed("n0", 0, 600), agreed("n0", 1, 600))),
        lambda: problem(need("n0"), standing=(replace(agreed("n0", 0, 600), latest=700),)),
        lambda: problem(need("n0"), standing=(agreed("n0", 0, 1500),)),
        lambda: problem(roads=Roads(POINTS, (Leg("school", "farm", -1, 5),))),
    ],
)
def test_values_that_contradict_each_other_are_refused(make):
    with pytest.raises(ValueError, match=r"\w"):
        make()


def test_a_whole_busy_day_has_no_times():
    assert Busy(MONDAY) == Busy(MONDAY, 0, 1440)


def test_a_busy_time_that_ends_before_it_begins_takes_nothing():
    talk = need("n", days=1, minutes=90)
    narrow = [Availability(Who.COMPANY, "bakery", (Hours(EVERY_DAY, 600, 690),))]
    for start, end in ((650, 650), (680, 620)):
        asked = problem(talk, availability=(*narrow, busy(Who.COMPANY, "bakery", 0, start=start, end=end)))
        found = plan(asked, iterations=10)
        assert [row.earliest for row in found.appointments] == [600]
        assert check(asked, found) == []
