"""A calendar gives the times that somebody is busy, and nothing about what for."""

from datetime import date, timedelta

import pytest

from app.errors import Refusal
from app.exchange.calendars import busy_between, read_calendar
from app.progress import Cancelled, Progress
from app.resources import resource


def written(busy):
    if busy.whole_day:
        return [busy.start.date().isoformat(), busy.end.date().isoformat(), "all-day"]
    return [busy.start.isoformat(timespec="minutes"), busy.end.isoformat(timespec="minutes"), "timed"]


def calendar(*lines):
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])
    return read_calendar(("agenda.ics", text.encode()), progress=Progress())


def event(*lines):
    return calendar("BEGIN:VEVENT", "UID:1@school.example", *lines, "END:VEVENT")


def starts(found, first, last):
    return [f"{busy.start:%d-%m %H:%M}" for busy in busy_between(found, first, last)]


YEAR = date(2027, 1, 1), date(2027, 12, 31)


@pytest.fixture(scope="module")
def supervisor():
    return read_calendar(resource("demo", "agenda_begeleider.ics"), progress=Progress())


@pytest.mark.parametrize(("first", "last"), [("2027-02-01", "2027-04-16"), ("2027-05-10", "2027-07-09")])
def test_the_calendar_of_the_fictional_school_gives_the_listed_times(supervisor, expected, first, last):
    wanted = expected["files"]["agenda_begeleider.ics"][f"busy_{first}_to_{last}".replace("-", "_")]
    found = busy_between(supervisor, date.fromisoformat(first), date.fromisoformat(last))
    assert [written(busy) for busy in found] == wanted


def test_the_broken_event_is_refused_and_the_others_are_read(supervisor, expected):
    assert [finding.code for finding in supervisor.findings] == ["date_invalid"]
    assert supervisor.events == expected["files"]["agenda_begeleider.ics"]["components"]


def test_nothing_about_an_appointment_is_kept_but_its_time(supervisor):
    kept = repr(supervisor)
    assert not [word for word in ("Les", "Tandarts", "Lokaal", "concierge", "bezoek1", "rocwaalhaven") if word in kept]


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("FREQ=DAILY;INTERVAL=2;COUNT=3", ["04-01 09:00", "06-01 09:00", "08-01 09:00"]),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20270108T080000Z", [f"0{day}-01 09:00" for day in (4, 5, 6, 7, 8)]),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20270108T075900Z", [f"0{day}-01 09:00" for day in (4, 5, 6, 7)]),
        ("FREQ=DAILY;UNTIL=20270105", ["04-01 09:00", "05-01 09:00"]),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=MO,SU;WKST=MO",
            ["04-01 09:00", "10-01 09:00", "18-01 09:00", "24-01 09:00"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=MO,SU;WKST=SU",
            ["04-01 09:00", "17-01 09:00", "18-01 09:00", "31-01 09:00"],
        ),
        ("FREQ=MONTHLY;COUNT=3", ["04-01 09:00", "04-02 09:00", "04-03 09:00"]),
        ("FREQ=MONTHLY;COUNT=2;BYDAY=-1FR", ["29-01 09:00", "26-02 09:00"]),
        ("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=31", ["31-01 09:00", "31-03 09:00", "31-05 09:00"]),
        ("FREQ=MONTHLY;COUNT=2;BYMONTHDAY=-1", ["31-01 09:00", "28-02 09:00"]),
        ("FREQ=MONTHLY;COUNT=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["29-01 09:00", "26-02 09:00"]),
        ("FREQ=YEARLY;COUNT=2;BYMONTH=3;BYDAY=-1SU", ["28-03 09:00"]),
        ("FREQ=YEARLY;BYMONTHDAY=6", [f"06-{month:02} 09:00" for month in range(1, 13)]),
        ("FREQ=YEARLY", ["04-01 09:00"]),
    ],
)
def test_a_repeating_appointment_falls_on_its_days(rule, wanted):
    found = event("DTSTART:20270104T090000", "DTEND:20270104T100000", f"RRULE:{rule}")
    assert starts(found, *YEAR) == wanted


def test_a_series_without_end_that_began_long_ago_is_found_in_its_week():
    found = event("DTSTART:19900105T090000", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=FR")
    days = [busy.start.date() for busy in busy_between(found, *YEAR)]
    assert days == [day for n in range(3000) if (day := date(1990, 1, 5) + timedelta(weeks=3 * n)).year == 2027]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=HOURLY",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;COUNT=x",
        "FREQ=DAILY;COUNT=99999999",
        "BYDAY=MO",
        "FREQ=DAILY;UNTIL=20271341",
    ],
)
def test_a_rule_that_is_not_understood_refuses_only_its_event(rule):
    found = calendar(
        "BEGIN:VEVENT", "UID:a", "DTSTART:20270104T090000", "DURATION:PT1H", f"RRULE:{rule}", "END:VEVENT",
        "BEGIN:VEVENT", "UID:b", "DTSTART:20270105T090000", "DURATION:PT1H", "END:VEVENT",
    )  # fmt: skip
    assert [(one.row, one.code, one.outcome) for one in found.findings] == [(3, "date_invalid", "refused")]
    assert starts(found, *YEAR) == ["05-01 09:00"]


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Amsterdam",
        "W. Europe Standard Time",
        "Romance Standard Time",
        "/freeassociation.sourceforge.net/Europe/Amsterdam",
    ],
)
@pytest.mark.parametrize(("day", "utc"), [("20270115", "08:00"), ("20270715", "07:00")])
def test_a_zone_is_understood_by_its_many_names(zone, day, utc):
    found = event(f'DTSTART;TZID="{zone}":{day}T090000', "DURATION:PT1H")
    assert starts(found, *YEAR) == [f"{day[6:]}-{day[4:6]} 09:00"]
    assert starts(event(f"DTSTART:{day}T{utc.replace(':', '')}00Z", "DURATION:PT1H"), *YEAR) == starts(found, *YEAR)


def test_another_zone_is_turned_into_dutch_time():
    assert starts(event("DTSTART;TZID=GMT Standard Time:20270115T090000", "DURATION:PT1H"), *YEAR) == ["15-01 10:00"]


def test_an_unknown_zone_is_read_as_dutch_time_and_said():
    found = event("DTSTART;TZID=Eigen tijd:20270115T090000", "DURATION:PT1H")
    assert starts(found, *YEAR) == ["15-01 09:00"]
    assert [one.code for one in found.findings] == ["zone_unknown"]


def test_a_night_over_the_clock_change_keeps_its_length():
    found = event("DTSTART;TZID=Europe/Amsterdam:20270327T230000", "DTEND;TZID=Europe/Amsterdam:20270328T040000")
    (night,) = busy_between(found, date(2027, 3, 28), date(2027, 3, 28))
    assert written(night)[:2] == ["2027-03-27T23:00", "2027-03-28T04:00"]


def test_days_that_are_added_by_hand_count_and_those_taken_out_do_not():
    found = event(
        "DTSTART:20270104T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2",
        "RDATE:20270106T090000", "EXDATE:20270111T090000",
    )  # fmt: skip
    assert starts(found, *YEAR) == ["04-01 09:00", "06-01 09:00"]


def test_a_newer_version_of_an_event_replaces_the_older_one():
    lines = ["BEGIN:VEVENT", "UID:a", "SEQUENCE:{}", "DTSTART:2027010{}T090000", "DURATION:PT1H", "END:VEVENT"]
    newer, older = ([line.format(number) for line in lines] for number in (5, 4))
    assert starts(calendar(*newer, *older), *YEAR) == ["05-01 09:00"]


def test_a_reminder_inside_an_event_does_not_change_its_time():
    found = event(
        "DTSTART:20270104T090000", "BEGIN:VALARM", "DURATION:PT15M", "TRIGGER:-PT15M", "END:VALARM", "DURATION:PT1H"
    )
    assert [busy.end - busy.start for busy in busy_between(found, *YEAR)] == [timedelta(hours=1)]


def test_a_letter_that_was_cut_by_folding_does_not_hurt():
    data = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:caf\u00e9\r\nDTSTART:2027".encode()
    data = (
        data.replace(b"\xc3\xa9", b"\xc3\r\n \xa9")
        + b"\r\n 0104T090000\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    assert starts(read_calendar(("a.ics", data), progress=Progress()), *YEAR) == ["04-01 09:00"]


@pytest.mark.parametrize(
    "lines",
    [
        ("DTEND:20270104T100000",),
        ("DTSTART:20270230T090000", "DURATION:PT1H"),
        ("DTSTART:20270104T090000", "DTEND:20270104T080000"),
        ("DTSTART:20270104T090000", "DURATION:uur"),
    ],
)
def test_an_event_without_a_possible_time_is_refused(lines):
    found = event(*lines)
    assert [one.code for one in found.findings] == ["date_invalid"]
    assert found.series == ()


def test_a_file_that_stops_halfway_gives_what_was_complete():
    data = (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270104T090000\nDURATION:PT1H\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:2027"
    )
    found = read_calendar(("a.ics", data), progress=Progress())
    assert [one.code for one in found.findings] == ["event_incomplete"]
    assert starts(found, *YEAR) == ["04-01 09:00"]


@pytest.mark.parametrize("data", [b"", b"Naam;E-mail\n", b"PK\x03\x04"])
def test_what_is_no_calendar_is_refused_by_name(data):
    with pytest.raises(Refusal, match=r"agenda\.txt is geen agenda"):
        read_calendar(("agenda.txt", data), progress=Progress())


def test_reading_a_calendar_can_be_stopped():
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        read_calendar(resource("demo", "agenda_begeleider.ics"), progress=progress)


def test_ten_years_of_times_without_a_zone_are_dutch_on_both_sides_of_the_clock_change():
    days = [date(2020, 1, 6) + timedelta(days=7 * n) for n in range(520)]
    lines = [
        line
        for day in days
        for line in (
            "BEGIN:VEVENT",
            f"UID:{day}",
            f"DTSTART:{day:%Y%m%d}T090000",
            f"DTEND:{day:%Y%m%d}T093000",
            "END:VEVENT",
        )
    ]
    found = calendar(*lines)
    assert not found.findings
    assert starts(found, *YEAR) == [f"{day:%d-%m} 09:00" for day in days if day.year == 2027]


def test_a_calendar_of_fifty_megabytes_is_refused_in_words():
    data = b"BEGIN:VCALENDAR\r\n" + b" " * (50 * 2**20)
    with pytest.raises(Refusal, match=r"agenda\.ics is groter dan 20 MB"):
        read_calendar(("agenda.ics", data), progress=Progress())
