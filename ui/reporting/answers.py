"""What was answered so far: kept as plain values, so that a half report survives a lock, a kill and a full day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any
from uuid import UUID

from app.commands.contact_report import PromiseDraft, ReportDraft
from app.commands.recording import ContactDraft
from app.terms.contact import Verdict
from app.terms.pipeline import Form, Moment, Party
from app.terms.progress import Mastery
from ui.desk.promising import Promised

THREE = (Party.STUDENT, Party.COMPANY, Party.SCHOOL)
_HOUR = 60


@dataclass(slots=True)
class Answers:
    """The answers by their codes; empty where nobody answered yet."""

    step: int = 0
    there: list[str] = field(default_factory=lambda: [party.value for party in THREE])
    form: str = Form.VISIT.value
    moment: str = Moment.START.value
    held_on: str = ""
    goals: str = ""
    units: dict[str, str] = field(default_factory=dict)
    hours: str = ""
    guidance: str = ""
    guidance_words: str = ""
    costs: str = ""
    lacking: list[str] = field(default_factory=list)
    promises: list[dict[str, str]] = field(default_factory=list)
    writing: str = ""
    next_on: str = ""
    agreed: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Answers:
        """The answers of a draft; what an older draft lacks or has too much is passed over."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in known})

    def values(self) -> dict[str, Any]:
        """The answers as a draft keeps them."""
        return asdict(self)

    @property
    def day(self) -> date | None:
        """The day of the talk."""
        return date.fromisoformat(self.held_on) if self.held_on else None

    @property
    def next_day(self) -> date | None:
        """The day of the next talk, if there is to be one."""
        return date.fromisoformat(self.next_on) if self.next_on else None

    @property
    def minutes(self) -> int | None:
        """The hours worked, in minutes."""
        return int(self.hours) * _HOUR if self.hours.isdecimal() else None

    @property
    def promised(self) -> list[Promised]:
        """The promises."""
        return [
            Promised(one["text"], Party(one["owner"]), date.fromisoformat(one["due_on"]) if one["due_on"] else None)
            for one in self.promises
        ]

    def promise(self, made: Promised) -> None:
        """Add a promise."""
        due = "" if made.due_on is None else made.due_on.isoformat()
        self.promises.append({"text": made.text, "owner": made.owner.value, "due_on": due})

    def draft(self, next_moment: Moment | None) -> ReportDraft:
        """What the command stores; raises ``ValueError`` while the day of the talk is missing."""
        if self.day is None:
            raise ValueError(self.held_on)
        there = set(self.there)
        return ReportDraft(
            ContactDraft(
                Moment(self.moment),
                Form(self.form),
                self.day,
                student=Party.STUDENT.value in there,
                company=Party.COMPANY.value in there,
                school=Party.SCHOOL.value in there,
            ),
            goals_clear=_verdict(self.goals),
            units=tuple((UUID(hex=key), Mastery(value)) for key, value in self.units.items()),
            minutes_done=self.minutes,
            guidance=_verdict(self.guidance),
            guidance_words=self.guidance_words,
            costs=_verdict(self.costs),
            costs_lacking=tuple(self.lacking) if self.costs in {Verdict.PARTLY.value, Verdict.NO.value} else (),
            promises=tuple(PromiseDraft(one.text, one.owner, one.due_on) for one in self.promised),
            next_on=self.next_day,
            next_moment=next_moment,
            agreed=tuple(Party(one) for one in self.agreed if one in there),
        )


def _verdict(code: str) -> Verdict:
    return Verdict(code) if code else Verdict.UNKNOWN
