"""What a reader can do with a file of Meldingen: each act makes a new file of the old one, or refuses in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from app.errors import Refusal
from app.rules.incident_file import Agreed, Closing, Done, Incident, Kept, Reopening
from app.rules.incidents import Pace, objection_to_step, objections_to_closing, plan
from app.terms.incidents import Consent, Consequence, Kind, Phase, Reaction, Recipient, Teller, Wish
from app.text import translate

_LEAST_WHY = 10


@dataclass(frozen=True, slots=True)
class Setting:
    """When and by whom something is done, and at which pace the school works."""

    pace: Pace
    today: date
    now: datetime
    by: str


class Act(Protocol):
    """An intent of a reader."""

    def on(self, incident: Incident, setting: Setting) -> Incident:
        """The file afterwards; raises ``Refusal``."""


@dataclass(frozen=True, slots=True)
class RecordStep:
    """That a step was done on a day, or is left out with a reason."""

    step: str
    day: date
    text: str = ""
    reference: str = ""
    waived: bool = False

    def on(self, incident: Incident, setting: Setting) -> Incident:
        _require_open(incident)
        step = next((one.step for one in plan(incident, setting.pace) if one.step.key == self.step), None)
        if step is None:
            raise Refusal(translate("Meldingen", "Deze stap hoort niet bij deze melding."), "step")
        if self.day > setting.today:
            raise Refusal(translate("Meldingen", "Die dag moet nog komen."), "day")
        done = Done(
            self.step, self.day, setting.now, setting.by, self.text.strip(), self.reference.strip(), self.waived
        )
        objection = objection_to_step(incident, step, done, setting.pace)
        if objection is not None:
            raise Refusal(objection.text, {"on": "day"}.get(objection.field, objection.field))
        return replace(incident, done=(*incident.done, done))


@dataclass(frozen=True, slots=True)
class WithReason:
    """An act whose free text holds words that stay, and why."""

    act: Act
    words: str
    reason: str

    def on(self, incident: Incident, setting: Setting) -> Incident:
        return _with_kept(self.act.on(incident, setting), self.words, self.reason, setting)


@dataclass(frozen=True, slots=True)
class Agree:
    """What the student finds good for a recipient, from today on."""

    recipient: Recipient
    consent: Consent

    def on(self, incident: Incident, setting: Setting) -> Incident:
        _require_open(incident)
        if incident.consent(self.recipient) is self.consent:
            return incident
        agreed = Agreed(self.recipient, self.consent, setting.today, setting.by)
        return replace(incident, consents=(*incident.consents, agreed))


@dataclass(frozen=True, slots=True)
class React:
    """How the school reacted, as the teacher sees it."""

    reactions: tuple[Reaction, ...]

    def on(self, incident: Incident, setting: Setting) -> Incident:  # noqa: ARG002 - every act has both
        _require_open(incident)
        return replace(incident, reactions=tuple(one for one in Reaction if one in self.reactions))


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised to the student, and for which day."""

    text: str
    day: date

    def on(self, incident: Incident, setting: Setting) -> Incident:
        _require_open(incident)
        if self.day < setting.today:
            raise Refusal(translate("Meldingen", "Kies een dag die nog komt."), "day")
        if not self.text.strip():
            raise Refusal(translate("Meldingen", "Schrijf op wat je beloofde."), "text")
        return replace(incident, promise=self.text.strip(), promised_on=self.day)


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """What is known of the report, as it turns out to be."""

    kind: Kind
    phase: Phase
    teller: Teller
    acute: bool
    minor: bool
    student: UUID | None
    company: UUID | None
    what: str
    where: str
    when: str
    witnesses: str
    wish: Wish
    told_by: str = ""
    event: date | None = None
    kept_words: str = ""
    kept_reason: str = ""

    def on(self, incident: Incident, setting: Setting) -> Incident:
        _require_open(incident)
        if not self.what.strip():
            raise Refusal(translate("Meldingen", "Schrijf in een paar zinnen op wat er is verteld."), "what")
        known = replace(
            incident,
            kind=self.kind,
            phase=self.phase,
            teller=self.teller,
            acute=self.acute,
            minor=self.minor,
            student=self.student,
            company=self.company,
            what=self.what.strip(),
            where=self.where.strip(),
            when=self.when.strip(),
            witnesses=self.witnesses.strip(),
            wish=self.wish,
            told_by=self.told_by.strip(),
            event=self.event,
        )
        return _with_kept(known, self.kept_words, self.kept_reason, setting) if self.kept_words else known


@dataclass(frozen=True, slots=True)
class Close:
    """The end of a file: what it changes for the company, and why."""

    consequence: Consequence
    why: str
    feedback_reason: str = ""
    aftercare_reason: str = ""

    def on(self, incident: Incident, setting: Setting) -> Incident:
        _require_open(incident)
        closing = Closing(
            setting.today,
            setting.now,
            setting.by,
            self.consequence,
            self.why.strip(),
            self.feedback_reason.strip(),
            self.aftercare_reason.strip(),
        )
        for objection in objections_to_closing(incident, closing, setting.pace):
            raise Refusal(objection.text, objection.field)
        return replace(incident, closings=(*incident.closings, closing))


@dataclass(frozen=True, slots=True)
class Reopen:
    """The file goes on; everything of before stays in it."""

    why: str

    def on(self, incident: Incident, setting: Setting) -> Incident:
        if not incident.is_closed:
            raise Refusal(translate("Meldingen", "Deze melding is nog open."))
        if len(self.why.strip()) < _LEAST_WHY:
            raise Refusal(translate("Meldingen", "Schrijf in een zin waarom de melding weer opengaat."), "why")
        reopening = Reopening(setting.today, setting.now, setting.by, self.why.strip())
        return replace(incident, reopenings=(*incident.reopenings, reopening))


@dataclass(frozen=True, slots=True)
class PutBack:
    """The file as it was before the last act; who looked at it meanwhile stays in it."""

    before: Incident

    def on(self, incident: Incident, setting: Setting) -> Incident:  # noqa: ARG002 - every act has both
        return replace(self.before, seen=incident.seen)


def _require_open(incident: Incident) -> None:
    if incident.is_closed:
        raise Refusal(translate("Meldingen", "Deze melding is gesloten. Heropen haar eerst."))


def _with_kept(incident: Incident, words: str, reason: str, setting: Setting) -> Incident:
    if len(reason.strip()) < _LEAST_WHY:
        raise why_needed(words)
    return replace(incident, kept=(*incident.kept, Kept(words, reason.strip(), setting.now, setting.by)))


def why_needed(words: str) -> Refusal:
    """That words stay only with a reason."""
    text = translate("Meldingen", "Schrijf op waarom deze woorden nodig zijn, of haal ze weg: {words}.")
    return Refusal(text.format(words=words), "kept_reason")
