"""Deciding about norms for talks: for some placements, for one, and where a talk cannot be held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.entities.norm import ImpossibleTalk, NormSet, PromisedTalks
from app.entities.placement import Placement
from app.entities.programme import Programme
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.pipeline import Moment
from app.terms.school import Path
from app.terms.steps import Deed
from app.text import translate

_MOST = 12
_SHORTEST_REASON = 8


@dataclass(frozen=True, slots=True)
class NormSetDraft:
    """A norm for some placements, as somebody decides it."""

    programme_id: UUID | None
    path: Path | None
    shorter_than: int | None
    joint: int
    physical: int
    first_days: int
    last_days: int
    valid_from: date
    valid_until: date | None
    source: str


@undoable(Deed.KEEP_NORM_SET)
def keep_norm_set(work: Work, *, draft: NormSetDraft, norm_set_id: UUID | None = None, seen: int | None = None) -> UUID:
    """Decide a norm for some placements, or change one; it needs its source."""
    _check(draft)
    if draft.programme_id is not None:
        work.get(Programme, draft.programme_id)
    if norm_set_id is None:
        row = NormSet(valid_from=draft.valid_from, joint=0, physical=0, first_days=0, last_days=0)
        work.add(row)
    else:
        row = work.get(NormSet, norm_set_id, seen=seen)
    row.programme_id, row.path, row.shorter_than = draft.programme_id, draft.path, draft.shorter_than
    row.joint, row.physical = draft.joint, draft.physical
    row.first_days, row.last_days = draft.first_days, draft.last_days
    row.valid_from, row.valid_until = draft.valid_from, draft.valid_until
    row.source, row.decided_by = draft.source.strip(), work.actor
    work.session.flush()
    return row.id


@undoable(Deed.REMOVE_NORM_SET)
def remove_norm_set(work: Work, *, norm_set_id: UUID) -> None:
    """Let the usual norm hold again for these placements."""
    work.session.delete(work.get(NormSet, norm_set_id))


@undoable(Deed.PROMISE_TALKS)
def promise_talks(work: Work, *, placement_id: UUID, joint: int, physical: int) -> None:
    """Record how many talks the agreement of a placement promises; none takes the promise away."""
    placement = work.get(Placement, placement_id)
    if not 0 <= physical <= joint <= _MOST:
        raise Refusal(translate("Contact", "Niet meer bezoeken dan gesprekken, en hoogstens twaalf."), field="joint")
    row = work.session.scalar(select(PromisedTalks).where(PromisedTalks.placement_id == placement.id))
    if joint == 0:
        if row is not None:
            work.session.delete(row)
        return
    if row is None:
        row = PromisedTalks(placement_id=placement.id, joint=joint, physical=physical)
        work.add(row)
    row.joint, row.physical = joint, physical


@undoable(Deed.DECLARE_IMPOSSIBLE)
def declare_impossible(work: Work, *, placement_id: UUID, moment: Moment, reason: str) -> None:
    """Record why a talk cannot be held; the placement stays short of the norm. No words take it back."""
    placement = work.get(Placement, placement_id)
    same = select(ImpossibleTalk).where(ImpossibleTalk.placement_id == placement.id, ImpossibleTalk.moment == moment)
    row = work.session.scalar(same)
    words = reason.strip()
    if not words:
        if row is not None:
            work.session.delete(row)
        return
    if len(words) < _SHORTEST_REASON:
        raise Refusal(translate("Contact", "Schrijf in een paar woorden waarom het niet kan."), field="reason")
    if row is None:
        row = ImpossibleTalk(
            placement_id=placement.id, moment=moment, reason=words, decided_by=work.actor, decided_on=work.today
        )
        work.add(row)
    row.reason, row.decided_by, row.decided_on = words, work.actor, work.today


@undoable(Deed.PROMISE_TALKS)
def keep_own_norm(
    work: Work, *, placement_id: UUID, joint: int, physical: int, moment: Moment | None, reason: str
) -> None:
    """Record both for one placement: what its agreement promises, and the talk that cannot be held, if any."""
    promise_talks.run(work, placement_id=placement_id, joint=joint, physical=physical)
    if moment is not None:
        same = select(ImpossibleTalk.id).where(ImpossibleTalk.placement_id == placement_id)
        if not reason.strip() and work.session.scalar(same.where(ImpossibleTalk.moment == moment)) is None:
            raise Refusal(translate("Contact", "Schrijf in een paar woorden waarom het niet kan."), field="reason")
        declare_impossible.run(work, placement_id=placement_id, moment=moment, reason=reason)


def _check(draft: NormSetDraft) -> None:
    if not 0 <= draft.physical <= draft.joint <= _MOST:
        raise Refusal(translate("Contact", "Niet meer bezoeken dan gesprekken, en hoogstens twaalf."), field="physical")
    if draft.valid_until is not None and draft.valid_until < draft.valid_from:
        raise Refusal(translate("Contact", "De laatste dag ligt voor de eerste dag."), field="valid_until")
    if not draft.source.strip():
        raise Refusal(translate("Contact", "Waar staat deze norm? Noem het besluit of de gids."), field="source")
    if (draft.programme_id, draft.path, draft.shorter_than) == (None, None, None):
        text = translate("Contact", "Voor welke stages is dit? Kies een opleiding, een leerweg of een lengte.")
        raise Refusal(text, field="programme_id")
