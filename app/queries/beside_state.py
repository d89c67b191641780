"""What is known beside the state of a card: the student system, a shortage that was told, steps taken all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.placement import Override, Participation, Placement
from app.queries.masking import PersonName, Private
from app.rules.pipeline import guards, system_status_of
from app.terms.pipeline import SystemStatus


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """A step that was taken although ``lacked`` was missing, and why."""

    lacked: str
    reason: Private
    decided_at: datetime
    decided_by: PersonName


@dataclass(frozen=True, slots=True)
class BesideState:
    """``said`` is what the student system has, ``wanted`` what it should have; ``None`` where it need not know."""

    said: SystemStatus | None
    wanted: SystemStatus | None
    shortage_told_on: date | None
    overrides: tuple[OverrideRow, ...]


def beside_state(session: Session, *, participation_id: UUID, placement_id: UUID | None) -> BesideState | None:
    """The same for one card, the latest step first; ``None`` when it is gone."""
    card = session.execute(
        select(Participation.id, Participation.shortage_told_on).where(Participation.id == participation_id)
    ).one_or_none()
    if card is None:
        return None
    placement = session.execute(
        select(Placement.state, Placement.system_status).where(Placement.id == placement_id)
    ).one_or_none()
    words = {guard.key: guard.label for guard in guards()}
    rows = session.execute(
        select(Override.guard, Override.reason, Override.decided_at, Override.decided_by)
        .where(Override.participation_id == participation_id)
        .order_by(Override.decided_at.desc(), Override.id.desc())
    )
    return BesideState(
        None if placement is None else placement.system_status,
        None if placement is None else system_status_of(placement.state),
        card.shortage_told_on,
        tuple(OverrideRow(words.get(row.guard, row.guard), row.reason, row.decided_at, row.decided_by) for row in rows),
    )
