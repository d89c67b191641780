"""Pages that were painted and the sheets on which they come to stand: one by one, or two by two in a booklet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.documents.nodes import Node

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the lower left corner of the page."""

_PAINTS = frozenset({"S", "s", "f", "f*", "F", "B", "B*", "b", "b*", "Do", "sh", "EI"})
_MCID = re.compile(r"(?<=/MCID )\d+")


class UntaggedText(RuntimeError):  # noqa: N818 - named after what it finds on the paper
    """A document painted text that no node of its structure holds: a screen reader would not hear it."""


class Open(str):
    """Code that begins marked content."""

    __slots__ = ()


class Close(str):
    """Code that ends marked content."""

    __slots__ = ()


@dataclass(slots=True)
class Content:
    """Something painted: marked content ``mcid`` or an ``annotation``, on the ``page`` of a sheet once it has one."""

    mcid: int = 0
    annotation: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A place that leads elsewhere: to a ``url``, or to the bookmark of a ``target`` in the same file."""

    node: Node
    content: Content
    rect: Rect
    says: str
    url: str = ""
    target: Node | None = None


@dataclass(slots=True)
class PaintedPage:
    """A page that was painted, and does not stand on a sheet yet."""

    size: tuple[float, float]
    code: list[str] = field(default_factory=list)
    owners: list[Node] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    bookmarks: list[tuple[str, float, float]] = field(default_factory=list)

    def on_sheet(self, name: str, right: float, before: int) -> list[str]:
        """The code of the page, so far to the ``right`` on the sheet ``name``, after so many other contents."""
        for content in self.contents:
            content.page = name
            content.mcid += before
        if not right and not before:
            return self.code
        code = [
            Open(_MCID.sub(lambda found: str(int(found[0]) + before), piece)) if isinstance(piece, Open) else piece
            for piece in self.code
        ]
        return [f"q 1 0 0 1 {right:.4f} 0 cm", *code, "Q"]


def folded(pages: Sequence[PaintedPage]) -> Iterator[tuple[PaintedPage | None, PaintedPage | None]]:
    """The sides of the sheets of a booklet, of which the last page lies beside the first."""
    white: list[PaintedPage | None] = [None] * (-len(pages) % 4)
    all_ = [*pages, *white]
    for side in range(len(all_) // 2):
        outer, inner = all_[len(all_) - 1 - side], all_[side]
        if outer or inner:
            yield (inner, outer) if side % 2 else (outer, inner)


def with_artifacts(code: list[str]) -> Iterator[str]:
    """``code`` of a page with every painting outside a tag wrapped as an artifact."""
    depth = 0
    loose: list[str] = []
    for piece in code:
        if not depth and not isinstance(piece, Open):
            loose.append(piece)
            continue
        yield from _artifact(loose)
        loose = []
        depth += isinstance(piece, Open) - isinstance(piece, Close)
        yield piece
    yield from _artifact(loose)


def _artifact(code: list[str]) -> list[str]:
    for piece in code:
        if piece.startswith("BT") and " Tj" in piece:
            raise UntaggedText(f"text outside the structure: {piece[:80]!r}")
    paints = any(piece.rsplit(None, 1)[-1] in _PAINTS for piece in code if piece.strip())
    return ["/Artifact BMC", *code, "EMC"] if paints else code
