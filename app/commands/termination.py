"""Ending a placement before its time, with all that goes with it, in one step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.commands.pipeline import end_placement
from app.commands.recording import record_hours
from app.entities.loose_end import LooseEnd
from app.entities.placement import Placement
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.pipeline import State
from app.terms.steps import Deed
from app.terms.termination import LooseEndKind
from app.text import translate


@dataclass(frozen=True, slots=True)
class Termination:
    """How a placement ended, how many minutes were worked there, and what is left to do.

    What somebody wants to keep confidential has no place here, for anybody.
    """

    state: State
    ended_on: date
    reason: str
    minutes_done: int | None = None
    loose_ends: frozenset[LooseEndKind] = frozenset()


@undoable(Deed.END_PLACEMENT)
def terminate(work: Work, *, placement_id: UUID, draft: Termination) -> None:
    """End a placement before its time; its student is on the board again, and what is left to do is kept."""
    placement = work.get(Placement, placement_id)
    if draft.state is State.ENDED_EARLY and draft.ended_on < placement.first_day:
        raise Refusal(translate("Termination", "De laatste dag ligt voor de eerste dag."), field="ended_on")
    end_placement.run(work, placement_id=placement.id, state=draft.state, ended_on=draft.ended_on, reason=draft.reason)
    if draft.minutes_done is not None:
        record_hours.run(work, placement_id=placement.id, minutes=draft.minutes_done)
    known = set(work.session.scalars(select(LooseEnd.kind).where(LooseEnd.placement_id == placement.id)))
    for kind in LooseEndKind:
        if kind in draft.loose_ends and kind not in known:
            work.add(LooseEnd(placement_id=placement.id, kind=kind, since=work.today))


@undoable(Deed.TIE_OFF)
def tie_off(work: Work, *, loose_end_ids: tuple[UUID, ...]) -> None:
    """Record that these were seen to today."""
    for key in loose_end_ids:
        end = work.get(LooseEnd, key)
        if end.done_on is None:
            end.done_on = work.today
