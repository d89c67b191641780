"""The leerwensen of a klas in a period, to fill in one after another."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Group, Period
from app.queries.offer_forms import WishFormRow, wish_form
from app.rules.pipeline import ABSENT_STATES


@dataclass(frozen=True, slots=True)
class WishGridRow:
    """A student of the klas with their leerwens, empty where there is none yet."""

    student_id: UUID
    wish: WishFormRow


@dataclass(frozen=True, slots=True)
class WishGrid:
    """A klas and a period with everybody who takes part, by name."""

    group: str
    period_id: UUID
    period: str
    rows: tuple[WishGridRow, ...]


def wish_grid(session: Session, *, participation_id: UUID) -> WishGrid | None:
    """The klas of a student in the period of the card; ``None`` when the card is gone."""
    about = session.execute(
        select(Student.group_id, Group.code, Period.id, Period.name)
        .join(Participation, Participation.student_id == Student.id)
        .join(Period, Period.id == Participation.period_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(Participation.id == participation_id)
    ).one_or_none()
    if about is None:
        return None
    students = session.scalars(
        select(Student.id)
        .join(Participation, Participation.student_id == Student.id)
        .where(
            Participation.period_id == about.id,
            Participation.state.not_in(ABSENT_STATES),
            Student.group_id.is_(None) if about.group_id is None else Student.group_id == about.group_id,
        )
        .order_by(Student.sort_key, Student.id)
    ).all()
    found = ((key, wish_form(session, student_id=key, period_id=about.id)) for key in students)
    return WishGrid(
        about.code or "", about.id, about.name, tuple(WishGridRow(key, wish) for key, wish in found if wish is not None)
    )
