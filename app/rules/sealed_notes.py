"""What anyone may leave in Meldingen without reading it: a short note, and what it is about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.terms.incidents import Origin

NOTE_LAYOUT = 1
_NOTE = "note"


@dataclass(frozen=True, slots=True)
class SealedNote:
    """A note as it was left; ``reminder`` is the day on which somebody should have looked."""

    origin: Origin
    text: str
    written_at: datetime
    written_by: str
    reminder: UUID
    student: UUID | None = None
    company: UUID | None = None


def kind_of(text: str) -> str:
    """What a sealed text holds."""
    return str(json.loads(text)["kind"])


def is_note(text: str) -> bool:
    """Whether a sealed text is a note that nobody took up yet."""
    return kind_of(text) == _NOTE


def encode_note(note: SealedNote) -> str:
    """A note as it is sealed."""
    return json.dumps(
        {
            "kind": _NOTE,
            "origin": note.origin.value,
            "text": note.text,
            "written_at": note.written_at.isoformat(),
            "written_by": note.written_by,
            "reminder": note.reminder.hex,
            "student": None if note.student is None else note.student.hex,
            "company": None if note.company is None else note.company.hex,
        },
        ensure_ascii=False,
    )


def decode_note(text: str) -> SealedNote:
    """The note that ``encode_note`` wrote."""
    body = json.loads(text)
    student, company = (None if body[name] is None else UUID(hex=body[name]) for name in ("student", "company"))
    return SealedNote(
        Origin(body["origin"]),
        body["text"],
        datetime.fromisoformat(body["written_at"]),
        body["written_by"],
        UUID(hex=body["reminder"]),
        student,
        company,
    )
