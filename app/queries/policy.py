"""What the school decided, as it holds on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.entities.school import Policy
from app.resources import toml
from app.rules.norm import Norm
from app.rules.policies import LABEL, NO, TERM, known_policies, lines_of
from app.terms.goals import Goal

if TYPE_CHECKING:
    from app.matching import Criterion

_TALK = f"{TERM}talk"
_REASON = "reason."


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
    joint, physical, first = (int(decided[f"norm.{name}"]) for name in ("joint", "physical", "first_days"))
    return Norm(joint=joint, physical=physical, first_days=first)


def aims(session: Session, day: date) -> Mapping[Goal, int]:
    """What the school strives for by goal of the Stagepact, in percents; a goal without is left out."""
    decided = policies(session, day)
    wanted = {goal: int(decided[f"aim.{goal.value}"]) for goal in Goal}
    return {goal: percent for goal, percent in wanted.items() if percent}


def words(session: Session, day: date) -> Mapping[str, str]:
    """What the school says in another way in its texts, by field: words for people, and the term of a first talk."""
    decided = policies(session, day)
    found = {key.removeprefix(LABEL): value for key, value in decided.items() if key.startswith(LABEL)}
    talk = decided[_TALK]
    return found if talk == known_policies()[_TALK].default else {**found, "talk_days": talk}


def reasons(session: Session, day: date) -> Mapping[str, tuple[str, ...]]:
    """The reasons that the school offers to choose from, by what they are a reason for."""
    decided = policies(session, day)
    return {key.removeprefix(_REASON): lines_of(value) for key, value in decided.items() if key.startswith(_REASON)}


def criteria(session: Session, day: date) -> tuple[Criterion, ...]:
    """The criteria that a round of ``day`` starts from; a hard one that the school does not use is left out."""
    from app.matching.criteria import read_criteria

    decided = policies(session, day)
    rows = []
    for row in toml("rules", "matching.toml")["criterion"]:
        key = f"criterion.{row['key']}"
        if row.get("hard") and decided[key] == NO:
            continue
        said = {} if row.get("hard") else {"weight": int(decided[key])}
        if "stretch" in row:
            said["stretch"] = int(decided[f"{key}.stretch"])
        rows.append({**row, **said})
    return read_criteria(rows)
