"""What to mind about a card in a list: the same reasons as on Vandaag, shortened to a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.queries.attention import attention
from app.queries.pipeline import CardFacts


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A word with its icon; ``rank`` orders reasons, the most urgent first."""

    word: str
    icon: str
    overdue: bool
    rank: int


def matters(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
    known: Mapping[UUID, CardFacts] | None = None,
) -> Mapping[UUID, tuple[MatterRow, ...]]:
    """Of each participation in view that has them, its open matters, the most urgent first.

    ``known`` are facts that the caller has already.
    """
    groups = attention(
        session, today=today, period_id=period_id, programme_id=programme_id, group_id=group_id, known=known
    )
    found: dict[UUID, list[MatterRow]] = defaultdict(list)
    for rank, group in enumerate(groups):
        for row in group.rows:
            if row.participation_id is not None:
                found[row.participation_id].append(MatterRow(group.title, group.icon, row.overdue, rank))
    return {key: tuple(sorted(rows, key=urgency)) for key, rows in found.items()}


def urgency(row: MatterRow) -> tuple[bool, int]:
    """What comes first: a day that has passed, then the order of the reasons."""
    return not row.overdue, row.rank
