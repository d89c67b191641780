"""What a card on a board says."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from ui.widgets.sign import NO_SIGN, Sign


@dataclass(frozen=True, slots=True)
class Card:
    """One card: who, where, how it stands, what is missing, how long, and whose it is.

    ``foot`` is like «31 dagen · VZ3B», ``short`` like «3 d» for the one line of a ``compact``
    card, ``owner`` the name behind the ``initials``.
    """

    id: Hashable
    lane: str
    title: str
    subtitle: str = ""
    state: Sign = NO_SIGN
    missing: Sign = NO_SIGN
    foot: str = ""
    initials: str = ""
    owner: str = ""
    short: str = ""
    compact: bool = False

    @property
    def spoken(self) -> str:
        """The card in one sentence for a screen reader."""
        words = (self.title, self.subtitle, self.state.text, self.missing.text, self.foot, self.owner)
        return ", ".join(word for word in words if word)
