"""The papers of a school: what was printed, and its own texts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.record import HandOut, SchoolText
from app.queries.masking import PersonName


@dataclass(frozen=True, slots=True)
class HandOutRow:
    """A paper that was printed or saved."""

    id: UUID
    document: str
    text_version: str
    at: datetime
    by: PersonName


@dataclass(frozen=True, slots=True)
class SchoolTextRow:
    """The school's own text of a document."""

    document: str
    language: str
    body: str
    based_on: str
    changed_on: date
    changed_by: PersonName


def hand_outs(session: Session, *, document: str = "", limit: int = 200) -> tuple[HandOutRow, ...]:
    """The papers that were printed or saved, or those of one ``document``, the latest first."""
    wanted = (
        select(HandOut.id, HandOut.document, HandOut.text_version, HandOut.at, HandOut.by)
        .order_by(HandOut.at.desc(), HandOut.id)
        .limit(limit)
    )
    if document:
        wanted = wanted.where(HandOut.document == document)
    return tuple(HandOutRow(*row) for row in session.execute(wanted))


def papers_made(session: Session, *, codes: Collection[str] = (), digest: str = "") -> tuple[HandOutRow, ...]:
    """The papers with one of these codes, or with this file, the latest first."""
    wanted = HandOut.digest == digest if digest else HandOut.code.in_(codes)
    rows = session.execute(
        select(HandOut.id, HandOut.document, HandOut.text_version, HandOut.at, HandOut.by)
        .where(wanted)
        .order_by(HandOut.at.desc(), HandOut.id)
    )
    return tuple(HandOutRow(*row) for row in rows)


def school_text(session: Session, *, document: str, language: str) -> SchoolTextRow | None:
    """The school's own text of a document; ``None`` where it uses the one that comes with the program."""
    row = session.execute(
        select(
            SchoolText.document,
            SchoolText.language,
            SchoolText.body,
            SchoolText.based_on,
            SchoolText.changed_on,
            SchoolText.changed_by,
        ).where(SchoolText.document == document, SchoolText.language == language)
    ).one_or_none()
    return None if row is None else SchoolTextRow(*row)
