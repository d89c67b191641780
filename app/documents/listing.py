"""Any list of the screen on paper: a title, a table over as many pages as it takes, and who it is of."""

from __future__ import annotations

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from app.dates import long_date
from app.documents.archive import Meta
from app.documents.blocks import Block, Gap, Heading, Stack, footer, paragraph, place, whose
from app.documents.clean import clean, plain
from app.documents.data import ListData, Options, Rendered
from app.documents.flow import pages_of
from app.documents.inks import BODY, H1
from app.documents.press import Area, Press
from app.documents.rowtable import RowTable
from app.text import translate

_MOST_UPRIGHT = 6  # columns; a wider table lies down
_MARGIN = 14 * mm


def listing(data: ListData, options: Options) -> Rendered:
    """The list of ``data``."""
    size = A4 if len(data.columns) <= _MOST_UPRIGHT else landscape(A4)
    meta = Meta(clean(data.title), translate("List", "Lijst"), clean(data.school), "nl")
    press = Press(size, options, meta)
    node = press.root
    page = Area(_MARGIN, size[1] - _MARGIN, size[0] - 2 * _MARGIN, size[1] - 2 * _MARGIN - 12)
    head: list[Block] = [Heading(press, node, 1, data.title, H1)]
    if data.subtitle:
        head += [Gap(2), paragraph(press, node, data.subtitle, BODY.on("muted"))]
    blocks: list[Block] = [Stack(head), RowTable(press, node, data.columns, data.rows)]
    pages = pages_of(blocks, page.width, page.height, gap=12)
    for number, shown in enumerate(pages, start=1):
        if number > 1:
            press.turn()
        place(press, Stack(shown, 12), page, data.title)
        _foot(press, data, page, number, len(pages))
    return press.finish()


def _foot(press: Press, data: ListData, page: Area, number: int, total: int) -> None:
    parts = [whose(data.school, number), long_date(press.options.date)]
    if data.confidential:
        parts.append(translate("List", "vertrouwelijk"))
    text = translate("Paper", "controle {code}  ·  bladzijde {number} van {total}").format(
        code=press.options.code, number=number, total=total
    )
    footer(press, Area(page.x, page.bottom - 6, page.width, 0), plain("  ·  ".join(parts)), text)
