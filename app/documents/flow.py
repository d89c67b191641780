"""Blocks over pages: what does not fit goes on, whole where it can and split where it must."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from app.documents.blocks import Block
from app.documents.press import Area


@runtime_checkable
class Splittable(Block, Protocol):
    """A block that can stand on several pages."""

    def split(self, width: float, height: float) -> tuple[Block | None, Block | None]:
        """The part that fits in ``height``, and the rest; either may be missing."""


def pages_of(blocks: Iterable[Block], width: float, height: float, gap: float = 0) -> list[list[Block]]:
    """``blocks`` shared out over pages of ``width`` by ``height``, ``gap`` apart.

    A block that is higher than a page and cannot be split has a page of its own.
    """
    pages: list[list[Block]] = [[]]
    used = 0.0
    for block in blocks:
        rest: Block | None = block
        while rest is not None:
            between = gap if pages[-1] else 0.0
            needed = between + rest.height(width)
            if used + needed <= height:
                pages[-1].append(rest)
                used += needed
                break
            first, rest = _parted(rest, width, height - used - between, alone=not pages[-1])
            if first is not None:
                pages[-1].append(first)
            if rest is not None:
                pages.append([])
                used = 0.0
            else:
                used = height
    return pages


def _parted(block: Block, width: float, height: float, *, alone: bool) -> tuple[Block | None, Block | None]:
    if isinstance(block, Splittable):
        first, rest = block.split(width, height)
        if first is not None or not alone:
            return first, rest
    return (block, None) if alone else (None, block)


class Headed:
    """A block that never leaves its heading behind on the page before."""

    def __init__(self, heading: Block, body: Block) -> None:
        self._heading = heading
        self._body = body

    def height(self, width: float) -> float:
        return self._heading.height(width) + self._body.height(width)

    def paint(self, area: Area) -> None:
        used = self._heading.height(area.width)
        self._heading.paint(Area(area.x, area.top, area.width, used))
        self._body.paint(area.below(used))

    def split(self, width: float, height: float) -> tuple[Block | None, Block | None]:
        """The heading with the first part of the body, and the rest of the body."""
        if not isinstance(self._body, Splittable):
            return None, self
        first, rest = self._body.split(width, height - self._heading.height(width))
        return (None, self) if first is None else (Headed(self._heading, first), rest)


class Flowing:
    """Blocks close under each other, which go on on the next page where this one is full."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    def height(self, width: float) -> float:
        return sum(block.height(width) for block in self._blocks)

    def paint(self, area: Area) -> None:
        top = area.top
        for block in self._blocks:
            height = block.height(area.width)
            block.paint(Area(area.x, top, area.width, height))
            top -= height

    def split(self, width: float, height: float) -> tuple[Block | None, Block | None]:
        """The blocks that fit in ``height``, and the rest."""
        used = 0.0
        for at, block in enumerate(self._blocks):
            needed = block.height(width)
            if used + needed > height:
                kept, rest = list(self._blocks[:at]), list(self._blocks[at:])
                if isinstance(block, Splittable):
                    first, second = block.split(width, height - used)
                    kept += [] if first is None else [first]
                    rest[:1] = [] if second is None else [second]
                return Flowing(kept) if kept else None, Flowing(rest)
            used += needed
        return self, None
