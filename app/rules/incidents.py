"""What a school does after a report: the steps, their terms, what may be said to whom, and when it may end.

The rules are data with their sources (``resources/rules/incidents.toml``); here is what their keys mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from app.dates import Calendar
from app.resources import toml
from app.rules.incident_file import Closing, Done, Incident
from app.terms.incidents import Consent, Consequence, Kind, Phase, Recipient, Telling, Track, Wish
from app.text import translate

_LEVELS = (Telling.NOTHING, Telling.FACT, Telling.UNNAMED, Telling.NAMED, Telling.ALL)
_LEAST_WHY = 10


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the rules: what to do, within which term, and the words to do it in."""

    key: str
    label: str
    how: str
    when: str
    after: str
    days: int
    in_working_days: bool
    fixed: bool
    waivable: bool
    optional: bool
    legal: bool
    reference: bool
    words: str
    source: str
    tell: Mapping[Recipient, Telling]


@dataclass(frozen=True, slots=True)
class Pace:
    """On which days the school works, and what it decided itself by step: terms in days, words, how it is done.

    ``confirmed`` says that a jurist of the school looked at the texts with legal weight.
    """

    calendar: Calendar = field(default_factory=Calendar)
    days: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    how: Mapping[str, str] = field(default_factory=dict)
    confirmed: bool = False

    def said(self, step: Step) -> Step:
        """``step`` in the words of the school."""
        words, how = self.words.get(step.key, step.words), self.how.get(step.key, step.how)
        return replace(step, words=words, how=how, legal=step.legal and not self.confirmed)

    def due(self, step: Step, base: date) -> date:
        """The day by which ``step`` must be done when its term counts from ``base``."""
        days = self.days.get(step.key, step.days)
        return self.calendar.add(base, days) if step.in_working_days else base + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of one file: by when, and how it was done."""

    step: Step
    due: date
    done: Done | None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done before the file can be closed."""
        return self.done is None and not self.step.optional


@dataclass(frozen=True, slots=True)
class Objection:
    """Why something cannot be so, at a field of the form."""

    field: str
    text: str


@cache
def steps() -> tuple[Step, ...]:
    """Every step that the rules know, in their order."""
    return tuple(_step(row) for row in _rules()["step"])


def step_of(key: str) -> Step:
    """One step of the rules."""
    return next(step for step in steps() if step.key == key)


def plan(incident: Incident, pace: Pace) -> tuple[Planned, ...]:
    """The steps that this file asks for, in their order, with the day by which each must be done."""
    wanted = [pace.said(step) for step in steps() if _PREDICATES[step.when](incident)]
    due: dict[str, date] = {}
    begun = incident.reopenings[-1].on if incident.reopenings else incident.received_on
    for step in wanted:
        anchor = incident.done_at(step.after)
        base = anchor.on if anchor is not None else due.get(step.after, begun)
        due[step.key] = pace.due(step, base)
    return tuple(Planned(step, due[step.key], incident.done_at(step.key)) for step in wanted)


def next_step(incident: Incident, pace: Pace) -> Planned | None:
    """The open step that is due first; ``None`` when the file is closed or nothing is left but to close it."""
    if incident.is_closed:
        return None
    waiting = [planned for planned in plan(incident, pace) if planned.is_open]
    return min(waiting, key=lambda planned: planned.due, default=None)


def due_on(incident: Incident, pace: Pace) -> date | None:
    """The day on which the file next asks for something; ``None`` when it is closed."""
    if incident.is_closed:
        return None
    following = next_step(incident, pace)
    if following is not None:
        return following.due
    last = max((done.on for done in incident.done), default=incident.received_on)
    return pace.calendar.add(last, 1)


def must_consult(incident: Incident) -> bool:
    """Whether vertrouwenspersoon and bevoegd gezag are consulted whatever the student chooses."""
    grave = {Kind.SEXUAL, Kind.BULLYING, Kind.UNSAFE, Kind.ACCIDENT, Kind.DISCRIMINATION}
    return incident.acute or (incident.minor and incident.kind in grave)


def telling(incident: Incident, step: Step, recipient: Recipient) -> Telling:
    """The most that may be said to ``recipient`` at ``step``: the rules, what the student finds good, and duty."""
    if recipient is Recipient.STUDENT:
        return step.tell.get(recipient, Telling.NOTHING)
    if recipient is Recipient.PARENTS and not incident.minor:
        return Telling.NOTHING
    most = step.tell.get(recipient, Telling.NOTHING)
    agreed = {Consent.WITH_NAME: Telling.NAMED, Consent.WITHOUT_NAME: Telling.UNNAMED}
    consent = incident.consent(recipient)
    allowed = Telling.NOTHING if consent is None else agreed.get(consent, Telling.NOTHING)
    duty = _duty(incident, step, recipient)
    return min(most, max(allowed, duty, key=_LEVELS.index), key=_LEVELS.index)


def objections_to_closing(incident: Incident, closing: Closing, pace: Pace) -> tuple[Objection, ...]:
    """Why a file cannot be closed so; empty when it can."""
    found: list[Objection] = []
    if closing.consequence is Consequence.TALKED:
        found.append(Objection("consequence", _rules()["closing"]["talked"]))
    elif closing.consequence is Consequence.STUDENT_DECLINED and (
        incident.wish is not Wish.NOTHING or must_consult(incident)
    ):
        text = translate("Meldingen", "De student wil dat er iets gebeurt, of de school is verplicht. Kies een gevolg.")
        found.append(Objection("consequence", text))
    if len(closing.why.strip()) < _LEAST_WHY:
        text = translate("Meldingen", "Schrijf in een zin wie dit besloot en waarom.")
        found.append(Objection("why", text))
    found += _unfinished(incident, closing, pace)
    return tuple(found)


def objection_to_step(incident: Incident, step: Step, done: Done, pace: Pace) -> Objection | None:
    """Why a step cannot be recorded so; ``None`` when it can."""
    if done.waived and not step.waivable:
        text = translate("Meldingen", "Deze stap kan niet vervallen.")
        return Objection("waived", text)
    if done.waived and len(done.text.strip()) < _LEAST_WHY:
        return Objection("text", translate("Meldingen", "Schrijf op waarom deze stap niet nodig is."))
    if done.on < incident.received_on:
        return Objection("on", translate("Meldingen", "Dat is vóór de melding binnenkwam."))
    if step.key == "hear_company" and not done.waived and not _company_may_know(incident, pace):
        text = translate(
            "Meldingen", "De student gaf hier geen toestemming voor. Vraag die eerst, of laat de stap vervallen."
        )
        return Objection("text", text)
    if step.key == "aftercare" and not done.waived:
        told = incident.done_at("feedback")
        first = None if told is None else told.on + timedelta(days=_rules()["aftercare"]["first_day"])
        if first is None or done.on < first:
            text = translate("Meldingen", "Nazorg is minstens 14 dagen nadat je de student terugbelde.")
            return Objection("on", text)
    return None


def acute_now() -> tuple[str, ...]:
    """The three things that come first when somebody is in danger."""
    return tuple(_rules()["acute"]["now"])


def concern_sentence(count: int) -> str | None:
    """What to say when ``count`` independent concerns are about one company; ``None`` below the threshold."""
    rules = _rules()["concern"]
    return str(rules["sentence"]).format(n=count) if count >= rules["threshold"] else None


def independent(concerns: list[Incident]) -> int:
    """How many of ``concerns`` stand apart from each other.

    Two are independent when different people told them and they are about different events. The same
    teller counts once, the same event counts once; tellers whom nobody knows count as one person, and
    concerns of an unknown day as events of their own. So it is the largest number of pairs of a teller
    and an event in which neither comes twice: a maximum matching (Kuhn, 1955).
    """
    tells: dict[str, list[str]] = {}
    for at, concern in enumerate(concerns):
        event = f"unknown {at}" if concern.event is None else concern.event.isoformat()
        tells.setdefault(concern.told_by.strip().casefold() or "unknown", []).append(event)
    taken: dict[str, str] = {}

    def place(teller: str, tried: set[str]) -> bool:
        for event in tells[teller]:
            if event not in tried:
                tried.add(event)
                if event not in taken or place(taken[event], tried):
                    taken[event] = teller
                    return True
        return False

    return sum(place(teller, set()) for teller in tells)


def _unfinished(incident: Incident, closing: Closing, pace: Pace) -> list[Objection]:
    """The steps that a closing needs and does not have; feedback and aftercare may be left out with a reason."""
    found: list[Objection] = []
    reasons = {"feedback": closing.feedback_reason, "aftercare": closing.aftercare_reason}
    for planned in plan(incident, pace):
        if not planned.is_open:
            continue
        if planned.step.key not in reasons:
            words = translate("Meldingen", "Nog te doen: {step}.")
            found.append(Objection("steps", words.format(step=planned.step.label)))
        elif len(reasons[planned.step.key].strip()) < _LEAST_WHY:
            words = translate("Meldingen", "Nog niet gedaan: {step}. Doe het, of schrijf op waarom niet.")
            found.append(Objection(f"{planned.step.key}_reason", words.format(step=planned.step.label.lower())))
    return found


def _company_may_know(incident: Incident, pace: Pace) -> bool:
    heard = next((planned.step for planned in plan(incident, pace) if planned.step.key == "hear_company"), None)
    return heard is None or telling(incident, heard, Recipient.COMPANY) is not Telling.NOTHING


def _duty(incident: Incident, step: Step, recipient: Recipient) -> Telling:
    """What must be said to ``recipient`` whatever the student finds good."""
    if recipient not in {Recipient.CONFIDANT, Recipient.BOARD} or not must_consult(incident):
        return Telling.NOTHING
    if step.key in {"board", "inspector"} and recipient is Recipient.BOARD and _sexual_minor(incident):
        return Telling.NAMED
    return Telling.UNNAMED


def _step(row: Mapping[str, Any]) -> Step:
    return Step(
        key=str(row["key"]),
        label=str(row["label"]),
        how=str(row["how"]),
        when=str(row["when"]),
        after=str(row.get("after", "received")),
        days=row["days"],
        in_working_days=row.get("calendar", "working") == "working",
        fixed=bool(row.get("fixed")),
        waivable=bool(row.get("waivable")),
        optional=bool(row.get("optional")),
        legal=bool(row.get("legal")),
        reference=bool(row.get("reference")),
        words=str(row["words"]),
        source=str(row["source"]),
        tell={Recipient(name): Telling(level) for name, level in row["tell"].items()},
    )


@cache
def _rules() -> dict[str, Any]:
    return toml("rules", "incidents.toml")


def _reported(incident: Incident) -> bool:
    return incident.track is Track.INCIDENT


def _known_student(incident: Incident) -> bool:
    return _reported(incident) and incident.student is not None


def _sexual_minor(incident: Incident) -> bool:
    return incident.minor and incident.kind is Kind.SEXUAL


_PREDICATES: Mapping[str, Callable[[Incident], bool]] = {
    "acute": lambda incident: incident.acute,
    "known_student": _known_student,
    "must_consult": must_consult,
    "sexual_minor": _sexual_minor,
    "company_hears": lambda incident: (
        _reported(incident) and incident.company is not None and incident.wish in {Wish.JOINT_TALK, Wish.OFFICIAL}
    ),
    "wants_action": lambda incident: _reported(incident) and (incident.wish is not Wish.NOTHING or incident.acute),
    "official": lambda incident: _reported(incident) and incident.wish is Wish.OFFICIAL,
    "sent_to_sbb": lambda incident: (sent := incident.done_at("sbb")) is not None and not sent.waived,
    "unsafe_work": lambda incident: (
        _reported(incident) and incident.kind in {Kind.ACCIDENT, Kind.UNSAFE, Kind.WORKING_HOURS}
    ),
    "punishable": lambda incident: (
        _reported(incident) and incident.kind in {Kind.SEXUAL, Kind.BULLYING, Kind.DISCRIMINATION}
    ),
    "discriminated": lambda incident: _reported(incident) and incident.kind is Kind.DISCRIMINATION,
    "placed": lambda incident: (
        _known_student(incident) and incident.phase is Phase.DURING and incident.wish is not Wish.NOTHING
    ),
    "concern": lambda incident: incident.track is Track.CONCERN,
}
