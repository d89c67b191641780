"""The end of a matching round: two people sign, and the matches go to the board."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.commands.finding import propose
from app.commands.matching import running_round
from app.entities.rounds import Round, RoundSignature
from app.errors import Refusal
from app.queries.matching import paper_code
from app.queries.matching_input import digest_of, latest_edition, latest_proposal
from app.queries.matching_names import matches
from app.queries.matching_record import unsigned
from app.queries.matching_review import judged
from app.store.work import Work, final, undoable
from app.terms.matching import RoundState, SignedHow
from app.terms.steps import Deed
from app.text import fold, translate


@final(Deed.SIGN_ROUND)
def sign_round(work: Work, *, round_id: UUID, name: str | None = None, code: str | None = None) -> None:
    """Sign the proposal that holds: as oneself, or for somebody who signed on paper, by the code of that paper.

    Two different people sign; then the names may be seen. Whoever signs with their own passphrase has judged all.
    """
    about = running_round(work, round_id)
    proposal, edition = latest_proposal(work.session, about.id), latest_edition(work.session, about.id)
    if proposal is None or edition is None or proposal.edition != edition.edition:
        raise Refusal(translate("Matching", "Er is nog geen voorstel met deze criteria."))
    if unsigned(work.session, about.id):
        raise Refusal(translate("Matching", "Er is anders beslist dan in dit voorstel. Maak eerst een nieuw voorstel."))
    stamp = digest_of(proposal, edition.digest)
    how = SignedHow.UNLOCKED if name is None else SignedHow.PAPER
    who = work.actor if name is None else name.strip()
    _judge_name(work, about, who)
    if how is SignedHow.PAPER:
        _judge_paper(work, about, who, code, stamp)
    elif left := judged(work.session, about.id, work.actor).open:
        text = translate("Matching", "Beoordeel eerst iedereen; er zijn er nog {n} open.")
        raise Refusal(text.format(n=left))
    work.add(
        RoundSignature(
            round_id=about.id,
            proposal=proposal.number,
            name=who,
            how=how,
            digest=stamp,
            signed_at=work.now,
            recorded_by=work.actor,
        )
    )
    about.state = RoundState.AGREED if about.state is RoundState.SIGNED else RoundState.SIGNED


def _judge_name(work: Work, about: Round, who: str) -> None:
    signed = work.session.scalars(select(RoundSignature.name).where(RoundSignature.round_id == about.id))
    if not who:
        raise Refusal(translate("Matching", "Wie heeft het blad getekend?"), field="name")
    if fold(who) in {fold(each) for each in signed}:
        raise Refusal(translate("Matching", "Deze persoon heeft al getekend. Er is een tweede nodig."), field="name")


def _judge_paper(work: Work, about: Round, who: str, code: str | None, stamp: str) -> None:
    if about.state is not RoundState.SIGNED:
        raise Refusal(translate("Matching", "Teken eerst zelf. De tweede handtekening mag op papier."))
    if fold(who) == fold(work.actor):
        raise Refusal(translate("Matching", "De tweede handtekening is van iemand anders."), field="name")
    if "".join(sign for sign in (code or "").upper() if sign.isalnum()) != paper_code(stamp).replace("-", ""):
        raise Refusal(translate("Matching", "Dit is niet de code van het blad bij dit voorstel."), field="code")


@undoable(Deed.PLACE_ROUND)
def place_round(work: Work, *, round_id: UUID) -> int:
    """Put every match on the board as a proposed placement; refuses when a student has a place by now."""
    about = work.get(Round, round_id)
    if about.state is not RoundState.AGREED:
        raise Refusal(translate("Matching", "Eerst tekenen twee mensen. Daarna gaan de matches naar het bord."))
    done = 0
    for match in matches(work.session, about.id):
        if match.offer_id is None or match.company_id is None:
            continue
        try:
            propose.run(
                work, participation_id=match.participation_id, company_id=match.company_id, offer_id=match.offer_id
            )
        except Refusal as refusal:
            raise Refusal(f"{match.name}: {refusal}") from refusal
        done += 1
    about.state = RoundState.PLACED
    return done
