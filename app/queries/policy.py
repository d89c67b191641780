"""What the school decided, as it holds on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.entities.school import Policy
from app.rules.norm import Norm


def policies(session: Session, day: date) -> Mapping[str, str]:
    """Every decision that holds on ``day``, by key; the latest where two overlap."""
    rows = session.execute(
        select(Policy.key, Policy.value)
        .where(Policy.valid_from <= day, or_(Policy.valid_until.is_(None), Policy.valid_until >= day))
        .order_by(Policy.valid_from, Policy.id)
    )
    return {row.key: row.value for row in rows}


def norm(session: Session, day: date) -> Norm:
    """The contact norm that holds on ``day``; the default where the school decided nothing."""
    decided = policies(session, day)
    usual = Norm()
    return Norm(
        joint=int(decided.get("norm.joint", usual.joint)),
        physical=int(decided.get("norm.physical", usual.physical)),
    )
