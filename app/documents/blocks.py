"""The parts of which pages are laid out: each knows its height for a width, and paints itself in an area.

Blocks are made in reading order and bound to their nodes when they are made; where they are painted makes
no difference to a reader. A block that is made and never painted leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.documents import drawing
from app.documents.clean import Runs, curtailed, plain, spoken
from app.documents.inks import BODY, FOOT, Style
from app.documents.nodes import Node
from app.documents.press import Area, Press
from app.documents.scripts import has_right_to_left
from app.documents.typeset import Line

_FEWEST = 2  # lines that may stand alone at the foot or the head of a page
_FOOT_FIRST, _FOOT_REST = 180, 48  # characters
_SCALES = (1.0, 0.96, 0.92, 0.88, 0.84)


class Block(Protocol):
    """A part of a page."""

    def height(self, width: float) -> float:
        """The height that it takes in ``width`` points."""

    def paint(self, area: Area) -> None:
        """Stand at the top of ``area``, or fill it where that is its nature."""


class Text:
    """Lines of text for a node, or of the furniture of the page when there is none.

    A ``url`` makes the whole text a link. ``balanced`` lines are about equally long.
    """

    def __init__(
        self,
        press: Press,
        node: Node | None,
        content: str | Runs,
        style: Style = BODY,
        *,
        url: str = "",
        balanced: bool = False,
        right: bool = False,
    ) -> None:
        self._press = press
        self._node = node.child("Link") if node and url else node
        self._runs = plain(content) if isinstance(content, str) else content
        self._style = press.running(style) if node else style
        self._url = url
        self._balanced = balanced
        self._right = right != press.from_right
        if self._node is not None and has_right_to_left(spoken(self._runs)):
            self._node.actual = f"{self._node.actual} {spoken(self._runs)}".strip()
        self._goes_on = False
        self._set: tuple[float, list[Line]] = (-1, [])

    def height(self, width: float) -> float:
        return len(self._lines(width)) * self._style.leading

    def width(self) -> float:
        """The width of the text on as few lines as it has."""
        return max((line.width for line in self._lines(10_000)), default=0.0)

    def paint(self, area: Area) -> None:
        lines = self._lines(area.width)
        if not lines:
            return
        with self._press.canvas.tag(self._node) if self._node else self._press.canvas.artifact():
            right = area.right if self._right else None
            self._press.set_lines(lines, self._style, area.x, area.top, right=right, ends=self._goes_on)
        if self._url and self._node:
            width = max(line.width for line in lines)
            left = area.right - width if self._right else area.x
            reach = Area(left, area.top, width, len(lines) * self._style.leading)
            self._press.canvas.hyperlink(self._node, self._url, reach.rect, spoken(self._runs))

    def split(self, width: float, height: float) -> tuple[Text | None, Text | None]:
        """The lines that fit in ``height``, and the rest; never a single line of either."""
        lines = self._lines(width)
        fitting = min(int(height // self._style.leading), len(lines) - _FEWEST)
        if fitting < _FEWEST:
            return None, self
        return self._with(width, lines[:fitting], goes_on=True), self._with(width, lines[fitting:])

    def _with(self, width: float, lines: list[Line], *, goes_on: bool = False) -> Text:
        """The same text, of which only these lines."""
        part = object.__new__(Text)
        part.__dict__.update(self.__dict__)
        part._set, part._goes_on = (width, lines), goes_on
        return part

    def _lines(self, width: float) -> list[Line]:
        known, lines = self._set
        if known != width:
            setter = self._press.setter
            make = setter.balanced if self._balanced else setter.lines
            lines = make(self._runs, self._style.face, self._style.size, width)
            self._set = (width, lines)
        return lines


class Heading(Text):
    """A heading of ``level`` 1 to 6, which is also listed in the bookmarks of the file."""

    def __init__(
        self, press: Press, node: Node, level: int, content: str | Runs, style: Style, *, balanced: bool = False
    ) -> None:
        self.heading = node.child(f"H{level}")
        super().__init__(press, self.heading, content, style, balanced=balanced)

    @property
    def words(self) -> str:
        """What it says."""
        return spoken(self._runs)

    def split(self, _width: float, _height: float) -> tuple[Text | None, Text | None]:
        """Nothing: a heading stays whole."""
        return None, self

    def paint(self, area: Area) -> None:
        self._press.bookmark(self.heading, self.words, area.x, area.top)
        super().paint(area)


def paragraph(
    press: Press, node: Node, content: str | Runs, style: Style = BODY, *, url: str = "", balanced: bool = False
) -> Text:
    """A paragraph of its own under ``node``."""
    return Text(press, node.child("P"), content, style, url=url, balanced=balanced)


class Gap:
    """White space."""

    def __init__(self, height: float) -> None:
        self._height = height

    def height(self, _width: float) -> float:
        return self._height

    def paint(self, area: Area) -> None:
        """Nothing: it is white."""


class Stack:
    """Blocks under each other, ``gap`` apart, or up to ``most`` apart when the area has room to spare."""

    def __init__(self, blocks: Sequence[Block], gap: float = 0, most: float = 0) -> None:
        self._blocks = blocks
        self._gap = gap
        self._most = max(gap, most)

    def height(self, width: float) -> float:
        return sum(block.height(width) for block in self._blocks) + self._gap * max(0, len(self._blocks) - 1)

    def paint(self, area: Area) -> None:
        between = max(1, len(self._blocks) - 1)
        spare = max(0.0, area.height - self.height(area.width))
        gap = min(self._most, self._gap + spare / between)
        top = area.top
        for block in self._blocks:
            height = block.height(area.width)
            block.paint(Area(area.x, top, area.width, height))
            top -= height + gap


class Columns:
    """Blocks beside each other; a column without a width shares what the others leave."""

    def __init__(self, cells: Sequence[tuple[float | None, Block]], gap: float, *, middle: bool = False) -> None:
        self._cells = cells
        self._gap = gap
        self._middle = middle

    def height(self, width: float) -> float:
        widths = self._widths(width)
        return max(block.height(each) for each, (_, block) in zip(widths, self._cells, strict=True))

    def paint(self, area: Area) -> None:
        x = area.x
        whole = min(area.height, self.height(area.width)) if self._middle else area.height
        for width, (_, block) in zip(self._widths(area.width), self._cells, strict=True):
            down = (whole - block.height(width)) / 2 if self._middle else 0
            block.paint(Area(x, area.top - down, width, whole - 2 * down))
            x += width + self._gap

    def _widths(self, width: float) -> list[float]:
        free = width - self._gap * (len(self._cells) - 1) - sum(fixed for fixed, _ in self._cells if fixed is not None)
        sharing = sum(fixed is None for fixed, _ in self._cells)
        return [free / sharing if fixed is None else fixed for fixed, _ in self._cells]


def beside(press: Press, cells: Sequence[tuple[float | None, Block]], gap: float, *, middle: bool = False) -> Block:
    """Columns in the order of reading: from the right in a language that is read so.

    In large print, columns of text stand under each other.
    """
    if press.options.large and all(width is None for width, _block in cells):
        return Stack([block for _width, block in cells], gap)
    return Columns(cells[::-1] if press.from_right else cells, gap, middle=middle)


class Inset:
    """A block within margins at its sides and above it; a negative ``side`` lets it reach out of its column."""

    def __init__(self, block: Block, side: float, above: float = 0) -> None:
        self._block = block
        self._side = side
        self._above = above

    def height(self, width: float) -> float:
        return self._block.height(width - 2 * self._side) + self._above

    def paint(self, area: Area) -> None:
        self._block.paint(area.inset(self._side, self._above, self._side, 0))


class Panel:
    """A coloured card around a block; it fills its area. On paper without colour it has an edge instead."""

    def __init__(
        self, press: Press, block: Block, fill: str, *, pad: float = 16, radius: float = 12, hatched: bool = False
    ) -> None:
        self._press = press
        self._block = block
        self._fill = fill
        self._pad = pad
        self._radius = radius
        self._hatched = hatched

    def height(self, width: float) -> float:
        return self._block.height(width - 2 * self._pad) + 2 * self._pad

    def paint(self, area: Area) -> None:
        mono = self._press.inks.mono and self._fill.startswith("soft")
        drawing.box(
            self._press,
            area,
            fill=self._fill,
            stroke="line" if mono or self._fill == "card" else "",
            radius=self._radius,
        )
        if self._hatched and mono:
            drawing.hatched_edge(self._press, area, self._radius)
        self._block.paint(area.inset(self._pad, self._pad, self._pad, self._pad))


def item(node: Node) -> Node:
    """The body of a new item of the list ``node``."""
    return node.child("LI").child("LBody")


def bullets(node: Node) -> Node:
    """A new list whose items are marked by an icon, a box or a dot."""
    return node.child("L", attributes="/O/List/ListNumbering/None")


def whose(school: str, number: int) -> str:
    """The name of the school at the foot of page ``number``: whole on the first, else shortened."""
    return curtailed(school, _FOOT_FIRST if number == 1 else _FOOT_REST)


def footer(press: Press, area: Area, left: Runs, right: str) -> None:
    """The foot of a page, which a screen reader skips: whose the paper is, and which page of when."""
    page = Text(press, None, right, FOOT, right=True)
    page.paint(area)
    used = page.width() + 16
    Text(press, None, left, FOOT).paint(area.inset(used, 0, 0, 0) if press.from_right else area.inset(0, 0, used, 0))


def place(press: Press, block: Block, area: Area, where: str, leading: float = BODY.leading) -> None:
    """Let ``block`` fill ``area``; say it, in lines of ``leading``, when it does not fit."""
    height = block.height(area.width)
    press.overflow(where, height - area.height, area, leading)
    block.paint(Area(area.x, area.top, area.width, max(height, area.height)))


def stand(block: Block, area: Area) -> float:
    """Paint ``block`` at the top of ``area`` in the height that it needs, and return that."""
    height = block.height(area.width)
    block.paint(Area(area.x, area.top, area.width, height))
    return height


def fitted(press: Press, make: Callable[[float], Block], area: Area, where: str, leading: float = BODY.leading) -> None:
    """Place what ``make`` gives for the largest scale at which it fits, or for the smallest when none does."""
    for scale in _SCALES:
        block = make(scale)
        if block.height(area.width) <= area.height:
            break
    place(press, block, area, where, leading)
