"""What a file speaks of and the school could have: opleidingen by crebo, BPV-perioden by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.exchange.parsed import Parsed
from app.exchange.students import StudentIn
from app.text import translate

_NUMBERS = re.compile(r"\d+")
_SLIPS = 3
"""A crebo that fewer rows than this name is taken for a slip, and only warned about."""


@dataclass(frozen=True, slots=True)
class LackingProgramme:
    """An opleiding that ``rows`` rows name and the school does not have."""

    crebo: str
    name: str
    level: int
    rows: int


@dataclass(frozen=True, slots=True)
class LackingPeriod:
    """A BPV-periode that ``rows`` rows name and the school does not have; ``code`` is what lists carry."""

    code: str
    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """All that a file speaks of and the school does not have."""

    programmes: tuple[LackingProgramme, ...] = ()
    periods: tuple[LackingPeriod, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.programmes or self.periods)


def lacking(parsed: Parsed[Any]) -> Lacking:
    """What the school could get before the rows of ``parsed`` are taken in, in the order of their names."""
    return Lacking(_programmes(parsed), _periods(parsed))


def _programmes(parsed: Parsed[Any]) -> tuple[LackingProgramme, ...]:
    named: dict[str, Counter[tuple[str, int]]] = {}
    for row in parsed.rows:
        if isinstance(row, StudentIn) and row.crebo and not row.programme_known and row.programme and row.level:
            named.setdefault(row.crebo, Counter())[row.programme, row.level] += 1
    found = []
    for crebo, names in named.items():
        ((name, level), _count), rows = names.most_common(1)[0], names.total()
        if rows >= _SLIPS:
            found.append(LackingProgramme(crebo, name, level, rows))
    return tuple(sorted(found, key=lambda one: (one.name, one.crebo)))


def _periods(parsed: Parsed[Any]) -> tuple[LackingPeriod, ...]:
    rows: Counter[tuple[str, str]] = Counter()
    for finding in parsed.findings:
        rows.update(_named(finding.lacks) if finding.lacks and finding.code == "period_unknown" else ())
    return tuple(LackingPeriod(code, name, rows[code, name]) for code, name in sorted(rows))


def _named(written: str) -> Iterator[tuple[str, str]]:
    """The periods in a cell: ``Periode 1 en 2`` names two, ``voorjaar`` one."""
    numbers = _NUMBERS.findall(written)
    if not numbers or any(len(number) > 1 for number in numbers):
        yield written, written
        return
    for number in numbers:
        yield f"P{number}", translate("Import", "Periode {n}").format(n=number)
