"""Charts on paper: bars and timelines, each a figure whose alternative text tells the same numbers.

Colour is never alone: kinds of bars follow each other in the order of their legend, carry their number,
and have a hatching of their own where there is no colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.dates import SHORT_MONTHS, short_date
from app.documents import drawing
from app.documents.clean import plain, spoken
from app.documents.fonts import Face
from app.documents.inks import Style
from app.documents.nodes import Node
from app.documents.parts import Bars, Timeline
from app.documents.press import Area, Press
from app.documents.typeset import Line
from app.text import translate

_DARK = frozenset({"petrol", "coral", "done", "ink"})
_HATCHINGS = ("", "/", "\\", "x", "-", "|")
_BAR = 16.0
_PAD = 6.0
_SWATCH = 10.0


class _Chart:
    """What charts share: one line of text anywhere inside the figure, and the box that it fills."""

    def __init__(self, press: Press, node: Node, style: Style) -> None:
        self._press = press
        self._node = node
        self._style = press.larger(style)
        self._bold = Style(Face.BOLD, self._style.size, self._style.leading)

    def _line(self, text: str, style: Style) -> Line | None:
        lines = self._press.setter.lines(plain(text), style.face, style.size, 10_000)
        return lines[0] if lines else None

    def _width(self, text: str, style: Style) -> float:
        line = self._line(text, style)
        return 0.0 if line is None else line.width

    def _say(self, text: str, style: Style, x: float, middle: float) -> None:
        """Set ``text`` from ``x`` with its figures around the height ``middle``."""
        line = self._line(text, style)
        if line is not None:
            self._press.set_lines([line], style, x, middle + style.size * 0.66)

    def _tag(self, area: Area, alt: str) -> None:
        self._node.alt = spoken(plain(alt))
        box = " ".join(f"{value:.2f}" for value in area.rect)
        self._node.attributes = f"/O/Layout/Placement/Block/BBox[{box}]"


class BarChart(_Chart):
    """Bars of one or more kinds, with their names before them and their sum behind them."""

    def __init__(self, press: Press, node: Node, bars: Bars, style: Style) -> None:
        super().__init__(press, node, style)
        self._bars = bars
        self._step = max(_BAR, self._style.leading) + _PAD

    def height(self, width: float) -> float:
        return len(list(self._legend_rows(width))) * (self._style.leading + _PAD) + len(self._bars.rows) * self._step

    def paint(self, area: Area) -> None:
        area = Area(area.x, area.top, area.width, self.height(area.width))
        self._tag(area, self._alt())
        with self._press.canvas.tag(self._node):
            top = self._paint_legend(area)
            self._paint_rows(area, top)

    def _alt(self) -> str:
        bars = self._bars
        names = bars.series if len(bars.series) > 1 else ("",)
        told = []
        for label, values in bars.rows:
            parts = [f"{value} {name}".strip() for name, value in zip(names, values, strict=True)]
            told.append(f"{label}: {', '.join(parts)}")
        return translate("Paper", "Staafdiagram. {rows}.").format(rows="; ".join(told))

    def _legend_rows(self, width: float) -> Iterator[list[tuple[int, str, float]]]:
        """The legend in rows as wide as the chart; plain bars have none."""
        row: list[tuple[int, str, float]] = []
        x = 0.0
        for at, name in enumerate(self._bars.series if len(self._bars.series) > 1 else ()):
            needed = _SWATCH + 6 + self._width(name, self._style) + 20
            if row and x + needed > width:
                yield row
                row, x = [], 0.0
            row.append((at, name, x))
            x += needed
        if row:
            yield row

    def _paint_legend(self, area: Area) -> float:
        top = area.top
        for row in self._legend_rows(area.width):
            middle = top - self._style.leading / 2
            for at, name, x in row:
                self._bar(at, Area(area.x + x, middle + _SWATCH / 2, _SWATCH, _SWATCH))
                self._say(name, self._style, area.x + x + _SWATCH + 6, middle)
            top -= self._style.leading + _PAD
        return top

    def _paint_rows(self, area: Area, top: float) -> None:
        bars = self._bars
        names = max((self._width(label, self._bold) for label, _values in bars.rows), default=0.0)
        names = min(names, area.width * 0.3)
        left = area.x + names + 12
        most = max((sum(values) for _label, values in bars.rows), default=0)
        room = area.right - left - self._width(str(most), self._style) - 12
        for label, values in bars.rows:
            middle = top - self._step / 2
            self._name(label, area.x, middle, names)
            x = left
            for at, value in enumerate(values):
                width = room * value / most if most else 0.0
                if value:
                    self._segment(at, value, Area(x, middle + _BAR / 2, width, _BAR))
                x += width
            self._say(str(sum(values)), self._style, x + 6, middle)
            top -= self._step

    def _name(self, label: str, x: float, middle: float, room: float) -> None:
        lines = self._press.setter.lines(plain(label), self._bold.face, self._bold.size, room + 0.1)
        if len(lines) == 1:
            self._say(label, self._bold, x, middle)
        elif lines:  # too long for its place: the whole name stands in the table below
            self._say(f"{''.join(piece.text for piece in lines[0].pieces).rstrip()}…", self._bold, x, middle)

    def _segment(self, at: int, value: int, area: Area) -> None:
        self._bar(at, area)
        if len(self._bars.series) == 1:
            return
        text, ink = str(value), "on_petrol" if self._fill(at) in _DARK else "ink"
        width = self._width(text, self._bold)
        if width + 4 > area.width:
            return
        x, middle = area.x + (area.width - width) / 2, area.top - area.height / 2
        if self._press.inks.mono and _hatching(at):
            drawing.box(self._press, Area(x - 3, area.top - 2, width + 6, area.height - 4), fill="card", radius=2)
            ink = "ink"
        self._say(text, self._bold.on(ink), x, middle)

    def _fill(self, at: int) -> str:
        return self._bars.inks[at % len(self._bars.inks)]

    def _bar(self, at: int, area: Area) -> None:
        """A bar of the ``at``-th kind, with a white hair behind it that parts it from the next."""
        bar = Area(area.x, area.top, max(area.width - 1, 0.8), area.height)
        if not self._press.inks.mono:
            drawing.box(self._press, bar, fill=self._fill(at), radius=min(2, bar.width / 2))
            return
        hatching = _hatching(at)
        drawing.box(self._press, bar, fill="petrol" if not hatching else "card", stroke="ink", radius=0, line=0.6)
        drawing.hatch(self._press, bar, hatching)


def _hatching(at: int) -> str:
    """How the ``at``-th kind of bar is told from the others without colour: none is solid."""
    return _HATCHINGS[at % len(_HATCHINGS)]


class TimeChart(_Chart):
    """A line of weeks with its moments on it: a filled ring was held, an open one was not."""

    _RING = 7.0

    def __init__(self, press: Press, node: Node, timeline: Timeline, style: Style) -> None:
        super().__init__(press, node, style)
        self._timeline = timeline

    def height(self, _width: float) -> float:
        return 2 * self._style.leading + 34

    def paint(self, area: Area) -> None:
        area = Area(area.x, area.top, area.width, self.height(area.width))
        self._tag(area, self._alt())
        with self._press.canvas.tag(self._node):
            line = area.top - self._style.leading - 16
            self._months(area, line)
            self._today(area, line)
            for mark in self._timeline.marks:
                self._mark(self._at(area, mark.day), line, done=mark.done)

    def _alt(self) -> str:
        told = [
            f"{short_date(mark.day)} {mark.label}"
            + (f" ({translate('Paper', 'gehouden')})" if mark.done else f" ({translate('Paper', 'nog niet gehouden')})")
            for mark in self._timeline.marks
        ]
        text = translate("Paper", "Tijdlijn van {first} tot en met {last}. {marks}.")
        return text.format(
            first=short_date(self._timeline.first),
            last=short_date(self._timeline.last),
            marks="; ".join(told) or translate("Paper", "Nog geen momenten"),
        )

    def _at(self, area: Area, day: date) -> float:
        first, last = self._timeline.first, self._timeline.last
        whole = max(1, (last - first).days)
        return area.x + 8 + (area.width - 16) * min(max((day - first).days / whole, 0), 1)

    def _months(self, area: Area, line: float) -> None:
        drawing.rule(self._press, area.x, line, area.right, ink="field", line=3)
        free = area.x
        for day in _month_starts(self._timeline.first, self._timeline.last):
            x = self._at(area, day)
            name = SHORT_MONTHS[day.month - 1]
            if x >= free and x + self._width(name, self._style) <= area.right:
                self._say(name, self._style.on("muted"), x, line - 12 - self._style.leading / 2)
                free = x + self._width(name, self._style) + 8

    def _today(self, area: Area, line: float) -> None:
        if not self._timeline.first <= self._timeline.today <= self._timeline.last:
            return
        text = translate("Paper", "vandaag")
        x, width = self._at(area, self._timeline.today), self._width(text, self._bold)
        drawing.upright(self._press, x, line + 14, line - 6)
        left = min(max(x - width / 2, area.x), area.right - width)
        self._say(text, self._bold, left, line + 14 + self._style.leading / 2)

    def _mark(self, x: float, line: float, *, done: bool) -> None:
        ring = Area(x - self._RING, line + self._RING, 2 * self._RING, 2 * self._RING)
        drawing.disc(self._press, ring, "done" if done else "ink")
        if done:
            drawing.icon(self._press, "check", Area(x - 4.5, line + 4.5, 9, 9), "on_petrol")
        else:
            drawing.disc(self._press, Area(x - self._RING + 1.4, line + self._RING - 1.4, 11.2, 11.2), "card")


def _month_starts(first: date, last: date) -> Sequence[date]:
    """The first day, and the first of every month after it."""
    days = [first]
    day = first
    while day <= last:
        day += timedelta(days=1)
        if day.day == 1 and day <= last:
            days.append(day)
    return days
