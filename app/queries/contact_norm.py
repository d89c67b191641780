"""Which norm for talks each placement has: the school's sets, the usual norm, and what agreements promise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.entities.appointment import Appointment
from app.entities.norm import ImpossibleTalk, NormSet, PromisedTalks
from app.entities.programme import Programme
from app.queries.policy import norm
from app.rules.norm import (
    HeldTalk,
    Norm,
    NormRule,
    Standing,
    Subject,
    due_day,
    in_span,
    norm_for,
    span_of,
    standing,
)
from app.terms.contact import Stage
from app.terms.pipeline import Moment
from app.terms.school import Path


@dataclass(frozen=True, slots=True)
class NormBook:
    """Everything that decides about norms, asked once for many placements."""

    usual: Norm
    rules: tuple[NormRule, ...]
    promised: Mapping[UUID, tuple[int, int]]
    impossible: Mapping[UUID, frozenset[Moment]]
    planned: Mapping[UUID, date]
    """The last day for which a talk of a placement is planned."""

    def of(self, placement_id: UUID, about: Subject) -> Norm:
        """The norm of one placement."""
        return norm_for(self.rules, self.usual, about, self.promised.get(placement_id))

    def standing(self, placement_id: UUID, about: Subject, talks: Iterable[HeldTalk], today: date) -> Standing:
        """How one placement stands, by those of its talks that count now."""
        counted, norm = [one for one in talks if in_span(about, one.held_on, today)], self.of(placement_id, about)
        held = standing([one.talk for one in counted], norm)
        due = due_day(counted, span_of(about, today), norm, self.impossible.get(placement_id, ()))
        return replace(held, due=due, planned_on=self.planned.get(placement_id))


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
    cannot: dict[UUID, frozenset[Moment]] = {}
    for key, moment in session.execute(select(ImpossibleTalk.placement_id, ImpossibleTalk.moment)):
        cannot[key] = cannot.get(key, frozenset()) | {moment}
    to_come = session.execute(
        select(Appointment.placement_id, func.max(Appointment.day).label("day"))
        .where(Appointment.stage.in_((Stage.PROPOSED, Stage.AGREED)), Appointment.moment != Moment.EXTRA)
        .group_by(Appointment.placement_id)
    )
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
        cannot,
        {row.placement_id: row.day for row in to_come},
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
