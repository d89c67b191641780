"""The stageplaatsen that companies offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.terms.company import Accepts, Allowance, Answer
from app.terms.exchange import CompanyLink, Weekday
from app.terms.school import Path


@dataclass(frozen=True, slots=True)
class RequirementIn:
    """What a company asks, and why; ``acceptable`` is False when it may never be a criterion."""

    text: str
    reason: str | None
    acceptable: bool


@dataclass(frozen=True, slots=True)
class OfferIn:
    """A stageplaats; ``company`` is the key of the ``KnownCompany`` and ``link`` how it was found.

    ``fee_cents`` is cents a month, 0 when the state is none, and None when unknown or a wage.
    ``cover`` and ``access`` are None when unknown and empty when there is none. ``places`` None is unknown
    and counts as 0. ``remark`` keeps what could not be read as a value.
    """

    row: int
    number: str
    company: str
    company_name: str
    link: CompanyLink
    crebos: tuple[str, ...]
    path: Path | None
    periods: tuple[str, ...]
    places: int | None
    days: tuple[Weekday, ...]
    week_minutes: int | None
    tasks: str | None
    werkprocessen: tuple[str, ...]
    unknown_werkprocessen: tuple[str, ...]
    requirements: tuple[RequirementIn, ...]
    fee_state: Allowance
    fee_cents: int | None
    cover: tuple[str, ...] | None
    public_transport: Answer
    access: tuple[str, ...] | None
    accepts: Accepts
    mentor: str | None
    given_on: date | None
    remark: str | None

    @property
    def key(self) -> str:
        """The Nr. of the list."""
        return self.number
