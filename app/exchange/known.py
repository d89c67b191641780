"""What the school has already: the caller fills it from the database and from the files read before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class KnownStudent:
    """A student whom a row may point at; ``group`` is the code of the klas, ``crebo`` of the programme."""

    number: str
    name: str
    email: str | None = None
    group: str | None = None
    crebo: str | None = None


@dataclass(frozen=True, slots=True)
class KnownCompany:
    """A leerbedrijf that a row may point at; ``key`` is the caller's own and comes back in the rows.

    ``other_names`` are spellings that the school confirmed before; ``recognised`` holds crebos.
    """

    key: str
    name: str
    town: str = ""
    leerbedrijf_id: str | None = None
    kvk: str | None = None
    vestiging: str | None = None
    other_names: tuple[str, ...] = ()
    recognised: frozenset[str] = frozenset()
    unfit: bool = False


@dataclass(frozen=True, slots=True)
class KnownProgramme:
    """A programme of the school with the codes of its werkprocessen."""

    crebo: str
    name: str
    werkprocessen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownPeriod:
    """A BPV-periode; ``code`` is what rows carry, such as ``P1``."""

    code: str
    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class KnownSupervisor:
    """A stagebegeleider; ``key`` is the caller's own and comes back in the rows."""

    key: str
    first_name: str
    prefix: str
    last_name: str
    email: str | None = None

    @property
    def name(self) -> str:
        """The name as people write it."""
        return " ".join(part for part in (self.first_name, self.prefix, self.last_name) if part)


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that a row may point at."""

    students: tuple[KnownStudent, ...] = ()
    companies: tuple[KnownCompany, ...] = ()
    programmes: tuple[KnownProgramme, ...] = ()
    periods: tuple[KnownPeriod, ...] = ()
    supervisors: tuple[KnownSupervisor, ...] = ()
