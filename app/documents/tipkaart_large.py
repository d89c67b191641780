"""The tipkaart in large print: the same card as a paper of A4, in one column of 18 points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from app.documents.blocks import Block, Columns, Gap, Heading, Panel, Stack, footer, paragraph, place, whose
from app.documents.clean import plain
from app.documents.flow import pages_of
from app.documents.inks import H1, KICKER, LEAD, TITLE
from app.documents.marks import Icon
from app.documents.press import Area, Press
from app.text import translate

if TYPE_CHECKING:
    from app.documents.tipkaart import Card

_SIDE = 14 * mm
_PAGE = Area(_SIDE, A4[1] - _SIDE, A4[0] - 2 * _SIDE, A4[1] - 2 * _SIDE - 14)
_GAP = 18.0


def lay_large(press: Press, card: Card) -> None:
    """Paint ``card`` on as many pages as it takes."""
    pages = pages_of(_blocks(press, card), _PAGE.width, _PAGE.height, gap=_GAP)
    for number, blocks in enumerate(pages, start=1):
        if number > 1:
            press.turn()
        place(press, Stack(blocks, _GAP), _PAGE, card.data.texts.title)
        told = translate("Paper", "controle {code}  ·  bladzijde {number} van {total}").format(
            code=press.options.code, number=number, total=len(pages)
        )
        version = translate("Tipkaart", "versie {version}").format(version=card.data.texts.version)
        left = plain(f"{whose(card.data.school, number)}  ·  {version}")
        footer(press, Area(_PAGE.x, _PAGE.bottom - 6, _PAGE.width, 0), left, told)


def _blocks(press: Press, card: Card) -> Iterator[Block]:
    """What stands on the card, in the order in which it is read."""
    texts, section = card.data.texts, press.root.child("Sect")
    cover = texts["cover"]
    yield Panel(
        press,
        Stack(
            [
                paragraph(press, section, card.marked(cover.text("kicker")), KICKER),
                Gap(8),
                Heading(press, section, 1, card.marked(cover.text("title")), TITLE.on("on_petrol"), balanced=True),
                Gap(10),
                paragraph(press, section, card.marked(cover.text("subtitle")), LEAD.on("on_petrol"), balanced=True),
            ]
        ),
        "petrol",
        pad=20,
    )
    number = 1
    for key, ink, icon in (("before", "petrol", "sparkles"), ("during", "coral", "handshake")):
        half = press.root.child("Sect")
        title = Heading(press, half, 2, card.marked(texts[key].text("title")), H1.on("on_petrol"))
        band = Panel(press, Columns([(None, title), (24, Icon(press, icon, 24, "sun"))], 12, middle=True), ink, pad=14)
        listed = half.child("L", attributes="/O/List/ListNumbering/Decimal")
        tips = [card.tip(listed, tip, ink, 1, at) for at, tip in enumerate(texts[key].items("tip"), number)]
        number += len(tips)
        yield Stack([band, Gap(14), tips[0]])
        yield from tips[1:]
    asked = press.root.child("Sect")
    yield card.questions(asked)
    yield card.agreements(asked)
    back = press.root.child("Sect")
    yield from card.story(back, 1)
    yield card.contact(back)
