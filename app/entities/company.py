"""Companies, their people, and what was seen of their recognition."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.entities.names import TradeName
from app.terms.company import Recognised


class Company(TradeName, Shared, Entity):
    """A leerbedrijf, known by its leerbedrijf-ID or else by KvK and vestiging.

    ``visit_days`` with ``visit_from`` and ``visit_until`` (minutes after midnight) say when the praktijkopleider can
    be visited; as long as nobody told, ordinary working days are assumed.
    """

    __tablename__ = "company"
    __table_args__ = (UniqueConstraint("kvk", "branch"),)

    leerbedrijf_id: Mapped[str | None] = mapped_column(unique=True, default=None, info={"search": True})
    kvk: Mapped[str | None] = mapped_column(default=None)
    branch: Mapped[str | None] = mapped_column(default=None)
    street: Mapped[str | None] = mapped_column(default=None)
    postcode: Mapped[str | None] = mapped_column(default=None)
    pc4: Mapped[str | None] = mapped_column(default=None)
    town: Mapped[str | None] = mapped_column(default=None, info={"search": True})
    phone: Mapped[str | None] = mapped_column(default=None)
    phone_key: Mapped[str | None] = mapped_column(default=None, info={"search": "phone"})
    web: Mapped[str | None] = mapped_column(default=None)
    sector: Mapped[str | None] = mapped_column(default=None)
    contact_id: Mapped[UUID | None] = mapped_column(refers_to("supervisor.id"), default=None, index=True)
    contact_hours: Mapped[str | None] = mapped_column(default=None)
    visit_days: Mapped[tuple[str, ...] | None] = mapped_column(default=None)
    visit_from: Mapped[int | None] = mapped_column(default=None)
    visit_until: Mapped[int | None] = mapped_column(default=None)
    unfit: Mapped[bool] = mapped_column(default=False)
    unfit_reason: Mapped[str | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(default=None)


class CompanyPerson(Shared, Entity):
    """Someone who works at a company; a company gives one name, not its parts."""

    __tablename__ = "company_person"

    company_id: Mapped[UUID] = mapped_column(refers_to("company.id"), index=True)
    name: Mapped[str] = mapped_column(info={"search": True, "personal": True})
    role: Mapped[str | None] = mapped_column(default=None)
    email: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    phone: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    phone_key: Mapped[str | None] = mapped_column(default=None, info={"search": "phone", "personal": True})


class RecognitionCheck(Shared, Entity):
    """What someone saw when looking up the recognition of a company for a crebo, and where.

    ``held_since`` is the first check that said the same as the last one.
    """

    __tablename__ = "recognition_check"

    company_id: Mapped[UUID] = mapped_column(refers_to("company.id"), index=True)
    crebo: Mapped[str]
    outcome: Mapped[Recognised]
    checked_on: Mapped[date | None] = mapped_column(default=None)
    checked_by: Mapped[str | None] = mapped_column(default=None)
    held_since: Mapped[date | None] = mapped_column(default=None)
    evidence: Mapped[str | None] = mapped_column(default=None)


class CompanySpelling(Shared, Entity):
    """A spelling in the tables of the school that somebody said means this company."""

    __tablename__ = "company_spelling"
    __table_args__ = (UniqueConstraint("spelling"),)

    company_id: Mapped[UUID] = mapped_column(refers_to("company.id"), index=True)
    spelling: Mapped[str]
