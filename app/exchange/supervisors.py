"""The list of stagebegeleiders."""

from __future__ import annotations

from dataclasses import dataclass

from app.terms.exchange import Weekday


@dataclass(frozen=True, slots=True)
class SupervisorIn:
    """A stagebegeleider; ``minutes`` is the time for guidance as the list counts it."""

    row: int
    first_name: str
    prefix: str
    last_name: str
    email: str | None
    phone: str | None
    phone_key: str | None
    days: tuple[Weekday, ...]
    minutes: int | None
    pc4: str | None
    programme: str | None

    @property
    def key(self) -> str:
        """The e-mail address, or else the name."""
        return self.email or " ".join(part for part in (self.first_name, self.prefix, self.last_name) if part)
