"""What is written beside the work: notes, printed papers, own texts, remembered columns."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to


class Note(Shared, Entity):
    """A few words about a student or a company, on the day they were written."""

    __tablename__ = "note"

    student_id: Mapped[UUID | None] = mapped_column(refers_to("student.id"), default=None, index=True)
    company_id: Mapped[UUID | None] = mapped_column(refers_to("company.id"), default=None, index=True)
    written_at: Mapped[datetime]
    written_by: Mapped[str]
    text: Mapped[str] = mapped_column(info={"personal": True})


class HandOut(Shared, Entity):
    """A paper that left the program: which document, which version of its text, when.

    ``code`` stands at its foot, ``digest`` tells its file from any other.
    """

    __tablename__ = "hand_out"

    document: Mapped[str]
    text_version: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    code: Mapped[str] = mapped_column(default="", index=True)
    digest: Mapped[str] = mapped_column(default="", index=True)


class Giving(Shared, Entity):
    """A card that a company or a klas got, and whether somebody talked it through with them."""

    __tablename__ = "giving"
    __table_args__ = (CheckConstraint("(company_id is null) <> (group_id is null)", name="to_one"),)

    document: Mapped[str]
    text_version: Mapped[str]
    company_id: Mapped[UUID | None] = mapped_column(refers_to("company.id"), default=None, index=True)
    group_id: Mapped[UUID | None] = mapped_column(refers_to("student_group.id"), default=None, index=True)
    handed_on: Mapped[date]
    discussed: Mapped[bool]
    by: Mapped[str]


class SchoolText(Shared, Entity):
    """The school's own version of the text of a document, over the one that comes with the program."""

    __tablename__ = "school_text"
    __table_args__ = (UniqueConstraint("document", "language"),)

    document: Mapped[str]
    language: Mapped[str]
    body: Mapped[str]
    based_on: Mapped[str]
    changed_on: Mapped[date]
    changed_by: Mapped[str]


class ColumnMemory(Shared, Entity):
    """Which column of the school's own files means which field; empty where it is not to be stored."""

    __tablename__ = "column_memory"
    __table_args__ = (UniqueConstraint("subject", "header"),)

    subject: Mapped[str]
    header: Mapped[str]
    field: Mapped[str]
