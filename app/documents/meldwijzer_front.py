"""The front of a meldwijzer: what discrimination is, how to know it, and what the school promises."""

from __future__ import annotations

from app.documents.artwork import Bubbles
from app.documents.blocks import Block, Gap, Heading, Inset, Panel, Stack, Text, beside, bullets, item, paragraph
from app.documents.inks import BODY, H2, H3, H4, KICKER, LEAD, TITLE, Style
from app.documents.marks import Badge, Icon, TickBox
from app.documents.meldwijzer_words import OUT, Density, Wording
from app.documents.nodes import Node
from app.text import translate


class Front:
    """The blocks of the front, in reading order."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def blocks(self, density: Density) -> list[Block]:
        """What stands on the front, from the title to the alarm."""
        node, press, scale = self._wording.section(), self._wording.press, density.scale
        hero, what, signs = self._hero(node, scale), self._what(node, scale), self._signs(node, scale)
        both = [what, signs] if press.options.large else [beside(press, [(None, what), (None, signs)], 14)]
        return [hero, *both, *self._expect(node, scale), self._alarm(node, scale)]

    def _hero(self, node: Node, scale: float) -> Block:
        press, text = self._wording.press, self._wording.texts["head"]
        words = Stack(
            [
                paragraph(press, node, self._wording.marked(text.text("kicker")), KICKER),
                *self._draft(node),
                Gap(6),
                Heading(press, node, 1, self._wording.marked(text.text("title")), TITLE.on("on_petrol").scaled(scale)),
                Gap(10),
                paragraph(press, node, self._wording.marked(text.text("lead")), LEAD.on("on_petrol"), balanced=True),
            ]
        )
        if press.options.large:
            return Panel(press, words, "petrol", pad=20)
        return Panel(press, beside(press, [(None, words), (150, Bubbles(press))], 12), "petrol", pad=20)

    def _draft(self, node: Node) -> list[Block]:
        """That nobody confirmed this translation, in Dutch, for who hands it out."""
        if self._wording.texts.confirmed:
            return []
        said = translate("Meldwijzer", "Concept: deze vertaling is nog niet nagekeken. Deel haar nog niet uit.")
        own = node.child("P")
        own.language = "nl"
        return [Gap(2), Text(self._wording.press, own, said, Style(BODY.face, 10, 13, "on_petrol"))]

    def _what(self, node: Node, scale: float) -> Block:
        press, text = self._wording.press, self._wording.texts["what"]
        body = Style(BODY.face, 11.5, 16.5).scaled(scale)
        title = Heading(press, node, 2, self._wording.marked(text.text("title")), H2)
        meaning = [
            paragraph(press, node, self._wording.marked(text.text(key)), body, balanced=True)
            for key in ("text", "effect")
        ]
        grounds_title = Heading(press, node, 3, self._wording.marked(text.text("grounds_title")), H4.on("ink"))
        grounds = bullets(node)
        listed = [
            beside(
                press,
                [
                    (13, Icon(press, "circle-alert", 13, "coral", drop=1)),
                    (None, Text(press, item(grounds), self._wording.marked(line), body)),
                ],
                9,
            )
            for line in text.lines("grounds")
        ]
        stack = Stack([title, Gap(6), meaning[0], Gap(6), meaning[1], Gap(10), grounds_title, Gap(5), Stack(listed, 4)])
        return Inset(stack, OUT, 16)

    def _signs(self, node: Node, scale: float) -> Block:
        press, text = self._wording.press, self._wording.texts["signs"]
        parts: list[Block] = [Heading(press, node, 2, self._wording.marked(text.text("title")), H2.on("ink"))]
        for key in ("before", "during"):
            parts.append(Gap(8))
            parts.append(Heading(press, node, 3, self._wording.marked(text.text(f"{key}_title")), H4.on("ink")))
            signs = bullets(node)
            for line in text.lines(key):
                sign = Text(
                    press,
                    item(signs),
                    self._wording.marked(line),
                    Style(BODY.face, 11.5, 15.5).scaled(scale),
                    balanced=True,
                )
                parts += [Gap(6), beside(press, [(12, TickBox(press)), (None, sign)], 10)]
        return Panel(press, Stack(parts), "soft_sun")

    def _expect(self, node: Node, scale: float) -> list[Block]:
        """What the school promises as one block; in large print each promise is a block."""
        press, text = self._wording.press, self._wording.texts["expect"]
        title = Heading(press, node, 2, self._wording.marked(text.text("title")), H2)
        cards: list[tuple[float | None, Block]] = []
        for part in text.items("item"):
            heading = Heading(press, node, 3, self._wording.marked(part.text("title")), H4)
            words = paragraph(press, node, self._wording.marked(part.text("text")), BODY.scaled(scale))
            badge = beside(press, [(32, Badge(press, 32, icon=part.text("icon"))), (None, Gap(0))], 0)
            cards.append((None, Panel(press, Stack([badge, Gap(7), heading, Gap(2), words]), "soft_petrol", pad=14)))
        if press.options.large:
            first, *others = [card for _width, card in cards]
            return [Stack([Inset(title, OUT), Gap(8), first]), *others]
        return [Stack([Inset(title, OUT), Gap(8), beside(press, cards, 12)])]

    def _alarm(self, node: Node, scale: float) -> Block:
        press, text = self._wording.press, self._wording.texts["alarm"]
        words = Stack(
            [
                Heading(press, node, 2, self._wording.marked(text.text("title")), H3.on("on_petrol")),
                Gap(1),
                paragraph(press, node, self._wording.marked(text.text("text")), BODY.on("on_petrol").scaled(scale)),
            ]
        )
        badge = Badge(press, 38, icon="siren", fill="card", ink="coral")
        return Panel(press, beside(press, [(38, badge), (None, words)], 16, middle=True), "coral", pad=12)
