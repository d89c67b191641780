"""Which norm for talks each placement has: the school's sets, the usual norm, and what agreements promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.norm import NormSet, PromisedTalks
from app.entities.programme import Programme
from app.queries.policy import norm
from app.rules.norm import Norm, NormRule, Subject, norm_for
from app.terms.school import Path


@dataclass(frozen=True, slots=True)
class NormBook:
    """Everything that decides about norms, asked once for many placements."""

    usual: Norm
    rules: tuple[NormRule, ...]
    promised: Mapping[UUID, tuple[int, int]]

    def of(self, placement_id: UUID, about: Subject) -> Norm:
        """The norm of one placement."""
        return norm_for(self.rules, self.usual, about, self.promised.get(placement_id))


@dataclass(frozen=True, slots=True)
class NormSetRow:
    """A norm for some placements, as the list of norms shows it; ``programme`` is empty for every programme."""

    id: UUID
    version: int
    programme_id: UUID | None
    programme: str
    path: Path | None
    shorter_than: int | None
    norm: Norm
    valid_from: date
    valid_until: date | None
    source: str
    decided_by: str


def norm_book(session: Session, today: date) -> NormBook:
    """The norms as they stand; the usual one is that of ``today``, a set holds for placements that begin in it."""
    rows = session.execute(select(NormSet).order_by(NormSet.valid_from, NormSet.id)).scalars()
    promised = session.execute(select(PromisedTalks.placement_id, PromisedTalks.joint, PromisedTalks.physical))
    return NormBook(
        norm(session, today),
        tuple(
            NormRule(
                _norm(row),
                row.valid_from,
                row.valid_until,
                None if row.programme_id is None else row.programme_id.hex,
                row.path,
                row.shorter_than,
            )
            for row in rows
        ),
        {row.placement_id: (row.joint, row.physical) for row in promised},
    )


def norm_sets(session: Session) -> tuple[NormSetRow, ...]:
    """The norms that differ from the usual one, the latest first."""
    rows = session.execute(
        select(NormSet, Programme.name)
        .outerjoin(Programme, Programme.id == NormSet.programme_id)
        .order_by(NormSet.valid_from.desc(), NormSet.id)
    )
    return tuple(
        NormSetRow(
            row.id,
            row.version,
            row.programme_id,
            name or "",
            row.path,
            row.shorter_than,
            _norm(row),
            row.valid_from,
            row.valid_until,
            row.source,
            row.decided_by,
        )
        for row, name in rows
    )


def _norm(row: NormSet) -> Norm:
    return Norm(row.joint, row.physical, row.first_days, row.last_days, row.source)
