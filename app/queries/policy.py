"""What the school decided, as it holds on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.entities.school import Policy
from app.rules.norm import Norm
from app.rules.policies import known_policies

_LABEL = "label."


def policies(session: Session, day: date) -> Mapping[str, str]:
    """What holds on ``day`` of everything that can be decided, by key: the latest decision, or the default."""
    rows = session.execute(
        select(Policy.key, Policy.value)
        .where(Policy.valid_from <= day, or_(Policy.valid_until.is_(None), Policy.valid_until >= day))
        .order_by(Policy.valid_from, Policy.id)
    )
    defaults = {key: policy.default for key, policy in known_policies().items()}
    return defaults | {row.key: row.value for row in rows}


def norm(session: Session, day: date) -> Norm:
    """The contact norm that holds on ``day``."""
    decided = policies(session, day)
    return Norm(joint=int(decided["norm.joint"]), physical=int(decided["norm.physical"]))


def words(session: Session, day: date) -> Mapping[str, str]:
    """The words that the school uses for people, by the name of their field in a text."""
    return {key.removeprefix(_LABEL): value for key, value in policies(session, day).items() if key.startswith(_LABEL)}
