"""What a pair says on one line of a comparison, as a cell with its colour."""

from __future__ import annotations

from app.queries.matching_words import Standing, Told
from ui.theme import Tone
from ui.widgets.comparison import Cell

_TONES = {
    Standing.GOOD: Tone.INFO,
    Standing.SO_SO: Tone.ATTENTION,
    Standing.BAD: Tone.DANGER,
    Standing.UNKNOWN: Tone.PLAIN,
}
_MOST = 1000


def cell(each: Told) -> Cell:
    """The words, how good that is, and the bar."""
    return Cell(each.text, _TONES[each.standing], None if each.share < 0 else each.share / _MOST)
