"""The back of a meldwijzer: what to do step by step, who helps, and lines for notes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from app.documents.artwork import Thread
from app.documents.blocks import Block, Gap, Heading, Inset, Panel, Stack, Text, beside, paragraph
from app.documents.contacts import contact_card, in_pairs
from app.documents.data import ContactLine
from app.documents.inks import BODY, H1, H3, H4, SMALL
from app.documents.marks import Badge, Icon, WritingLine
from app.documents.meldwijzer_words import OUT, Density, Wording
from app.documents.nodes import Node


class Back:
    """The blocks of the back, in reading order."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def blocks(self, density: Density) -> list[Block]:
        """What stands on the back, from the steps to the notes."""
        node = self._wording.section()
        parts = [*self._steps(node, density), *self._helpers(node, density)]
        return [*parts, self._notes(node)] if density.notes else parts

    def _steps(self, node: Node, density: Density) -> list[Block]:
        """The steps as one block; in large print they do not fit one page, so each is a block."""
        press, text = self._wording.press, self._wording.texts["steps"]
        title = Heading(press, node, 2, self._wording.marked(text.text("title")), H1)
        steps = node.child("L", attributes="/O/List/ListNumbering/Decimal")
        rows = []
        for number, step in enumerate(text.items("item"), start=1):
            entry = steps.child("LI")
            label, body = entry.child("Lbl"), entry.child("LBody")
            words: list[Block] = [
                Heading(press, body, 3, self._wording.marked(step.text("title")), H3.scaled(density.scale)),
                paragraph(
                    press, body, self._wording.marked(step.text("text")), BODY.scaled(density.scale), balanced=True
                ),
            ]
            if str(number) == self._wording.texts["choices"].text("step"):
                words += [Gap(4), self._choices(body)]
            badge = Badge(press, 34, text=str(number), node=label, fill="petrol" if number > 1 else "coral")
            rows.append(beside(press, [(34, badge), (None, Stack(words))], 16))
        if press.options.large:
            first, *others = rows
            return [Inset(Stack([title, Gap(10), first]), OUT), *(Inset(row, OUT) for row in others)]
        return [Inset(Stack([title, Gap(10), Thread(press, Stack(rows, 8, 12))]), OUT)]

    def _choices(self, node: Node) -> Block:
        press = self._wording.press
        choices = node.child("L", attributes="/O/List/ListNumbering/UpperAlpha")
        cells: list[tuple[float | None, Block]] = []
        for choice in self._wording.texts["choices"].items("item"):
            entry = choices.child("LI")
            letter = Text(press, entry.child("Lbl"), self._wording.marked(choice.text("letter")), H4)
            words = Text(press, entry.child("LBody"), self._wording.marked(choice.text("text")), SMALL)
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

    def _helpers(self, node: Node, density: Density) -> list[Block]:
        """The helpers in the school and outside it, in blocks that each stay together on a page."""
        press, text = self._wording.press, self._wording.texts["contacts"]
        title = Heading(press, node, 2, self._wording.marked(text.text("title")), H1)
        groups = [
            self._group(node, contacts, text.text(key), density, look)
            for contacts, key, look in (
                (self._wording.data.in_school, "school", ("soft_petrol", "petrol")),
                (self._wording.data.outside, "outside", ("soft_sun", "ink")),
            )
            if contacts
        ]
        if density.beside:
            rows = [beside(press, [(None, one) for one in row], 12) for row in zip_longest(*groups, fillvalue=Gap(0))]
            return [Stack([Inset(title, OUT), Gap(4), rows[0], Gap(6), Stack(rows[1:], 10)])]
        pairs = [pair for heading, *cards in groups for pair in in_pairs(press, heading, cards)]
        return [Stack([Inset(title, OUT), Gap(4), pairs[0]]), *pairs[1:]] if pairs else []

    def _group(
        self, node: Node, contacts: Sequence[ContactLine], name: str, density: Density, look: tuple[str, str]
    ) -> list[Block]:
        """The heading of a group, and a card for each helper in it."""
        heading = Heading(self._wording.press, node, 3, self._wording.marked(name), H4.on("ink"))
        return [
            Inset(heading, OUT),
            *(
                contact_card(self._wording.press, node, contact, look, qr=density.qr, pad=12 if density.notes else 9)
                for contact in contacts
            ),
        ]

    def _notes(self, node: Node) -> Block:
        press, text = self._wording.press, self._wording.texts["notes"]
        title = Heading(press, node, 2, self._wording.marked(text.text("title")), H4)
        head = beside(press, [(15, Icon(press, "notebook-pen", 15)), (None, title)], 8, middle=True)
        lines = [WritingLine(press, node, line, SMALL, label_width=96) for line in text.lines("lines")]
        return Panel(press, Stack([head, Gap(8), *lines]), "card", pad=12)
