"""Which cards of the board are wanted: the filters that stay in sight, and the words typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.queries.board import CardRow
from app.terms.board import BoardFilter
from app.terms.pipeline import Lane, State
from app.text import fold

_SOON = timedelta(weeks=3)
_BEFORE_START = frozenset({Lane.SEEKING, Lane.PROPOSAL, Lane.PAPERS})


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a card must have: every filter and every word, one of the supervisors, one of the ways beside the road.

    A place that the student found is such a way, though its filter is one of ``filters``.
    """

    filters: frozenset[BoardFilter] = frozenset()
    supervisors: frozenset[UUID] = frozenset()
    sides: frozenset[State] = frozenset()
    text: str = ""

    def keep(self, cards: Iterable[CardRow], today: date) -> tuple[CardRow, ...]:
        """The cards that pass; where no way beside the road is asked for only those on the board."""
        words, plain = fold(self.text).split(), self.filters - {BoardFilter.SELF_FOUND}
        return tuple(
            card
            for card in cards
            if self._on_view(card)
            and all(_PASSES[wanted](card, today) for wanted in plain)
            and (not self.supervisors or card.supervisor_id in self.supervisors)
            and _has(card, words)
        )

    def _on_view(self, card: CardRow) -> bool:
        own = BoardFilter.SELF_FOUND in self.filters
        if self.sides or own:
            return (own and card.self_found) or not self.sides.isdisjoint({card.state, *card.ended})
        return card.lane is not None


def _starts_soon(card: CardRow, today: date) -> bool:
    return card.lane in _BEFORE_START and card.first_day <= today + _SOON


_PASSES: Mapping[BoardFilter, Callable[[CardRow, date], bool]] = {
    BoardFilter.ASKING: lambda card, _today: card.asking,
    BoardFilter.STARTS_SOON: _starts_soon,
    BoardFilter.SEEKING: lambda card, _today: card.lane is Lane.SEEKING,
    BoardFilter.LATE_CONTACT: lambda card, _today: card.late_contact,
    BoardFilter.MINOR: lambda card, _today: card.minor,
}


def _has(card: CardRow, words: list[str]) -> bool:
    if not words:
        return True
    folded = fold(f"{card.student} {card.where} {card.town} {card.group} {card.supervisor}")
    return all(word in folded for word in words)
