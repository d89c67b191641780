"""A matching round: who is in it by a random token, its frozen criteria, its proposals, and what people decided."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared, refers_to
from app.terms.matching import ChoiceReason, RoundState, SignedHow, Variant, Verdict


class Round(Shared, Entity):
    """A stagematching of one programme in one period; ``code`` stands on its papers.

    It is for everybody who looks for a place, or for one participation alone. ``variant`` says who decides.

    The lottery's seed has two parts: the school draws ``own_part`` when the criteria are frozen, and somebody else
    gives ``other_part`` afterwards.
    """

    __tablename__ = "matching_round"

    code: Mapped[str] = mapped_column(unique=True)
    programme_id: Mapped[UUID] = mapped_column(refers_to("programme.id"))
    period_id: Mapped[UUID] = mapped_column(refers_to("period.id"))
    only_id: Mapped[UUID | None] = mapped_column(refers_to("participation.id"), default=None)
    variant: Mapped[Variant] = mapped_column(default=Variant.DIRECT)
    state: Mapped[RoundState] = mapped_column(default=RoundState.OPEN)
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    own_part: Mapped[str | None] = mapped_column(default=None)
    other_part: Mapped[str | None] = mapped_column(default=None)
    other_from: Mapped[str | None] = mapped_column(default=None, info={"personal": True})


class CriteriaEdition(Shared, Entity):
    """The criteria of a round as they were frozen; another edition says why. Never changed."""

    __tablename__ = "criteria_edition"
    __table_args__ = (UniqueConstraint("round_id", "edition"),)

    round_id: Mapped[UUID] = mapped_column(refers_to("matching_round.id"))
    edition: Mapped[int]
    criteria: Mapped[str]
    band_width: Mapped[int]
    digest: Mapped[str]
    reason: Mapped[str | None] = mapped_column(default=None)
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[str]


class RoundStudent(Shared, Entity):
    """A student in a round, whom the matching knows by ``token`` alone and people by ``alias``."""

    __tablename__ = "round_student"
    __table_args__ = (UniqueConstraint("round_id", "participation_id"), UniqueConstraint("round_id", "alias"))

    round_id: Mapped[UUID] = mapped_column(refers_to("matching_round.id"))
    participation_id: Mapped[UUID] = mapped_column(refers_to("participation.id"), index=True)
    token: Mapped[str]
    alias: Mapped[str]


class RoundOffer(Shared, Entity):
    """An offer in a round, which the matching knows by ``token``."""

    __tablename__ = "round_offer"
    __table_args__ = (UniqueConstraint("round_id", "offer_id"),)

    round_id: Mapped[UUID] = mapped_column(refers_to("matching_round.id"))
    offer_id: Mapped[UUID] = mapped_column(refers_to("offer.id"), index=True)
    token: Mapped[str]


class Proposal(Shared, Entity):
    """An answer of the matching with all that it was made from, so that anyone can check it again. Never changed.

    ``inputs`` and ``answer`` are canonical texts, kept small; their digests go with the signatures.
    """

    __tablename__ = "matching_proposal"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    round_id: Mapped[UUID] = mapped_column(refers_to("matching_round.id"))
    number: Mapped[int]
    edition: Mapped[int]
    inputs: Mapped[str]
    inputs_digest: Mapped[str]
    answer: Mapped[str]
    answer_digest: Mapped[str]
    students: Mapped[int]
    placed: Mapped[int]
    total: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class RoundVerdict(Shared, Entity):
    """What somebody decided about a student; the last word of a person counts, and all words stay."""

    __tablename__ = "round_verdict"
    __table_args__ = (UniqueConstraint("round_id", "n"),)

    round_id: Mapped[UUID] = mapped_column(refers_to("matching_round.id"), index=True)
    n: Mapped[int]
    student_id: Mapped[UUID] = mapped_column(refers_to("round_student.id"))
    offer_id: Mapped[UUID | None] = mapped_column(refers_to("round_offer.id"), default=None)
    verdict: Mapped[Verdict]
    reason: Mapped[str | None] = mapped_column(default=None, info={"personal": True})
    proposal: Mapped[int]
    decided_at: Mapped[datetime]
    decided_by: Mapped[str]


class RoundChoice(Shared, Entity):
    """What a company or a student chose of what was shown to them; the last word counts, and all words stay.

    Who chooses is the student, or the place ``slot`` of the offer, by the round's variant; the other of the two is
    what was chosen, and absent when it was none. ``shown`` are the tokens of what there was to choose from.
    """

    __tablename__ = "round_choice"
    __table_args__ = (UniqueConstraint("round_id", "n"),)

    round_id: Mapped[UUID] = mapped_column(refers_to("matching_round.id"), index=True)
    n: Mapped[int]
    student_id: Mapped[UUID | None] = mapped_column(refers_to("round_student.id"), default=None)
    offer_id: Mapped[UUID | None] = mapped_column(refers_to("round_offer.id"), default=None)
    slot: Mapped[int] = mapped_column(default=1)
    shown: Mapped[tuple[str, ...]]
    reason: Mapped[ChoiceReason]
    chosen_on: Mapped[date]
    decided_at: Mapped[datetime]
    decided_by: Mapped[str]


class RoundSignature(Shared, Entity):
    """A signature under a proposal: by whom, how, and under which digest."""

    __tablename__ = "round_signature"
    __table_args__ = (UniqueConstraint("round_id", "name"),)

    round_id: Mapped[UUID] = mapped_column(refers_to("matching_round.id"))
    proposal: Mapped[int]
    name: Mapped[str] = mapped_column(info={"personal": True})
    how: Mapped[SignedHow]
    digest: Mapped[str]
    signed_at: Mapped[datetime]
    recorded_by: Mapped[str]
