"""Lines of a text of which some words lead elsewhere: each of those is a link of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from app.documents import drawing
from app.documents.inks import Style
from app.documents.nodes import Node
from app.documents.press import Press
from app.documents.typeset import Line

_UNDER = 1.4  # points that the line under a link stands below its letters


def leads(lines: Sequence[Line]) -> bool:
    """Whether any of the words is a link."""
    return any(piece.url for line in lines for piece in line.pieces)


def set_linked(press: Press, node: Node, lines: Sequence[Line], style: Style, place: tuple[float, float]) -> None:
    """Paint ``lines`` of ``node`` from ``place`` on; links are underlined, for colour alone says nothing."""
    (x, top), before, holder = place, "", node
    for number, line in enumerate(lines, start=1):
        left = x
        stretches = [(url, tuple(pieces)) for url, pieces in groupby(line.pieces, key=lambda piece: piece.url)]
        for stretch, (url, pieces) in enumerate(stretches, start=1):
            if url != before:  # a link that goes on on the next line is still the same
                before, holder = url, node.child("Link") if url else node
            width = sum(piece.width for piece in pieces) * style.size
            last = stretch == len(stretches) and number < len(lines) and not line.joined
            with press.canvas.tag(holder):
                ink = style.on("petrol") if url else style
                press.set_lines([Line(pieces, width)], ink, left, top, ends=last)
            if url:
                foot = top - style.size - _UNDER
                drawing.rule(press, left, foot, left + width, ink="petrol")
                says = "".join(piece.text for piece in pieces)
                press.canvas.hyperlink(holder, url, (left, top - style.leading, left + width, top), says)
            left += width
        top -= style.leading
