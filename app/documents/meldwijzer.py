"""The meldwijzer for students: A4 on two sides; more pages when there are more who help than fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from app.dates import long_date
from app.documents import drawing
from app.documents.archive import Meta
from app.documents.artwork import Bubbles, Thread
from app.documents.blocks import (
    Block,
    Gap,
    Heading,
    Inset,
    Panel,
    Stack,
    Text,
    beside,
    bullets,
    footer,
    item,
    paragraph,
    place,
)
from app.documents.clean import Runs, marked
from app.documents.contacts import contact_card, in_pairs
from app.documents.data import ContactLine, MeldwijzerData, Options, Rendered
from app.documents.flow import pages_of
from app.documents.inks import BODY, H1, H2, H3, H4, KICKER, LEAD, SMALL, TITLE, Style
from app.documents.marks import SMALLEST_QR, Badge, Icon, TickBox, WritingLine
from app.documents.nodes import Node
from app.documents.press import Area, Press
from app.text import translate

_SIDE = 14 * mm
_OUT = 6.0  # how far the cards reach out, so that what they hold lines up with the text
_PAGE = Area(_SIDE - _OUT, A4[1] - 12 * mm, A4[0] - 2 * _SIDE + 2 * _OUT, A4[1] - 29 * mm)


@dataclass(frozen=True, slots=True)
class _Density:
    """How roomy a page is set.

    The ``scale`` of its text, the size of its ``qr`` codes, whether it has lines for ``notes``, and
    whether the two groups of helpers stand ``beside`` each other instead of one below the other.
    """

    scale: float
    qr: float = SMALLEST_QR
    notes: bool = True
    beside: bool = False


_FRONT = tuple(_Density(scale) for scale in (1.0, 0.97, 0.94, 0.91, 0.88, 0.85))
_ROOMY = _Density(1.0, 82)
_BACK = (
    _ROOMY,
    _Density(1.0, 72),
    *(
        _Density(scale, notes=notes, beside=beside)
        for scale, notes in ((1.0, True), (0.95, True), (0.95, False), (0.9, False))
        for beside in (False, True)
    ),
)


def meldwijzer(data: MeldwijzerData, options: Options) -> Rendered:
    """The paper of ``data``, in colour or mono."""
    press = Press(A4, options, Meta.of(data.texts, data.school))
    lay_meldwijzer(press, data)
    return press.finish()


def lay_meldwijzer(press: Press, data: MeldwijzerData) -> None:
    """Paint the paper of ``data`` on as many pages as it takes."""
    paper = _Paper(press, data)
    pages = paper.pages()
    for number, (block, name) in enumerate(pages, start=1):
        if number > 1:
            press.turn()
        place(press, block, _PAGE, name)
        paper.foot(number, len(pages))
        if not data.texts.confirmed:
            drawing.across(press, translate("Meldwijzer", "CONCEPT"))


class _Paper:
    """The pages of one meldwijzer."""

    def __init__(self, press: Press, data: MeldwijzerData) -> None:
        self._press = press
        self._data = data
        self._texts = data.texts
        self._fields = {**data.texts.words, **data.words, "school": data.school}

    def _marked(self, text: str) -> Runs:
        return marked(text, **self._fields)

    def pages(self) -> list[tuple[Block, str]]:
        """Every page as one block, with its name for when it is too full."""
        if self._press.options.large:
            flowing = pages_of([*self._face(_ROOMY), *self._parts(_ROOMY)], _PAGE.width, _PAGE.height, gap=16)
            return [(Stack(blocks, 16), self._texts.title) for blocks in flowing]
        names = (translate("Meldwijzer", "Voorkant"), translate("Meldwijzer", "Achterkant"))
        front = next(self._fitting(self._front(density) for density in _FRONT))
        for density in _BACK:
            back = self._back(density)
            if back.height(_PAGE.width) <= _PAGE.height:
                return [(front, names[0]), (back, names[1])]
        # More helpers than fit under the steps: they go on, on as many pages as they need.
        pages = pages_of(self._parts(_ROOMY), _PAGE.width, _PAGE.height, gap=12)
        return [(front, names[0]), *((Stack(blocks, 12), names[1]) for blocks in pages)]

    @staticmethod
    def _fitting(blocks: Iterator[Block]) -> Iterator[Block]:
        """The first of ``blocks`` that fits on a page, or the last of all."""
        for block in blocks:
            last = block
            if block.height(_PAGE.width) <= _PAGE.height:
                break
        yield last

    def _section(self) -> Node:
        return self._press.root.child("Sect")

    def foot(self, number: int, total: int) -> None:
        """Whose it is, of when, and which page."""
        press = self._press
        text = translate("Meldwijzer", "versie {version}  ·  {day}  ·  {number} van {total}").format(
            version=self._texts.version, day=long_date(press.options.date), number=number, total=total
        )
        footer(press, Area(_SIDE, 13 * mm, A4[0] - 2 * _SIDE, 0), self._marked(self._texts["foot"].text("text")), text)

    def _front(self, density: _Density) -> Block:
        return Stack(self._face(density), 16, 24)

    def _face(self, density: _Density) -> list[Block]:
        """What stands on the front, from the title to the alarm."""
        node, press, scale = self._section(), self._press, density.scale
        hero, what, signs = self._hero(node, scale), self._what(node, scale), self._signs(node, scale)
        both = [what, signs] if press.options.large else [beside(press, [(None, what), (None, signs)], 14)]
        return [hero, *both, *self._expect(node, scale), self._alarm(node, scale)]

    def _hero(self, node: Node, scale: float) -> Block:
        press, text = self._press, self._texts["head"]
        words = Stack(
            [
                paragraph(press, node, self._marked(text.text("kicker")), KICKER),
                *self._draft(node),
                Gap(6),
                Heading(press, node, 1, self._marked(text.text("title")), TITLE.on("on_petrol").scaled(scale)),
                Gap(10),
                paragraph(press, node, self._marked(text.text("lead")), LEAD.on("on_petrol"), balanced=True),
            ]
        )
        if press.options.large:
            return Panel(press, words, "petrol", pad=20)
        return Panel(press, beside(press, [(None, words), (150, Bubbles(press))], 12), "petrol", pad=20)

    def _draft(self, node: Node) -> list[Block]:
        """That nobody confirmed this translation, in Dutch, for who hands it out."""
        if self._texts.confirmed:
            return []
        said = translate("Meldwijzer", "Concept: deze vertaling is nog niet nagekeken. Deel haar nog niet uit.")
        own = node.child("P")
        own.language = "nl"
        return [Gap(2), Text(self._press, own, said, Style(BODY.face, 10, 13, "on_petrol"))]

    def _what(self, node: Node, scale: float) -> Block:
        press, text = self._press, self._texts["what"]
        body = Style(BODY.face, 11.5, 16.5).scaled(scale)
        title = Heading(press, node, 2, self._marked(text.text("title")), H2)
        meaning = [
            paragraph(press, node, self._marked(text.text(key)), body, balanced=True) for key in ("text", "effect")
        ]
        grounds_title = Heading(press, node, 3, self._marked(text.text("grounds_title")), H4.on("ink"))
        grounds = bullets(node)
        listed = [
            beside(
                press,
                [
                    (13, Icon(press, "circle-alert", 13, "coral", drop=1)),
                    (None, Text(press, item(grounds), self._marked(line), body)),
                ],
                9,
            )
            for line in text.lines("grounds")
        ]
        stack = Stack([title, Gap(6), meaning[0], Gap(6), meaning[1], Gap(10), grounds_title, Gap(5), Stack(listed, 4)])
        return Inset(stack, _OUT, 16)

    def _signs(self, node: Node, scale: float) -> Block:
        press, text = self._press, self._texts["signs"]
        parts: list[Block] = [Heading(press, node, 2, self._marked(text.text("title")), H2.on("ink"))]
        for key in ("before", "during"):
            parts.append(Gap(8))
            parts.append(Heading(press, node, 3, self._marked(text.text(f"{key}_title")), H4.on("ink")))
            signs = bullets(node)
            for line in text.lines(key):
                sign = Text(
                    press, item(signs), self._marked(line), Style(BODY.face, 11.5, 15.5).scaled(scale), balanced=True
                )
                parts += [Gap(6), beside(press, [(12, TickBox(press)), (None, sign)], 10)]
        return Panel(press, Stack(parts), "soft_sun")

    def _expect(self, node: Node, scale: float) -> list[Block]:
        """What the school promises as one block; in large print each promise is a block."""
        press, text = self._press, self._texts["expect"]
        title = Heading(press, node, 2, self._marked(text.text("title")), H2)
        cards: list[tuple[float | None, Block]] = []
        for part in text.items("item"):
            heading = Heading(press, node, 3, self._marked(part.text("title")), H4)
            words = paragraph(press, node, self._marked(part.text("text")), BODY.scaled(scale))
            badge = beside(press, [(32, Badge(press, 32, icon=part.text("icon"))), (None, Gap(0))], 0)
            cards.append((None, Panel(press, Stack([badge, Gap(7), heading, Gap(2), words]), "soft_petrol", pad=14)))
        if press.options.large:
            first, *others = [card for _width, card in cards]
            return [Stack([Inset(title, _OUT), Gap(8), first]), *others]
        return [Stack([Inset(title, _OUT), Gap(8), beside(press, cards, 12)])]

    def _alarm(self, node: Node, scale: float) -> Block:
        press, text = self._press, self._texts["alarm"]
        words = Stack(
            [
                Heading(press, node, 2, self._marked(text.text("title")), H3.on("on_petrol")),
                Gap(1),
                paragraph(press, node, self._marked(text.text("text")), BODY.on("on_petrol").scaled(scale)),
            ]
        )
        badge = Badge(press, 38, icon="siren", fill="card", ink="coral")
        return Panel(press, beside(press, [(38, badge), (None, words)], 16, middle=True), "coral", pad=12)

    def _back(self, density: _Density) -> Block:
        return Stack(self._parts(density), 12, 22)

    def _parts(self, density: _Density) -> list[Block]:
        """What stands on the back, from the steps to the notes."""
        node = self._section()
        parts = [*self._steps(node, density), *self._helpers(node, density)]
        return [*parts, self._notes(node)] if density.notes else parts

    def _steps(self, node: Node, density: _Density) -> list[Block]:
        """The steps as one block; in large print they do not fit one page, so each is a block."""
        press, text = self._press, self._texts["steps"]
        title = Heading(press, node, 2, self._marked(text.text("title")), H1)
        steps = node.child("L", attributes="/O/List/ListNumbering/Decimal")
        rows = []
        for number, step in enumerate(text.items("item"), start=1):
            entry = steps.child("LI")
            label, body = entry.child("Lbl"), entry.child("LBody")
            words: list[Block] = [
                Heading(press, body, 3, self._marked(step.text("title")), H3.scaled(density.scale)),
                paragraph(press, body, self._marked(step.text("text")), BODY.scaled(density.scale), balanced=True),
            ]
            if str(number) == self._texts["choices"].text("step"):
                words += [Gap(4), self._choices(body)]
            badge = Badge(press, 34, text=str(number), node=label, fill="petrol" if number > 1 else "coral")
            rows.append(beside(press, [(34, badge), (None, Stack(words))], 16))
        if press.options.large:
            first, *others = rows
            return [Inset(Stack([title, Gap(10), first]), _OUT), *(Inset(row, _OUT) for row in others)]
        return [Inset(Stack([title, Gap(10), Thread(press, Stack(rows, 8, 12))]), _OUT)]

    def _choices(self, node: Node) -> Block:
        press = self._press
        choices = node.child("L", attributes="/O/List/ListNumbering/UpperAlpha")
        cells: list[tuple[float | None, Block]] = []
        for choice in self._texts["choices"].items("item"):
            entry = choices.child("LI")
            letter = Text(press, entry.child("Lbl"), self._marked(choice.text("letter")), H4)
            words = Text(press, entry.child("LBody"), self._marked(choice.text("text")), SMALL)
            cells.append(
                (
                    None,
                    Panel(
                        press,
                        beside(press, [(12 + press.lower, letter), (None, words)], 4),
                        "soft_petrol",
                        pad=8,
                        radius=8,
                    ),
                )
            )
        return beside(press, cells, 8)

    def _helpers(self, node: Node, density: _Density) -> list[Block]:
        """The helpers in the school and outside it, in blocks that each stay together on a page."""
        press, text = self._press, self._texts["contacts"]
        title = Heading(press, node, 2, self._marked(text.text("title")), H1)
        groups = [
            self._group(node, contacts, text.text(key), density, look)
            for contacts, key, look in (
                (self._data.in_school, "school", ("soft_petrol", "petrol")),
                (self._data.outside, "outside", ("soft_sun", "ink")),
            )
            if contacts
        ]
        if density.beside:
            rows = [beside(press, [(None, one) for one in row], 12) for row in zip_longest(*groups, fillvalue=Gap(0))]
            return [Stack([Inset(title, _OUT), Gap(4), rows[0], Gap(6), Stack(rows[1:], 10)])]
        pairs = [pair for heading, *cards in groups for pair in in_pairs(press, heading, cards)]
        return [Stack([Inset(title, _OUT), Gap(4), pairs[0]]), *pairs[1:]] if pairs else []

    def _group(
        self, node: Node, contacts: Sequence[ContactLine], name: str, density: _Density, look: tuple[str, str]
    ) -> list[Block]:
        """The heading of a group, and a card for each helper in it."""
        heading = Heading(self._press, node, 3, self._marked(name), H4.on("ink"))
        return [
            Inset(heading, _OUT),
            *(
                contact_card(self._press, node, contact, look, qr=density.qr, pad=12 if density.notes else 9)
                for contact in contacts
            ),
        ]

    def _notes(self, node: Node) -> Block:
        press, text = self._press, self._texts["notes"]
        title = Heading(press, node, 2, self._marked(text.text("title")), H4)
        head = beside(press, [(15, Icon(press, "notebook-pen", 15)), (None, title)], 8, middle=True)
        lines = [WritingLine(press, node, line, SMALL, label_width=96) for line in text.lines("lines")]
        return Panel(press, Stack([head, Gap(8), *lines]), "card", pad=12)
