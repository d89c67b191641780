"""Calendar files and mail drafts of talks, read back by our own reader and by the standard library."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import UTC, date, datetime
from email.policy import default

import pytest

from app.errors import Refusal
from app.exchange.busy import read_busy
from app.exchange.calendars import busy_between, read_calendar
from app.exchange.invitations import Guest, Invitation, Method, calendar_file, mail_draft
from app.progress import Progress

DAY = date(2027, 3, 11)
TALK = Invitation(
    uid="0f@driehoek",
    sequence=2,
    day=DAY,
    starts_at=13 * 60,
    minutes=45,
    title="Stagegesprek (tussen): Zoë Yıldız; met komma, en \\",
    where="Drukkerij Köningstraat, Beuningen",
    host=Guest("Iris van Dalen", "i.vandalen@rocwaalhaven.example"),
    guests=(Guest('Zoë "Z" Yıldız', "zoe@student.example"), Guest("Inge Saltshof", "")),
    stamp=datetime(2027, 3, 1, 8, tzinfo=UTC),
)


def lines(data):
    return data.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    "day",
    [date(2027, 3, 26), date(2027, 3, 29), date(2027, 10, 29), date(2027, 11, 1)],
    ids=["before", "after", "before autumn", "after autumn"],
)
def test_an_hour_stays_the_same_hour_on_both_sides_of_both_clock_changes(day):
    data = calendar_file([replace(TALK, day=day)], Method.REQUEST)
    read = read_calendar(("x.ics", data), progress=Progress())
    (busy,) = busy_between(read, day, day)
    assert (f"{busy.start:%Y-%m-%d %H:%M}", f"{busy.end:%H:%M}") == (f"{day} 13:00", "13:45")
    assert read.findings == ()


def test_the_zone_is_a_rule_and_never_a_list_of_dates():
    found = lines(calendar_file([TALK], Method.REQUEST))
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in found
    assert not any(line.startswith("RDATE") for line in found)


@pytest.mark.parametrize(
    ("method", "status"), [(Method.REQUEST, "CONFIRMED"), (Method.CANCEL, "CANCELLED")], ids=["request", "cancel"]
)
def test_an_invitation_keeps_its_uid_and_says_its_number(method, status):
    found = lines(calendar_file([TALK], method))
    assert {f"METHOD:{method}", "UID:0f@driehoek", "SEQUENCE:2", f"STATUS:{status}"} <= set(found)
    attendees = [line for line in found if line.startswith("ATTENDEE")]
    assert attendees == [
        "ATTENDEE;CN=\"Zoë 'Z' Yıldız\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:zoe@student.example"
    ]
    assert r"SUMMARY:Stagegesprek (tussen): Zoë Yıldız\; met komma\, en \\" in found


def test_lines_are_folded_at_75_octets_without_cutting_a_character():
    data = calendar_file([replace(TALK, where="ıĞ€" * 60)], Method.PUBLISH)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert f"LOCATION:{'ıĞ€' * 60}" in lines(data)


def test_a_plan_names_nobody_as_guest():
    assert b"ATTENDEE" not in calendar_file([TALK, replace(TALK, uid="2@driehoek")], Method.PUBLISH)


@pytest.mark.parametrize("method", [Method.REQUEST, Method.CANCEL], ids=str)
def test_a_mail_draft_holds_the_words_and_the_calendar(method):
    message = email.message_from_bytes(mail_draft(TALK, method, "Beste Zoë,"), policy=default)
    assert message["X-Unsent"] == "1"
    assert "zoe@student.example" in message["To"]
    assert message["Subject"].startswith("Gaat niet door") is (method is Method.CANCEL)
    text = message.get_body(("plain",)).get_content()
    assert "donderdag 11 maart om 13:00, 45 minuten" in text
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 2
    assert parts[0].get_param("method") == method.value


def written(tmp_path, text):
    path = tmp_path / "agenda.ics"
    path.write_text(text, encoding="utf-8")
    return path


def test_busy_times_are_minutes_of_days_and_nothing_else(tmp_path):
    path = written(
        tmp_path,
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Geheim\nDTSTART:20270302T220000\nDTEND:20270303T010000\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20270305\nDTEND;VALUE=DATE:20270306\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:3\nDTSTART:onzin\nEND:VEVENT\nEND:VCALENDAR\n",
    )
    times, unread = read_busy(path=path, first=date(2027, 3, 1), last=date(2027, 3, 31), progress=Progress())
    assert times == (
        (date(2027, 3, 2), 22 * 60, 24 * 60),
        (date(2027, 3, 3), 0, 60),
        (date(2027, 3, 5), 0, 24 * 60),
    )
    assert unread == 1


def test_what_is_no_calendar_is_refused_in_words(tmp_path):
    with pytest.raises(Refusal, match="geen agenda"):
        read_busy(path=written(tmp_path, "Dag;Tijd\n"), first=DAY, last=DAY, progress=Progress())
