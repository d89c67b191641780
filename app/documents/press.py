"""The press: one paper from its first node to its last byte."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.archive import Meta
from app.documents.data import Options, PaperWarning, Rendered, WarningKind
from app.documents.fonts import Face, load
from app.documents.inks import BODY, LEAD, Inks, Style, amount
from app.documents.nodes import Node
from app.documents.scripts import RIGHT_TO_LEFT
from app.documents.sheets import Rect
from app.documents.tags import TaggedCanvas
from app.documents.typeset import Line, Typesetter
from app.text import plural, translate

_POINTS = 18.0
_LARGE = _POINTS / BODY.size
_SLACK = 0.5  # points: less is rounding, not overflow


@dataclass(frozen=True, slots=True)
class Area:
    """A place on the page, in points; ``top`` is measured from the foot of the page."""

    x: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top - self.height

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def rect(self) -> Rect:
        return (self.x, self.bottom, self.right, self.top)

    def inset(self, left: float, top: float, right: float, bottom: float) -> Area:
        """The place that is left within these margins."""
        return Area(self.x + left, self.top - top, self.width - left - right, self.height - top - bottom)

    def below(self, used: float) -> Area:
        """What is left under the first ``used`` points."""
        return Area(self.x, self.top - used, self.width, self.height - used)


class Press:
    """Holds the canvas, the inks and the structure of one paper, and hears what does not fit."""

    def __init__(self, size: tuple[float, float], options: Options, meta: Meta) -> None:
        self.size = size
        self.options = options
        self.root = Node("Document")
        self.canvas = TaggedCanvas(size, self.root, meta, options.date, load(Face.REGULAR))
        self.inks = Inks(mono=options.mono)
        self.setter = Typesetter()
        self.language = meta.language
        self.from_right = meta.language in RIGHT_TO_LEFT
        """Whether the paper is read from right to left: columns change places then, and lines end at the left."""
        self.page = 1
        self.codes: list[Area] = []
        """Where the codes to scan stand on this page."""
        self._warnings: list[PaperWarning] = []
        self._bookmarks = 0

    def larger(self, style: Style) -> Style:
        """``style`` as this paper sets it: in large print its text has 18 points.

        What is large already grows less, or a heading would not fit its page; so does what stands in tables and
        charts, which would not fit its columns.
        """
        if not self.options.large:
            return style
        return style.scaled(_LARGE if style.size <= LEAD.size else 1 + (_LARGE - 1) / 3)

    def running(self, style: Style) -> Style:
        """The same for running text, which is never smaller than 18 points in large print."""
        set_ = self.larger(style)
        return set_.scaled(max(1.0, _POINTS / set_.size)) if self.options.large else set_

    @property
    def lower(self) -> float:
        """How much lower a mark beside a line of text stands than in normal print."""
        return (self.larger(BODY).leading - BODY.leading) / 2

    def turn(self, to: int | None = None) -> None:
        """End this page and begin the next, or the one with the number ``to``."""
        self.canvas.end_page(self.page, self.size)
        self.page = self.canvas.last_page + 1 if to is None else to
        self.codes = []

    def begin(self, size: tuple[float, float], language: str) -> None:
        """Begin another paper in the same file, on a page of its own; what is painted from here on belongs to it."""
        if self.root.parent is not None:
            self.turn()
        self.root = (self.root.parent or self.root).child("Part")
        self.root.language = self.language = language
        self.from_right = language in RIGHT_TO_LEFT
        self.canvas.resize(size)
        self.size = size

    def finish(self) -> Rendered:
        """End the last page and the paper."""
        self.canvas.end_page(self.page, self.size)
        if self.setter.unknown:
            self._warnings.append(self._unknown_characters())
        pdf = self.canvas.close(booklet=self.options.booklet)
        return Rendered(pdf, tuple(self._warnings), self.canvas.sheets, self.options.code)

    def set_lines(
        self,
        lines: Sequence[Line],
        style: Style,
        x: float,
        top: float,
        *,
        right: float | None = None,
        ends: bool = False,
    ) -> None:
        """Paint ``lines`` under ``top`` from ``x``, or against ``right``; the caller has opened their node.

        With ``ends`` another text of the same node follows.
        """
        told: list[str] = ["BT", self.inks.code(style.ink)]
        baseline, font = top - style.size, ""
        for number, line in enumerate(lines, start=1):
            told.append(f"1 0 0 1 {amount(x if right is None else right - line.width)} {amount(baseline)} Tm")
            for place, piece in enumerate(line.pieces, start=1):
                # A real space ends the line, or a reader would join its last word to the next.
                spaced = place == len(line.pieces) and (ends or number < len(lines)) and not line.joined
                for chosen, shown in self.canvas.in_font(piece.font, f"{piece.text} " if spaced else piece.text):
                    told.append(shown if chosen == font else f"{chosen} {amount(style.size)} Tf {shown}")
                    font = chosen
            baseline -= style.leading
        self.canvas.write(" ".join([*told, "ET"]))

    def bookmark(self, node: Node, title: str, x: float, top: float) -> None:
        """List ``node`` in the bookmarks of the file, at this place."""
        self._bookmarks += 1
        node.bookmark = f"b{self._bookmarks}"
        node.title = title
        node.page = self.page
        self.canvas.mark_place(node.bookmark, x, top)

    def overflow(self, where: str, too_much: float, area: Area, leading: float) -> None:
        """Say that ``where`` is ``too_much`` points too high for ``area``, in lines of ``leading`` points."""
        if too_much <= _SLACK:
            return
        lines = math.ceil(too_much / leading)
        how_many = plural(lines, translate("Paper", "{n} regel te lang"), translate("Paper", "{n} regels te lang"))
        text = translate("Paper", "{where}: deze tekst is {amount}.").format(where=where, amount=how_many)
        self._warnings.append(PaperWarning(WarningKind.OVERFLOW, text, where, self.page, lines, area.rect))

    def _unknown_characters(self) -> PaperWarning:
        text = translate("Paper", "Deze tekens kan het papier niet zetten; er staat een vraagteken: {characters}")
        return PaperWarning(WarningKind.CHARACTERS, text.format(characters=" ".join(sorted(self.setter.unknown))))
