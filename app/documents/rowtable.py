"""Tables of rows: thousands of them, over as many pages as they take.

Each cell is set once, and a split copies nothing. The first head is a row of header cells with their
scope; on later pages it is repeated as furniture. A row that is higher than a page goes on on the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.documents import drawing
from app.documents.clean import Runs, clean, plain, spoken
from app.documents.inks import CELL, HEAD_CELL, Style
from app.documents.linked import leads, set_linked
from app.documents.nodes import Node
from app.documents.parts import Cell, Column
from app.documents.press import Area, Press
from app.documents.scripts import has_right_to_left
from app.documents.typeset import Line
from app.text import translate

_PAD = 5.0
_MOST_KEPT = 12  # lines: a longer row may be parted where the page is full
_FEWEST = 3  # lines: fewer are not left behind at the foot of a page


@dataclass(slots=True)
class _Row:
    """One row: its lines per cell once they are set, and its nodes once it is painted."""

    texts: tuple[Cell, ...]
    style: Style
    alone: bool = False
    """Whether its first cell may take the width of the whole table: the others are empty."""
    cells: list[list[Line]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)


class RowTable:
    """A table of ``rows`` under the heads of ``columns``; the first column names the row.

    The ``total`` stands in bold below the rows. Without rows there is one that says so, because a table
    without a body is no table (ISO 14289-1, 7.5).
    """

    def __init__(
        self,
        press: Press,
        node: Node,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        total: Sequence[str] = (),
        nothing: str = "",
        widest: float = 10_000,
    ) -> None:
        cell, head = press.larger(CELL), press.larger(HEAD_CELL)
        self._press = press
        self._widest = widest
        self._columns = columns
        self._table = node.child("Table")
        self._head = _Row(tuple(column.head for column in columns), head)
        empty = (nothing or translate("Paper", "Geen gegevens"), *("" for _ in columns[1:]))
        told = [_Row(tuple(row), cell) for row in rows] or [_Row(empty, cell, alone=True)]
        self._totalled = bool(total and rows)
        if self._totalled:
            told.append(_Row(tuple(total), head))
        self._parts = [_Part(row, 0, None) for row in told]
        self._bodies: list[Node] = []
        self._rows_height: tuple[float, float] = (-1, 0)

    def height(self, width: float) -> float:
        known, rows = self._rows_height
        if known != width:
            rows = sum(self._part_height(part, width) for part in self._parts)
            self._rows_height = (width, rows)
        return self._head_height(width) + rows

    def split(self, width: float, height: float) -> tuple[RowTable | None, RowTable | None]:
        """The rows that fit under a head in ``height``, and the rest."""
        room = height - self._head_height(width)
        used, count = 0.0, 0
        for part in self._parts:
            needed = self._part_height(part, width)
            if used + needed > room:
                break
            used += needed
            count += 1
        if self._totalled and count == len(self._parts) - 1 > 1:  # never a total without a row above it
            count -= 1
            used -= self._part_height(self._parts[count], width)
        kept, rest = self._parts[:count], self._parts[count:]
        if rest and (halves := self._halves(rest[0], width, room - used)):
            return self._with([*kept, halves[0]]), self._with([halves[1], *rest[1:]])
        left = self.height(width) - self._head_height(width) - used
        return self._with(kept, (width, used)), self._with(rest, (width, left))

    def _halves(self, part: _Part, width: float, room: float) -> tuple[_Part, _Part] | None:
        """A long row parted at the last line that fits in ``room``; a shorter one stays whole."""
        lines = int((room - 2 * _PAD) // part.row.style.leading)
        if lines < _FEWEST or self._lines(part, width) <= _MOST_KEPT:
            return None
        parting = part.first + lines
        return _Part(part.row, part.first, parting), _Part(part.row, parting, part.last)

    def paint(self, area: Area) -> None:
        area = Area(area.x, area.top, min(area.width, self._widest), area.height)
        widths = self._widths(area.width)
        top = area.top - self._paint_head(area, widths)
        feet = []
        for part in self._parts:
            height = self._part_height(part, area.width)
            self._paint_part(part, Area(area.x, top, area.width, height), widths)
            top -= height
            feet.append(top)
        drawing.rules(self._press, area.x, feet, area.right, ink="line", line=0.4)

    def _with(self, parts: list[_Part], height: tuple[float, float] = (-1, 0)) -> RowTable | None:
        """The same table over other rows, whose height in a width may be known; none when there are none."""
        if not parts:
            return None
        table = object.__new__(RowTable)
        table.__dict__.update(self.__dict__)
        table._parts = parts
        table._rows_height = height
        return table

    def _paint_head(self, area: Area, widths: list[float]) -> float:
        height = self._head_height(area.width)
        drawing.box(self._press, Area(area.x, area.top, area.width, height), fill="soft_petrol", radius=2)
        if self._head.nodes:
            with self._press.canvas.artifact():
                self._paint_cells(self._head, self._head.cells, area, widths)
        else:
            row = self._table.child("THead").child("TR")
            self._head.nodes = [row.child("TH", attributes="/O/Table/Scope/Column") for _ in self._columns]
            for node in self._head.nodes:
                node.kept = True  # an empty head counts too
            self._bodies.append(self._table.child("TBody"))
            self._paint_cells(self._head, self._head.cells, area, widths, self._head.nodes)
        return height

    def _paint_part(self, part: _Part, area: Area, widths: list[float]) -> None:
        row = part.row
        if not row.nodes:
            parent = self._bodies[0].child("TR")
            first = parent.child("TH", attributes="/O/Table/Scope/Row")
            row.nodes = [first, *(parent.child("TD") for _ in self._columns[1:])]
            for node, text in zip(row.nodes, row.texts, strict=True):
                if has_right_to_left(said := spoken(_runs(text))):
                    node.actual = said
            for node in (self._bodies[0], parent, *row.nodes):
                node.kept = True  # an empty cell counts, or the columns of the row would shift
        cells = [lines[part.first : part.last] for lines in row.cells]
        self._paint_cells(row, cells, area, widths, row.nodes)

    def _paint_cells(
        self,
        row: _Row,
        cells: Sequence[Sequence[Line]],
        area: Area,
        widths: list[float],
        nodes: Sequence[Node] = (),
    ) -> None:
        canvas, style = self._press.canvas, row.style
        x = area.x
        for at, (lines, width, column) in enumerate(zip(cells, widths, self._columns, strict=True)):
            if lines:
                right = x + width - _PAD if column.number else None
                if nodes and leads(lines):
                    set_linked(self._press, nodes[at], lines, style, (x + _PAD, area.top - _PAD))
                elif nodes:
                    with canvas.tag(nodes[at]):
                        self._press.set_lines(lines, style, x + _PAD, area.top - _PAD, right=right)
                else:
                    self._press.set_lines(lines, style, x + _PAD, area.top - _PAD, right=right)
            x += width

    def _widths(self, width: float) -> list[float]:
        width = min(width, self._widest)
        whole = sum(column.weight for column in self._columns)
        return [width * column.weight / whole for column in self._columns]

    def _set(self, row: _Row, width: float) -> None:
        if not row.cells:
            setter = self._press.setter
            widths = self._widths(width)
            if row.alone:
                widths[0] = sum(widths)
            row.cells = [
                setter.lines(_runs(text), row.style.face, row.style.size, each - 2 * _PAD)
                for text, each in zip(row.texts, widths, strict=True)
            ]

    def _head_height(self, width: float) -> float:
        self._set(self._head, width)
        return max(1, *map(len, self._head.cells)) * self._head.style.leading + 2 * _PAD

    def _part_height(self, part: _Part, width: float) -> float:
        return max(1, self._lines(part, width)) * part.row.style.leading + 2 * _PAD

    def _lines(self, part: _Part, width: float) -> int:
        self._set(part.row, width)
        return max(len(lines[part.first : part.last]) for lines in part.row.cells)


def _runs(cell: Cell) -> Runs:
    return plain(cell) if isinstance(cell, str) else tuple(replace(run, text=clean(run.text)) for run in cell)


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of a row from ``first`` up to ``last``: all of them, unless the row is higher than a page."""

    row: _Row
    first: int
    last: int | None
