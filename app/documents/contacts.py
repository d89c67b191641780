"""Cards of people and bodies who help: how to reach them, as words, as links and as a QR code."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.addresses import Address, mail, phone, web
from app.documents.blocks import Block, Gap, Heading, Panel, Stack, beside, paragraph
from app.documents.data import ContactLine
from app.documents.inks import H4, SMALL
from app.documents.marks import Icon, Qr
from app.documents.nodes import Node
from app.documents.press import Area, Press


def contact_card(
    press: Press, node: Node, contact: ContactLine, look: tuple[str, str], *, qr: float, pad: float
) -> Block:
    """A card of ``contact``; ``look`` is the ink of the card and of its name, ``qr`` the size of its code.

    A contact without a web address has no code.
    """
    fill, ink = look
    if press.language != "nl":  # names and what they are for are the school's own words
        node = node.child("Div")
        node.language = "nl"
    name = Heading(press, node, 4, contact.name, H4.on(ink), balanced=True)
    what_for = paragraph(press, node, contact.what_for, SMALL, balanced=True)
    lines = []
    for icon, address in ways(contact):
        words = paragraph(press, node, address.shown, H4.on(ink) if icon == "phone" else SMALL, url=address.url)
        lines.append((words.width() + 16, beside(press, [(11, Icon(press, icon, 10, drop=2)), (None, words)], 5)))
    link = web(contact.web).url
    code = Qr(press, node, link, qr) if link else None
    return Panel(press, _Card(press, [name, Gap(1), what_for], lines, code, qr), fill, pad=pad)


class _Card:
    """Words with a code at their right; from the first line too wide to stand beside it, they go below it."""

    def __init__(
        self, press: Press, head: list[Block], lines: list[tuple[float, Block]], code: Qr | None, size: float
    ) -> None:
        self._press = press
        self._head = head
        self._lines = lines
        self._code = code
        self._size = size

    def height(self, width: float) -> float:
        return self._block(width).height(width)

    def paint(self, area: Area) -> None:
        self._block(area.width).paint(area)

    def _block(self, width: float) -> Block:
        room = width - self._size - 10 if self._code else width
        near, below = list(self._head), list[Block]()
        for needed, line in self._lines:
            target = below if below or needed > room else near
            target += [Gap(3), line]
        if self._code is None:
            return Stack([*near, *below])
        return Stack([beside(self._press, [(None, Stack(near)), (self._size, self._code)], 10), *below])


def in_pairs(press: Press, heading: Block, cards: Sequence[Block]) -> list[Block]:
    """Cards two by two, the first two under their heading; a last one alone keeps its width."""
    if press.options.large:
        return [Stack([heading, Gap(6), *cards[:1]]), *cards[1:]]
    pairs = [(*cards[at : at + 2], Gap(0))[:2] for at in range(0, len(cards), 2)]
    first, *rows = [beside(press, [(None, one), (None, other)], 12) for one, other in pairs]
    return [Stack([heading, Gap(6), first]), *rows]


def ways(contact: ContactLine) -> list[tuple[str, Address]]:
    """How to reach a contact: an icon, and the words with what a tap on them does."""
    found = [
        ("phone", phone(contact.phone)),
        ("clock", Address(contact.hours, "")),
        ("mail", mail(contact.email)),
        ("globe", web(contact.web)),
    ]
    return [(icon, address) for icon, address in found if address.shown]
