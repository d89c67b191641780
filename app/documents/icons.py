"""The lucide icons on paper: drawn from the same SVG files that the screens use."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree as ET

from app.resources import resource

GRID = 24
"""Icons are drawn on a square of this many units, with y running down."""

_KAPPA = 0.5523  # how far the handles of a Bézier curve stand out to make a quarter of a circle
_NEXT = re.compile(r"[\s,]*(?:(?P<command>[A-Za-z])|(?=[-+.\d]))")
_NUMBER = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)")
_FLAG = re.compile(r"[\s,]*([01])")
_FLAGS = (3, 4)
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}

Point = tuple[float, float]


@cache
def strokes(name: str) -> str:
    """The path of icon ``name`` as PDF operators, ready to be stroked."""
    # The files are our own, so the parser meets no hostile XML.
    root = ET.fromstring(resource("icons", f"{name}.svg").read_text(encoding="utf-8"))  # noqa: S314 - bundled file
    return " ".join(operator for element in root for operator in _shape(element))


def _shape(element: ET.Element) -> Iterator[str]:
    kind = element.tag.rsplit("}", 1)[-1]
    number = {key: float(value) for key, value in element.items() if re.fullmatch(r"[-+.\d]+", value)}
    if kind == "path":
        yield from _path(element.attrib["d"])
    elif kind == "circle":
        yield from _ellipse(number["cx"], number["cy"], number["r"])
    elif kind == "line":
        yield from _path(f"M{number['x1']} {number['y1']}L{number['x2']} {number['y2']}")
    elif kind == "rect":
        x, y, width, height = number.get("x", 0), number.get("y", 0), number["width"], number["height"]
        r = number.get("rx", number.get("ry", 0))
        yield from _path(
            f"M{x + r} {y}h{width - 2 * r}a{r} {r} 0 0 1 {r} {r}v{height - 2 * r}a{r} {r} 0 0 1 {-r} {r}"
            f"h{2 * r - width}a{r} {r} 0 0 1 {-r} {-r}v{2 * r - height}a{r} {r} 0 0 1 {r} {-r}z"
        )


def _ellipse(x: float, y: float, r: float) -> Iterator[str]:
    handle = r * _KAPPA
    yield f"{_text((x + r, y))} m"
    for quarter in (
        ((x + r, y + handle), (x + handle, y + r), (x, y + r)),
        ((x - handle, y + r), (x - r, y + handle), (x - r, y)),
        ((x - r, y - handle), (x - handle, y - r), (x, y - r)),
        ((x + handle, y - r), (x + r, y - handle), (x + r, y)),
    ):
        yield _curve(*quarter)
    yield "h"


def _path(data: str) -> Iterator[str]:
    """The operators of an SVG path; the command T, which lucide does not use, is not known."""
    at = start = handle = (0.0, 0.0)
    for command, numbers in _commands(data):
        kind = command.upper()
        base = at if command.islower() else (0.0, 0.0)
        if kind == "Z":
            at = handle = start
            yield "h"
            continue
        points = _points(kind, numbers, base, at)
        if kind == "S":
            points = [(2 * at[0] - handle[0], 2 * at[1] - handle[1]), *points]
        elif kind == "Q":
            points = _cubic(at, *points)
        end = points[-1]
        if kind == "M":
            start = end
            yield f"{_text(end)} m"
        elif kind in "CSQ":
            yield _curve(*points)
        elif kind == "A":
            yield from _arc(at, end, numbers)
        else:
            yield f"{_text(end)} l"
        handle = points[-2] if kind in "CS" else end
        at = end


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; numbers that go on repeat the command, after a move as a line."""
    at = 0
    command = ""
    while found := _NEXT.match(data, at):
        if found["command"]:
            command, at = found["command"], found.end()
        numbers: list[float] = []
        for argument in range(_ARGUMENTS[command.upper()]):
            # The flags of an arc may be written against the number behind them: "a1 1 0 01.5 0".
            number = (_FLAG if command in "Aa" and argument in _FLAGS else _NUMBER).match(data, at)
            if number is None:
                raise ValueError(f"not a path: {data}")
            numbers.append(float(number[1]))
            at = number.end()
        yield command, numbers
        command = {"M": "L", "m": "l"}.get(command, command)


def _points(kind: str, numbers: list[float], base: Point, at: Point) -> list[Point]:
    if kind == "H":
        return [(base[0] + numbers[0], at[1])]
    if kind == "V":
        return [(at[0], base[1] + numbers[0])]
    pairs = numbers[-2:] if kind == "A" else numbers
    return [(base[0] + x, base[1] + y) for x, y in zip(pairs[::2], pairs[1::2], strict=True)]


def _cubic(start: Point, handle: Point, end: Point) -> list[Point]:
    """A quadratic curve with the two handles that PDF asks for."""
    first, second = ((at[0] + (handle[0] - at[0]) * 2 / 3, at[1] + (handle[1] - at[1]) * 2 / 3) for at in (start, end))
    return [first, second, end]


def _arc(start: Point, end: Point, numbers: list[float]) -> Iterator[str]:
    """A circular arc as Bézier curves of at most a quarter (SVG 1.1, F.6.5, with equal radii)."""
    radius, large, sweep = numbers[0], numbers[3], numbers[4]
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = math.hypot(dx, dy)
    if not chord:
        return
    radius = max(radius, chord / 2)
    aside = math.sqrt(radius * radius - chord * chord / 4) * (1 if large != sweep else -1)
    centre = ((start[0] + end[0]) / 2 - dy / chord * aside, (start[1] + end[1]) / 2 + dx / chord * aside)
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    turn = math.atan2(end[1] - centre[1], end[0] - centre[0]) - first
    turn += 2 * math.pi if sweep and turn < 0 else -2 * math.pi if not sweep and turn > 0 else 0
    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / count
    reach = radius * 4 / 3 * math.tan(step / 4)
    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        p, q = (
            (centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)),
            (
                centre[0] + radius * math.cos(b),
                centre[1] + radius * math.sin(b),
            ),
        )
        yield _curve(
            (p[0] - reach * math.sin(a), p[1] + reach * math.cos(a)),
            (q[0] + reach * math.sin(b), q[1] - reach * math.cos(b)),
            q,
        )


def _curve(*points: Point) -> str:
    return " ".join(map(_text, points)) + " c"


def _text(point: Point) -> str:
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") or "0" for value in point)
