"""What both sides of a meldwijzer share: the words in the school's own terms, and how roomy a side is set."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.clean import Runs, marked
from app.documents.data import MeldwijzerData
from app.documents.marks import SMALLEST_QR
from app.documents.nodes import Node
from app.documents.press import Press

OUT = 6.0  # points: how far the cards reach out, so that what they hold lines up with the text


@dataclass(frozen=True, slots=True)
class Density:
    """How roomy a page is set.

    The ``scale`` of its text, the size of its ``qr`` codes, whether it has lines for ``notes``, and
    whether the two groups of helpers stand ``beside`` each other instead of one below the other.
    """

    scale: float
    qr: float = SMALLEST_QR
    notes: bool = True
    beside: bool = False


class Wording:
    """The texts of one meldwijzer, with the names that its school uses."""

    def __init__(self, press: Press, data: MeldwijzerData) -> None:
        self.press, self.data, self.texts = press, data, data.texts
        self._fields = {**data.texts.words, **data.words, "school": data.school}

    def marked(self, text: str) -> Runs:
        """A text as it stands on the paper."""
        return marked(text, **self._fields)

    def section(self) -> Node:
        """A new part of the structure."""
        return self.press.root.child("Sect")
