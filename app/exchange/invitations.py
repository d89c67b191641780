"""Talks as calendar files and mail drafts (iCalendar, RFC 5545 and 5546; Internet Message Format, RFC 5322).

Nothing is sent from here: a draft is opened, read and sent by a person. Each file is about one talk, so that nobody
reads a name that is not theirs; only the supervisor's own plan holds several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum

from app.dates import weekday_date
from app.text import translate

_OCTETS = 75
_HOUR = 60
_DAY = 24 * _HOUR
_ZONE = (
    # A rule and no list of dates: Outlook passes over zones with RDATE and shows a summer's talk an hour off.
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Amsterdam",
    "BEGIN:STANDARD",
    "DTSTART:19701025T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:19700329T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)


class Method(StrEnum):
    """What a calendar file asks of who opens it."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is invited, with the address where that is known."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """One talk as its guests get it; times are local in the Netherlands, in minutes after midnight."""

    uid: str
    sequence: int
    day: date
    starts_at: int
    minutes: int
    title: str
    where: str
    host: Guest
    guests: tuple[Guest, ...]
    stamp: datetime
    opening: str = ""
    """How the mail begins, where it is no ordinary talk."""


def calendar_file(invitations: Sequence[Invitation], method: Method) -> bytes:
    """The talks as one .ics file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Driehoek//NL",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method.value}",
        *_ZONE,
    ]
    for one in invitations:
        lines += _event(one, method)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def mail_draft(one: Invitation, method: Method, greeting: str) -> bytes:
    """A draft of the mail that goes with an invitation, an update or a cancellation; it opens ready to be sent."""
    message = EmailMessage(policy=SMTP)
    cancels = method is Method.CANCEL
    head = translate("Invitations", "Gaat niet door: {title}") if cancels else "{title}"
    message["Subject"] = head.format(title=one.title)
    message["To"] = ", ".join(str(address) for address in _addresses(one.guests))
    message["X-Unsent"] = "1"  # Outlook then opens it as a draft
    message.set_content(_body(one, greeting, cancels=cancels))
    data = calendar_file([one], method)
    message.add_alternative(data, maintype="text", subtype="calendar", params={"method": method.value})
    message.add_attachment(data, maintype="text", subtype="calendar", filename="afspraak.ics")
    return message.as_bytes()


def _addresses(guests: Iterable[Guest]) -> Iterator[Address]:
    for guest in guests:
        user, at, domain = guest.email.rpartition("@")
        if at:
            yield Address(guest.name, user, domain)


def _body(one: Invitation, greeting: str, *, cancels: bool) -> str:
    when = translate("Invitations", "{day} om {time}, {minutes} minuten").format(
        day=weekday_date(one.day), time=_clock(one.starts_at), minutes=one.minutes
    )
    first = (
        translate("Invitations", "Het gesprek gaat helaas niet door. We maken een nieuwe afspraak.")
        if cancels
        else one.opening or translate("Invitations", "Hierbij de afspraak voor ons gesprek.")
    )
    lines = [greeting, "", first, "", one.title, when, one.where, "", one.host.name]
    return "\n".join(lines) + "\n"


def _event(one: Invitation, method: Method) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"SEQUENCE:{one.sequence}",
        f"DTSTAMP:{one.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID=Europe/Amsterdam:{_local(one.day, one.starts_at)}",
        f"DTEND;TZID=Europe/Amsterdam:{_local(one.day, min(one.starts_at + one.minutes, _DAY - 1))}",
        f"SUMMARY:{_escaped(one.title)}",
    ]
    if one.where:
        lines.append(f"LOCATION:{_escaped(one.where)}")
    if method is not Method.PUBLISH:
        if one.host.email:
            lines.append(f"ORGANIZER;CN={_quoted(one.host.name)}:mailto:{one.host.email}")
        lines += [
            f"ATTENDEE;CN={_quoted(guest.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{guest.email}"
            for guest in one.guests
            if guest.email
        ]
    lines.append("STATUS:CANCELLED" if method is Method.CANCEL else "STATUS:CONFIRMED")
    return [*lines, "TRANSP:OPAQUE", "END:VEVENT"]


def _local(day: date, minute: int) -> str:
    return f"{day:%Y%m%d}T{minute // _HOUR:02}{minute % _HOUR:02}00"


def _clock(minute: int) -> str:
    return f"{minute // _HOUR}:{minute % _HOUR:02}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', "'") + '"'


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets; a character is never cut."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
