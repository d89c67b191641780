"""Shapes on paper: boxes, icons, badges, QR codes. Outside a node they are furniture that a reader skips."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from reportlab.pdfgen.canvas import FILL_EVEN_ODD

from app.documents.fonts import Face, load, width_of
from app.documents.icons import GRID, strokes
from app.documents.inks import amount
from app.documents.press import Area, Press

_HATCH = 5.0
_ROUND = 0.5523  # of the radius: how far the handles of a quarter of a circle reach
_QUIET = 2  # modules of white around a QR code, on a tile that is white itself


def box(press: Press, area: Area, *, fill: str = "", stroke: str = "", radius: float = 12, line: float = 0.8) -> None:
    """A box with round corners, filled or drawn around."""
    canvas = press.canvas
    canvas.saveState()
    if fill:
        canvas.setFillColor(press.inks[fill])
    if stroke:
        canvas.setStrokeColor(press.inks[stroke])
        canvas.setLineWidth(line)
    canvas.roundRect(area.x, area.bottom, area.width, area.height, radius, stroke=bool(stroke), fill=bool(fill))
    canvas.restoreState()


@contextmanager
def clipped(press: Press, area: Area, radius: float) -> Iterator[None]:
    """Let nothing that is painted inside come out of the round box."""
    canvas = press.canvas
    canvas.saveState()
    path = canvas.beginPath()
    path.roundRect(area.x, area.bottom, area.width, area.height, radius)
    canvas.clipPath(path, stroke=0, fill=0)
    yield
    canvas.restoreState()


def hatched_edge(press: Press, area: Area, radius: float, width: float = 8) -> None:
    """Slanting lines along the left edge of a round box, for what colour says where there is no colour."""
    canvas = press.canvas
    with clipped(press, area, radius):
        canvas.setStrokeColor(press.inks["ink"])
        canvas.setLineWidth(0.6)
        y = area.bottom - width
        while y < area.top:
            canvas.line(area.x, y, area.x + width, y + width)
            y += _HATCH


def hatch(press: Press, area: Area, way: str) -> None:
    """Fill a box with lines that rise (``/``), fall, cross (``x``), lie level (``-``) or stand (``|``)."""
    canvas = press.canvas
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(area.x, area.bottom, area.width, area.height)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setStrokeColor(press.inks["ink"])
    canvas.setLineWidth(0.5)
    reach = int((area.width + area.height) // _HATCH) + 2
    for number in range(reach if way else 0):
        x, y = area.x - area.height + number * _HATCH, area.bottom + number * _HATCH
        if way in "/x":
            canvas.line(x, area.bottom, x + area.height, area.top)
        if way in "\\x":
            canvas.line(x, area.top, x + area.height, area.bottom)
        if way == "-" and y < area.top:
            canvas.line(area.x, y, area.right, y)
        if way == "|":
            canvas.line(area.x + number * _HATCH / 2, area.bottom, area.x + number * _HATCH / 2, area.top)
    canvas.restoreState()


def upright(press: Press, x: float, top: float, bottom: float, *, ink: str = "ink", line: float = 1.2) -> None:
    """A line from ``top`` to ``bottom``."""
    canvas = press.canvas
    canvas.saveState()
    canvas.setStrokeColor(press.inks[ink])
    canvas.setLineWidth(line)
    canvas.line(x, top, x, bottom)
    canvas.restoreState()


def disc(press: Press, area: Area, ink: str) -> None:
    """A circle that fills the width of ``area``, at its top."""
    half = area.width / 2
    middle = f"1 0 0 1 {amount(area.x + half)} {amount(area.top - half)} cm"
    _write(press, f"{press.inks.code(ink)} {middle}", _circle(half))


def _write(press: Press, state: str, path: str) -> None:
    """Paint ``path``; by itself, since the last operator of a piece says whether it paints."""
    for piece in (f"q {state}", path, "Q"):
        press.canvas.write(piece)


@cache
def _circle(radius: float) -> str:
    """A filled circle around the origin: four curves (ISO 32000-1, 8.5.2.2)."""
    out, near = amount(radius), amount(radius * _ROUND)
    return (
        f"{out} 0 m {out} {near} {near} {out} 0 {out} c -{near} {out} -{out} {near} -{out} 0 c "
        f"-{out} -{near} -{near} -{out} 0 -{out} c {near} -{out} {out} -{near} {out} 0 c f"
    )


def icon(press: Press, name: str, area: Area, ink: str = "petrol") -> None:
    """An icon as wide as ``area``, at its top, as decoration beside the words that say the same."""
    canvas = press.canvas
    canvas.saveState()
    canvas.translate(area.x, area.top)
    canvas.scale(area.width / GRID, -area.width / GRID)
    canvas.setStrokeColor(press.inks[ink])
    canvas.setLineWidth(2)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.addLiteral(f"{strokes(name)} S")
    canvas.restoreState()


def rule(press: Press, x: float, y: float, right: float, *, ink: str = "muted", line: float = 0.6) -> None:
    """A level line, to write on or to part."""
    rules(press, x, (y,), right, ink=ink, line=line)


def rules(
    press: Press, x: float, heights: Iterable[float], right: float, *, ink: str = "muted", line: float = 0.6
) -> None:
    """Level lines at several heights."""
    start, end = amount(x), amount(right)
    lines = " ".join(f"{start} {y} m {end} {y} l S" for y in map(amount, heights))
    _write(press, f"{press.inks.code(ink, 'RG')} {amount(line)} w", lines)


def fold(press: Press, x: float) -> None:
    """Short dashes at the upper and lower edge that show where to fold."""
    canvas = press.canvas
    _width, height = press.size
    canvas.saveState()
    canvas.setStrokeColor(press.inks["field"])
    canvas.setLineWidth(0.5)
    canvas.setDash(2, 2)
    for bottom in (4.0, height - 16):
        canvas.line(x, bottom, x, bottom + 12)
    canvas.restoreState()


def across(press: Press, word: str) -> None:
    """A word in outline from corner to corner over the whole page, for what is not to be handed out.

    It goes around the codes, or no telephone could read them.
    """
    canvas = press.canvas
    width, height = press.size
    with canvas.artifact():
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(0, 0, width, height)
        for area in press.codes:
            path.rect(area.x, area.bottom, area.width, area.height)
        canvas.clipPath(path, stroke=0, fill=0, fillMode=FILL_EVEN_ODD)
        canvas.setStrokeColor(press.inks["coral"])
        canvas.setFillColor(press.inks["ink"])
        canvas.setLineWidth(1.2)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(math.degrees(math.atan2(height, width)))
        font = load(Face.EXTRA_BOLD)
        size = 0.72 * math.hypot(width, height) / width_of(word, font)
        text = canvas.beginText()
        text.setTextRenderMode(1)
        text.setFont(font, size)
        text.setTextOrigin(-width_of(word, font) * size / 2, -size * 0.35)
        text.textOut(word)
        canvas.drawText(text)
        canvas.restoreState()


def qr(press: Press, modules: Sequence[bytes], area: Area) -> None:
    """A QR code of dark ``modules`` on a white tile: one path, so that it prints sharp."""
    canvas = press.canvas
    count = len(modules)
    unit = area.width / (count + 2 * _QUIET)
    box(press, area, fill="card", radius=4)
    press.codes.append(Area(area.x, area.top, area.width, area.width))
    canvas.saveState()
    canvas.setFillColor(press.inks["ink"])
    path = canvas.beginPath()
    for number, row in enumerate(modules):
        for start, length in _dark(row):
            # A hair of overlap, or some printers leave white lines between the rows.
            path.rect(
                area.x + (_QUIET + start) * unit, area.top - (_QUIET + number + 1) * unit, length * unit, unit + 0.02
            )
    canvas.drawPath(path, stroke=0, fill=1, fillMode=1)
    canvas.restoreState()


def _dark(row: bytes) -> Iterator[tuple[int, int]]:
    """The dark stretches of a row: where they start and how long they are."""
    start = 0
    for at, dark in enumerate((*row, 0)):
        if not dark:
            if at > start:
                yield start, at - start
            start = at + 1
