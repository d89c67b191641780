"""Codes of periods and werkprocessen as people write them (rule 11 of ``tests/data/README.md``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.exchange.known import KnownPeriod, KnownProgramme
from app.exchange.vocabulary import fold

_CODE = re.compile(r"^([A-Z])(\d+)-?K(\d+)-?W(\d+)$")
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that a programme has, those that it lacks, and whether one was written in another way."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]
    respelled: bool


def werkproces_codes(written: str, programmes: Sequence[KnownProgramme]) -> Codes:
    """The codes in a cell such as ``B1-K1-W2; b1k1w3``, compared with those of the programmes, if any."""
    parts = [part.strip() for part in re.split(r"[;,]", written) if part.strip()]
    codes = [_usual(part) for part in parts]
    had = {code for programme in programmes for code in programme.werkprocessen} if programmes else set(codes)
    return Codes(
        tuple(dict.fromkeys(code for code in codes if code in had)),
        tuple(dict.fromkeys(code for code in codes if code not in had)),
        codes != parts,
    )


def _usual(written: str) -> str:
    """``b1k1w2`` as ``B1-K1-W2``; something else stays as it is."""
    found = _CODE.match(written.upper().replace(" ", ""))
    return "{}{}-K{}-W{}".format(*found.groups()) if found else written


def period_codes(written: str | None, periods: Iterable[KnownPeriod]) -> tuple[str, ...]:
    """The codes of the periods that a cell names: by code, by name, or by number (``Periode 1 en 2``)."""
    if written is None:
        return ()
    folded = fold(written)
    known = list(periods)
    equal = tuple(period.code for period in known if folded in {fold(period.code), fold(period.name)})
    if equal:
        return equal
    numbers = set(_NUMBERS.findall(folded))
    return tuple(
        period.code
        for period in known
        if _NUMBERS.findall(period.code)[-1:] and _NUMBERS.findall(period.code)[-1] in numbers
    )
