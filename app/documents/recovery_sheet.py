"""The sheet with the recovery code: one page for the safe, that says what it is for and how to use it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from app.dates import long_date
from app.documents.archive import Meta
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
    fitted,
    footer,
    item,
    paragraph,
)
from app.documents.clean import Runs, marked, plain
from app.documents.data import Options, RecoverySheetData, Rendered
from app.documents.fonts import Face
from app.documents.inks import BODY, H2, H3, LEAD, SMALL, TITLE, Style
from app.documents.marks import Badge, Icon
from app.documents.nodes import Node
from app.documents.press import Area, Press
from app.text import translate

_SIDE = 20 * mm
_PAGE = Area(_SIDE, A4[1] - 18 * mm, A4[0] - 2 * _SIDE, A4[1] - 40 * mm)
_ACROSS = 4
_CODE = Style(Face.BOLD, 20, 26)


def recovery_sheet(data: RecoverySheetData, options: Options) -> Rendered:
    """The sheet of ``data``; the code stands on the paper and nowhere else in the file."""
    press = Press(A4, options, Meta.of(data.texts, data.school))
    sheet = _Sheet(press, data)
    fitted(press, sheet.page, _PAGE, data.texts.title)
    foot = Area(_SIDE, 15 * mm, _PAGE.width, 0)
    footer(press, foot, sheet.marked(data.texts["foot"].text("text")), long_date(options.date))
    return press.finish()


class _Sheet:
    """The blocks of the page."""

    def __init__(self, press: Press, data: RecoverySheetData) -> None:
        self._press = press
        self._data = data
        self._texts = data.texts

    def marked(self, text: str) -> Runs:
        """A text of the sheet with its fields filled."""
        return marked(text, school=self._data.school)

    def page(self, scale: float) -> Block:
        """The whole page."""
        node = self._press.root.child("Sect")
        body = Style(BODY.face, 12, 17.5).scaled(scale)
        return Stack(
            [
                self._head(node, scale),
                self._code(node, body),
                self._listed(node, "keep", "lock", body),
                self._steps(node, body),
                self._warning(node, body),
            ],
            24,
            32,
        )

    def _head(self, node: Node, scale: float) -> Block:
        press, text = self._press, self._texts["head"]
        made = translate("RecoverySheet", "Gemaakt op {day}").format(day=long_date(press.options.date))
        words = Stack(
            [
                paragraph(press, node, self.marked(text.text("kicker")), Style(Face.BOLD, 11, 14, "coral")),
                Gap(4),
                Heading(press, node, 1, self.marked(text.text("title")), TITLE.scaled(scale)),
                Gap(2),
                paragraph(press, node, plain(self._data.school), Style(Face.MEDIUM, 14, 18)),
                Gap(8),
                paragraph(press, node, self.marked(text.text("lead")), LEAD, balanced=True),
                Gap(4),
                paragraph(press, node, made, SMALL.on("muted")),
            ]
        )
        return Columns([(None, words), (56, Badge(press, 56, icon="key-round"))], 16)

    def _code(self, node: Node, body: Style) -> Block:
        press, text = self._press, self._texts["code"]
        title = Heading(press, node, 2, self.marked(text.text("title")), H2)
        code = node.child("P")
        groups = re.split(r"[\s-]+", self._data.code.strip())
        cells = [self._group(code, number, group) for number, group in enumerate(groups, start=1)]
        how = paragraph(press, node, self.marked(text.text("text")), body, balanced=True)
        return Stack([title, Gap(8), Panel(press, Stack(_rows(cells), 12), "soft_sun", pad=18), Gap(8), how])

    def _group(self, code: Node, number: int, group: str) -> Block:
        """One group of the code; its place in the row is furniture, since the order says it to a reader."""
        press = self._press
        label = Text(press, None, str(number), Style(Face.REGULAR, 9, 11, "muted"))
        # A hard space parts the groups for who copies or hears them.
        return Columns([(14, Inset(label, 0, 10)), (None, Text(press, code, f"{group}\u00a0", _CODE))], 2)

    def _listed(self, node: Node, block: str, icon: str, body: Style) -> Block:
        press, text = self._press, self._texts[block]
        title = Heading(press, node, 2, self.marked(text.text("title")), H2)
        listed = bullets(node)
        rows = [
            Columns(
                [(14, Icon(press, icon, 14, drop=2)), (None, Text(press, item(listed), self.marked(line), body))], 10
            )
            for line in text.lines("lines")
        ]
        return Stack([title, Gap(8), Stack(rows, 5)])

    def _steps(self, node: Node, body: Style) -> Block:
        press, text = self._press, self._texts["use"]
        title = Heading(press, node, 2, self.marked(text.text("title")), H2)
        steps = node.child("L", attributes="/O/List/ListNumbering/Decimal")
        rows = []
        for number, line in enumerate(text.lines("lines"), start=1):
            entry = steps.child("LI")
            badge = Badge(press, 24, text=str(number), node=entry.child("Lbl"))
            words = Text(press, entry.child("LBody"), self.marked(line), body)
            rows.append(Columns([(24, badge), (None, words)], 12, middle=True))
        return Stack([title, Gap(8), Stack(rows, 8)])

    def _warning(self, node: Node, body: Style) -> Block:
        press, text = self._press, self._texts["warn"]
        words = Stack(
            [
                Heading(press, node, 2, self.marked(text.text("title")), H3.on("coral")),
                Gap(2),
                paragraph(press, node, self.marked(text.text("text")), body),
            ]
        )
        badge = Badge(press, 36, icon="triangle-alert", fill="coral")
        return Panel(press, Columns([(36, badge), (None, words)], 16, middle=True), "soft_coral")


def _rows(cells: Sequence[Block]) -> list[Block]:
    """Groups of the code, a few to a row; the last row keeps the columns."""
    rows: list[Block] = []
    for at in range(0, len(cells), _ACROSS):
        row = list(cells[at : at + _ACROSS])
        row += [Gap(0)] * (_ACROSS - len(row))
        rows.append(Columns([(None, cell) for cell in row], 8))
    return rows
