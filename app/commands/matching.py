"""A matching round, step by step: open, freeze, propose and judge."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import func, select

from app.entities.placement import Participation
from app.entities.programme import Period, Programme
from app.entities.rounds import (
    CriteriaEdition,
    Proposal,
    Round,
    RoundOffer,
    RoundSignature,
    RoundStudent,
    RoundVerdict,
)
from app.errors import Refusal
from app.matching.criteria import Criterion, fingerprint
from app.matching.keeping import criteria_rows, digest, packed
from app.matching.running import Solved
from app.queries.matching_input import asked, latest_edition, latest_proposal
from app.queries.matching_market import field, programme_of
from app.queries.matching_words import conflict_words
from app.queries.policy import criteria
from app.store.codes import ALPHABET
from app.store.work import Work, final, undoable
from app.terms.matching import RoundState, Variant, Verdict
from app.terms.steps import Deed
from app.text import fold, translate

Draw: TypeAlias = Callable[[int], bytes]
"""Gives so many random bytes."""

_SHORTEST_REASON = 8
_SHORTEST_PART = 6
_DECIDED = {RoundState.AGREED, RoundState.PLACED, RoundState.CLOSED}
_NEEDS_OFFER = {Verdict.AGREE, Verdict.PIN, Verdict.VETO}
_NEEDS_REASON = {Verdict.PIN, Verdict.VETO, Verdict.RELEASE}


@undoable(Deed.OPEN_ROUND)
def open_round(
    work: Work,
    *,
    programme_id: UUID,
    period_id: UUID,
    variant: Variant = Variant.DIRECT,
    draw: Draw = secrets.token_bytes,
) -> UUID:
    """Open a round for a programme in a period, unless one runs already; ``draw`` is where chance comes from."""
    return _opened(work, programme_id, period_id, None, draw, variant)


@undoable(Deed.OPEN_ROUND)
def open_round_for(work: Work, *, participation_id: UUID, draw: Draw = secrets.token_bytes) -> UUID:
    """Open a round for one student who looks for a place, by the same criteria and the same way as any other."""
    participation = work.get(Participation, participation_id)
    programme_id = programme_of(work.session, participation.id)
    if programme_id is None:
        raise Refusal(translate("Matching", "Van deze student is nog geen opleiding bekend."))
    there = field(work.session, programme_id=programme_id, period_id=participation.period_id, today=work.today)
    taker = next(row for row in there.students if row.participation_id == participation.id)
    if taker.aside is not None:
        raise Refusal(translate("Matching", "Niet in een ronde: {reason}.").format(reason=taker.aside.label))
    return _opened(work, programme_id, participation.period_id, participation.id, draw)


def _opened(  # noqa: PLR0917 - what a round is, in the order of its row
    work: Work,
    programme_id: UUID,
    period_id: UUID,
    only_id: UUID | None,
    draw: Draw,
    variant: Variant = Variant.DIRECT,
) -> UUID:
    programme, period = work.get(Programme, programme_id), work.get(Period, period_id)
    running = select(Round.id).where(
        Round.programme_id == programme.id,
        Round.period_id == period.id,
        Round.state.not_in([RoundState.PLACED, RoundState.CLOSED]),
    )
    if work.session.scalar(running):
        raise Refusal(translate("Matching", "Voor deze opleiding en periode loopt al een ronde."), field="programme")
    made = Round(
        code=_code(draw, 8),
        programme_id=programme.id,
        period_id=period.id,
        only_id=only_id,
        variant=variant,
        opened_at=work.now,
        opened_by=work.actor,
        state=RoundState.OPEN,
    )
    work.add(made)
    work.session.flush()
    return made.id


@dataclass(frozen=True, slots=True)
class CriteriaDraft:
    """What a team decides about the criteria: the weight of each soft one by key, and the width of a quality band."""

    weights: tuple[tuple[str, int], ...] = ()
    band_width: int = 100


@final(Deed.FREEZE_CRITERIA)
def freeze_criteria(
    work: Work,
    *,
    round_id: UUID,
    draft: CriteriaDraft | None = None,
    reason: str | None = None,
    draw: Draw = secrets.token_bytes,
) -> None:
    """Freeze the criteria, draw a token for everyone and everything that takes part, and the school's part of the seed.

    Freezing again makes another edition, and needs a reason. What was proposed before stays in the record.
    """
    about = running_round(work, round_id)
    before = latest_edition(work.session, about.id)
    if before is not None and len((reason or "").strip()) < _SHORTEST_REASON:
        raise Refusal(translate("Matching", "Schrijf op waarom de criteria anders worden."), field="reason")
    wanted = draft or CriteriaDraft()
    frozen = _weighed(criteria(work.session, work.today), wanted)
    edition = 1 if before is None else before.edition + 1
    work.add(
        CriteriaEdition(
            round_id=about.id,
            edition=edition,
            criteria=json.dumps(criteria_rows(frozen), ensure_ascii=True, sort_keys=True),
            band_width=wanted.band_width,
            digest=fingerprint(frozen),
            reason=None if before is None else (reason or "").strip(),
            frozen_at=work.now,
            frozen_by=work.actor,
        )
    )
    _draw_tokens(work, about, draw)
    if about.own_part is None:
        about.own_part = draw(16).hex()
    about.state = RoundState.FROZEN
    drop_signatures(work, about.id)


@undoable(Deed.GIVE_OTHER_PART)
def give_other_part(work: Work, *, round_id: UUID, part: str, giver: str) -> None:
    """Record the second part of the lottery's seed, and who gave it; it stays once there is a proposal."""
    about = running_round(work, round_id)
    if about.state is RoundState.OPEN:
        raise Refusal(translate("Matching", "Zet eerst de criteria vast."))
    if latest_proposal(work.session, about.id) is not None:
        raise Refusal(translate("Matching", "Er is al een voorstel. De loting ligt daarom vast."), field="part")
    if len(part.strip()) < _SHORTEST_PART:
        raise Refusal(translate("Matching", "Neem zes tekens of meer."), field="part")
    if not giver.strip() or fold(giver) == fold(work.actor):
        text = translate("Matching", "Laat iemand anders het tweede deel kiezen, en vul die naam in.")
        raise Refusal(text, field="giver")
    about.other_part, about.other_from = part.strip(), giver.strip()


@undoable(Deed.KEEP_PROPOSAL)
def keep_proposal(work: Work, *, round_id: UUID, inputs: str, solved: Solved) -> int:
    """Keep what the matching answered; only when it is proven, and nothing changed while it was thinking."""
    about = running_round(work, round_id)
    edition = latest_edition(work.session, about.id)
    if edition is None:
        raise Refusal(translate("Matching", "Zet eerst de criteria vast."))
    if solved.conflict is not None:
        raise Refusal(conflict_words(solved.conflict))
    if solved.faults:
        raise Refusal(translate("Matching", "De controle keurt dit voorstel af. Het is niet bewaard."))
    if asked(work.session, about.id, today=work.today).inputs != inputs:
        text = translate("Matching", "Er is intussen iets gewijzigd. Maak het voorstel opnieuw.")
        raise Refusal(text)
    before = latest_proposal(work.session, about.id)
    number = 1 if before is None else before.number + 1
    work.add(
        Proposal(
            round_id=about.id,
            number=number,
            edition=edition.edition,
            inputs=packed(inputs),
            inputs_digest=digest(inputs),
            answer=packed(solved.answer),
            answer_digest=digest(solved.answer),
            students=solved.students,
            placed=solved.placed,
            total=solved.total,
            made_at=work.now,
            made_by=work.actor,
        )
    )
    about.state = RoundState.PROPOSED
    drop_signatures(work, about.id)
    return number


@undoable(Deed.DECIDE_MATCH)
def decide_match(
    work: Work,
    *,
    round_id: UUID,
    alias: str,
    verdict: Verdict,
    offer_id: UUID | None = None,
    reason: str | None = None,
) -> None:
    """Agree with a match, pin or veto one with a reason, or set a student free again; every word stays."""
    about = running_round(work, round_id)
    proposal = latest_proposal(work.session, about.id)
    if proposal is None:
        raise Refusal(translate("Matching", "Er is nog geen voorstel om over te oordelen."))
    student = work.session.scalar(
        select(RoundStudent).where(RoundStudent.round_id == about.id, RoundStudent.alias == alias)
    )
    if student is None:
        raise Refusal(translate("Matching", "Deze kandidaat zit niet in de ronde."))
    offer = work.session.scalar(
        select(RoundOffer).where(RoundOffer.round_id == about.id, RoundOffer.offer_id == offer_id)
    )
    if offer is None and verdict in _NEEDS_OFFER:
        raise Refusal(translate("Matching", "Kies eerst de stageplaats waar het om gaat."))
    if verdict in _NEEDS_REASON and len((reason or "").strip()) < _SHORTEST_REASON:
        raise Refusal(translate("Matching", "Schrijf in een paar woorden waarom."), field="reason")
    last = select(func.max(RoundVerdict.n)).where(RoundVerdict.round_id == about.id)
    work.add(
        RoundVerdict(
            round_id=about.id,
            n=1 + (work.session.scalar(last) or 0),
            student_id=student.id,
            offer_id=None if offer is None else offer.id,
            verdict=verdict,
            reason=(reason or "").strip() or None,
            proposal=proposal.number,
            decided_at=work.now,
            decided_by=work.actor,
        )
    )
    if verdict is not Verdict.AGREE:
        drop_signatures(work, about.id)
        about.state = RoundState.PROPOSED


@undoable(Deed.CLOSE_ROUND)
def close_round(work: Work, *, round_id: UUID) -> None:
    """Stop a round; its record stays."""
    running_round(work, round_id).state = RoundState.CLOSED


def running_round(work: Work, round_id: UUID) -> Round:
    """A round that can still change."""
    about = work.get(Round, round_id)
    if about.state in _DECIDED:
        raise Refusal(translate("Matching", "Deze ronde is klaar en verandert niet meer."))
    return about


def _weighed(listed: Iterable[Criterion], draft: CriteriaDraft) -> tuple[Criterion, ...]:
    """The criteria with the weights of the team; at least one soft criterion counts."""
    weights = dict(draft.weights)
    if any(weight < 0 for weight in weights.values()):
        raise Refusal(translate("Matching", "Een gewicht is nul of meer."), field="weights")
    weighed = tuple(
        each if each.hard else replace(each, weight=weights.get(each.key.value, each.weight)) for each in listed
    )
    if not any(each.weight for each in weighed):
        raise Refusal(translate("Matching", "Laat ten minste één criterium meewegen."), field="weights")
    return weighed


def _draw_tokens(work: Work, about: Round, draw: Draw) -> None:
    """A random token for every student and offer that takes part and has none yet; by number, so never by name."""
    there = field(work.session, programme_id=about.programme_id, period_id=about.period_id, today=work.today)
    students = _known(work, select(RoundStudent.participation_id).where(RoundStudent.round_id == about.id))
    offers = _known(work, select(RoundOffer.offer_id).where(RoundOffer.round_id == about.id))
    aliases = set(work.session.scalars(select(RoundStudent.alias).where(RoundStudent.round_id == about.id)))
    for taker in sorted(there.taking, key=lambda taker: taker.number):
        if about.only_id not in {None, taker.participation_id}:
            continue
        if taker.participation_id not in students:
            alias = _alias(draw)
            while alias in aliases:
                alias = _alias(draw)
            aliases.add(alias)
            token = draw(16).hex()
            work.add(RoundStudent(round_id=about.id, participation_id=taker.participation_id, token=token, alias=alias))
    for offer in sorted(there.offered, key=lambda offer: offer.number):
        if offer.offer_id not in offers:
            work.add(RoundOffer(round_id=about.id, offer_id=offer.offer_id, token=draw(16).hex()))


def _known(work: Work, wanted: object) -> frozenset[UUID]:
    found: Iterable[UUID] = work.session.scalars(wanted)  # type: ignore[call-overload]  # one column
    return frozenset(found)


def drop_signatures(work: Work, round_id: UUID) -> None:
    """Take back what was signed: something else is proposed now, or will be."""
    for signature in work.session.scalars(select(RoundSignature).where(RoundSignature.round_id == round_id)):
        work.session.delete(signature)


def _alias(draw: Draw) -> str:
    return f"{_code(draw, 4)}-{_code(draw, 2)}"


def _code(draw: Draw, signs: int) -> str:
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in draw(signs))
