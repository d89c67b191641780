"""One supervisor takes over from another, wholly and in one step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.entities.base import Entity
from app.entities.company import Company
from app.entities.people import Supervisor
from app.entities.placement import Placement
from app.errors import Refusal
from app.rules.pipeline import SIDE_STATES
from app.store.work import Work, undoable
from app.terms.pipeline import State
from app.terms.steps import Deed
from app.text import translate

_PLACED = {"placement_id", "supervisor_id"}


@undoable(Deed.TRANSFER_GUIDANCE)
def transfer_guidance(
    work: Work, *, from_id: UUID, to_id: UUID, placement_ids: tuple[UUID, ...] | None = None
) -> tuple[UUID, ...]:
    """Give the students of one supervisor to another: all who are on their way, or only those of ``placement_ids``.

    The companies that turn to the one turn to the other from now on. What is over stays with who guided it
    then. Gives the placements that went over.
    """
    leaving, taking = work.get(Supervisor, from_id), work.get(Supervisor, to_id)
    if leaving.id == taking.id:
        raise Refusal(translate("Transfer", "Kies iemand anders dan wie overdraagt."), field="to_id")
    if not taking.active:
        raise Refusal(translate("Transfer", "Deze begeleider is niet meer actief."), field="to_id")
    wanted = (
        select(Placement)
        .where(Placement.supervisor_id == leaving.id, Placement.state.not_in([*SIDE_STATES, State.COMPLETED]))
        .order_by(Placement.id)
    )
    moving = [row for row in work.session.scalars(wanted).all() if placement_ids is None or row.id in placement_ids]
    if not moving:
        raise Refusal(translate("Transfer", "Er is niemand om over te dragen."), field="placement_ids")
    for placement in moving:
        placement.supervisor_id = taking.id
    _take_along(work, leaving.id, taking.id, {placement.id for placement in moving})
    work.session.flush()
    everybody = work.session.scalars(wanted).first() is None
    for company in work.session.scalars(select(Company).where(Company.contact_id == leaving.id).order_by(Company.id)):
        if everybody or company.id in {placement.company_id for placement in moving}:
            company.contact_id, company.contact_hours = taking.id, None
    return tuple(placement.id for placement in moving)


def _take_along(work: Work, from_id: UUID, to_id: UUID, placement_ids: set[UUID]) -> None:
    """What is planned with the one at these placements goes to the other; what is promised stays with its placement."""
    for mapper in sorted(Entity.registry.mappers, key=lambda one: str(one.local_table)):
        kind: Any = mapper.class_
        if not set(mapper.columns.keys()) >= _PLACED:
            continue
        planned = select(kind).where(kind.supervisor_id == from_id).order_by(kind.id)
        for row in work.session.scalars(planned).all():
            past = getattr(row, "day", None)
            if row.placement_id in placement_ids and (past is None or past >= work.today):
                row.supervisor_id = to_id
