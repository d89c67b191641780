"""The rounds that were held, beside each other by who decided: an honest count, and no proof of cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import ZONE
from app.entities.refused import RefusedPlace
from app.entities.rounds import Proposal, Round, RoundOffer
from app.matching.keeping import read_answer, unpacked
from app.queries.matching import REVEALED
from app.queries.matching_input import latest_proposal, standing_choices
from app.terms.matching import Variant
from app.text import translate

_LOW, _HIGH = 400, 700
_FEW = 30


@dataclass(frozen=True, slots=True)
class VariantRow:
    """The rounds of one variant together.

    ``chosen``: how many of the placed got what was chosen; ``low``, ``middle`` and ``high``: placed students below 400
    points, up to 700, and from there; ``worst``: the band of points of whoever is worst off, from and how many;
    ``refused``: places of these rounds that a company refused afterwards. ``few`` when one student more or less
    already changes the picture.
    """

    variant: Variant
    rounds: int
    students: int
    placed: int
    chosen: int
    low: int
    middle: int
    high: int
    worst: tuple[int, int] | None
    refused: int

    @property
    def few(self) -> bool:
        """Whether there are too few students to say more than what happened."""
        return self.students < _FEW


def compared_rounds(session: Session) -> tuple[VariantRow, ...]:
    """The rounds with two signatures by variant, in the order of the variants; those for one student stay out."""
    held: dict[Variant, list[tuple[Round, Proposal]]] = defaultdict(list)
    for about in session.scalars(select(Round).where(Round.state.in_(REVEALED), Round.only_id.is_(None))):
        proposal = latest_proposal(session, about.id)
        if proposal is not None:
            held[about.variant].append((about, proposal))
    refused = _refused(session, [about for rounds in held.values() for about, _ in rounds])
    return tuple(_row(session, variant, held[variant], refused) for variant in Variant if variant in held)


def worst_words(row: VariantRow) -> str:
    """Who is worst off, as points and a number of students."""
    if row.worst is None:
        return ""
    points, count = row.worst
    one, many = translate("Matching", "1 vanaf {points} punten"), translate("Matching", "{n} vanaf {points} punten")
    return (one if count == 1 else many).format(n=count, points=points)


def caution(rows: Sequence[VariantRow]) -> str:
    """What these numbers do not say."""
    words = translate(
        "Matching",
        "Past goed is 700 punten of meer, slecht is onder 400. Niemand is door loting over de varianten verdeeld: "
        "andere opleidingen en perioden spelen mee, dus dit bewijst niet welke beter is.",
    )
    few = [row.variant.label for row in rows if row.few]
    if few:
        small = translate("Matching", "Te klein voor een oordeel, minder dan 30 studenten: {names}.")
        words = f"{words} {small.format(names=', '.join(few))}"
    return words


def _row(
    session: Session, variant: Variant, held: Sequence[tuple[Round, Proposal]], refused: dict[UUID, int]
) -> VariantRow:
    points: dict[int, int] = defaultdict(int)
    for _about, proposal in held:
        matching = read_answer(unpacked(proposal.answer))
        for band, count in enumerate(matching.bands):
            if count:
                points[band * matching.options.band_width] += count
    worst = min(points, default=None)
    chosen = sum(
        row.student_id is not None and row.offer_id is not None
        for about, _ in held
        for row in standing_choices(session, about.id)
    )
    return VariantRow(
        variant,
        len(held),
        sum(proposal.students for _, proposal in held),
        sum(proposal.placed for _, proposal in held),
        chosen,
        _between(points.items(), 0, _LOW),
        _between(points.items(), _LOW, _HIGH),
        _between(points.items(), _HIGH, None),
        None if worst is None else (worst, points[worst]),
        sum(refused.get(about.id, 0) for about, _ in held),
    )


def _between(points: Iterable[tuple[int, int]], least: int, most: int | None) -> int:
    return sum(count for start, count in points if least <= start and (most is None or start < most))


def _refused(session: Session, held: Sequence[Round]) -> dict[UUID, int]:
    """How many refusals came after each round about a place that was in it; each counts for the latest such round."""
    offers: dict[UUID, set[UUID]] = defaultdict(set)
    for row in session.execute(select(RoundOffer.round_id, RoundOffer.offer_id)):
        offers[row.round_id].add(row.offer_id)
    found: dict[UUID, int] = defaultdict(int)
    latest_first = sorted(held, key=lambda about: about.opened_at, reverse=True)
    for refusal in session.scalars(select(RefusedPlace).where(RefusedPlace.offer_id.is_not(None))):
        for about in latest_first:
            began = about.opened_at.astimezone(ZONE).date() <= refusal.refused_on
            if began and about.period_id == refusal.period_id and refusal.offer_id in offers[about.id]:
                found[about.id] += 1
                break
    return found
