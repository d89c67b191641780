"""How many hours of practice a programme asks at least, and where that is written (``rules/bpv_hours.toml``)."""

from __future__ import annotations

from dataclasses import dataclass

from app.resources import toml
from app.terms.school import Path


@dataclass(frozen=True, slots=True)
class ProgrammeHours:
    """What a school wrote down of a programme: its years, and its own least hours with their source."""

    years: int | None = None
    bol: int | None = None
    bbl: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least hours over the whole programme, and where they come from."""

    hours: int
    source: str


def minimum_hours(known: ProgrammeHours, path: Path | None) -> Minimum | None:
    """What the school asks, or else the law for this many years; ``None`` where neither is known.

    A leerweg that the law asks no hours of has none but the school's own.
    """
    law = toml("rules", "bpv_hours.toml")
    own = known.bbl if path is Path.BBL else known.bol
    if own is not None:
        return Minimum(own, known.source or "")
    if known.years is None:
        return None
    if path is Path.BBL:
        return Minimum(law["bbl"]["each_year"] * known.years, law["bbl"]["source"])
    hours = law["bol"].get(str(known.years)) if path is Path.BOL else None
    return None if hours is None else Minimum(hours, law["bol"]["source"])
