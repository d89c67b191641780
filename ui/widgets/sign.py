"""A state as a word with an icon and a tone: the one way in which a state is shown."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme import Tone


@dataclass(frozen=True, slots=True)
class Sign:
    """A word, the icon beside it (a name of ``resources/icons``, may be empty) and its tone."""

    text: str
    icon: str = ""
    tone: Tone = Tone.PLAIN


NO_SIGN = Sign("")
