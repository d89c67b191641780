"""Talks about a placement, and the judgements that close them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.pipeline import Form, Judgement, Moment, Party


class ContactMoment(Shared, Entity):
    """A talk that was held; whether it counts for the norm is for ``rules.norm`` to say.

    ``told_by_id`` is the supervisor on whose list it came in, ``ticket`` the code of the line.
    """

    __tablename__ = "contact_moment"

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"), index=True)
    moment: Mapped[Moment]
    form: Mapped[Form | None] = mapped_column(default=None)
    held_on: Mapped[date]
    student_present: Mapped[bool]
    company_present: Mapped[bool]
    school_present: Mapped[bool]
    told_by_id: Mapped[UUID | None] = mapped_column(refers_to("supervisor.id"), default=None, index=True)
    ticket: Mapped[str | None] = mapped_column(default=None, index=True)


class Assessment(Shared, Entity):
    """What company or school judged of a placement, halfway or at the end."""

    __tablename__ = "assessment"

    placement_id: Mapped[UUID] = mapped_column(refers_to("placement.id"), index=True)
    moment: Mapped[Moment]
    judged_by: Mapped[Party]
    judgement: Mapped[Judgement]
    judged_on: Mapped[date]
