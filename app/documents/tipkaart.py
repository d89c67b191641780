"""The tipkaart for companies: A4 landscape on two sides, folded to A5. Front, inside, back."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from app.dates import day_month
from app.documents import drawing
from app.documents.addresses import web
from app.documents.archive import Meta
from app.documents.artwork import people
from app.documents.blocks import (
    Block,
    Columns,
    Gap,
    Heading,
    Inset,
    Panel,
    Stack,
    Text,
    beside,
    bullets,
    fitted,
    item,
    paragraph,
    stand,
)
from app.documents.clean import Runs, marked, plain
from app.documents.contacts import ways
from app.documents.data import ContactLine, Options, Rendered, TipkaartData
from app.documents.inks import BODY, COVER, FOOT, H1, H3, H4, KICKER, LEAD, SMALL, Style
from app.documents.marks import Badge, Dot, Icon, Qr, WritingLine
from app.documents.nodes import Node
from app.documents.press import Area, Press
from app.documents.texts import Block as TextBlock
from app.documents.tipkaart_large import lay_large
from app.text import translate

WIDTH, HEIGHT = 297 * mm, 210 * mm
_HALF = WIDTH / 2
_MARGIN = 14 * mm
_QR = 26 * mm
_SUBTITLE = Style(LEAD.face, 15, 21, "on_petrol")


def tipkaart(data: TipkaartData, options: Options) -> Rendered:
    """The card of ``data``, in colour or mono."""
    press = Press(card_size(options), options, Meta.of(data.texts, data.school))
    lay_tipkaart(press, data)
    return press.finish()


def card_size(options: Options) -> tuple[float, float]:
    """The size of its pages: in large print it is no folded card but a paper of several pages."""
    return A4 if options.large else (WIDTH, HEIGHT)


def lay_tipkaart(press: Press, data: TipkaartData) -> None:
    """Paint the card of ``data`` on two pages, or on as many as large print takes."""
    card = Card(press, data)
    if press.options.large:
        lay_large(press, card)
        return
    # The reading order: front, inside, back. On the sheet the back lies beside the front.
    front, inside, back = (press.root.child("Sect") for _ in range(3))
    card.front(front)
    card.back(back)
    drawing.fold(press, _HALF)
    press.turn()
    card.inside(inside)
    drawing.fold(press, _HALF)


@dataclass(frozen=True, slots=True)
class Look:
    """How one part of the inside is told from another."""

    ink: str
    icon: str
    fill: str = ""


class Card:
    """The sides of one card."""

    def __init__(self, press: Press, data: TipkaartData) -> None:
        self.press = press
        self.data = data
        self._fields = {**data.texts.words, **data.words, "school": data.school}

    def marked(self, text: str) -> Runs:
        return marked(text, **self._fields)

    def front(self, node: Node) -> None:
        press, text = self.press, self.data.texts["cover"]
        cover = Area(_HALF + 8 * mm, HEIGHT - 8 * mm, _HALF - 16 * mm, HEIGHT - 16 * mm)
        crowd = people(press, cover)
        words = cover.inset(24, 28, 24, crowd + 12)

        def title(scale: float) -> Block:
            return Stack(
                [
                    paragraph(press, node, self.marked(text.text("kicker")), KICKER),
                    Gap(12),
                    Heading(press, node, 1, self.marked(text.text("title")), COVER.scaled(scale * scale)),
                    Gap(18),
                    paragraph(press, node, self.marked(text.text("subtitle")), _SUBTITLE, balanced=True),
                ]
            )

        fitted(press, title, words, translate("Tipkaart", "Voorkant"), _SUBTITLE.leading)

    def back(self, node: Node) -> None:
        press = self.press
        page = Area(_MARGIN, HEIGHT - _MARGIN, _HALF - 2 * _MARGIN, HEIGHT - 2 * _MARGIN)
        # The contact block is made first, to know what it leaves; a reader still hears it last.
        told, reached = node.child("Sect"), node.child("Sect")
        contact = self.contact(reached)
        contact_height = contact.height(page.width + 16)
        foot = Area(page.x, page.bottom + 4, page.width, 12)

        def story(scale: float) -> Block:
            return Stack(self.story(told, scale), 16, 24)

        above = Area(page.x, page.top, page.width, page.height - contact_height - 28)
        fitted(press, story, above, translate("Tipkaart", "Achterkant"))
        stand(contact, Area(page.x - 8, page.bottom + 16 + contact_height, page.width + 16, contact_height))
        Text(press, None, self.foot(), FOOT).paint(foot)

    def story(self, node: Node, scale: float) -> list[Block]:
        press, texts = self.press, self.data.texts
        body = Style(BODY.face, 11, 16).scaled(scale)
        back, norm, use = texts["back"], texts["norm"], texts["use"]
        why = Stack(
            [
                Heading(press, node, 2, self.marked(back.text("title")), H1.scaled(scale)),
                Gap(6),
                paragraph(press, node, self.marked(back.text("text")), body),
            ]
        )
        words = Stack(
            [
                Heading(press, node, 3, self.marked(norm.text("title")), H3.on("ink").scaled(scale)),
                Gap(2),
                paragraph(press, node, self.marked(norm.text("text")), LEAD.scaled(scale), balanced=True),
            ]
        )
        badge = Badge(press, 36, icon="scale", fill="sun", ink="on_sun")
        panel = Inset(Panel(press, Columns([(36, badge), (None, words)], 16, middle=True), "soft_sun", radius=10), -8)
        heading = Heading(press, node, 3, self.marked(use.text("title")), H3.scaled(scale))
        steps = bullets(node)
        rows = [
            Columns(
                [
                    (24, Badge(press, 24, icon=icon)),
                    (None, Text(press, item(steps), self.marked(step), body)),
                ],
                12,
                middle=True,
            )
            for step, icon in zip(use.lines("steps"), _icons(len(use.lines("steps"))), strict=True)
        ]
        return [why, panel, Stack([heading, Gap(8), Stack(rows, 8)])]

    def contact(self, node: Node) -> Block:
        press, data, text = self.press, self.data, self.data.texts["contact"]
        lines: list[Block] = [
            Heading(press, node, 3, self.marked(text.text("title")), H4),
            Gap(3),
            paragraph(press, node, plain(data.school), Style(H4.face, 11, 14, "ink")),
        ]
        if data.office:
            lines.append(paragraph(press, node, data.office, SMALL))
        lines.append(Gap(6))
        for icon, address in ways(ContactLine(data.school, "", data.phone, data.web, data.email)):
            words = paragraph(press, node, address.shown, SMALL, url=address.url)
            lines += [Columns([(12, Icon(press, icon, 10, drop=1.5)), (None, words)], 6), Gap(2)]
        cells: list[tuple[float | None, Block]] = [(None, Stack(lines))]
        if link := web(data.web).url:
            label = paragraph(press, node, self.marked(text.text("qr")), Style(SMALL.face, 9, 11), balanced=True)
            cells.append((_QR, Stack([Qr(press, node, link, _QR), Gap(4), label])))
        return Panel(press, Columns(cells, 12), "soft_petrol", pad=14, radius=10)

    def foot(self) -> Runs:
        text = self.data.texts["foot"].text("text")
        version = translate("Tipkaart", "versie {version}").format(version=self.data.texts.version)
        place = self.data.place
        whose = f"  ·  {place.company}" if place is not None else ""
        return (*self.marked(text), *plain(f"{whose}  ·  {version}"))

    def inside(self, node: Node) -> None:
        texts = self.data.texts
        left, right = (
            Area(x + _MARGIN - 8, HEIGHT - 12 * mm, _HALF - 2 * _MARGIN + 16, HEIGHT - 24 * mm) for x in (0, _HALF)
        )
        before, under_before, during, under_during = (node.child("Sect") for _ in range(4))
        questions, agreements = self.questions(under_before), self.agreements(under_during)
        foot = max(questions.height(left.width), agreements.height(right.width))
        first = len(texts["before"].items("tip")) + 1
        self._half(before, texts["before"], left.inset(0, 0, 0, foot), Look("petrol", "sparkles"), 1)
        self._half(during, texts["during"], right.inset(0, 0, 0, foot), Look("coral", "handshake"), first)
        for block, area in ((questions, left), (agreements, right)):
            block.paint(Area(area.x, area.bottom + foot, area.width, foot))

    def _half(self, node: Node, text: TextBlock, area: Area, look: Look, first: int) -> None:
        """The heading of one half, and its tips spread over the height below it."""
        press = self.press
        title = Heading(press, node, 2, self.marked(text.text("title")), Style(H1.face, 18, 22, "on_petrol"))
        band = Columns([(None, title), (24, Icon(press, look.icon, 24, "sun"))], 12, middle=True)
        used = stand(Panel(press, band, look.ink, pad=11, radius=10), area)
        room = area.inset(6, used + 16, 6, 14)

        def tips(scale: float) -> Block:
            numbered = node.child("L", attributes="/O/List/ListNumbering/Decimal")
            listed = enumerate(text.items("tip"), first)
            return Stack([self.tip(numbered, tip, look.ink, scale, number) for number, tip in listed], 8, 20)

        fitted(press, tips, room, text.text("title"))

    def tip(self, numbered: Node, tip: TextBlock, ink: str, scale: float, number: int) -> Block:
        press = self.press
        entry = numbered.child("LI")
        label, body = entry.child("Lbl"), entry.child("LBody")
        words = Stack(
            [
                Heading(press, body, 3, self.marked(tip.text("title")), H3.on(ink).scaled(scale)),
                Gap(1),
                paragraph(press, body, self.marked(tip.text("text")), BODY.scaled(scale), balanced=True),
            ]
        )
        badge = Badge(press, 36, text=str(number), node=label, fill=ink)
        return Columns([(36, badge), (None, words)], 14)

    def questions(self, node: Node) -> Block:
        text = self.data.texts["ask"]
        return beside(
            self.press,
            [
                (None, self._asked(node, text, "do", Look("petrol", "circle-check", "soft_petrol"))),
                (None, self._asked(node, text, "dont", Look("coral", "circle-x", "soft_coral"))),
            ],
            10,
        )

    def _asked(self, node: Node, text: TextBlock, key: str, look: Look) -> Block:
        press = self.press
        title = Heading(press, node, 3, self.marked(text.text(f"{key}_title")), H4.on(look.ink))
        asked = bullets(node)
        lines = [
            Columns(
                [(9, Dot(press, look.ink)), (None, Text(press, item(asked), self.marked(line), SMALL))],
                3,
            )
            for line in text.lines(key)
        ]
        head = Columns([(15, Icon(press, look.icon, 15, look.ink)), (None, title)], 7, middle=True)
        return Panel(press, Stack([head, Gap(5), Stack(lines, 2)]), look.fill, pad=12, radius=10, hatched=key == "dont")

    def agreements(self, node: Node) -> Block:
        press, text = self.press, self.data.texts["notes"]
        title = Heading(press, node, 3, self.marked(text.text("title")), H4)
        head = Columns([(15, Icon(press, "notebook-pen", 15)), (None, title)], 7, middle=True)
        lines = [
            WritingLine(press, node, label, SMALL, label_width=100, height=18, value=value)
            for label, value in self._agreed(text)
        ]
        return Panel(press, Stack([head, Gap(2), *lines], 3, 10), "soft_sun", pad=12, radius=10)

    def _agreed(self, text: TextBlock) -> list[tuple[str, str]]:
        """What is to be agreed; on the card of a placement with whom to call and when there is contact."""
        place, labels = self.data.place, text.lines("lines")
        if place is None:
            return [(label, "") for label in labels]
        days = ", ".join(day_month(day) for day in place.talks)
        by_then = translate("Tipkaart", "uiterlijk {days}").format(days=days) if days else ""
        before = days if place.agreed else by_then
        known = [", ".join(filter(None, (place.person, place.phone))), "", before]
        return [(label, known[at] if at < len(known) else "") for at, label in enumerate(labels)]


def _icons(count: int) -> list[str]:
    """An icon for each way to use the card; any beyond the third goes on as the last."""
    icons = ("users", "target", "calendar-check")
    return [icons[min(at, len(icons) - 1)] for at in range(count)]
