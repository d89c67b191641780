"""What was said at a talk: the report that three people hear, and who promised what."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.contact import Verdict
from app.terms.pipeline import Party


class TalkReport(Shared, Entity):
    """The answers of one talk; ``agreed`` are the parties that heard it read aloud and agreed."""

    __tablename__ = "talk_report"
    __table_args__ = (UniqueConstraint("talk_id"),)

    talk_id: Mapped[UUID] = mapped_column(refers_to("contact_moment.id"))
    goals_clear: Mapped[Verdict]
    guidance: Mapped[Verdict]
    guidance_words: Mapped[str] = mapped_column(default="", info={"personal": True})
    costs: Mapped[Verdict]
    costs_lacking: Mapped[tuple[str, ...]] = mapped_column(default=())
    next_on: Mapped[date | None] = mapped_column(default=None)
    agreed: Mapped[tuple[str, ...]] = mapped_column(default=())
    written_by: Mapped[str] = mapped_column(default="")


class Promise(Shared, Entity):
    """A toezegging: what somebody will do before a day, said at a talk or on the phone."""

    __tablename__ = "promise"

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"), index=True)
    talk_id: Mapped[UUID | None] = mapped_column(refers_to("contact_moment.id"), default=None, index=True)
    text: Mapped[str] = mapped_column(info={"personal": True})
    owner: Mapped[Party]
    due_on: Mapped[date | None] = mapped_column(default=None)
    kept_on: Mapped[date | None] = mapped_column(default=None)
