"""What school and company agreed about money for a student: it is kept, and never keeps anybody from a place."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.entities.placement import Placement
from app.errors import Refusal
from app.store.work import Work, undoable
from app.terms.company import Allowance, Answer, TravelProduct
from app.terms.steps import Deed
from app.text import translate


@dataclass(frozen=True, slots=True)
class AllowanceDraft:
    """An agreement about money as a person types it in; ``None`` for costs that nobody asked about."""

    allowance: Allowance
    cents: int | None = None
    reason: str | None = None
    costs_covered: tuple[str, ...] | None = None
    costs_refused: tuple[str, ...] | None = None
    contract: Answer = Answer.UNKNOWN
    product: TravelProduct = TravelProduct.UNKNOWN


@undoable(Deed.AGREE_ALLOWANCE)
def agree_allowance(work: Work, *, placement_id: UUID, draft: AllowanceDraft, seen: int | None = None) -> None:
    """Keep what was agreed about money: an amount, or none with the reason why, and which costs are covered."""
    placement = work.get(Placement, placement_id, seen=seen)
    if draft.allowance is Allowance.AMOUNT and draft.cents is None:
        raise Refusal(translate("Allowances", "Hoeveel is de vergoeding?"), field="cents")
    if draft.allowance is Allowance.NONE and not (draft.reason or "").strip():
        raise Refusal(translate("Allowances", "Schrijf op waarom er geen vergoeding is."), field="reason")
    placement.allowance = draft.allowance
    placement.allowance_cents = draft.cents if draft.allowance is Allowance.AMOUNT else None
    placement.allowance_reason = (draft.reason or "").strip() if draft.allowance is Allowance.NONE else None
    placement.costs_covered, placement.costs_refused = draft.costs_covered, draft.costs_refused
    placement.contract, placement.travel_product = draft.contract, draft.product
