"""What a company or a student chose in a round where they choose: of what was shown, when, and why in a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.clock import ZONE
from app.commands.matching import drop_signatures, running_round
from app.entities.rounds import Round, RoundChoice, RoundOffer, RoundStudent
from app.errors import Refusal
from app.queries.matching_choices import ChooserRow, choosers
from app.queries.matching_input import latest_edition
from app.store.work import Work, undoable
from app.terms.matching import CHOSE, CHOSE_NONE, ChoiceReason, RoundState, Variant
from app.terms.steps import Deed
from app.text import translate


@dataclass(frozen=True, slots=True)
class ChoiceDraft:
    """Who chose, and what: a student (``alias``) an offer, or the place ``slot`` of an offer a candidate.

    The chosen one is absent when it was none of what was shown.
    """

    alias: str | None
    offer_id: UUID | None
    reason: ChoiceReason
    chosen_on: date
    slot: int = 1


@undoable(Deed.RECORD_CHOICE)
def record_choice(work: Work, *, round_id: UUID, draft: ChoiceDraft) -> None:
    """Record what somebody chose of what they were shown, or open the choice again; every word stays."""
    about = running_round(work, round_id)
    edition = latest_edition(work.session, about.id)
    if about.variant is Variant.DIRECT or edition is None:
        raise Refusal(translate("Matching", "In deze ronde kiest niemand: de criteria beslissen."))
    chooser = _chooser(work, about, draft)
    again = draft.reason is ChoiceReason.WITHDRAWN
    if again and chooser.choice is None:
        raise Refusal(translate("Matching", "Hier is nog niets gekozen."))
    if not again:
        _judge(about, chooser, draft)
        frozen = edition.frozen_at.astimezone(ZONE).date()
        if not frozen <= draft.chosen_on <= work.today:
            text = translate("Matching", "De keuze is van na het vastzetten van de criteria, en niet van later dan nu.")
            raise Refusal(text, field="chosen_on")
    student, offer = _rows(work, about, draft)
    last = select(func.max(RoundChoice.n)).where(RoundChoice.round_id == about.id)
    work.add(
        RoundChoice(
            round_id=about.id,
            n=1 + (work.session.scalar(last) or 0),
            student_id=None if student is None else student.id,
            offer_id=None if offer is None else offer.id,
            slot=draft.slot,
            shown=() if again else _shown(work, about, chooser),
            reason=draft.reason,
            chosen_on=draft.chosen_on,
            decided_at=work.now,
            decided_by=work.actor,
        )
    )
    drop_signatures(work, about.id)
    if about.state is RoundState.SIGNED:
        about.state = RoundState.PROPOSED


def _chooser(work: Work, about: Round, draft: ChoiceDraft) -> ChooserRow:
    wanted = (draft.alias, None, 1) if about.variant is Variant.STUDENT else ("", draft.offer_id, draft.slot)
    for row in choosers(work.session, about.id, today=work.today):
        if row.key == wanted:
            return row
    raise Refusal(translate("Matching", "Die kiest niet mee in deze ronde."))


def _judge(about: Round, chooser: ChooserRow, draft: ChoiceDraft) -> None:
    """Only what is shown can be chosen, once, and for a reason that goes with it."""
    if chooser.choice is not None:
        raise Refusal(translate("Matching", "Hier is al gekozen. Zet die keuze eerst weer open."))
    by_student = about.variant is Variant.STUDENT
    chosen = draft.offer_id if by_student else draft.alias
    if chosen is not None and chosen not in {row.offer_id if by_student else row.alias for row in chooser.shown}:
        raise Refusal(translate("Matching", "Kies uit wat er getoond is, of geen van deze."))
    reasons = CHOSE_NONE if chosen is None else CHOSE
    if draft.reason not in reasons[about.variant]:
        raise Refusal(translate("Matching", "Deze reden hoort niet bij die keuze."), field="reason")


def _rows(work: Work, about: Round, draft: ChoiceDraft) -> tuple[RoundStudent | None, RoundOffer | None]:
    student = work.session.scalar(
        select(RoundStudent).where(RoundStudent.round_id == about.id, RoundStudent.alias == draft.alias)
    )
    offer = work.session.scalar(
        select(RoundOffer).where(RoundOffer.round_id == about.id, RoundOffer.offer_id == draft.offer_id)
    )
    return student, offer


def _shown(work: Work, about: Round, chooser: ChooserRow) -> tuple[str, ...]:
    """The tokens of what was shown."""
    if about.variant is Variant.STUDENT:
        rows = select(RoundOffer.offer_id, RoundOffer.token).where(RoundOffer.round_id == about.id)
        offers = {row.offer_id: row.token for row in work.session.execute(rows)}
        return tuple(offers[row.offer_id] for row in chooser.shown)
    known = select(RoundStudent.alias, RoundStudent.token).where(RoundStudent.round_id == about.id)
    students = {row.alias: row.token for row in work.session.execute(known)}
    return tuple(students[row.alias] for row in chooser.shown)
