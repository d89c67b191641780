"""A company that refuses the student whom the school placed: what is kept of it, and who weighs the reason."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.commands.pipeline import end_placement
from app.entities.placement import Participation, Placement
from app.entities.refused import RefusedPlace
from app.errors import Refusal
from app.rules.pipeline import lane_of
from app.store.work import Work, undoable
from app.terms.company import RefusalKind
from app.terms.pipeline import Lane, State
from app.terms.steps import Deed
from app.text import translate

_BEFORE_START = (Lane.PROPOSAL, Lane.PAPERS)


@undoable(Deed.RECORD_REFUSAL)
def record_refusal(work: Work, *, placement_id: UUID, kind: RefusalKind, refused_on: date) -> UUID:
    """End a placement because its company refuses the student, and keep how the reason weighs.

    What was said belongs in Meldingen (``leave_note``), and this row does not tell whom it was about.
    """
    placement = work.get(Placement, placement_id)
    if lane_of(placement.state, placement.last_day, work.today) not in _BEFORE_START:
        text = translate("Refusals", "Weigeren kan alleen voor de start. Beëindig anders de plaatsing.")
        raise Refusal(text)
    if refused_on > work.today:
        raise Refusal(translate("Refusals", "Deze dag moet nog komen."), field="refused_on")
    reason = translate("Refusals", "Het leerbedrijf neemt de plaatsing niet aan")
    end_placement.run(work, placement_id=placement.id, state=State.COMPANY_WITHDREW, ended_on=refused_on, reason=reason)
    row = RefusedPlace(
        company_id=placement.company_id,
        offer_id=placement.offer_id,
        period_id=work.get(Participation, placement.participation_id).period_id,
        reason_kind=kind,
        refused_on=refused_on,
        recorded_by=work.actor,
    )
    work.add(row)
    work.session.flush()
    return row.id


@undoable(Deed.WEIGH_REFUSAL)
def weigh_refusal(work: Work, *, refused_place_id: UUID, kind: RefusalKind, cleared: bool) -> None:
    """Record how somebody weighs the reason of a refusal, and whether its place may be filled again.

    A reason that counts always clears the place.
    """
    row = work.get(RefusedPlace, refused_place_id)
    row.reason_kind, row.cleared = kind, cleared or kind is RefusalKind.OBJECTIVE
    row.weighed_on, row.weighed_by = work.today, work.actor
