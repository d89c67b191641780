"""What is inside a sealed file of Meldingen: frozen values, and how they are written down.

The layout number stands outside; whoever changes a field raises it and upgrades what an older program wrote.
"""

from __future__ import annotations

import json
import types
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from app.terms.incidents import (
    Consent,
    Consequence,
    Ground,
    Kind,
    Phase,
    Reaction,
    Recipient,
    Teller,
    Track,
    Wish,
)

LAYOUT = 1
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was done, or left out with a reason (``waived``)."""

    step: str
    on: date
    at: datetime
    by: str
    text: str = ""
    reference: str = ""
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the student found good for one recipient on a day; a later one replaces it, the earlier stays to read."""

    recipient: Recipient
    consent: Consent
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Closing:
    """How a file was closed: the consequence, what the student heard, the aftercare."""

    on: date
    at: datetime
    by: str
    consequence: Consequence
    why: str
    feedback_reason: str = ""
    aftercare_reason: str = ""


@dataclass(frozen=True, slots=True)
class Reopening:
    """Why a closed file was opened again."""

    on: date
    at: datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Seen:
    """That somebody opened, printed or saved the file."""

    at: datetime
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Words that the lint pointed out and that stayed, with the reason."""

    words: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Incident:
    """A report (melding) or a concern (signaal), with everything that was done since.

    ``told_by`` names who told it where the track needs to know whether two concerns are independent;
    ``event`` is the day it happened, where somebody knows it.
    """

    code: str
    track: Track
    kind: Kind
    received_on: date
    received_by: str
    reminder: UUID
    phase: Phase = Phase.DURING
    teller: Teller = Teller.STUDENT
    told_by: str = ""
    acute: bool = False
    minor: bool = False
    student: UUID | None = None
    company: UUID | None = None
    what: str = ""
    where: str = ""
    when: str = ""
    event: date | None = None
    witnesses: str = ""
    wish: Wish = Wish.NOTHING
    promise: str = ""
    promised_on: date | None = None
    ground: UUID | None = None
    done: tuple[Done, ...] = ()
    consents: tuple[Agreed, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    closings: tuple[Closing, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    seen: tuple[Seen, ...] = ()
    kept: tuple[Kept, ...] = field(default=())

    @property
    def is_closed(self) -> bool:
        """Whether it was closed and not opened again."""
        return len(self.closings) > len(self.reopenings)

    def consent(self, recipient: Recipient) -> Consent | None:
        """What the student finds good for ``recipient`` now; ``None`` when nobody asked."""
        given = [agreed.consent for agreed in self.consents if agreed.recipient is recipient]
        return given[-1] if given else None

    def done_at(self, step: str) -> Done | None:
        """The last time that ``step`` was done since the file was opened (again)."""
        since = self.reopenings[-1].at if self.reopenings else None
        found = [done for done in self.done if done.step == step and (since is None or done.at >= since)]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class ProtectedGround:
    """The ground of discrimination, in a sealed file of its own, only because the student wants it."""

    grounds: tuple[Ground, ...]
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Tally:
    """One line of the numbers of a year that stays when its file is erased; it points to nobody."""

    year: int
    kind: Kind
    phase: Phase
    track: Track
    receipt_days: int | None
    talk_days: int | None
    feedback_days: int | None
    closed: bool
    with_consequence: bool
    as_promised: bool


@dataclass(frozen=True, slots=True)
class Frozen:
    """The lines of files that were erased."""

    lines: tuple[Tally, ...] = ()


def encode(value: Incident | ProtectedGround | Frozen) -> str:
    """A sealed text of ``value``."""
    return json.dumps({"kind": _KINDS[type(value)], "value": _plain(value)}, ensure_ascii=False)


def decode(text: str) -> Incident | ProtectedGround | Frozen:
    """The value that ``encode`` wrote."""
    body = json.loads(text)
    kind = next(kind for kind, name in _KINDS.items() if name == body["kind"])
    value: Incident | ProtectedGround | Frozen = _value(kind, body["value"])
    return value


_KINDS: dict[type[Any], str] = {Incident: "incident", ProtectedGround: "ground", Frozen: "frozen"}


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case UUID():
            return value.hex
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            return {entry.name: _plain(getattr(value, entry.name)) for entry in fields(value)}
        case _:
            return value


def _value(kind: Any, plain: Any) -> Any:
    if isinstance(kind, types.UnionType):
        return None if plain is None else _value(next(arm for arm in get_args(kind) if arm is not type(None)), plain)
    if get_origin(kind) is tuple:
        return tuple(_value(get_args(kind)[0], item) for item in plain)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: _value(hints[name], item) for name, item in plain.items() if name in hints})
    if kind is UUID:
        return UUID(hex=plain)
    if kind in {date, datetime}:
        return kind.fromisoformat(plain)
    return kind(plain)
