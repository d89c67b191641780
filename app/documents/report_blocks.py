"""The parts of a report as blocks in reading order: headings, facts, tables, charts, lines to write on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from app.dates import short_date
from app.documents import drawing
from app.documents.blocks import (
    Block,
    Columns,
    Gap,
    Heading,
    Inset,
    Panel,
    Stack,
    Text,
    bullets,
    item,
    paragraph,
)
from app.documents.charts import BarChart, TimeChart
from app.documents.contents import Entry
from app.documents.flow import Flowing, Headed
from app.documents.fonts import Face
from app.documents.inks import BODY, H2, LEAD, SMALL, Style
from app.documents.marks import Dot, TickBox, WritingLine
from app.documents.nodes import Node
from app.documents.parts import (
    Bars,
    Blank,
    Blanks,
    Column,
    Facts,
    NewPage,
    Part,
    ReportData,
    Signatures,
    Table,
    Tiles,
    Timeline,
    Words,
)
from app.documents.press import Area, Press
from app.documents.rowtable import RowTable
from app.text import translate

_HEADING = Style(Face.EXTRA_BOLD, 24, 28, "petrol")
_KICKER = Style(Face.BOLD, 11, 14, "petrol")
_NUMBER = Style(Face.EXTRA_BOLD, 22, 26, "petrol")
_LABEL = Style(Face.MEDIUM, 9.5, 12.5, "muted")
_LINE = 24.0  # points between lines to write on by hand
_ABREAST = 4


class ReportBlocks:
    """The blocks of one report, in reading order."""

    def __init__(self, press: Press, data: ReportData) -> None:
        self._press = press
        self._data = data
        self._narrow = press.options.large or press.options.booklet
        self._titles: list[Heading] = []
        self.chapters: list[Heading] = []
        """What the contents list: of a report in pieces, the first heading of each; else every heading."""

    def chunks(self) -> Iterator[list[Block]]:
        """What belongs together on consecutive pages; every chunk begins on a new one."""
        root = self._press.root
        blocks: list[Block] = [self._head(root)]
        self._listed = root.child("Sect")
        pieces = NewPage() in self._data.parts
        for part in self._data.parts:
            if isinstance(part, NewPage):
                self._end_piece()
                yield blocks
                blocks = []
            else:
                blocks += self._part(root.child("Sect"), part)
        if pieces:
            self._end_piece()
        else:
            self.chapters = self._titles
        yield blocks

    def _end_piece(self) -> None:
        self.chapters += self._titles[:1]
        self._titles = []

    def contents(self, before: int) -> Block:
        """The page of every chapter, counted from the first page after ``before``."""
        node = self._listed
        title = Heading(self._press, node, 2, translate("Paper", "Inhoud"), H2)
        listed = node.child("TOC")
        entries = [Entry(self._press, listed.child("TOCI"), heading, BODY, before) for heading in self.chapters]
        return Headed(Stack([title, Gap(6)]), Flowing(entries))

    def _head(self, node: Node) -> Block:
        press, data = self._press, self._data
        lines: list[Block] = []
        if data.title != data.heading:
            lines += [paragraph(press, node, data.title, _KICKER), Gap(2)]
        lines.append(Heading(press, node, 1, data.heading, _HEADING, balanced=True))
        if data.lead:
            lines += [Gap(4), paragraph(press, node, data.lead, LEAD, balanced=True)]
        return Stack(lines)

    def _part(self, node: Node, part: Part) -> list[Block]:  # noqa: PLR0911 - one answer for each kind of part
        match part:
            case Words():
                return [self._words(node, part)]
            case Facts():
                return [self._facts(node, part)]
            case Tiles():
                return list(self._tiles(node, part))
            case Table():
                return [self._table(node, part)]
            case Bars():
                return list(self._bars(node, part))
            case Timeline():
                return list(self._timeline(node, part))
            case Blanks():
                return list(self._blanks(node, part))
            case Signatures():
                return [self._signatures(node, part)]
            case NewPage():
                return []
            case _:
                assert_never(part)

    def _title(self, node: Node, title: str) -> list[Block]:
        if not title:
            return []
        heading = Heading(self._press, node, 2, title, H2)
        self._titles.append(heading)
        return [heading, Gap(6)]

    def _words(self, node: Node, part: Words) -> Block:
        press = self._press
        title = self._title(node, part.title)
        lines: list[Block] = []
        for line in part.lines:
            lines += [paragraph(press, node, line, BODY), Gap(6)]
        if part.points:
            listed = bullets(node)
            for point in part.points:
                words = Text(press, item(listed), point, BODY)
                lines += [Columns([(9, Inset(Dot(press, "petrol"), 0, 2)), (None, words)], 5), Gap(4)]
        return Headed(Stack(title), Flowing(lines)) if lines else Stack(title)

    def _facts(self, node: Node, part: Facts) -> Block:
        press = self._press
        title = self._title(node, part.title)
        listed = bullets(node)
        told = []
        for label, value in part.facts:
            if value:
                entry = listed.child("LI")
                name = Text(press, entry.child("Lbl"), label, _LABEL)
                told.append(Stack([name, Text(press, entry.child("LBody"), value, BODY)], 1))
        lines: list[Block] = []
        for row in _rows(told, 1 if self._narrow else 2, 16):
            lines += [Gap(8), row] if lines else [row]
        return Headed(Stack(title), Flowing(lines))

    def _tiles(self, node: Node, part: Tiles) -> Iterator[Block]:
        press = self._press
        listed = bullets(node)
        tiles: list[Block] = []
        for tile in part.tiles:
            body = item(listed)
            number = Text(press, body, f"{tile.number}\u00a0", _NUMBER)
            label = Text(press, body, tile.label, _LABEL.on("ink"))
            tiles.append(Panel(press, Stack([number, label], 2), "soft_sun" if tile.accent else "soft_petrol", pad=14))
        yield _in_columns(tiles, 2 if self._narrow else min(len(tiles), _ABREAST), 12, 12)

    def _table(self, node: Node, part: Table) -> Block:
        press = self._press
        heading = self._title(node, part.title)
        if part.note:
            heading += [paragraph(press, node, part.note, SMALL), Gap(6)]
        table = RowTable(
            press,
            node,
            part.columns,
            part.rows,
            total=part.total,
            nothing=part.nothing,
            widest=10_000 if part.widest is None or self._narrow else part.widest,
        )
        return Headed(Stack(heading), table) if heading else table

    def _bars(self, node: Node, part: Bars) -> Iterator[Block]:
        title = Stack(self._title(node, part.title))
        yield Headed(title, BarChart(self._press, node.child("Figure"), part, SMALL))
        yield self._table(node, _numbers(part))

    def _timeline(self, node: Node, part: Timeline) -> Iterator[Block]:
        title = Stack(self._title(node, part.title))
        yield Headed(title, TimeChart(self._press, node.child("Figure"), part, SMALL))
        yield self._table(node, _moments(part))

    def _blanks(self, node: Node, part: Blanks) -> Iterator[Block]:
        press = self._press
        first = self._title(node, part.title)
        if part.intro:
            first += [paragraph(press, node, part.intro, BODY), Gap(8)]
        for blank in part.blanks:
            block = self._blank(node, blank)
            yield Stack([*first, block])
            first = []

    def _blank(self, node: Node, blank: Blank) -> Block:
        press = self._press
        label = paragraph(press, node, blank.label, BODY)
        if blank.choices:
            listed = bullets(node)
            boxes: list[Block] = [
                Columns(
                    [
                        (14, TickBox(press)),
                        (None, Text(press, item(listed), choice, BODY)),
                    ],
                    6,
                )
                for choice in blank.choices
            ]
            return Stack([label, _in_columns(boxes, 2 if self._narrow else 3, 12, 5)], 5)
        if blank.lines == 1:
            return WritingLine(press, node, blank.label, BODY, label_width=150, height=14)
        return Stack([label, _Lines(press, blank.lines)], 2)

    def _signatures(self, node: Node, part: Signatures) -> Block:
        press = self._press
        lines = self._title(node, part.title)
        if part.text:
            lines += [paragraph(press, node, part.text, BODY), Gap(4)]
        cells: list[tuple[float | None, Block]] = [
            (None, Stack([Gap(34), _Lines(press, 0), paragraph(press, node, party, SMALL)], 3))
            for party in part.parties
        ]
        return Stack([*lines, Columns(cells, 16)])


class _Lines:
    """Level lines to write on; one thin line when there are none to write on."""

    def __init__(self, press: Press, count: int) -> None:
        self._press = press
        self._count = count

    def height(self, _width: float) -> float:
        return self._count * _LINE

    def paint(self, area: Area) -> None:
        for line in range(1, self._count + 1) if self._count else (0,):
            drawing.rule(self._press, area.x, area.top - line * _LINE, area.right)


def _in_columns(blocks: Iterable[Block], across: int, gap: float, below: float) -> Block:
    """Blocks in rows of ``across`` that stay together."""
    return Stack(_rows(blocks, across, gap), below)


def _rows(blocks: Iterable[Block], across: int, gap: float) -> list[Block]:
    """Blocks in rows of ``across``; the last row keeps the columns."""
    rows: list[Block] = []
    left = list(blocks)
    while left:
        row, left = left[:across], left[across:]
        row += [Gap(0)] * (across - len(row))
        rows.append(Columns([(None, block) for block in row], gap))
    return rows


def _numbers(part: Bars) -> Table:
    """The numbers of a chart, with their sum where there are several kinds."""
    several = len(part.series) > 1
    sums = (translate("Paper", "Totaal"),) if several else ()
    columns = (Column(part.what, 2), *(Column(name, number=True) for name in (*part.series, *sums)))
    rows = tuple((label, *map(str, (*values, *((sum(values),) if several else ())))) for label, values in part.rows)
    by_kind = [sum(values[at] for _label, values in part.rows) for at in range(len(part.series))]
    whole = [*by_kind, *([sum(by_kind)] if several else [])]
    total = (translate("Paper", "Samen"), *map(str, whole)) if len(part.rows) > 1 else ()
    return Table("", columns, rows, total, widest=150.0 + 75 * (len(columns) - 1))


def _moments(part: Timeline) -> Table:
    """The moments of a timeline, the first first."""
    columns = (Column(translate("Paper", "Dag")), Column(translate("Paper", "Moment"), 3), Column("Stand", 1.4))
    done, open_ = translate("Paper", "gehouden"), translate("Paper", "nog niet gehouden")
    marks = sorted(part.marks, key=lambda mark: mark.day)
    rows = tuple((short_date(mark.day), mark.label, done if mark.done else open_) for mark in marks)
    return Table("", columns, rows, nothing=translate("Paper", "Nog geen momenten"))
