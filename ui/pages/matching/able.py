"""What can be done with the round in view, and what comes first."""

from __future__ import annotations

from collections.abc import Mapping

from app.queries.matching import RoundDetail
from app.queries.matching_choices import ChooserRow
from app.queries.matching_review import ReviewRow
from app.terms.matching import RoundState, Variant, Verdict

COMPLETE, CRITERIA, CHOICES, PROPOSAL, REVIEW, SIGN, PUBLISH = (
    "complete",
    "criteria",
    "choices",
    "proposal",
    "review",
    "sign",
    "publish",
)
_ON = {
    RoundState.OPEN: COMPLETE,
    RoundState.FROZEN: PROPOSAL,
    RoundState.PROPOSED: REVIEW,
    RoundState.SIGNED: SIGN,
    RoundState.AGREED: PUBLISH,
    RoundState.PLACED: PUBLISH,
    RoundState.CLOSED: PROPOSAL,
}
_OVER = {RoundState.AGREED, RoundState.PLACED, RoundState.CLOSED}
_SHOWN = 3


def step_of(about: RoundDetail) -> str:
    """The step where a round is."""
    choosing = about.row.variant is not Variant.DIRECT and bool(about.other_part)
    return CHOICES if about.state is RoundState.FROZEN and choosing else _ON[about.state]


def running(about: RoundDetail | None) -> bool:
    """Whether a round can still change."""
    return about is not None and about.state not in _OVER


def able(
    about: RoundDetail | None, step: str, candidate: ReviewRow | None, chooser: ChooserRow | None
) -> Mapping[str, bool]:
    """Whether each action can be done now; ``candidate`` and ``chooser`` are whom the step has in view."""
    if about is None:
        return {**dict.fromkeys(_OF_A_ROUND, False), "new": True}
    proposal, goes = about.proposal, running(about)
    ready = goes and bool(about.editions) and bool(about.other_part)
    again = step in {CHOICES, PROPOSAL, REVIEW} or (proposal is not None and proposal.stale)
    revealed = dict.fromkeys(("letters", "invitations", "letter_text", "invitation_text", "accounts"), about.revealed)
    return {
        "new": False,
        "back": True,
        "close": goes,
        "freeze": goes and step in {COMPLETE, CRITERIA},
        "lottery": goes and bool(about.editions) and proposal is None,
        "solve": ready and again,
        "check": proposal is not None,
        "sign": goes and proposal is not None and not proposal.stale and step == SIGN,
        "paper": about.state is RoundState.SIGNED and step == SIGN,
        "place": about.state is RoundState.AGREED and step == PUBLISH,
        "protocol": proposal is not None,
        **revealed,
        **_judging(candidate if goes and step == REVIEW else None),
        **_choosing(chooser if ready and step == CHOICES else None),
    }


def _judging(row: ReviewRow | None) -> Mapping[str, bool]:
    placed = row is not None and row.offer_id is not None
    decided = row is not None and row.verdict in {Verdict.PIN, Verdict.VETO}
    return {"agree": placed, "pin": row is not None, "veto": placed, "release": decided}


def _choosing(row: ChooserRow | None) -> Mapping[str, bool]:
    open_ = row is not None and row.choice is None
    shown = 0 if row is None else len(row.shown)
    return {
        **{f"choose_{at}": open_ and at <= shown for at in range(1, _SHOWN + 1)},
        "choose_none": open_,
        "sheet": open_ and bool(shown),
        "choose_again": row is not None and not open_,
    }


def first(about: RoundDetail | None, step: str, *, chosen: bool) -> str:
    """The action that comes first; empty for none. ``chosen``: everybody chose who has something to choose from."""
    if about is None:
        return "new"
    if about.state in _OVER:
        return "place" if about.state is RoundState.AGREED else ""
    if step in {COMPLETE, CRITERIA}:
        return "" if about.editions else "freeze"
    if step in {CHOICES, PROPOSAL} and not about.other_part:
        return "lottery"
    if step == PROPOSAL or (step == CHOICES and chosen and about.proposal is None):
        return "solve"
    stale = about.proposal is not None and about.proposal.stale
    return "solve" if stale and step in {CHOICES, REVIEW, SIGN} else ""


_OF_A_ROUND = (
    "back",
    "close",
    "freeze",
    "lottery",
    "solve",
    "check",
    "sign",
    "paper",
    "place",
    "protocol",
    "letters",
    "invitations",
    "letter_text",
    "invitation_text",
    "accounts",
    *_judging(None),
    *_choosing(None),
)
