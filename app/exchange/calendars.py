"""When somebody is busy, read from a calendar file; no titles, places or names are kept (rule 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.clock import ZONE
from app.errors import Refusal
from app.exchange.parsed import Finding, Outcome
from app.exchange.recurrence import Rule, parse_rule
from app.exchange.stamps import Invalid, parse_duration, parse_stamp
from app.exchange.tables import Source
from app.progress import Progress
from app.resources import toml
from app.text import translate

_MOST_BYTES = 20 * 1024 * 1024
_MOST_EVENTS = 20_000
_LONGEST = timedelta(days=366)
_STEP = 500
_PROPERTY = re.compile(
    r'^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$', re.DOTALL
)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_KEPT = {
    "UID", "SEQUENCE", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE",
    "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Busy:
    """Time that is taken, from ``start`` up to ``end``, both local in the Netherlands.

    ``whole_day`` tells that the calendar named days and no hours.
    """

    start: datetime
    end: datetime
    whole_day: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """An appointment that takes time, perhaps more than once; starts are local in ``zone``."""

    start: datetime
    length: timedelta
    zone: ZoneInfo
    whole_day: bool = False
    rule: Rule | None = None
    added: tuple[datetime, ...] = ()
    excluded: frozenset[datetime] = frozenset()

    def between(self, first: datetime, last: datetime) -> Iterator[Busy]:
        """The times that overlap with ``first`` to ``last`` (local in the Netherlands)."""
        margin = timedelta(days=1)  # zones differ by less
        begin, end = first - self.length - margin, last + margin
        starts = [self.start] if self.rule is None else self.rule.starts(self.start, self.zone, begin, end)
        for start in {*starts, *self.added}:
            if start in self.excluded or not begin <= start <= end:
                continue
            busy = self._busy(start)
            if busy.start < last and busy.end > first:
                yield busy

    def _busy(self, start: datetime) -> Busy:
        if self.whole_day:
            return Busy(start, start + self.length, whole_day=True)
        instant = start.replace(tzinfo=self.zone).astimezone(UTC)
        return Busy(_local(instant), _local(instant + self.length))


def _local(instant: datetime) -> datetime:
    return instant.astimezone(ZONE).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class BusyCalendar:
    """What a calendar file says about taken time; ``findings`` name the lines that could not be read."""

    series: tuple[Series, ...]
    events: int
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Property:
    value: str
    parameters: dict[str, str]


@dataclass(slots=True)
class _Event:
    """The properties of a VEVENT that tell about time."""

    line: int
    properties: dict[str, list[_Property]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """The first value of a property, in capitals, or nothing."""
        found = self.properties.get(name)
        return found[0].value.strip().upper() if found else ""


def read_calendar(source: Source, *, progress: Progress) -> BusyCalendar:
    """Read a calendar file (iCalendar, RFC 5545); broken events are left out and named.

    Raises ``Refusal`` when it is no calendar at all.
    """
    name, data = (source.name, source.read_bytes()) if isinstance(source, Path) else source
    if len(data) > _MOST_BYTES:
        text = translate("Calendars", "{name} is groter dan {most} MB.")
        raise Refusal(text.format(name=name, most=_MOST_BYTES // 2**20))
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").upper().startswith(b"BEGIN:VCALENDAR"):
        raise Refusal(translate("Calendars", "{name} is geen agenda (.ics).").format(name=name))
    events, findings = _events(name, data, progress)
    by_uid: dict[tuple[str, str], _Event] = {}
    for event in events:
        _keep_latest(by_uid, event)
    series: list[Series] = []
    moved = _moved(by_uid)
    for (uid, _), event in by_uid.items():
        try:
            found = _series(event, moved.get(uid, frozenset()), findings)
        except Invalid as invalid:
            findings.append(_refused(event.line, str(invalid)))
            continue
        if found is not None:
            series.append(found)
    return BusyCalendar(tuple(series), len(events), tuple(sorted(findings, key=lambda one: one.row)))


def busy_between(calendar: BusyCalendar, first: date, last: date) -> tuple[Busy, ...]:
    """The taken time that overlaps with the days ``first`` to ``last``, both included, earliest first."""
    begin, end = datetime.combine(first, time()), datetime.combine(last + timedelta(days=1), time())
    return tuple(sorted(busy for series in calendar.series for busy in series.between(begin, end)))


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    """Unfolded lines with the number at which they begin; unfolded as bytes, for a letter may have been cut."""
    begin, pending = 1, b""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if line[:1] in (b" ", b"\t"):
            pending += line[1:]
            continue
        if pending:
            yield begin, _decoded(pending)
        begin, pending = number, line
    if pending:
        yield begin, _decoded(pending)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _events(name: str, data: bytes, progress: Progress) -> tuple[list[_Event], list[Finding]]:
    """The events of a calendar; what is nested in one, such as a reminder, is passed over."""
    events: list[_Event] = []
    within: list[str] = []
    for number, line in _lines(data):
        opens, closes = line[:6].upper() == "BEGIN:", line[:4].upper() == "END:"
        if opens:
            within.append(line[6:].strip().upper())
            if within[-1] == "VEVENT":
                events.append(_Event(number))
                _report(name, len(events), progress)
        elif closes and within:
            within.pop()
        elif within and within[-1] == "VEVENT" and (found := _PROPERTY.match(line)) and found[1].upper() in _KEPT:
            parameters = {key.upper(): value.strip('"') for key, value in _PARAMETER.findall(found[2])}
            events[-1].properties.setdefault(found[1].upper(), []).append(_Property(found[3], parameters))
    if "VEVENT" in within:  # the file stops in the middle of one
        cut = events.pop()
        return events, [_refused(cut.line, "", code="event_incomplete")]
    return events, []


def _report(name: str, count: int, progress: Progress) -> None:
    if count > _MOST_EVENTS:
        text = translate("Calendars", "{name} heeft meer dan {most} afspraken. Exporteer een kortere tijd.")
        raise Refusal(text.format(name=name, most=_MOST_EVENTS))
    if count % _STEP == 1:
        progress.step(count, _MOST_EVENTS)


def _keep_latest(by_uid: dict[tuple[str, str], _Event], event: _Event) -> None:
    """Of two versions of one event the one with the higher SEQUENCE stays."""
    uid = event.value("UID") or f"line {event.line}"
    known = by_uid.setdefault((uid, event.value("RECURRENCE-ID")), event)
    if known is not event and _sequence(event) >= _sequence(known):
        by_uid[uid, event.value("RECURRENCE-ID")] = event


def _sequence(event: _Event) -> int:
    written = event.value("SEQUENCE")
    return int(written) if written.isdigit() else 0


def _moved(by_uid: dict[tuple[str, str], _Event]) -> dict[str, frozenset[datetime]]:
    """The starts in each series that an event of its own replaces."""
    moved: dict[str, set[datetime]] = {}
    for (uid, replaced), event in by_uid.items():
        if replaced:
            try:
                start, zone, _ = _moment(event.properties["RECURRENCE-ID"][0], [])
            except Invalid:
                continue
            moved.setdefault(uid, set()).add(start.replace(tzinfo=zone))
    return {uid: frozenset(starts) for uid, starts in moved.items()}


def _series(event: _Event, moved: frozenset[datetime], findings: list[Finding]) -> Series | None:
    """The time that an event takes; None when it takes none."""
    free = event.value("TRANSP") == "TRANSPARENT" or event.value("STATUS") == "CANCELLED"
    if free or (not event.value("TRANSP") and event.value("X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"):
        return None
    if "DTSTART" not in event.properties:
        raise Invalid
    zones_unknown: list[str] = []
    start, zone, whole_day = _moment(event.properties["DTSTART"][0], zones_unknown)
    length = _length(event, start, zone, whole_day=whole_day)
    if zones_unknown:
        text = translate(
            "Calendars", "De tijdzone van de afspraak op regel {row} is niet bekend. Gelezen als Nederlandse tijd."
        )
        findings.append(Finding(event.line, "zone_unknown", Outcome.WARNED, text.format(row=event.line)))
    if not length:
        return None
    own = "RECURRENCE-ID" in event.properties
    rule = None if own or "RRULE" not in event.properties else parse_rule(event.properties["RRULE"][0].value)
    excluded = {
        *_moments(event, "EXDATE", zone),
        *(() if own else (one.astimezone(zone).replace(tzinfo=None) for one in moved)),
    }
    return Series(start, length, zone, whole_day, rule, tuple(_moments(event, "RDATE", zone)), frozenset(excluded))


def _moment(found: _Property, zones_unknown: list[str]) -> tuple[datetime, ZoneInfo, bool]:
    """A start in its own zone, that zone, and whether it is a whole day."""
    stamp = parse_stamp(found.value)
    if not isinstance(stamp, datetime):
        return datetime.combine(stamp, time()), ZONE, True
    if stamp.tzinfo is not None:
        return stamp.replace(tzinfo=None), ZoneInfo("UTC"), False
    name = found.parameters.get("TZID", "")
    zone = _zone(name)
    if zone is None:
        zones_unknown.append(name)
    return stamp, zone or ZONE, False


def _zone(name: str) -> ZoneInfo | None:
    """The zone by its IANA name, its Windows name, or a path that ends in one; local when there is no name."""
    if not name:
        return ZONE
    windows: dict[str, str] = toml("exchange", "zones.toml")["windows"]
    for known in (windows.get(name, name), "/".join(name.split("/")[-2:])):
        try:
            return ZoneInfo(known)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def _moments(event: _Event, name: str, zone: ZoneInfo) -> Iterator[datetime]:
    """The moments of EXDATE or RDATE, in the zone of the series."""
    for found in event.properties.get(name, []):
        for written in found.value.split(","):
            start, own, whole_day = _moment(_Property(written.partition("/")[0], found.parameters), [])
            yield start if whole_day else start.replace(tzinfo=own).astimezone(zone).replace(tzinfo=None)


def _length(event: _Event, start: datetime, zone: ZoneInfo, *, whole_day: bool) -> timedelta:
    """How long an event takes, by its end or its duration; a day without either takes that day."""
    if "DTEND" in event.properties:
        end, own, _ = _moment(event.properties["DTEND"][0], [])
        length = (
            end - start
            if whole_day
            else end.replace(tzinfo=own).astimezone(UTC) - start.replace(tzinfo=zone).astimezone(UTC)
        )
    elif "DURATION" in event.properties:
        length = parse_duration(event.properties["DURATION"][0].value)
    else:
        length = timedelta(days=1) if whole_day else timedelta()
    if not timedelta() <= length <= _LONGEST:
        raise Invalid(event.value("DTEND"))
    return length


def _refused(line: int, written: str, code: str = "date_invalid") -> Finding:
    """An event that is not read; only its line and the part that is wrong are named."""
    if code == "event_incomplete":
        text = translate("Calendars", "Het bestand houdt op in de afspraak van regel {row}. Die is niet gelezen.")
    else:
        text = translate(
            "Calendars", "De afspraak van regel {row} heeft een tijd of herhaling die niet te lezen is: {written}."
        )
    return Finding(line, code, Outcome.REFUSED, text.format(row=line, written=written or "–"))
