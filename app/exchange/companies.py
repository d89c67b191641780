"""The list of leerbedrijven."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CompanyPersonIn:
    """Somebody who works at a leerbedrijf; ``role`` is as typed."""

    name: str
    role: str | None
    email: str | None
    phone: str | None
    phone_key: str | None


@dataclass(frozen=True, slots=True)
class CompanyIn:
    """A leerbedrijf; ``recognised`` are crebos, ``recognition_checked`` the day somebody looked.

    ``kvk`` has 8 digits and ``vestiging`` 12. ``pc4_known`` tells whether distances can be computed.
    """

    row: int
    leerbedrijf_id: str | None
    kvk: str | None
    vestiging: str | None
    name: str
    street: str | None
    pc4: str | None
    pc4_known: bool
    town: str | None
    phone: str | None
    phone_key: str | None
    website: str | None
    sector: str | None
    people: tuple[CompanyPersonIn, ...]
    recognised: tuple[str, ...]
    recognition_checked: date | None
    unfit: bool
    unfit_reason: str | None
    note: str | None

    @property
    def key(self) -> str:
        """The leerbedrijf-ID, or else ``kvk/vestiging``."""
        return self.leerbedrijf_id or f"{self.kvk or ''}/{self.vestiging or ''}"
